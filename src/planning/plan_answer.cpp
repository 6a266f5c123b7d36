// SPDX-License-Identifier: Apache-2.0
#include "planning/plan_answer.hpp"

#include "indicators/targets.hpp"

#include <algorithm>

namespace maillage::planning {
namespace {

/// Every set of conditions may have to be tried: with seven others, 2^10 plans.
constexpr std::size_t kMostTargets = 3;

/// Sum of new signatories that reaches every target of the whole scope; nothing without one, or
/// where a count of the scope is masked.
std::optional<std::int64_t> needed_gain(const PlanAnswer& answer) {
    const auto& range = answer.before;
    const bool exact = range.covered.is_exact() && range.total.is_exact();
    std::optional<std::int64_t> needed;
    for (const auto& target : answer.request.targets) {
        const bool whole =
            target.slot == Candidates::kNone || answer.candidates.scope.departments.size() == 1;
        if (!exact || !whole) {
            return std::nullopt;
        }
        const auto to_cover = indicators::signatories_to_cover(range, target.rate, 1).low;
        needed = std::max(needed.value_or(0), to_cover);
    }
    return needed;
}

/// A contract that refuses is replaced by those in it that the register knows a probability of.
std::optional<SigningChances> chances_of(const PlanAnswer& answer) {
    const auto& probability = answer.probability;
    SigningChances chances;
    std::vector<double> certain_or_known;
    certain_or_known.reserve(probability.size());
    for (const auto& one : probability) {
        certain_or_known.push_back(one.value_or(0));
    }
    std::vector<std::uint32_t> plan;
    for (const auto& step : answer.plan.steps) {
        const auto v = step.candidate;
        plan.push_back(v);
        chances.all_sign += answer.candidates.gain[v].low;
        if (probability[v]) {
            ++chances.known;
        } else {
            ++chances.supposed;
            certain_or_known[v] = 1;
        }
    }
    if (chances.known == 0) {
        return std::nullopt;
    }
    chances.gain = signing_risk(answer.candidates, plan, certain_or_known, true);
    chances.needed = needed_gain(answer);
    return chances;
}

}  // namespace

std::optional<indicators::Rate> measured_rate(const indicators::CoverageRange& range,
                                              Measure measure) {
    const auto bounds = indicators::rate_bounds(range);
    if (!bounds) {
        return std::nullopt;
    }
    return measure == Measure::kGuaranteed ? bounds->low : bounds->high;
}

void find_conflict(PlanAnswer& answer) {
    if (answer.plan.status == PlanStatus::kInfeasible &&
        answer.request.targets.size() <= kMostTargets) {
        answer.conflict = smallest_conflict(answer.candidates, answer.request);
    }
}

void explain_answer(PlanAnswer& answer) {
    if (answer.kind != PlanKind::kPlan || !answer.plan.found()) {
        return;
    }
    answer.picks = explain_picks(answer.candidates, answer.request, answer.plan);
    if (answer.request.contracts && answer.request.objective == Objective::kMostCoverage) {
        answer.one_more = one_more_contract(answer.candidates, answer.request);
    }
    answer.chances = chances_of(answer);
}

}  // namespace maillage::planning
