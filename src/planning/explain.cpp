// SPDX-License-Identifier: Apache-2.0
#include "planning/explain.hpp"

#include <algorithm>
#include <utility>

namespace maillage::planning {
namespace {

/// The conditions that \p request has.
std::vector<ConflictingCondition> conditions_of(const PlanRequest& request) {
    std::vector<ConflictingCondition> all;
    const auto add = [&all](bool there, Condition condition) {
        if (there) {
            all.push_back({condition, 0});
        }
    };
    add(request.contracts.has_value(), Condition::kContracts);
    add(request.budget.has_value(), Condition::kBudget);
    for (std::uint32_t i = 0; i < request.targets.size(); ++i) {
        all.push_back({Condition::kTarget, i});
    }
    add(!request.locked_in.empty(), Condition::kLockedIn);
    add(!request.locked_out.empty(), Condition::kLockedOut);
    add(!request.eligible.empty(), Condition::kEligible);
    add(request.rural_share.has_value(), Condition::kRuralShare);
    add(request.one_per_arrondissement, Condition::kOnePerArrondissement);
    return all;
}

/// \p request with the conditions of \p kept only.
PlanRequest with_only(const PlanRequest& request, const std::vector<ConflictingCondition>& kept) {
    const auto has = [&kept](Condition condition) {
        return std::any_of(kept.begin(), kept.end(),
                           [condition](const auto& one) { return one.condition == condition; });
    };
    PlanRequest less = request;
    less.tie_limit = 0;
    less.contracts = has(Condition::kContracts) ? request.contracts : std::nullopt;
    less.budget = has(Condition::kBudget) ? request.budget : std::nullopt;
    less.targets.clear();
    for (const auto& one : kept) {
        if (one.condition == Condition::kTarget) {
            less.targets.push_back(request.targets[one.target]);
        }
    }
    if (!has(Condition::kLockedIn)) {
        less.locked_in.clear();
    }
    if (!has(Condition::kLockedOut)) {
        less.locked_out.clear();
    }
    if (!has(Condition::kEligible)) {
        less.eligible.clear();
    }
    if (!has(Condition::kRuralShare)) {
        less.rural_share.reset();
    }
    less.one_per_arrondissement = has(Condition::kOnePerArrondissement);
    return less;
}

}  // namespace

std::vector<PickExplanation> explain_picks(const Candidates& candidates, const PlanRequest& request,
                                           const Plan& plan) {
    std::vector<PickExplanation> picks;
    for (const auto& step : plan.steps) {
        if (step.locked_in) {
            continue;
        }
        auto without = request;
        without.tie_limit = 0;
        without.locked_out.push_back(step.candidate);
        PickExplanation pick{step.candidate, best_plan(candidates, without), {}, {}};
        if (pick.without.found()) {
            for (const auto& other : pick.without.steps) {
                const bool kept = std::any_of(
                    plan.steps.begin(), plan.steps.end(),
                    [&other](const PlanStep& one) { return one.candidate == other.candidate; });
                if (!kept) {
                    pick.next.push_back(other.candidate);
                }
            }
            pick.replacement_cost = request.objective == Objective::kMostCoverage
                                        ? indicators::difference(plan.value, pick.without.value)
                                        : indicators::difference(pick.without.value, plan.value);
        }
        picks.push_back(std::move(pick));
    }
    return picks;
}

Plan one_more_contract(const Candidates& candidates, PlanRequest request) {
    request.contracts = *request.contracts + 1;
    return best_plan(candidates, request);
}

std::vector<ConflictingCondition> smallest_conflict(const Candidates& candidates,
                                                    const PlanRequest& request) {
    auto all = conditions_of(request);
    if (best_plan(candidates, with_only(request, all)).status != PlanStatus::kInfeasible) {
        return {};
    }
    for (std::size_t size = 1; size < all.size(); ++size) {
        // Masks with `size` ones in the order of the conditions.
        std::vector<bool> mask(all.size());
        std::fill(mask.begin(), mask.begin() + static_cast<std::ptrdiff_t>(size), true);
        do {
            std::vector<ConflictingCondition> some;
            for (std::size_t i = 0; i < all.size(); ++i) {
                if (mask[i]) {
                    some.push_back(all[i]);
                }
            }
            if (best_plan(candidates, with_only(request, some)).status == PlanStatus::kInfeasible) {
                return some;
            }
        } while (std::prev_permutation(mask.begin(), mask.end()));
    }
    return all;
}

}  // namespace maillage::planning
