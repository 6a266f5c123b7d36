// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// All that is said of one question for a plan: what the tables and sentences are made from.

#include "indicators/coverage_range.hpp"
#include "planning/candidates.hpp"
#include "planning/explain.hpp"
#include "planning/plan.hpp"
#include "planning/signing_risk.hpp"
#include "planning/years_plan.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace maillage::planning {

/// What comes back: one set of contracts, contracts by year, or a trade-off curve.
enum class PlanKind : std::uint8_t { kPlan, kYears, kFrontier };

/// What a plan brings with the probabilities of the register.
struct SigningChances {
    GainDistribution gain;
    std::size_t known = 0;      ///< Contracts of the plan with a probability.
    std::size_t supposed = 0;   ///< Those without: taken as certain.
    std::int64_t all_sign = 0;  ///< Gain when nobody refuses.
    /// Gain that reaches the target of the whole scope, where all is counted exactly.
    std::optional<std::int64_t> needed;
};

struct PlanAnswer {
    explicit PlanAnswer(Candidates of) : candidates(std::move(of)) {}

    Candidates candidates;
    PlanRequest request;
    PlanKind kind = PlanKind::kPlan;
    bool costs_known = false;          ///< Else the costs of `request` are empty.
    indicators::CoverageRange before;  ///< The scope before any plan; sum over the years.

    Plan plan;                            ///< kPlan
    std::vector<PlanYear> asked_years;    ///< kYears, with the targets they were found for.
    YearsPlan years;                      ///< kYears
    std::vector<FrontierPoint> frontier;  ///< kFrontier, with the candidates of each point;
    bool by_cost = false;                 ///< by euros, else by contracts.

    /// The smallest set of conditions that cannot be kept together; where the plan is infeasible.
    std::vector<ConflictingCondition> conflict;
    /// That a candidate signs, as the register says; nothing = it does not. Empty: not asked for.
    std::vector<std::optional<double>> probability;
    // Where explanations were asked for and a plan was found:
    std::vector<PickExplanation> picks;
    std::optional<Plan> one_more;  ///< With one contract more than was allowed.
    std::optional<SigningChances> chances;
};

/// The end of the rate's interval that the request means; nothing where the total can only be 0.
std::optional<indicators::Rate> measured_rate(const indicators::CoverageRange& range,
                                              Measure measure);

/// Fills picks, one_more and chances where a plan was found. \pre probability is filled
void explain_answer(PlanAnswer& answer);

/// Fills the conflict of an infeasible plan; left empty with many targets, whose subsets would be
/// too many to try.
void find_conflict(PlanAnswer& answer);

}  // namespace maillage::planning
