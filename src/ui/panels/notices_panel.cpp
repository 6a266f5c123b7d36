// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/notices_panel.hpp"

#include "ui/panels/list_drawing.hpp"

namespace maillage::ui {
namespace {

namespace command = workspace::command;

void draw_line(const PanelContext& context, const NoticeLine& line, const std::string& id,
               CommandSink& sink) {
    const auto& look = context.look;
    paragraph(look, line.text, line.warning ? look.colors.warning : look.colors.ink);
    if (line.thing && link(look, name_of(*context.snapshot.results, *line.thing), id,
                           ImGui::GetContentRegionAvail().x)) {
        sink(command::OpenSheet{*line.thing});
        sink(command::SetTab{workspace::Tab::kSheet});
    }
    gap(look, 8);
}

}  // namespace

void draw_notices(const PanelContext& context, NoticesPanelState& state, CommandSink& sink) {
    const auto& look = context.look;
    if (context.snapshot.results == nullptr) {
        secondary(look, context.text(screen::kPaneNothingYet));
        return;
    }
    const auto& results = *context.snapshot.results;
    if (!state.ready || state.results_revision != results.revision ||
        state.language != context.language) {
        state.groups = notice_groups(results, context.language);
        state.results_revision = results.revision;
        state.language = context.language;
        state.ready = true;
    }
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
    ImGui::BeginChild("###notices/body");
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(look.px(8), look.px(2)));
    for (std::size_t g = 0; g < state.groups.size(); ++g) {
        const auto& group = state.groups[g];
        gap(look, g == 0 ? 0 : 10);
        block_title(look, group.title);
        rule(look);
        gap(look, 6);
        for (std::size_t i = 0; i < group.lines.size(); ++i) {
            draw_line(context, group.lines[i],
                      "notices/" + std::to_string(g) + "/" + std::to_string(i), sink);
        }
    }
    ImGui::PopStyleVar();
    ImGui::EndChild();
    ImGui::PopStyleVar();
}

}  // namespace maillage::ui
