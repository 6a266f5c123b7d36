// SPDX-License-Identifier: Apache-2.0
#include "indicators/time_series.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

namespace maillage::indicators {
namespace {

constexpr std::array kLevels = {Level::kDepartment, Level::kRegion, Level::kFrance};

/// Dates in ]from, to] at which some contract may begin or cease to count, ascending, each once.
std::vector<Date> dates_of_change(const Dataset& dataset, const CountingRules& rules, Date from,
                                  Date to) {
    std::vector<Date> dates;
    for (const auto& contract : dataset.contracts) {
        const auto start = first_day(contract, rules);
        if (!start) {
            continue;
        }
        dates.push_back(*start);
        if (contract.ends_on) {
            dates.push_back(contract.ends_on->date + std::chrono::days{1});
        }
    }
    std::erase_if(dates, [from, to](Date date) { return date <= from || date > to; });
    std::sort(dates.begin(), dates.end());
    dates.erase(std::unique(dates.begin(), dates.end()), dates.end());
    return dates;
}

std::vector<CoverageRange> ranges(const CoverageState& state) {
    std::vector<CoverageRange> all;
    for (const auto level : kLevels) {
        for (std::size_t i = 0; i < state.size(level); ++i) {
            all.push_back(state.possible_coverage(level, i).range);
        }
    }
    return all;
}

std::vector<SeriesChange> changes_between(const CoverageState& state,
                                          const std::vector<CoverageRange>& before,
                                          const std::vector<CoverageRange>& after) {
    std::vector<SeriesChange> changes;
    std::size_t position = 0;
    for (const auto level : kLevels) {
        for (std::size_t i = 0; i < state.size(level); ++i, ++position) {
            if (before[position] != after[position]) {
                changes.push_back({level, i, before[position], after[position]});
            }
        }
    }
    return changes;
}

}  // namespace

Series coverage_series(const DatasetPtr& dataset, const CoverageQuery& query, Date from, Date to) {
    auto asked = query;
    asked.date = from;
    const CoverageState start(dataset, asked);
    asked.date = to;
    CoverageState end(dataset, asked, CoverageState::Start::kNoContract);
    for (std::size_t i = 0; i < dataset->contracts.size(); ++i) {
        if (start.has_contract(i)) {
            end.add_contract(i);
        }
    }
    Series series{start, {}, end};
    auto& state = series.end;  // Walks through time until it stands at the end.
    const auto rules = counting_rules(*dataset, query);
    auto before = ranges(state);
    for (const auto date : dates_of_change(*dataset, rules, from, to)) {
        SeriesStep step{date, {}, {}, {}};
        for (std::size_t i = 0; i < dataset->contracts.size(); ++i) {
            const bool counts = counted(dataset->contracts[i], date, rules) == Reason::kCounted;
            if (counts && state.add_contract(i)) {
                step.started.push_back(i);
            } else if (!counts && state.remove_contract(i)) {
                step.ended.push_back(i);
            }
        }
        if (step.started.empty() && step.ended.empty()) {
            continue;
        }
        auto after = ranges(state);
        step.changes = changes_between(state, before, after);
        before = std::move(after);
        series.steps.push_back(std::move(step));
    }
    return series;
}

}  // namespace maillage::indicators
