// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Why a plan is as it is: what each contract is worth, who comes next, what conflicts.

#include "indicators/exact.hpp"
#include "planning/candidates.hpp"
#include "planning/plan.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace maillage::planning {

/// What one contract of a plan is worth.
struct PickExplanation {
    std::uint32_t candidate = 0;
    /// The best plan without it: "who comes next if it refuses".
    Plan without;
    /// The candidates of `without` that are not in the plan.
    std::vector<std::uint32_t> next;
    /// Replacement cost (Cabeza and Moilanen 2006): value of the plan − value without it for a
    /// rate, value without it − value of the plan for contracts and euros: ≥ 0 where both are
    /// proven. Nothing when no plan is left.
    std::optional<indicators::Rate> replacement_cost;
};

/// One for each step of \p plan that is not locked in. \pre \p plan answers \p request
std::vector<PickExplanation> explain_picks(const Candidates& candidates, const PlanRequest& request,
                                           const Plan& plan);

/// The plan with one more contract than \p request allows: its marginal value is the difference.
/// \pre request.contracts
Plan one_more_contract(const Candidates& candidates, PlanRequest request);

/// What a request may be too much of.
enum class Condition : std::uint8_t {
    kContracts,
    kBudget,
    kTarget,  ///< One of request.targets.
    kLockedIn,
    kLockedOut,
    kEligible,
    kRuralShare,
    kOnePerArrondissement,
};
struct ConflictingCondition {
    Condition condition = Condition::kContracts;
    std::uint32_t target = 0;  ///< Position in request.targets, for kTarget.
    friend bool operator==(const ConflictingCondition&, const ConflictingCondition&) = default;
};

/// A smallest set of conditions of an infeasible request that cannot be kept together: with these
/// alone there is no plan, and with any fewer conditions there is one. Of several of one size, the
/// first in the order of Condition. Empty when the request is feasible or nothing is proven.
std::vector<ConflictingCondition> smallest_conflict(const Candidates& candidates,
                                                    const PlanRequest& request);

}  // namespace maillage::planning
