// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/sheet_panel.hpp"

#include "base/access_screen_messages.hpp"
#include "base/planning_messages.hpp"
#include "indicators/counted_contracts.hpp"
#include "ui/numbers.hpp"
#include "ui/panels/access_lines.hpp"
#include "ui/panels/contract_funding.hpp"
#include "ui/panels/list_drawing.hpp"
#include "ui/parts.hpp"

#include <algorithm>
#include <utility>

namespace maillage::ui {
namespace {

using workspace::Figure;
using workspace::ThingRef;
namespace command = workspace::command;

/// The contract of the fiche is changed in a form.
void draw_edit(const PanelContext& context, SheetPanelState& state) {
    const auto& dataset = *context.snapshot.results->dataset;
    const auto row = find_contract(dataset, state.thing);
    if (row.valid() &&
        button(context.look, context.text(planning::kFormEdit), "sheet/edit", ButtonKind::kPlain)) {
        open_form(state.form, context.snapshot, dataset.contracts[row.value]);
    }
}

/// "And if it signed?"
void draw_suppose(const PanelContext& context, const Sheet& sheet, CommandSink& sink) {
    const auto& look = context.look;
    const auto& dataset = *context.snapshot.results->dataset;
    const auto* active = active_scenario(context.snapshot);
    if (sheet.thing.kind == ThingRef::Kind::kContract) {
        const auto rules =
            indicators::counting_rules(dataset, context.snapshot.results->coverage->query());
        const auto found = find_contract(dataset, sheet.thing);
        const bool supposed = active != nullptr &&
                              std::binary_search(active->signed_contracts.begin(),
                                                 active->signed_contracts.end(), sheet.thing.code);
        if (!found.valid() ||
            (!supposed &&
             indicators::counted(dataset.contracts[found.value], context.snapshot.results->date,
                                 rules) == indicators::Reason::kCounted)) {
            return;
        }
        if (button(look,
                   context.text(supposed ? planning::kWithdrawContract : planning::kSupposeSigned),
                   "sheet/suppose", ButtonKind::kPlain)) {
            sink(command::EditScenario{scenario_to_edit(context, sink),
                                       planning::SupposeSigned{sheet.thing.code, !supposed}});
        }
        return;
    }
    const auto place = place_of(dataset, sheet.thing);
    if (!place ||
        (place->level != indicators::Level::kEpci && place->level != indicators::Level::kCommune)) {
        return;
    }
    const bool supposed = active != nullptr && is_painted(context, *active, *place);
    if (button(look,
               context.text(supposed ? planning::kWithdrawContract : planning::kSupposeContract),
               "sheet/suppose", ButtonKind::kPlain)) {
        const auto edit = active == nullptr
                              ? paint_edit(context, planning::Scenario{}, *place, true)
                              : paint_edit(context, *active, *place, !supposed);
        sink(command::EditScenario{scenario_to_edit(context, sink), edit});
    }
}

/// "And if there were a service here?"
void draw_try(const PanelContext& context, const Sheet& sheet, CommandSink& sink) {
    if (!carto::is_access(context.view.map.view) || sheet.thing.kind != ThingRef::Kind::kCommune) {
        return;
    }
    const bool here = context.view.access.new_place == sheet.thing.code;
    if (button(context.look, context.text(here ? reach::kTryStop : reach::kTryHere), "sheet/try",
               ButtonKind::kPlain)) {
        auto access = context.view.access;
        access.new_place = here ? std::string() : sheet.thing.code;
        sink(command::SetAccess{std::move(access)});
    }
}

void draw_head(const PanelContext& context, const Sheet& sheet, SheetPanelState& state,
               CommandSink& sink) {
    const auto& look = context.look;
    paragraph(look, sheet.title, look.colors.ink, look.fonts.title);
    paragraph(look, sheet.subtitle, look.colors.secondary, look.fonts.small);
    gap(look, 8);
    if (sheet.headline_is_rate && sheet.rate) {
        if (figure(look, sheet.headline, "sheet/rate")) {
            state.explained = Figure::kRate;
        }
        tooltip(look, context.text(screen::kPaneHowComputed));
        gap(look, 2);
        gauge(look, share(sheet.rate->low), share(sheet.rate->high),
              sheet.target
                  ? std::optional(share({sheet.target->numerator, sheet.target->denominator}))
                  : std::nullopt,
              static_cast<double>(ImGui::GetContentRegionAvail().x) / look.scale);
    } else {
        paragraph(look, sheet.headline, look.colors.primary, look.fonts.title);
    }
    paragraph(look, sheet.headline_note, look.colors.secondary);
    gap(look, 6);
    if (sheet.focus && context.view.map.focus != *sheet.focus &&
        button(look, context.text(screen::kPaneShowOnMap), "sheet/focus", ButtonKind::kPlain)) {
        sink(command::SetFocus{*sheet.focus});
    }
    if (sheet.thing.kind != ThingRef::Kind::kFrance) {
        if (sheet.focus && context.view.map.focus != *sheet.focus) {
            ImGui::SameLine();
        }
        if (button(look, context.text(screen::kPaneSelectCommunes), "sheet/select",
                   ButtonKind::kPlain)) {
            sink(command::Select{command::Pick::kReplace, {sheet.thing}});
        }
    }
    if (sheet.thing.kind == ThingRef::Kind::kContract) {
        ImGui::SameLine();
        draw_edit(context, state);
    }
    draw_suppose(context, sheet, sink);
    draw_try(context, sheet, sink);
}

void draw_line(const PanelContext& context, const SheetLine& line, const std::string& id,
               SheetPanelState& state, CommandSink& sink) {
    const auto& look = context.look;
    const bool leads = line.thing || line.figure != Figure::kNone;
    if (!line.label.empty() || !line.value.empty()) {
        if (line.chosen) {
            const auto at = ImGui::GetCursorScreenPos();
            ImGui::GetWindowDrawList()->AddRectFilled(
                at,
                {at.x + ImGui::GetContentRegionAvail().x,
                 at.y + look.fonts.text->FontSize + look.px(5)},
                im(look.colors.selected), look.px(3));
        }
        if (label_value(look, line.label, line.value, leads ? id : std::string(),
                        line.thing.has_value())) {
            if (line.thing) {
                sink(command::OpenSheet{*line.thing});
            } else {
                state.explained = line.figure;
            }
        }
        if (leads && !line.thing) {
            tooltip(look, context.text(screen::kPaneHowComputed));
        }
    }
    const auto color = line.warning ? look.colors.warning : look.colors.secondary;
    std::string_view left = line.note;
    while (!left.empty()) {
        const auto part = left.substr(0, left.find('\n'));
        paragraph(look, part, color, look.fonts.small);
        left.remove_prefix(std::min(left.size(), part.size() + 1));
    }
    if (!line.note.empty()) {
        gap(look, 4);
    }
}

void draw_blocks(const PanelContext& context, const Sheet& sheet, SheetPanelState& state,
                 CommandSink& sink) {
    const auto& look = context.look;
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(look.px(8), look.px(1)));
    for (std::size_t b = 0; b < sheet.blocks.size(); ++b) {
        const auto& block = sheet.blocks[b];
        gap(look, 14);
        block_title(look, block.title);
        rule(look);
        gap(look, 2);
        for (std::size_t i = 0; i < block.lines.size(); ++i) {
            const auto& line = block.lines[i];
            const auto id = line.thing ? "sheet/" + std::to_string(b) + "/" + line.thing->code
                                       : "sheet/" + std::to_string(b) + "/" + std::to_string(i);
            draw_line(context, line, id, state, sink);
        }
    }
    ImGui::PopStyleVar();
}

/// The answers where they are of these results and the fiche is a contract's.
std::shared_ptr<const workspace::ContractAnswers> answers_for(const PanelContext& context) {
    const auto& answers = context.snapshot.contract_answers;
    const auto& results = *context.snapshot.results;
    const bool fitting = context.view.sheet.kind == ThingRef::Kind::kContract && answers &&
                         answers->request.dataset == results.dataset &&
                         answers->request.date == results.date;
    return fitting ? answers : nullptr;
}

/// The times where the fiche is a commune's.
workspace::AccessMapPtr access_for(const PanelContext& context) {
    return context.snapshot.access_current && context.view.sheet.kind == ThingRef::Kind::kCommune
               ? context.snapshot.access
               : nullptr;
}

void update(const PanelContext& context, SheetPanelState& state) {
    const auto& results = *context.snapshot.results;
    const auto& thing = context.view.sheet;
    const auto answers = answers_for(context);
    const auto access = access_for(context);
    const auto way = context.snapshot.way_current ? context.snapshot.way : nullptr;
    if (state.ready && state.results_revision == results.revision && state.thing == thing &&
        state.language == context.language && state.answers == answers && state.access == access &&
        state.way == way) {
        return;
    }
    if (state.thing != thing) {
        state.explained = Figure::kNone;
        state.to_top = true;
    }
    state.sheet = make_sheet(results, thing, context.language);
    state.answers = answers;
    state.access = access;
    state.way = way;
    if (const auto place = place_of(*results.dataset, thing); state.sheet && access && place) {
        auto& blocks = state.sheet->blocks;
        // After its contracts and counts.
        blocks.insert(
            blocks.begin() + std::min<std::ptrdiff_t>(2, std::ssize(blocks)),
            access_block(*access, way.get(), index_of<Commune>(place->row), context.language));
    }
    if (const auto row = find_contract(*results.dataset, thing);
        state.sheet && answers && row.valid()) {
        // After what it brings and what it is.
        const auto made = funding_blocks(*answers, row.value, context.language);
        auto& blocks = state.sheet->blocks;
        blocks.insert(blocks.begin() + std::min<std::ptrdiff_t>(2, std::ssize(blocks)),
                      made.begin(), made.end());
    }
    state.results_revision = results.revision;
    state.thing = thing;
    state.language = context.language;
    state.ready = true;
}

}  // namespace

