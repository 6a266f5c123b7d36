// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/contracts_panel.hpp"

#include "ui/panels/list_drawing.hpp"

#include <algorithm>
#include <array>

namespace maillage::ui {
namespace {

using indicators::Reason;
using workspace::ThingRef;
namespace command = workspace::command;

constexpr double kRowHeight = 46;

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

}  // namespace

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
    draw_filter(context, state);
    update_contracts(context.snapshot, state);
    const auto counted = std::count_if(
        state.order.begin(), state.order.end(),
        [&](std::uint32_t i) { return state.rows.rows[i].reason == Reason::kCounted; });
    secondary(look, context.text(screen::kPaneContractsSummary,
                                 {static_cast<std::int64_t>(state.order.size()),
                                  static_cast<std::int64_t>(counted)}));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0, 0));
    ImGui::BeginChild("###contracts/rows");
    ImGuiListClipper clipper;
    clipper.Begin(static_cast<int>(state.order.size()), look.px(kRowHeight));
    while (clipper.Step()) {
        for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
            draw_row(context, state.rows.rows[state.order[static_cast<std::size_t>(i)]],
                     state.rows.years, sink);
        }
    }
    ImGui::EndChild();
    ImGui::PopStyleVar(2);
}

}  // namespace maillage::ui
