// SPDX-License-Identifier: Apache-2.0
#include "ui/content.hpp"

#include "base/planning_messages.hpp"
#include "ui/panels/contracts_panel.hpp"
#include "ui/panels/data_screen.hpp"
#include "ui/panels/file_dialog.hpp"
#include "ui/panels/next_panel.hpp"
#include "ui/panels/notices_panel.hpp"
#include "ui/panels/panel_table.hpp"
#include "ui/panels/search_panel.hpp"
#include "ui/panels/sheet_panel.hpp"
#include "ui/panels/table_panel.hpp"
#include "ui/widgets.hpp"

#include <imgui/imgui_internal.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace maillage::ui {

namespace command = workspace::command;

struct ContentState {
    NextPanelState next;
    TablePanelState table;
    ContractsPanelState contracts;
    SheetPanelState sheet;
    NoticesPanelState notices;
    ExplanationState explanation;
    DataScreenState data;
    SearchPanelState search;
    FileDialogState file;
    bool help = false;
    PanelId help_of = PanelId::kMap;
};

void ContentStateDeleter::operator()(ContentState* state) const { delete state; }
ContentStatePtr make_content_state() { return ContentStatePtr(new ContentState); }

namespace {

void draw_tabs(const PanelContext& context, CommandSink& sink) {
    const std::array labels = {context.text(planning::kTabNext), context.text(screen::kTabTable),
                               context.text(screen::kTabContracts), context.text(screen::kTabSheet),
                               context.text(screen::kTabNotices)};
    const std::vector<std::string_view> shown(labels.begin(), labels.end());
    if (const auto chosen =
            segmented(context.look, shown, static_cast<int>(context.view.tab), "tabs")) {
        sink(command::SetTab{static_cast<workspace::Tab>(*chosen)});
    }
    ImGui::Dummy({1, context.look.px(6)});
}

void draw_chosen(const PanelContext& context, ContentState& state, CommandSink& sink) {
    switch (context.view.tab) {
        case workspace::Tab::kNext:
            draw_next(context, state.next, sink);
            break;
        case workspace::Tab::kTable:
            draw_table(context, state.table, sink);
            break;
        case workspace::Tab::kContracts:
            draw_contracts(context, state.contracts, sink);
            break;
        case workspace::Tab::kSheet:
            draw_sheet(context, state.sheet, sink);
            break;
        case workspace::Tab::kNotices:
            draw_notices(context, state.notices, sink);
            break;
    }
}

PanelId panel_of_tab(workspace::Tab tab) {
    switch (tab) {
        case workspace::Tab::kNext:
            return PanelId::kNext;
        case workspace::Tab::kTable:
            return PanelId::kTable;
        case workspace::Tab::kContracts:
            return PanelId::kContracts;
        case workspace::Tab::kSheet:
            return PanelId::kSheet;
        case workspace::Tab::kNotices:
            break;
    }
    return PanelId::kNotices;
}

/// The panel that help is wanted about: the one in front, else the one the keyboard is in, else the
/// one under the mouse.
PanelId panel_in_question(const PanelContext& context, const ContentState& state) {
    if (state.file.open) {
        return PanelId::kFiles;
    }
    if (state.search.open) {
        return PanelId::kSearch;
    }
    if (context.view.screen == workspace::Screen::kData) {
        return PanelId::kData;
    }
    const auto& imgui = *ImGui::GetCurrentContext();
    const bool keyboard = (imgui.IO.ConfigFlags & ImGuiConfigFlags_NavEnableKeyboard) != 0;
    const auto* window =
        keyboard && imgui.NavWindow != nullptr ? imgui.NavWindow : imgui.HoveredWindow;
    const std::string_view name = window == nullptr ? "" : window->RootWindow->Name;
    if (name == "###left") {
        return PanelId::kLayers;
    }
    if (name == "###band") {
        return PanelId::kBand;
    }
    if (name == "###time") {
        return PanelId::kTime;
    }
    if (name == "###right") {
        return context.view.explained == workspace::Figure::kNone ? panel_of_tab(context.view.tab)
                                                                  : PanelId::kExplanation;
    }
    return PanelId::kMap;
}

void draw_file_part(const PanelContext& context, const std::filesystem::path& home,
                    FileDialogState& state, ScreenRequests& requests, CommandSink& sink) {
    if (requests.file) {
        if (context.snapshot.settings != nullptr) {
            state.recent = context.snapshot.settings->recent;
        }
        const auto& path = context.snapshot.path;
        open_file_dialog(state, *requests.file, path.empty() ? home : path);
        requests.file.reset();
    }
    const auto purpose = state.purpose;
    const auto chosen = draw_file_dialog(context, state, sink);
    if (!chosen) {
        return;
    }
    auto next = command_for(purpose, *chosen);
    const bool preview = std::holds_alternative<command::PreviewFile>(next);
    sink.put(std::move(next));
    if (preview) {
        sink(command::SetScreen{workspace::Screen::kData});
    }
}

}  // namespace

