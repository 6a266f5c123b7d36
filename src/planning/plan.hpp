// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// What is asked of a plan, and the answer with its proof.

#include "base/text.hpp"
#include "indicators/coverage_state.hpp"
#include "indicators/exact.hpp"
#include "planning/candidates.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <stop_token>
#include <vector>

namespace maillage::planning {

/// Among plans that keep every condition:
enum class Objective : std::uint8_t {
    kMostCoverage,     ///< the highest rate of the scope; then least of what is limited
    kFewestContracts,  ///< the fewest contracts that reach the targets; then the highest rate
    kLeastMoney,       ///< the least euros that reach the targets; then the highest rate
};

/// Which end of the rate's interval is meant where counts are masked (methods.md § 9).
enum class Measure : std::uint8_t {
    kGuaranteed,  ///< The lowest rate that the published figures allow.
    kPossible,    ///< The highest.
};

/// Whose part "at least so much rural" is.
enum class RuralShareOf : std::uint8_t {
    /// Of the plan's contracts; one is rural when more than half of its communes are.
    kContracts,
    /// Of the signatories newly covered: lowest counts of rural communes over lowest counts of all.
    kSignatories,
};

struct PlanTarget {
    std::uint32_t slot = Candidates::kNone;  ///< Of Scope::departments; kNone = the whole scope.
    Share rate;                              ///< rate × denominator ≥ numerator, exact (E26).
};

/// Vectors by candidate or commune are empty (no condition) or as long as their table.
struct PlanRequest {
    Objective objective = Objective::kMostCoverage;
    Measure measure = Measure::kGuaranteed;
    std::optional<std::int64_t> contracts;  ///< At most so many, those locked in included.
    std::optional<std::int64_t> budget;     ///< At most so many euros, those locked in included.
    std::vector<PlanTarget> targets;        ///< All must be reached.
    std::vector<std::int64_t> cost;         ///< Euros ≥ 0, by candidate; empty = 0 each.
    std::vector<bool> eligible;             ///< By candidate; empty = all.
    std::vector<std::uint32_t> locked_in;   ///< Candidates that are signed in any case.
    std::vector<std::uint32_t> locked_out;  ///< Candidates that are not to be signed.
    std::vector<bool> rural_commune;        ///< By row of the communes table.
    std::optional<Share> rural_share;       ///< At least; needs rural_commune.
    RuralShareOf rural_share_of = RuralShareOf::kContracts;
    /// At most one contract (those locked in included) in each arrondissement. A contract is in
    /// every arrondissement where it has a commune.
    bool one_per_arrondissement = false;
    std::size_t tie_limit = 100;           ///< Of alternatives listed.
    std::size_t work_limit = 100'000'000;  ///< Pairs of partial plans looked at before giving up.
    std::stop_token stop;                  ///< Asked to: as if the work limit were reached.
};

/// One contract of a plan. A contract lies in no other contract of the plan.
struct PlanStep {
    std::uint32_t candidate = 0;
    bool locked_in = false;
    std::int64_t cost = 0;
    Count gain;                       ///< New signatories of the scope, after the steps before.
    indicators::CoverageRange after;  ///< The scope once it is signed; sum over the years.
};

enum class PlanStatus : std::uint8_t {
    kProven,      ///< value = bound: nothing better exists
    kBounded,     ///< a plan, and nothing better than `bound` exists
    kInfeasible,  ///< proven: no plan keeps the conditions
    kNotKnown,    ///< the work limit was reached before a plan was found
};

/// Order of steps: locked in first, then gain (descending: lowest, then highest), cost, level
/// (EPCI first), code.
struct Plan {
    PlanStatus status = PlanStatus::kInfeasible;
    std::vector<PlanStep> steps;
    std::int64_t contracts = 0;
    std::int64_t cost = 0;
    indicators::CoverageRange range;  ///< Of the scope, from CoverageState with the plan signed.
    /// What is optimised: the rate as covered/total, contracts/1 or euros/1.
    indicators::Rate value;
    indicators::Rate bound;  ///< No plan is better than this.
    /// Other plans with the same value and the same secondary figures (see Objective: contracts
    /// and euros too), as candidates ascending. A plan that another one beats in a figure and
    /// equals in all others is none.
    std::vector<std::vector<std::uint32_t>> ties;
    std::uint64_t tie_count = 0;  ///< All of them, saturating; ≥ ties.size().
    bool ties_complete = true;    ///< ties.size() == tie_count and no figure is left out.

    bool proven() const noexcept { return status == PlanStatus::kProven; }
    bool found() const noexcept {
        return status == PlanStatus::kProven || status == PlanStatus::kBounded;
    }
};

/// The best plan. \pre positions are those of \p candidates; costs ≥ 0
Plan best_plan(const Candidates& candidates, const PlanRequest& request);

/// One point of the trade-off: the best rate with so many contracts or euros.
struct FrontierPoint {
    std::int64_t contracts = 0;
    std::int64_t cost = 0;
    indicators::Rate value;
    indicators::Rate bound;
    std::vector<std::uint32_t> chosen;  ///< Candidates, ascending; empty where not asked for.

    bool proven() const { return indicators::compare(value, bound) == 0; }
};

/// Best rate for 0, 1, 2… contracts, in one pass: a point wherever it rises. Locks, eligibility,
/// measure and work_limit of \p request count, its limits, targets and side conditions do not;
/// costs choose among equals. \param with_plans Whether each point names its candidates.
std::vector<FrontierPoint> frontier_by_contracts(const Candidates& candidates,
                                                 const PlanRequest& request, bool with_plans);
/// The same for each sum of euros at which the rate rises, from the least to the most.
std::vector<FrontierPoint> frontier_by_cost(const Candidates& candidates,
                                            const PlanRequest& request, bool with_plans);

/// best_plan for each of many scopes, the same answers on any number of \p threads (0 = all cores).
std::vector<Plan> best_plans(const std::vector<Candidates>& candidates,
                             const std::vector<PlanRequest>& requests, unsigned threads);

}  // namespace maillage::planning
