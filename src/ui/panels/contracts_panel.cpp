// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/contracts_panel.hpp"

#include "base/planning_messages.hpp"
#include "ui/panels/list_drawing.hpp"
#include "ui/panels/scope.hpp"

#include <algorithm>
#include <array>

namespace maillage::ui {
namespace {

using indicators::Reason;
using workspace::ThingRef;
namespace command = workspace::command;

constexpr double kRowHeight = 46;
constexpr double kOverlapHeight = 62;

/// Filter: all, counted, then each status.
void draw_filter(const PanelContext& context, ContractsPanelState& state) {
    const auto statuses = std::to_array<ContractStatus>(
        {ContractStatus::kSigne, ContractStatus::kNegociation, ContractStatus::kContact,
         ContractStatus::kEnvisage, ContractStatus::kRefuse, ContractStatus::kAbandonne});
    std::vector<std::string> words = {context.text(screen::kPaneAllContracts),
                                      context.text(screen::kPaneCountedContracts)};
    int chosen = state.filter.only_counted ? 1 : 0;
    for (std::size_t i = 0; i < statuses.size(); ++i) {
        words.push_back(context.text(status_word(statuses.at(i))));
        if (state.filter.status == statuses.at(i)) {
            chosen = static_cast<int>(i) + 2;
        }
    }
    const std::vector<std::string_view> labels(words.begin(), words.end());
    if (const auto now = choice(context.look, labels, chosen, "contracts/filter", 176)) {
        state.filter.only_counted = *now == 1;
        state.filter.status = *now < 2
                                  ? std::nullopt
                                  : std::optional(statuses.at(static_cast<std::size_t>(*now - 2)));
    }
    ImGui::SameLine();
    input_line(context.look, "contracts/words", context.text(screen::kPaneFilterHint),
               state.filter.words);
}

void draw_row(const PanelContext& context, const ContractRow& row, std::int64_t years,
              CommandSink& sink) {
    const auto& look = context.look;
    const auto& contract = context.snapshot.results->dataset->contracts[row.contract.value];
    const ThingRef thing{ThingRef::Kind::kContract, contract.id};
    const auto place = list_row(look, "contracts/row/" + contract.id, contract.name,
                                look.px(kRowHeight), context.view.sheet == thing);
    if (place.pressed) {
        sink(command::OpenSheet{thing});
        sink(command::SetTab{workspace::Tab::kSheet});
    }
    tooltip(look, context.text(indicators::reason_text(row.reason)));
    const bool counts = row.reason == Reason::kCounted;
    const float width = place.max.x - place.min.x;
    const float right = look.px(104);
    const float x = place.min.x + look.px(4);
    const float y = place.min.y + look.px(6);
    const float second = y + look.px(19);
    cell(look.fonts.text, look.colors.ink, x, y, width - right - look.px(12), contract.name);
    cell(look.fonts.small, look.colors.secondary, x, second, width - right - look.px(12),
         contract_detail(contract, row.communes, context.language));
    const float end = place.max.x - right - look.px(4);
    cell(look.fonts.text, counts ? look.colors.primary : look.colors.ink, end, y, right,
         count_cell(row.signatories, years, context.language), true);
    cell(look.fonts.small, counts ? look.colors.primary : look.colors.secondary, end, second, right,
         context.text(reason_word(row.reason)), true);
}

/// What there is to look at, each a link to its list.
void draw_summary(const PanelContext& context, ContractsPanelState& state) {
    const auto& look = context.look;
    if (state.answers != nullptr) {
        const auto dues = static_cast<std::int64_t>(state.dues.size());
        if (dues == 0) {
            secondary(look, context.text(planning::kDuesNone));
        } else if (link(look, context.text(planning::kDuesSummary, {dues}), "contracts/dues")) {
            state.shown = ContractsShown::kDues;
        }
    }
    const auto overlaps = static_cast<std::int64_t>(state.overlaps.size());
    if (overlaps > 0 &&
        link(look, context.text(planning::kOverlapSummary, {overlaps}), "contracts/overlaps")) {
        state.shown = ContractsShown::kOverlaps;
    }
}

/// Rows of one height in the room that is left; \p draw draws the i-th.
template <typename Draw>
void draw_rows(const Look& look, const char* id, std::size_t count, double height,
               const Draw& draw) {
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0, 0));
    ImGui::BeginChild(id);
    ImGuiListClipper clipper;
    clipper.Begin(static_cast<int>(count), look.px(height));
    while (clipper.Step()) {
        for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
            draw(static_cast<std::size_t>(i));
        }
    }
    ImGui::EndChild();
    ImGui::PopStyleVar(2);
}

void draw_list_head(const PanelContext& context, ContractsPanelState& state, MessageId title) {
    const auto& look = context.look;
    if (button(look, context.text(screen::kPaneBack), "contracts/back", ButtonKind::kQuiet)) {
        state.shown = ContractsShown::kContracts;
    }
    paragraph(look, context.text(title), look.colors.ink, look.fonts.title);
    gap(look, 4);
}

void open_sheet(const ThingRef& thing, CommandSink& sink) {
    sink(command::OpenSheet{thing});
    sink(command::SetTab{workspace::Tab::kSheet});
}

