// SPDX-License-Identifier: Apache-2.0
#include "indicators/secondary_values.hpp"

#include "base/text.hpp"
#include "indicators/counted_contracts.hpp"
#include "indicators/coverage_state.hpp"

#include <algorithm>
#include <chrono>

namespace maillage::indicators {
namespace {

constexpr std::size_t kContractLevels = 6;
constexpr auto kNoLevel = kContractLevels;

/// By commune, the lowest level of a counted contract that holds it, or kNoLevel.
std::vector<std::size_t> lowest_levels(const CoverageState& state, Choices::Perimeter rule) {
    const auto& dataset = state.dataset();
    std::vector<std::size_t> lowest(dataset.territories.communes.size(), kNoLevel);
    for (std::size_t i = 0; i < dataset.contracts.size(); ++i) {
        if (!state.has_contract(i)) {
            continue;
        }
        const auto level = static_cast<std::size_t>(dataset.contracts[i].level);
        for (const auto commune : perimeter_of(dataset.contracts[i], rule)) {
            lowest[commune.value] = std::min(lowest[commune.value], level);
        }
    }
    return lowest;
}

std::int64_t contracts_touching(const CoverageState& state, Choices::Perimeter rule,
                                ContractLevel contract_level, Level level, std::size_t territory) {
    const auto& contracts = state.dataset().contracts;
    std::int64_t count = 0;
    for (std::size_t i = 0; i < contracts.size(); ++i) {
        if (!state.has_contract(i) || contracts[i].level != contract_level) {
            continue;
        }
        for (const auto commune : perimeter_of(contracts[i], rule)) {
            if (state.groups().holds(level, territory, commune)) {
                ++count;
                break;
            }
        }
    }
    return count;
}

}  // namespace

std::vector<LevelShare> coverage_by_level(const DatasetPtr& dataset, const CoverageQuery& query,
                                          Level level, std::size_t territory) {
    const auto rule = query.perimeter.value_or(dataset->choices.perimeter);
    const CoverageState all(dataset, query);
    const auto lowest = lowest_levels(all, rule);
    CoverageState one_level(dataset, query, CoverageState::Start::kNoContract);
    std::vector<LevelShare> shares;
    for (std::size_t i = 0; i < kContractLevels; ++i) {
        LevelShare share;
        share.level = static_cast<ContractLevel>(i);
        share.contracts = contracts_touching(all, rule, share.level, level, territory);
        if (share.contracts == 0) {
            continue;
        }
        Perimeter communes;
        for (std::size_t c = 0; c < lowest.size(); ++c) {
            if (lowest[c] == i) {
                communes.push_back(index_of<Commune>(c));
            }
        }
        one_level.add_perimeter(communes);
        const auto range = one_level.possible_coverage(level, territory).range;
        one_level.remove_perimeter(communes);
        share.covered = range.covered;
        share.rate = rate_bounds(range);
        shares.push_back(share);
    }
    return shares;
}

CoverageState funded_only(const CoverageState& counted) {
    auto funded = counted;
    const auto& contracts = counted.dataset().contracts;
    for (std::size_t i = 0; i < contracts.size(); ++i) {
        const auto amount = contracts[i].details.find("montant_etat");
        const bool paid = amount != contracts[i].details.end() &&
                          parse_number(amount->second).value_or(0.0) > 0.0;
        if (!paid) {
            funded.remove_contract(i);
        }
    }
    return funded;
}

std::optional<RateBounds> covered_per_contract(const CoverageRow& row) {
    if (row.contracts == 0) {
        return std::nullopt;
    }
    const auto divisor = row.contracts * row.years;
    return RateBounds{{row.range.covered.low, divisor}, {row.range.covered.high, divisor}};
}

std::vector<bool> masked_communes(const Dataset& dataset, const std::vector<int>& years) {
    std::vector<bool> masked(dataset.territories.communes.size());
    for (const int year : years) {
        const auto* counts = dataset.cir_of(year);
        if (counts == nullptr) {
            continue;
        }
        for (const auto& cell : counts->cells) {
            // A count that several communes share says of none what it has.
            if (!cell.count.is_exact() || (cell.commune_count > 1 && cell.count.low > 0)) {
                for (const auto commune : counts->communes_of(cell)) {
                    masked[commune.value] = true;
                }
            }
        }
    }
    return masked;
}

Date year_before(Date date) {
    const std::chrono::year_month_day day(date);
    const std::chrono::year_month_day before(day.year() - std::chrono::years{1}, day.month(),
                                             day.day());
    return before.ok() ? Date(before) : Date(before.year() / before.month() / std::chrono::last);
}

std::vector<std::optional<YearChange>> change_on_a_year(const DatasetPtr& dataset,
                                                        const CoverageQuery& query, Level level) {
    auto earlier = query;
    earlier.date = year_before(query.date);
    const CoverageState before(dataset, earlier);
    const CoverageState after(dataset, query);
    std::vector<std::optional<YearChange>> changes(after.size(level));
    for (std::size_t i = 0; i < changes.size(); ++i) {
        const auto old_rate = rate_bounds(before.possible_coverage(level, i).range);
        const auto new_rate = rate_bounds(after.possible_coverage(level, i).range);
        if (old_rate && new_rate) {
            changes[i] = YearChange{*old_rate, *new_rate, difference(new_rate->low, old_rate->low),
                                    difference(new_rate->high, old_rate->high)};
        }
    }
    return changes;
}

}  // namespace maillage::indicators
