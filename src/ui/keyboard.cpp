// SPDX-License-Identifier: Apache-2.0
#include "ui/keyboard.hpp"

#include <imgui/imgui_internal.h>

namespace maillage::ui {
namespace {

/// Where a window keeps the frame in which the keyboard was last at one of its buttons, and which.
constexpr ImGuiID kButtonFrame = 0x6D61'6901U;
constexpr ImGuiID kButtonAtKeyboard = 0x6D61'6902U;

bool pressed(ImGuiKey key) {
    const int index = ImGui::GetKeyIndex(key);
    return index >= 0 && ImGui::IsKeyPressed(index, false) && !ImGui::GetIO().WantTextInput;
}

/// From an item where nothing is written ImGui's Tab begins anew at the first stop; it goes on from
/// \p item, where the keyboard is, and comes to the first only after the last.
void go_on_from(ImGuiID item) {
    auto& imgui = *ImGui::GetCurrentContext();
    const bool tab = (imgui.NavMoveFlags & ImGuiNavMoveFlags_Tabbing) != 0 &&
                     (imgui.NavMoveFlags & ImGuiNavMoveFlags_FocusApi) == 0;
    if (imgui.NavMoveSubmitted && tab && imgui.NavTabbingDir == 0 && imgui.NavId == item) {
        imgui.NavTabbingDir = +1;
        imgui.NavTabbingCounter = 1;
        imgui.NavMoveScoringItems = true;
        imgui.NavAnyRequest = true;
    }
}

ImGuiWindow* root() { return ImGui::GetCurrentWindow()->RootWindow; }

}  // namespace

bool enter_pressed() { return pressed(ImGuiKey_Enter) || pressed(ImGuiKey_KeyPadEnter); }

bool escape_pressed() { return pressed(ImGuiKey_Escape); }

bool pressed_by_enter() {
    const auto& imgui = *ImGui::GetCurrentContext();
    const auto id = ImGui::GetItemID();
    if (imgui.NavId != id || imgui.NavDisableHighlight) {
        return false;
    }
    root()->StateStorage.SetInt(kButtonFrame, ImGui::GetFrameCount());
    root()->StateStorage.SetInt(kButtonAtKeyboard, static_cast<int>(id));
    return ImGui::GetTopMostPopupModal() == root() && enter_pressed();
}

bool keyboard_at_other_button() {
    const auto& kept = root()->StateStorage;
    // Those that are drawn later were at it in the frame before.
    return kept.GetInt(kButtonFrame, -2) >= ImGui::GetFrameCount() - 1 &&
           kept.GetInt(kButtonAtKeyboard) != static_cast<int>(ImGui::GetItemID());
}

bool invisible_button(const char* id, ImVec2 size, TabStop tab) {
    auto* window = ImGui::GetCurrentWindow();
    if (tab == TabStop::kNo || window->SkipItems) {
        return ImGui::InvisibleButton(id, size);
    }
    const auto item = window->GetID(id);
    const auto at = window->DC.CursorPos;
    const ImRect box(at, {at.x + size.x, at.y + size.y});
    ImGui::ItemSize(size);
    if (!ImGui::ItemAdd(box, item, nullptr, ImGuiItemFlags_Inputable)) {
        return false;
    }
    auto& imgui = *ImGui::GetCurrentContext();
    if (imgui.NavActivateInputId == item) {
        imgui.NavDisableHighlight = false;  // Tab came here; ImGui shows it in texts only.
    }
    go_on_from(item);
    bool hovered = false;
    bool held = false;
    return ImGui::ButtonBehavior(box, item, &hovered, &held);
}

}  // namespace maillage::ui
