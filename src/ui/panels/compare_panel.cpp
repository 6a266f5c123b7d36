// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/compare_panel.hpp"

#include "base/planning_messages.hpp"
#include "ui/panels/list_drawing.hpp"

#include <algorithm>
#include <array>

namespace maillage::ui {
namespace {

namespace command = workspace::command;

constexpr double kRowHeight = 46;
constexpr double kChoiceWidth = 232;

void update(const PanelContext& context, ComparePanelState& state) {
    const auto& results = *context.snapshot.results;
    const auto& focus = context.view.map.focus;
    if (state.ready && state.results_revision == results.revision && state.focus == focus &&
        state.language == context.language) {
        return;
    }
    state.shown = comparison_of(results, focus, context.language);
    state.results_revision = results.revision;
    state.focus = focus;
    state.language = context.language;
    state.ready = true;
}

/// The register and the other scenarios.
void draw_baseline(const PanelContext& context, CommandSink& sink) {
    std::vector<std::string> names{context.text(planning::kPresentSituation)};
    int chosen = 0;
    for (const auto& one : context.snapshot.document->scenarios) {
        if (one.name == context.snapshot.results->scenario) {
            continue;
        }
        if (one.name == context.snapshot.results->compared) {
            chosen = static_cast<int>(names.size());
        }
        names.push_back(one.name);
    }
    const auto& look = context.look;
    const auto at = ImGui::GetCursorScreenPos();
    const auto word = context.text(planning::kCompareWith);
    const float width = text_width(look.fonts.text, word) + look.px(8);
    cell(look.fonts.text, look.colors.secondary, at.x, at.y + look.px(7), width, word);
    ImGui::SetCursorPosX(ImGui::GetCursorPosX() + width);
    const std::vector<std::string_view> labels(names.begin(), names.end());
    if (const auto now = choice(look, labels, chosen, "compare/with", kChoiceWidth)) {
        sink(command::Compare{*now == 0 ? std::string() : names[static_cast<std::size_t>(*now)]});
    }
}

void draw_row(const PanelContext& context, const CompareRow& row, std::size_t i,
              CommandSink& sink) {
    const auto& look = context.look;
    const auto place =
        list_row(look, "compare/row/" + std::to_string(i), row.name, look.px(kRowHeight), false);
    if (place.pressed && row.thing) {
        sink(command::OpenSheet{*row.thing});
        sink(command::SetTab{workspace::Tab::kSheet});
    }
    const float x = place.min.x + look.px(4);
    const float y = place.min.y + look.px(6);
    const float second = y + look.px(19);
    const float end = place.max.x - look.px(4);
    const auto right = [&](ImFont* font, carto::Color color, float top, const std::string& text) {
        const float width = text_width(font, text);
        cell(font, color, end - width, top, width, text);
        return end - width - look.px(8);
    };
    const float name_end = right(look.fonts.text, look.colors.primary, y, row.points);
    cell(look.fonts.text, look.colors.ink, x, y, name_end - x, row.name);
    const auto gain = row.contracts.empty() ? row.gain : row.gain + " · " + row.contracts;
    const float rates_end = right(look.fonts.small, look.colors.secondary, second, gain);
    cell(look.fonts.small, look.colors.secondary, x, second, rates_end - x, row.rates);
}

}  // namespace

bool draw_compare_line(const PanelContext& context, CommandSink& sink) {
    const auto& results = *context.snapshot.results;
    if (results.scenario.empty()) {
        return false;
    }
    const auto title = context.text(planning::kCompareTitle, {results.scenario});
    if (results.compared_coverage == nullptr &&
        link(context.look,
             shortened(context.look.fonts.text, title, ImGui::GetContentRegionAvail().x),
             "compare/open")) {
        sink(command::Compare{std::string()});
    }
    return results.compared_coverage != nullptr;
}

void draw_compare(const PanelContext& context, ComparePanelState& state, CommandSink& sink) {
    const auto& look = context.look;
    if (button(look, context.text(screen::kPaneBack), "compare/back", ButtonKind::kQuiet)) {
        sink(command::Compare{});
    }
    paragraph(look, context.text(planning::kCompareTitle, {context.snapshot.results->scenario}),
              look.colors.ink, look.fonts.title);
    gap(look, 4);
    draw_baseline(context, sink);
    gap(look, 4);
    const std::array words = {context.text(planning::kCompareTerritories),
                              context.text(planning::kCompareEpcis)};
    const std::vector<std::string_view> labels(words.begin(), words.end());
    if (const auto chosen = segmented(look, labels, state.epcis ? 1 : 0, "compare/of")) {
        state.epcis = *chosen == 1;
    }
    update(context, state);
    const auto& rows = state.epcis ? state.shown.epcis : state.shown.territories;
    gap(look, 4);
    if (rows.empty()) {
        paragraph(look, context.text(planning::kCompareNothing), look.colors.secondary);
        return;
    }
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0, 0));
    ImGui::BeginChild("###compare/rows");
    ImGuiListClipper clipper;
    clipper.Begin(static_cast<int>(rows.size()), look.px(kRowHeight));
    while (clipper.Step()) {
        for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
            draw_row(context, rows[static_cast<std::size_t>(i)], static_cast<std::size_t>(i), sink);
        }
    }
    ImGui::EndChild();
    ImGui::PopStyleVar(2);
}

}  // namespace maillage::ui