void draw_right(const PanelContext& context, const carto::Rect& place, ContentState& state,
                CommandSink& sink) {
    const auto& look = context.look;
    begin_part("###right", place, look.colors.panel, {look.px(19), look.px(16)});
    auto& list = *ImGui::GetWindowDrawList();
    const auto left = static_cast<float>(place.x);
    list.PushClipRectFullScreen();
    list.AddRectFilled({left, static_cast<float>(place.y)},
                       {left + std::max(1.0F, look.px(1)), static_cast<float>(place.bottom())},
                       im(look.colors.rule));
    list.PopClipRect();
    if (context.snapshot.results != nullptr) {
        if (context.view.explained != workspace::Figure::kNone) {
            draw_explanation(context, state.explanation, sink);
        } else {
            draw_tabs(context, sink);
            draw_chosen(context, state, sink);
        }
    }
    end_part();
}

void draw_data_screen(const PanelContext& context, const carto::Rect& place, ContentState& state,
                      ScreenRequests& requests, CommandSink& sink) {
    const auto& look = context.look;
    begin_part("###data", place, look.colors.ground, {0, 0});
    draw_data_screen(context, state.data, requests, sink);
    end_part();
}

void draw_dialogs(const PanelContext& context, const std::filesystem::path& home,
                  ContentState& state, ScreenRequests& requests, CommandSink& sink) {
    if (requests.help) {
        state.help = !state.help;
        state.help_of = panel_in_question(context, state);
        requests.help = false;
    }
    if (requests.search) {
        open_search(state.search);
        requests.search = false;
    }
    draw_search(context, state.search, requests, sink);
    draw_file_part(context, home, state.file, requests, sink);
    if (state.help) {
        draw_help(context, state.help_of, state.help);
    }
}

bool close_dialog(ContentState& state) {
    // The palette and the file dialog close by themselves at the same key.
    const bool there = state.help || state.search.open || state.file.open;
    state.help = false;
    return there;
}

namespace {

bool shows_tab(const PanelContext& context, workspace::Tab tab) {
    return context.view.screen == workspace::Screen::kMap && !context.view.right_folded &&
           context.view.explained == workspace::Figure::kNone && context.view.tab == tab;
}

}  // namespace

bool close_form(const PanelContext& context, ContentState& state) {
    if (shows_tab(context, workspace::Tab::kSheet) && shows_form(context, state.sheet)) {
        state.sheet.form.open = false;
        return true;
    }
    return shows_tab(context, workspace::Tab::kContracts) && close_inner(state.contracts);
}

bool form_has_keyboard(const PanelContext& context, const ContentState& state) {
    const bool in_sheet = shows_tab(context, workspace::Tab::kSheet) &&
                          shows_form(context, state.sheet) && state.sheet.form.has_keyboard;
    return in_sheet || (shows_tab(context, workspace::Tab::kContracts) &&
                        state.contracts.form.open && state.contracts.form.has_keyboard);
}

}  // namespace maillage::ui
