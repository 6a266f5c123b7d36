// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/list_drawing.hpp"
#include "ui/panels/sheet_panel.hpp"

#include <algorithm>

namespace maillage::ui {
namespace {

using workspace::Figure;
using workspace::ThingRef;
namespace command = workspace::command;

constexpr double kRowHeight = 54;

void draw_terms(const PanelContext& context, const Explanation& shown) {
    const auto& look = context.look;
    for (const auto& term : shown.terms) {
        label_value(look, term.label, term.value);
        if (!term.note.empty()) {
            paragraph(look, term.note, look.colors.secondary, look.fonts.small);
            gap(look, 4);  // It belongs to the number above it.
        }
    }
}

void draw_rows(const PanelContext& context, const Explanation& shown, CommandSink& sink) {
    const auto& look = context.look;
    ImGuiListClipper clipper;
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0, 0));
    clipper.Begin(static_cast<int>(shown.rows.size()), look.px(kRowHeight));
    while (clipper.Step()) {
        for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
            const auto& row = shown.rows[static_cast<std::size_t>(i)];
            const auto made = row_text(*context.snapshot.results, row, context.language);
            const auto place = list_row(look, "explain/row/" + std::to_string(i), made.left,
                                        look.px(kRowHeight), false);
            if (place.pressed && !made.thing.code.empty()) {
                sink(command::OpenSheet{made.thing});
                sink(command::SetTab{workspace::Tab::kSheet});
            }
            const float right = look.px(84);
            const float x = place.min.x + look.px(4);
            const float width = place.max.x - place.min.x - look.px(8);
            float y = place.min.y + look.px(4);
            cell(look.fonts.text, look.colors.ink, x, y, width - right - look.px(8), made.left);
            cell(look.fonts.text, row.counted ? look.colors.primary : look.colors.ink,
                 place.max.x - right - look.px(4), y, right, made.right, true);
            y += look.px(18);
            cell(look.fonts.small, look.colors.secondary, x, y, width, made.note);
            cell(look.fonts.small, look.colors.secondary, x, y + look.px(14), width, made.place);
        }
    }
    ImGui::PopStyleVar();
}

void draw_sources(const PanelContext& context, const Explanation& shown) {
    const auto& look = context.look;
    if (!shown.sources.empty()) {
        gap(look, 10);
        block_title(look, context.text(screen::kPaneExplainSources));
    }
    for (const auto& source : shown.sources) {
        label_value(look, source.name, source.vintage);
        paragraph(look, source.rows, look.colors.secondary, look.fonts.small);
    }
    gap(look, 10);
    block_title(look, context.text(screen::kPaneExplainChoices));
    for (const auto& [name, value] : shown.switches) {
        paragraph(look, name, look.colors.secondary, look.fonts.small);
        paragraph(look, value, look.colors.ink);
    }
}

}  // namespace

bool draw_explanation_of(const PanelContext& context, ExplanationState& state,
                         const ThingRef& thing, Figure figure, CommandSink& sink) {
    const auto& look = context.look;
    if (context.snapshot.results == nullptr) {
        secondary(look, context.text(screen::kPaneNothingYet));
        return false;
    }
    const auto& results = *context.snapshot.results;
    if (!state.ready || state.results_revision != results.revision || state.thing != thing ||
        state.shown.figure != figure || state.language != context.language) {
        state.shown = explain(results, thing, figure, context.language);
        state.results_revision = results.revision;
        state.thing = thing;
        state.language = context.language;
        state.ready = true;
    }
    const auto& shown = state.shown;
    if (shown.figure == Figure::kNone) {
        return false;
    }
    paragraph(look, shown.title, look.colors.ink, look.fonts.text_bold);
    gap(look, 2);
    paragraph(look, shown.meaning, look.colors.secondary);
    gap(look, 8);
    for (const auto& line : shown.formula) {
        paragraph(look, line, look.colors.primary, look.fonts.text_bold);
    }
    gap(look, 8);
    draw_terms(context, shown);
    if (!shown.rows.empty()) {
        gap(look, 10);
        block_title(look, context.text(screen::kPaneExplainRows,
                                       {static_cast<std::int64_t>(shown.rows.size())}));
        // The rows have a window of their own, so that only those in sight are drawn, and the
        // files below stay within reach.
        const float wanted = look.px(kRowHeight) * static_cast<float>(shown.rows.size());
        const float most = std::max(look.px(3 * kRowHeight), ImGui::GetWindowHeight() * 0.5F);
        ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
        ImGui::BeginChild("###explain/rows", {0, std::min(wanted, most)});
        draw_rows(context, shown, sink);
        ImGui::EndChild();
        ImGui::PopStyleVar();
    }
    draw_sources(context, shown);
    return true;
}

void draw_explanation(const PanelContext& context, ExplanationState& state, CommandSink& sink) {
    if (button(context.look, context.text(screen::kPaneBack), "explain/close",
               ButtonKind::kQuiet)) {
        sink(command::Explain{Figure::kNone});
    }
    gap(context.look, 4);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
    ImGui::BeginChild("###explain/body");
    draw_explanation_of(context, state, thing_of(context.view.map.focus), context.view.explained,
                        sink);
    ImGui::EndChild();
    ImGui::PopStyleVar();
}

}  // namespace maillage::ui
