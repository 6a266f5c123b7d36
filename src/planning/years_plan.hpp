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

/// `years` is filled when found. The sets are nested: what is signed stays signed.
struct YearsPlan {
    PlanStatus status = PlanStatus::kInfeasible;
    std::vector<YearOfPlan> years;
    std::int64_t contracts = 0;
    /// No plan reaches all targets with fewer contracts in all.
    std::int64_t bound = 0;
    /// Infeasible: the first year whose target is out of reach with the signatures up to its end.
    std::optional<int> out_of_reach;
};

/// The fewest contracts that reach every year's target within the capacities, each year's largest
/// gains first. Earliest deadline first: where one order of the candidates is best for every
/// number of contracts (counts are exact, or the total is published and one of its two bounds
/// decides at all dates), the best k are the first k of it, so a year's target needs the first k_t
/// and signing in that order is best for all years at once; otherwise the exact search over
/// (candidate, year) decides. Only locks, eligibility, measure and work_limit of \p request count.
/// \pre \p years ascending
YearsPlan plan_years(const Candidates& candidates, const PlanRequest& request,
                     const std::vector<PlanYear>& years);

}  // namespace maillage::planning
