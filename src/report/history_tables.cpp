// SPDX-License-Identifier: Apache-2.0
#include "report/history_tables.hpp"

#include "indicators/coverage_range.hpp"
#include "report/decimals.hpp"
#include "report/tables.hpp"

#include <array>
#include <string>

namespace maillage::report {
namespace {

using indicators::Cause;
using indicators::Level;

io::Value contract_names(const Dataset& dataset, const std::vector<std::size_t>& contracts) {
    std::string names;
    for (const auto contract : contracts) {
        names += (names.empty() ? "" : " ; ") + dataset.contracts[contract].name;
    }
    return names.empty() ? io::Value() : io::Value(names);
}

struct Named {
    std::string code;
    std::string name;
};

Named territory_named(const Dataset& dataset, Level level, std::size_t territory) {
    const auto& all = dataset.territories;
    switch (level) {
        case Level::kDepartment:
            return {all.departments.code[territory].string(), all.departments.name[territory]};
        case Level::kRegion:
            return {all.regions.code[territory].string(), all.regions.name[territory]};
        default:
            return {"FR", "France"};
    }
}

MessageId cause_text(Cause cause) {
    constexpr auto kTexts = std::to_array<MessageId>(
        {MessageId::kCauseNewContracts, MessageId::kCauseEndedContracts, MessageId::kCauseCounts,
         MessageId::kCausePerimeter, MessageId::kCauseVintage});
    return kTexts.at(static_cast<std::size_t>(cause));
}

}  // namespace

io::OutputTable steps_table(const indicators::Series& series, Level level) {
    io::OutputTable table;
    table.name = "etapes";
    table.columns = {"date",           "niveau",         "code",     "nom",
                     "taux_min_avant", "taux_max_avant", "taux_min", "taux_max",
                     "contrats_debut", "contrats_fin"};
    const auto& dataset = series.start.dataset();
    for (const auto& step : series.steps) {
        const auto started = contract_names(dataset, step.started);
        const auto ended = contract_names(dataset, step.ended);
        bool shown = false;
        for (const auto& change : step.changes) {
            if (change.level != level) {
                continue;
            }
            shown = true;
            const auto named = territory_named(dataset, change.level, change.territory);
            const auto before = indicators::rate_bounds(change.before);
            const auto after = indicators::rate_bounds(change.after);
            table.rows.push_back({iso_date(step.date), std::string(level_text(change.level)),
                                  named.code, named.name, low_rate(before), high_rate(before),
                                  low_rate(after), high_rate(after), started, ended});
        }
        if (!shown) {
            table.rows.push_back({iso_date(step.date), std::string(level_text(Level::kFrance)),
                                  "FR", "France", io::Value(), io::Value(), io::Value(),
                                  io::Value(), started, ended});
        }
    }
    return table;
}

io::OutputTable causes_table(const indicators::DecompositionResult& result, Language language) {
    io::OutputTable table;
    table.name = "causes";
    table.columns = {"niveau",         "code",           "nom",        "cause",
                     "taux_min_avant", "taux_min_apres", "points_min", "taux_max_avant",
                     "taux_max_apres", "points_max"};
    for (const auto& territory : result.territories) {
        for (std::size_t i = 0; i < indicators::kCauses; ++i) {
            const auto& low = territory.low.at(i);
            const auto& high = territory.high.at(i);
            constexpr int kPlaces = 6;
            table.rows.push_back({std::string(level_text(territory.level)), territory.code,
                                  territory.name, render({cause_text(low.cause)}, language),
                                  decimal(low.before, kPlaces), decimal(low.after, kPlaces),
                                  points(low.change), decimal(high.before, kPlaces),
                                  decimal(high.after, kPlaces), points(high.change)});
        }
    }
    return table;
}

}  // namespace maillage::report
