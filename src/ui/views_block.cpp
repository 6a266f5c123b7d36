// SPDX-License-Identifier: Apache-2.0
#include "base/planning_messages.hpp"
#include "base/present_messages.hpp"
#include "base/text.hpp"
#include "ui/parts.hpp"
#include "ui/widgets.hpp"

#include <algorithm>

namespace maillage::ui {
namespace {

namespace command = workspace::command;
using workspace::SavedView;

constexpr double kWidth = 228.0;
constexpr double kNotesHeight = 96.0;

template <std::size_t N>
void copy_into(std::array<char, N>& buffer, const std::string& text) {
    buffer.fill('\0');
    std::copy_n(text.begin(), std::min(text.size(), N - 1), buffer.begin());
}

/// What is written becomes the view's when the field is left.
void draw_words(const PanelContext& context, const SavedView& view, ViewWords& words,
                CommandSink& sink) {
    const auto& look = context.look;
    secondary(look, context.text(slides::kViewTitle), kWidth);
    ImGui::SetNextItemWidth(look.px(kWidth));
    ImGui::InputText("###views/title", words.title.data(), words.title.size());
    note_item(look, "views/title");
    bool left = ImGui::IsItemDeactivatedAfterEdit();
    secondary(look, context.text(slides::kViewNotes), kWidth);
    ImGui::InputTextMultiline("###views/notes", words.notes.data(), words.notes.size(),
                              {look.px(kWidth), look.px(kNotesHeight)});
    note_item(look, "views/notes");
    left |= ImGui::IsItemDeactivatedAfterEdit();
    if (!left) {
        return;
    }
    auto changed = view;
    changed.map.texts.title = trim(words.title.data());
    changed.notes = trim(words.notes.data());
    if (!(changed == view)) {
        sink(command::PutView{std::move(changed), {}});
    }
}

/// Where it stands in the sequence, and whether it stays in it.
void draw_order(const PanelContext& context, const SavedView& view, std::size_t place,
                std::size_t count, CommandSink& sink) {
    const auto& look = context.look;
    if (button(look, context.text(slides::kViewEarlier), "views/earlier", ButtonKind::kQuiet, {},
               place > 0)) {
        sink(command::PutView{view, place - 1});
    }
    ImGui::SameLine();
    if (button(look, context.text(slides::kViewLater), "views/later", ButtonKind::kQuiet, {},
               place + 1 < count)) {
        sink(command::PutView{view, place + 1});
    }
    ImGui::SameLine();
    if (button(look, context.text(screen::kRemove), "views/remove", ButtonKind::kQuiet)) {
        sink(command::RemoveView{view.name});
    }
}

void draw_naming(const PanelContext& context, LeftState& state, CommandSink& sink) {
    const auto& look = context.look;
    ImGui::SetNextItemWidth(look.px(kWidth));
    ImGui::SetKeyboardFocusHere();
    const bool done = ImGui::InputTextWithHint(
        "###views/name", context.text(screen::kNameOfView).c_str(), state.view_name.data(),
        state.view_name.size(), ImGuiInputTextFlags_EnterReturnsTrue);
    note_item(look, "views/name");
    if (done && state.view_name[0] != '\0') {
        sink(command::SaveView{state.view_name.data(), {}});
    }
    if (done || ImGui::IsItemDeactivated()) {
        state.naming = false;
        state.view_name[0] = '\0';
    }
}

}  // namespace

void draw_saved_views(const PanelContext& context, LeftState& state, CommandSink& sink) {
    const auto& look = context.look;
    ImGui::Dummy({1, look.px(14)});
    block_title(look, context.text(screen::kSectionViews));
    const auto& saved = context.view.saved;
    for (std::size_t i = 0; i < saved.size(); ++i) {
        const auto& view = saved[i];
        const auto id = "views/" + std::to_string(i);
        if (button(look, shortened(look.fonts.text, view.name, look.px(130)),
                   (id + "/apply").c_str(), ButtonKind::kQuiet)) {
            sink(command::ApplyView{view.name});
        }
        ImGui::SameLine(look.px(160));
        const bool open = state.words.view == view.name;
        if (button(look, context.text(planning::kFormEdit), (id + "/change").c_str(),
                   ButtonKind::kQuiet)) {
            state.words.view = open ? std::string() : view.name;
            copy_into(state.words.title, view.map.texts.title);
            copy_into(state.words.notes, view.notes);
        }
        if (open) {
            draw_words(context, view, state.words, sink);
            draw_order(context, view, i, saved.size(), sink);
        }
    }
    if (state.naming) {
        draw_naming(context, state, sink);
    } else if (button(look, context.text(screen::kSaveThisView), "views/new", ButtonKind::kPlain)) {
        state.naming = true;
    }
}

}  // namespace maillage::ui
