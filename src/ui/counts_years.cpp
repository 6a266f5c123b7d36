// SPDX-License-Identifier: Apache-2.0
#include "ui/counts_years.hpp"

#include "ui/parts.hpp"
#include "ui/widgets.hpp"

#include <algorithm>
#include <string>

namespace maillage::ui {
namespace {

namespace command = workspace::command;

/// Counts are published a year or more after, and older ones are of no use.
constexpr int kYearsBack = 8;

bool has_file_without_year(const Dataset& dataset) {
    const auto& sources = dataset.ledger.sources;
    const auto& entries = dataset.ledger.entries;
    return std::any_of(entries.begin(), entries.end(), [&](const LedgerEntry& entry) {
        return entry.message.id == MessageId::kCirYearAssumed &&
               entry.origin.source < sources.size() && !sources[entry.origin.source].built_in;
    });
}

std::string words(const PanelContext& context, const CountsYears& choice) {
    std::string years;
    for (const int year : choice.years) {
        years += (years.empty() ? "" : ", ") + std::to_string(year);
    }
    if (!choice.found) {
        return context.text(screen::kCountsYearAbsent, {years});
    }
    return choice.years.size() > 1 ? context.text(screen::kCountsYearsMean, {years}) : years;
}

}  // namespace

std::vector<CountsYears> counts_years_choices(const Dataset& dataset) {
    std::vector<CountsYears> choices;
    const auto& cir = dataset.cir;
    for (auto year = cir.rbegin(); year != cir.rend(); ++year) {
        choices.push_back({{year->year}, true});
    }
    if (const auto n = cir.size(); n >= 3 && cir[n - 1].year == cir[n - 3].year + 2) {
        choices.push_back({{cir[n - 3].year, cir[n - 2].year, cir[n - 1].year}, true});
    }
    if (has_file_without_year(dataset)) {
        const int last = dataset.territories.vintage.year + 1;
        for (int year = last; year > last - kYearsBack; --year) {
            if (dataset.cir_of(year) == nullptr) {
                choices.push_back({{year}, false});
            }
        }
    }
    return choices;
}

void draw_counts_years(const PanelContext& context, ImVec2 anchor, ScreenRequests& requests,
                       CommandSink& sink) {
    const auto& look = context.look;
    if (requests.counts_years) {
        ImGui::OpenPopup("###counts_years");
        requests.counts_years = false;
    }
    ImGui::SetNextWindowPos(anchor, ImGuiCond_Always);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(look.px(8), look.px(8)));
    if (ImGui::BeginPopup("###counts_years")) {
        const auto& dataset = *context.snapshot.results->dataset;
        secondary(look, context.text(screen::kCountsYears));
        for (const auto& choice : counts_years_choices(dataset)) {
            const auto label = words(context, choice);
            const bool chosen = choice.years == dataset.counts_years;
            auto id = std::string("counts_years");
            for (const int year : choice.years) {
                id += "/" + std::to_string(year);
            }
            auto shown = label;
            shown.append("###").append(id);
            if (ImGui::Selectable(shown.c_str(), chosen) && !chosen) {
                sink(command::SetCountsYears{choice.years});
            }
            note_item(look, id, label);
        }
        ImGui::EndPopup();
    }
    ImGui::PopStyleVar();
}

}  // namespace maillage::ui
