// SPDX-License-Identifier: Apache-2.0
#include "ui/content.hpp"

#include "ui/widgets.hpp"

#include <array>

namespace maillage::ui {

namespace command = workspace::command;

struct ContentState {
    int unused = 0;
};

void ContentStateDeleter::operator()(ContentState* state) const { delete state; }
ContentStatePtr make_content_state() { return ContentStatePtr(new ContentState); }

namespace {

void draw_tabs(const PanelContext& context, CommandSink& sink) {
    const std::array labels = {context.text(screen::kTabTable), context.text(screen::kTabContracts),
                               context.text(screen::kTabSheet), context.text(screen::kTabNotices)};
    const std::vector<std::string_view> shown(labels.begin(), labels.end());
    if (const auto chosen =
            segmented(context.look, shown, static_cast<int>(context.view.tab), "tabs")) {
        sink(command::SetTab{static_cast<workspace::Tab>(*chosen)});
    }
    ImGui::Dummy({1, context.look.px(6)});
}

}  // namespace

void draw_right(const PanelContext& context, const carto::Rect& place, ContentState&,
                CommandSink& sink) {
    const auto& look = context.look;
    begin_part("###right", place, look.colors.panel, {look.px(19), look.px(16)});
    draw_tabs(context, sink);
    auto& list = *ImGui::GetWindowDrawList();
    const auto left = static_cast<float>(place.x);
    list.PushClipRectFullScreen();
    list.AddRectFilled({left, static_cast<float>(place.y)},
                       {left + std::max(1.0F, look.px(1)), static_cast<float>(place.bottom())},
                       im(look.colors.rule));
    list.PopClipRect();
    end_part();
}

void draw_data_screen(const PanelContext& context, const carto::Rect& place, ContentState&,
                      ScreenRequests&, CommandSink&) {
    begin_part("###data", place, context.look.colors.ground, {0, 0});
    end_part();
}

void draw_dialogs(const PanelContext&, const std::filesystem::path&, ContentState&, ScreenRequests&,
                  CommandSink&) {}

bool close_dialog(ContentState&) { return false; }

}  // namespace maillage::ui
