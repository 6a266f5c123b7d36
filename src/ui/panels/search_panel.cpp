// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/search_panel.hpp"

#include "ui/panels/list_drawing.hpp"

#include <algorithm>

namespace maillage::ui {
namespace {

constexpr double kWidth = 560;
constexpr double kRowHeight = 42;
constexpr std::size_t kMostPlaces = 40;
constexpr int kRowsInSight = 9;
constexpr const char* kPopup = "###search";

bool key_pressed(ImGuiKey key) { return ImGui::IsKeyPressed(ImGui::GetKeyIndex(key)); }

void update(const PanelContext& context, SearchPanelState& state) {
    const auto* results = context.snapshot.results.get();
    const auto revision = results == nullptr ? 0 : results->revision;
    if (state.ready && state.searched == state.text && state.results_revision == revision &&
        state.language == context.language) {
        return;
    }
    std::vector<workspace::Found> places;
    if (results != nullptr && results->search != nullptr && !state.text.empty()) {
        places = results->search->find(state.text, kMostPlaces, context.language);
    }
    state.entries =
        search_entries(places, matching_commands(command_table(), state.text, context.language));
    state.searched = state.text;
    state.results_revision = revision;
    state.language = context.language;
    state.ready = true;
    state.cursor = 0;
    state.follow_cursor = true;
}

void move_cursor(SearchPanelState& state) {
    const auto last = state.entries.empty() ? 0 : state.entries.size() - 1;
    if (key_pressed(ImGuiKey_DownArrow) && state.cursor < last) {
        ++state.cursor;
        state.follow_cursor = true;
    }
    if (key_pressed(ImGuiKey_UpArrow) && state.cursor > 0) {
        --state.cursor;
        state.follow_cursor = true;
    }
}

/// \returns the entry that was pressed.
const SearchEntry* draw_entries(const PanelContext& context, SearchPanelState& state) {
    const auto& look = context.look;
    const SearchEntry* chosen = nullptr;
    const float row_height = look.px(kRowHeight);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0, 0));
    const int rows = std::min(kRowsInSight, static_cast<int>(state.entries.size()));
    ImGui::BeginChild("###search/list", {0, row_height * static_cast<float>(std::max(1, rows))});
    if (state.follow_cursor) {
        const float top = row_height * static_cast<float>(state.cursor);
        const float scroll = ImGui::GetScrollY();
        const float seen = ImGui::GetWindowHeight();
        if (top < scroll) {
            ImGui::SetScrollY(top);
        } else if (top + row_height > scroll + seen) {
            ImGui::SetScrollY(top + row_height - seen);
        }
        state.follow_cursor = false;
    }
    if (state.entries.empty()) {
        paragraph(look, context.text(screen::kPaneNothingFound), look.colors.secondary);
    }
    ImGuiListClipper clipper;
    clipper.Begin(static_cast<int>(state.entries.size()), row_height);
    while (clipper.Step()) {
        for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
            const auto position = static_cast<std::size_t>(i);
            const auto& entry = state.entries[position];
            const bool able = entry.command == nullptr || can_run(*entry.command, context);
            const auto row = list_row(look, "search/" + std::to_string(i), entry.label, row_height,
                                      state.cursor == position);
            if (row.pressed && able) {
                chosen = &entry;
            }
            const float x = row.min.x + look.px(10);
            const float width = row.max.x - row.min.x - look.px(20);
            const auto ink = able ? look.colors.ink : look.colors.secondary;
            if (entry.command == nullptr) {
                cell(look.fonts.text, ink, x, row.min.y + look.px(5), width, entry.label);
                cell(look.fonts.small, look.colors.secondary, x, row.min.y + look.px(23), width,
                     entry.detail);
                continue;
            }
            const float y = row.min.y + (row_height - look.fonts.text->FontSize) / 2;
            cell(look.fonts.text, ink, x, y, width * 0.75F, entry.label);
            cell(look.fonts.small, look.colors.secondary, x, y, width,
                 entry.detail.empty() ? context.text(screen::kPaneCommandWord) : entry.detail,
                 true);
        }
    }
    ImGui::EndChild();
    ImGui::PopStyleVar(2);
    return chosen;
}

}  // namespace

void open_search(SearchPanelState& state) {
    state.open = true;
    state.just_opened = true;
    state.text.clear();
    state.ready = false;
}

void draw_search(const PanelContext& context, SearchPanelState& state, ScreenRequests& requests,
                 CommandSink& sink) {
    const auto& look = context.look;
    const bool first = state.just_opened;
    if (first) {
        ImGui::OpenPopup(kPopup);
        state.just_opened = false;
    }
    if (!state.open) {
        return;
    }
    const auto room = ImGui::GetIO().DisplaySize;
    ImGui::SetNextWindowPos({room.x / 2, look.px(96)}, ImGuiCond_Always, {0.5F, 0.0F});
    ImGui::SetNextWindowSize({std::min(look.px(kWidth), room.x - look.px(32)), 0});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(look.px(12), look.px(12)));
    if (ImGui::BeginPopupModal(
            kPopup, nullptr,
            ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize | ImGuiWindowFlags_NoMove)) {
        if (first) {
            ImGui::SetKeyboardFocusHere();
        }
        const bool entered = input_line(look, "search/text", context.text(screen::kPaneSearchHint),
                                        state.text, 0, ImGuiInputTextFlags_EnterReturnsTrue);
        update(context, state);
        move_cursor(state);
        gap(look, 6);
        const auto* chosen = draw_entries(context, state);
        if (entered && state.cursor < state.entries.size()) {
            chosen = &state.entries[state.cursor];
        }
        if (chosen != nullptr) {
            choose_entry(context, *chosen, requests, sink);
        }
        const bool outside = ImGui::IsMouseClicked(ImGuiMouseButton_Left) &&
                             !ImGui::IsWindowHovered(ImGuiHoveredFlags_RootAndChildWindows);
        if (chosen != nullptr || outside || key_pressed(ImGuiKey_Escape)) {
            ImGui::CloseCurrentPopup();
            state.open = false;
        }
        ImGui::EndPopup();
    } else {
        state.open = false;
    }
    ImGui::PopStyleVar();
}

}  // namespace maillage::ui
