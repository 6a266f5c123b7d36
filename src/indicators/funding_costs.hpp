// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// What a contract costs for what it covers (rules.md § 4, derived values).

#include "indicators/coverage.hpp"
#include "indicators/exact.hpp"
#include "model/dataset.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace maillage::indicators {

/// Costs in euros, exact. An upper bound is missing where the number may be 0.
struct CostBounds {
    std::optional<Rate> low;
    std::optional<Rate> high;
};

struct FundingCosts {
    std::size_t contract = 0;           ///< Row of Dataset::contracts.
    std::optional<std::int64_t> cents;  ///< montant_etat; nothing = empty or unreadable.
    std::int64_t years = 1;             ///< The counts are sums over them.
    Count signatories;                  ///< In its communes.
    Count newly;                        ///< In those that no other counted contract holds.
    CostBounds per_signatory;
    CostBounds per_new_signatory;
    /// For one point of the coverage rate of the departments it touches, taken together.
    CostBounds per_point;
    std::optional<Rate> share_of_envelope;  ///< Where an envelope is given.
    /// All other funding (authority, cofinancing) for one euro of the State.
    std::optional<Rate> leverage;
};

/// \p envelope_cents of the year, for its share; nothing = not asked.
/// \returns In the order of \p contracts; nothing where the years asked have no counts.
std::optional<std::vector<FundingCosts>> funding_costs(const DatasetPtr& dataset,
                                                       const CoverageQuery& query,
                                                       std::span<const std::size_t> contracts,
                                                       std::optional<std::int64_t> envelope_cents);

}  // namespace maillage::indicators
