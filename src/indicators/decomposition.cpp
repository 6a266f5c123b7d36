// SPDX-License-Identifier: Apache-2.0
#include "indicators/decomposition.hpp"

#include "indicators/counted_contracts.hpp"
#include "indicators/coverage_state.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string_view>
#include <utility>

namespace maillage::indicators {
namespace {

std::set<std::string_view> counted_ids(const Situation& situation) {
    const auto rules = counting_rules(*situation.dataset, situation.query);
    std::set<std::string_view> ids;
    for (const auto& contract : situation.dataset->contracts) {
        if (counted(contract, situation.query.date, rules) == Reason::kCounted) {
            ids.insert(contract.id);
        }
    }
    return ids;
}

/// Situation a with other counts or another reading of perimeters, holding the given contracts.
CoverageState with_contracts(const DatasetPtr& dataset, const CoverageQuery& query,
                             const CoverageState& like) {
    CoverageState state(dataset, query, CoverageState::Start::kNoContract);
    for (std::size_t i = 0; i < dataset->contracts.size(); ++i) {
        if (like.has_contract(i)) {
            state.add_contract(i);
        }
    }
    return state;
}

bool has_all_years(const Dataset& dataset, std::span<const int> years) {
    return std::all_of(years.begin(), years.end(),
                       [&dataset](int year) { return dataset.cir_of(year) != nullptr; });
}

using Stages = std::vector<CoverageState>;

/// Situation a, then after each cause in turn; the last is situation b.
Stages make_stages(const Situation& a, const Situation& b, DecompositionResult& result) {
    const auto in_b = counted_ids(b);
    Stages stages;
    stages.reserve(kCauses + 1);
    stages.emplace_back(a.dataset, a.query);
    const auto& contracts = a.dataset->contracts;

    auto with_new = stages.back();
    for (std::size_t i = 0; i < contracts.size(); ++i) {
        if (in_b.contains(contracts[i].id) && with_new.add_contract(i)) {
            result.started.push_back(i);
        }
    }
    auto without_ended = with_new;
    for (std::size_t i = 0; i < contracts.size(); ++i) {
        if (!in_b.contains(contracts[i].id) && without_ended.remove_contract(i)) {
            result.ended.push_back(i);
        }
    }
    stages.push_back(std::move(with_new));
    stages.push_back(std::move(without_ended));

    CoverageState last(b.dataset, b.query);
    auto query = a.query;
    query.perimeter = query.perimeter.value_or(a.dataset->choices.perimeter);
    if (has_all_years(*a.dataset, last.years())) {
        query.years = last.years();
    }
    stages.push_back(with_contracts(a.dataset, query, stages.back()));
    query.perimeter = b.query.perimeter.value_or(b.dataset->choices.perimeter);
    stages.push_back(with_contracts(a.dataset, query, stages.back()));
    stages.push_back(std::move(last));
    return stages;
}

using Key = std::pair<std::string, std::string>;

Key key_of(const CoverageRow& row) { return {row.code, row.department}; }

std::map<Key, std::size_t> rows_by_key(const CoverageState& state, Level level) {
    std::map<Key, std::size_t> rows;
    const auto all = state.rows(level);
    for (std::size_t i = 0; i < all.size(); ++i) {
        rows.emplace(key_of(all[i]), i);
    }
    return rows;
}

std::optional<std::vector<RateBounds>> rates_of(const Stages& stages, Level level, std::size_t in_a,
                                                std::size_t in_b) {
    std::vector<RateBounds> rates;
    for (std::size_t stage = 0; stage < stages.size(); ++stage) {
        const auto territory = stage + 1 < stages.size() ? in_a : in_b;
        const auto rate = rate_bounds(stages[stage].possible_coverage(level, territory).range);
        if (!rate) {
            return std::nullopt;
        }
        rates.push_back(*rate);
    }
    return rates;
}

std::array<Contribution, kCauses> contributions(const std::vector<RateBounds>& rates,
                                                Rate RateBounds::*end) {
    std::array<Contribution, kCauses> chain;
    for (std::size_t i = 0; i < kCauses; ++i) {
        const auto before = rates[i].*end;
        const auto after = rates[i + 1].*end;
        chain.at(i) = {static_cast<Cause>(i), before, after, difference(after, before)};
    }
    return chain;
}

}  // namespace

DecompositionResult decompose(const Situation& a, const Situation& b, Level level) {
    DecompositionResult result;
    const auto stages = make_stages(a, b, result);
    const auto rows_of_b = rows_by_key(stages.back(), level);
    const auto rows = stages.front().rows(level);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto found = rows_of_b.find(key_of(rows[i]));
        if (found == rows_of_b.end()) {
            continue;
        }
        if (const auto rates = rates_of(stages, level, i, found->second)) {
            result.territories.push_back({level, rows[i].code, rows[i].name,
                                          contributions(*rates, &RateBounds::low),
                                          contributions(*rates, &RateBounds::high)});
        }
    }
    return result;
}

}  // namespace maillage::indicators
