// SPDX-License-Identifier: Apache-2.0
#include "ui/slider.hpp"

#include "ui/draw.hpp"
#include "ui/parts.hpp"
#include "ui/widgets.hpp"

#include <algorithm>
#include <cmath>

namespace maillage::ui {

std::optional<int> slider(const Look& look, const std::string& id, const std::string& label,
                          int value, int most, double width) {
    // ImGui's own behaviour (drag, keyboard) under our drawing.
    const auto at = ImGui::GetCursorScreenPos();
    ImGui::PushStyleVar(ImGuiStyleVar_Alpha, 0.0F);
    ImGui::SetNextItemWidth(look.px(width));
    int now = value;
    const bool moved =
        ImGui::SliderInt(("###" + id).c_str(), &now, 0, most, "", ImGuiSliderFlags_AlwaysClamp);
    ImGui::PopStyleVar();
    note_item(look, id, label);
    const auto size = ImGui::GetItemRectSize();
    const bool lively = ImGui::IsItemActive() || ImGui::IsItemHovered();
    focus_ring();
    auto* list = ImGui::GetWindowDrawList();
    const float radius = look.px(lively ? 7 : 6);
    const float left = at.x + look.px(7);
    const float right = at.x + size.x - look.px(7);
    const float y = std::round(at.y + size.y / 2);
    const float handle =
        left + (right - left) * static_cast<float>(now) / static_cast<float>(std::max(most, 1));
    const float half = look.px(1.5);
    list->AddRectFilled({left, y - half}, {right, y + half}, im(look.colors.rule), half);
    list->AddRectFilled({left, y - half}, {handle, y + half}, im(look.colors.primary), half);
    list->AddCircleFilled({handle, y}, radius, im(look.colors.primary), 24);
    list->AddCircle({handle, y}, radius, im(look.colors.panel), 24, look.px(1.5));
    return moved && now != value ? std::optional(now) : std::nullopt;
}

}  // namespace maillage::ui
