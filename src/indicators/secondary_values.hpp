// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Values shown beside the rate (rules.md § 1): share by level of contract, mean per contract,
/// change on a year.

#include "base/date.hpp"
#include "indicators/coverage.hpp"
#include "indicators/coverage_state.hpp"
#include "indicators/exact.hpp"
#include "model/contract.hpp"
#include "model/count.hpp"
#include "model/dataset.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace maillage::indicators {

/// Covered signatories of one level of contract. A commune held by several is credited to the
/// lowest level (commune before EPCI, E13), so with exact counts the levels add up to the covered.
struct LevelShare {
    ContractLevel level = ContractLevel::kCommune;
    std::int64_t contracts = 0;  ///< Counted contracts of the level that touch the territory.
    Count covered;               ///< Sum over the years asked.
    std::optional<RateBounds> rate;
};
/// For each level that has a counted contract in the territory, lowest first.
std::vector<LevelShare> coverage_by_level(const DatasetPtr& dataset, const CoverageQuery& query,
                                          Level level, std::size_t territory);

/// E11, the second view: of the contracts counted by \p counted, only those the State funds
/// (montant_etat is written and is not 0). A contract in force without money still counts in the
/// rate.
CoverageState funded_only(const CoverageState& counted);

/// Covered signatories per counted contract, a mean over the years; nothing without a contract.
std::optional<RateBounds> covered_per_contract(const CoverageRow& row);

/// By commune: whether its count of one of \p years is an interval.
std::vector<bool> masked_communes(const Dataset& dataset, const std::vector<int>& years);

/// The same month and day one year before; 29 February becomes 28 February.
Date year_before(Date date);

/// Change of the rate over the year before the query's date, on the same counts: the circular's
/// "accroissement annuel". Lowest against lowest, highest against highest.
struct YearChange {
    RateBounds before;
    RateBounds after;
    Rate low;   ///< after.low − before.low
    Rate high;  ///< after.high − before.high
};
/// \returns By territory of the level; nothing where the rate cannot be computed.
std::vector<std::optional<YearChange>> change_on_a_year(const DatasetPtr& dataset,
                                                        const CoverageQuery& query, Level level);

}  // namespace maillage::indicators