bool shows_form(const PanelContext& context, const SheetPanelState& state) {
    return state.form.open &&
           context.view.sheet == ThingRef{ThingRef::Kind::kContract, state.form.id};
}

void draw_sheet(const PanelContext& context, SheetPanelState& state, CommandSink& sink) {
    const auto& look = context.look;
    if (context.snapshot.results == nullptr) {
        secondary(look, context.text(screen::kPaneNothingYet));
        return;
    }
    update(context, state);
    if (shows_form(context, state)) {
        draw_form(context, state.form, sink);
        return;
    }
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
    ImGui::BeginChild("###sheet/body");
    if (std::exchange(state.to_top, false)) {
        ImGui::SetScrollY(0.0F);  // Where the last sheet was read is nowhere in this one.
    }
    if (!state.sheet) {
        paragraph(look, context.text(screen::kPaneSheetGone, {context.view.sheet.code}),
                  look.colors.secondary);
    } else if (state.explained != Figure::kNone) {
        if (button(look, context.text(screen::kPaneBack), "sheet/back", ButtonKind::kQuiet)) {
            state.explained = Figure::kNone;
        }
        gap(look, 4);
        draw_explanation_of(context, state.explanation, state.thing, state.explained, sink);
    } else {
        draw_head(context, *state.sheet, state, sink);
        draw_blocks(context, *state.sheet, state, sink);
    }
    ImGui::EndChild();
    ImGui::PopStyleVar();
}

}  // namespace maillage::ui