void draw_due(const PanelContext& context, const DueRow& row, std::size_t i, CommandSink& sink) {
    const auto& look = context.look;
    const auto place =
        list_row(look, "contracts/due/" + std::to_string(i), row.name, look.px(kRowHeight), false);
    if (place.pressed && row.thing) {
        open_sheet(*row.thing, sink);
    }
    const float x = place.min.x + look.px(4);
    const float y = place.min.y + look.px(6);
    const float end = place.max.x - look.px(4);
    const float when = text_width(look.fonts.text, row.when);
    cell(look.fonts.text, row.late ? look.colors.warning : look.colors.ink, end - when, y, when,
         row.when);
    cell(look.fonts.text, look.colors.ink, x, y, end - when - look.px(8) - x, row.name);
    if (cell(look.fonts.small, look.colors.secondary, x, y + look.px(19), end - x, row.what)) {
        tooltip(look, row.what);
    }
}

void draw_overlap(const PanelContext& context, const OverlapRow& row, CommandSink& sink) {
    const auto& look = context.look;
    const auto& results = *context.snapshot.results;
    const auto& communes = results.dataset->territories.communes;
    const auto code = communes.code[row.commune.value].string();
    const auto& name = communes.name[row.commune.value];
    const auto place =
        list_row(look, "contracts/overlap/" + code, name, look.px(kOverlapHeight), false);
    if (place.pressed) {
        open_sheet({ThingRef::Kind::kCommune, code}, sink);
    }
    const auto names = overlap_names(results, row, context.language);
    const float x = place.min.x + look.px(4);
    const float y = place.min.y + look.px(6);
    const float width = place.max.x - look.px(4) - x;
    cell(look.fonts.text, look.colors.ink, x, y, width, name);
    const bool cut =
        cell(look.fonts.small, look.colors.secondary, x, y + look.px(19), width, names);
    const auto sentence = overlap_sentence(results, row, context.language);
    const bool cut_too =
        cell(look.fonts.small, row.counted == 0 ? look.colors.warning : look.colors.secondary, x,
             y + look.px(35), width, sentence);
    if (cut || cut_too) {
        tooltip(look, names + ". " + sentence);
    }
}

void update_notes(const PanelContext& context, ContractsPanelState& state) {
    const auto& results = *context.snapshot.results;
    const auto& answers = context.snapshot.contract_answers;
    const bool fitting = answers && answers->request.dataset == results.dataset &&
                         answers->request.date == results.date;
    const auto now = fitting ? answers : nullptr;
    if (state.answers == now && state.language == context.language && state.notes_fresh) {
        return;
    }
    state.answers = now;
    state.language = context.language;
    state.dues = now ? due_rows(*now, state.rows, context.language) : std::vector<DueRow>();
    state.overlaps = overlap_rows(results, context.view.map.focus);
    state.notes_fresh = true;
}

/// The contracts themselves, below what there is to look at.
void draw_list(const PanelContext& context, ContractsPanelState& state, CommandSink& sink) {
    const auto& look = context.look;
    draw_filter(context, state);
    update_contracts(context.snapshot, state);
    const auto counted = std::count_if(
        state.order.begin(), state.order.end(),
        [&](std::uint32_t i) { return state.rows.rows[i].reason == Reason::kCounted; });
    secondary(look, context.text(screen::kPaneContractsSummary,
                                 {static_cast<std::int64_t>(state.order.size()),
                                  static_cast<std::int64_t>(counted)}));
    draw_summary(context, state);
    if (button(look, context.text(planning::kFormNew), "contracts/new", ButtonKind::kPlain)) {
        open_new_form(state.form, context.snapshot);
    }
    draw_rows(look, "###contracts/rows", state.order.size(), kRowHeight, [&](std::size_t i) {
        draw_row(context, state.rows.rows[state.order[i]], state.rows.years, sink);
    });
}

}  // namespace

bool close_inner(ContractsPanelState& state) {
    const bool there = state.form.open || state.shown != ContractsShown::kContracts;
    state.form.open = false;
    state.shown = ContractsShown::kContracts;
    return there;
}

void update_contracts(const workspace::Snapshot& snapshot, ContractsPanelState& state) {
    const auto& results = *snapshot.results;
    const auto& focus = snapshot.view->map.focus;
    const bool fresh =
        !state.ready || state.results_revision != results.revision || state.focus != focus;
    if (fresh) {
        state.rows = contract_rows(results, focus);
        state.results_revision = results.revision;
        state.focus = focus;
        state.ready = true;
        state.notes_fresh = false;
    }
    if (fresh || state.ordered_by != state.filter) {
        state.ordered_by = state.filter;
        state.order = contract_order(results, state.rows, state.filter);
    }
}

void draw_contracts(const PanelContext& context, ContractsPanelState& state, CommandSink& sink) {
    const auto& look = context.look;
    if (context.snapshot.results == nullptr) {
        secondary(look, context.text(screen::kPaneNothingYet));
        return;
    }
    if (state.form.open) {
        draw_form(context, state.form, sink);
        return;
    }
    update_contracts(context.snapshot, state);
    update_notes(context, state);
    switch (state.shown) {
        case ContractsShown::kContracts:
            draw_list(context, state, sink);
            break;
        case ContractsShown::kDues:
            draw_list_head(context, state, planning::kDuesTitle);
            draw_rows(look, "###contracts/due_rows", state.dues.size(), kRowHeight,
                      [&](std::size_t i) { draw_due(context, state.dues[i], i, sink); });
            break;
        case ContractsShown::kOverlaps:
            draw_list_head(context, state, planning::kOverlapTitle);
            draw_rows(look, "###contracts/overlap_rows", state.overlaps.size(), kOverlapHeight,
                      [&](std::size_t i) { draw_overlap(context, state.overlaps[i], sink); });
            break;
    }
}

}  // namespace maillage::ui
