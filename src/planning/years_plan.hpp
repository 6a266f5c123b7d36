// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// A plan over several years: what is signed when, so that each year's target is reached in time.

#include "base/text.hpp"
#include "indicators/coverage_range.hpp"
#include "planning/candidates.hpp"
#include "planning/plan.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace maillage::planning {

struct PlanYear {
    int year = 0;
    std::int64_t capacity = 0;    ///< Signatures that can be brought about in this year.
    std::optional<Share> target;  ///< Of the scope, at the end of the year.
};

struct YearOfPlan {
    int year = 0;
    std::vector<PlanStep> steps;      ///< Signed in this year.
    indicators::CoverageRange after;  ///< The scope at its end.
};

/// The sets are nested: what is signed stays signed.
struct YearsPlan {
    PlanStatus status = PlanStatus::kInfeasible;
    std::vector<YearOfPlan> years;  ///< Filled when found.
    std::int64_t contracts = 0;
    /// No plan reaches all targets with fewer contracts in all.
    std::int64_t bound = 0;
    /// A year whose target is out of reach with the signatures up to its end, whatever happens in
    /// the other years. Infeasible without one: only together are the targets too much.
    std::optional<int> out_of_reach;
};

/// The fewest contracts that reach every year's target within the capacities, and among as many
/// those signed as early as the capacities allow, largest gains first. Locked-in contracts are
/// signed in the first year and use its capacity.
///
/// Earliest deadline first: let k_t be the least number of contracts that reaches the target of
/// year t. Where the best sets for k_1, k_2… lie in each other (always with exact counts: the best
/// k are the first k of one order), signing in that order is best for all years at once, so a plan
/// exists if and only if each k_t fits into the capacities up to t, and max k_t contracts are the
/// fewest. Otherwise labels over (candidate, year) decide. Only locks, eligibility, measure, cost
/// and work_limit of \p request count.
/// \pre \p years ascending
YearsPlan plan_years(const Candidates& candidates, const PlanRequest& request,
                     const std::vector<PlanYear>& years);

}  // namespace maillage::planning
