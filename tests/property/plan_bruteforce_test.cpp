// SPDX-License-Identifier: Apache-2.0
/// \file
/// Plans against trying every plan, on random instances of up to 16 candidates.

#include "property/plan_instances.hpp"

#include <gtest/gtest.h>

#include <set>

namespace maillage::planning {
namespace {

using indicators::compare;

std::vector<std::uint32_t> free_choice(const Plan& plan) {
    std::vector<std::uint32_t> chosen;
    for (const auto& step : plan.steps) {
        if (!step.locked_in) {
            chosen.push_back(step.candidate);
        }
    }
    std::sort(chosen.begin(), chosen.end());
    return chosen;
}

/// The plan found keeps the conditions and is worth what it says.
const Tried* as_tried(const EveryPlan& every, const std::vector<std::uint32_t>& chosen) {
    for (const auto& tried : every.feasible()) {
        if (tried.chosen == chosen) {
            return &tried;
        }
    }
    return nullptr;
}

void expect_ties(const EveryPlan& every, const Plan& plan, const Tried& found, bool exact) {
    std::set<std::vector<std::uint32_t>> equal;
    for (const auto& tried : every.feasible()) {
        if (every.compare(tried, found) == 0 && tried.chosen != found.chosen) {
            equal.insert(tried.chosen);
        }
    }
    const std::set<std::vector<std::uint32_t>> listed(plan.ties.begin(), plan.ties.end());
    EXPECT_EQ(listed.size(), plan.ties.size());
    for (const auto& tie : listed) {
        const auto* tried = as_tried(every, tie);
        ASSERT_NE(tried, nullptr);
        EXPECT_TRUE(std::is_eq(compare(every.value(*tried), plan.value)));
    }
    if (exact) {
        EXPECT_TRUE(plan.ties_complete);
        EXPECT_EQ(plan.tie_count, equal.size());
        EXPECT_EQ(listed, equal);
    }
}

struct Seen {
    int feasible = 0;
    int infeasible = 0;
    int with_ties = 0;
};

void check(const Candidates& all, const PlanRequest& request, const InstanceShape& shape,
           Seen& seen) {
    const EveryPlan every(all, request);
    const auto plan = best_plan(all, request);
    if (every.feasible().empty()) {
        ++seen.infeasible;
        EXPECT_EQ(plan.status, PlanStatus::kInfeasible);
        return;
    }
    ++seen.feasible;
    ASSERT_EQ(plan.status, PlanStatus::kProven);
    EXPECT_TRUE(std::is_eq(compare(plan.value, every.value(every.best()))))
        << plan.value.num << '/' << plan.value.den << " for " << every.value(every.best()).num
        << '/' << every.value(every.best()).den;
    const auto* found = as_tried(every, free_choice(plan));
    ASSERT_NE(found, nullptr);
    EXPECT_EQ(found->contracts, plan.contracts);
    EXPECT_EQ(found->cost, plan.cost);
    if (!shape.masked) {
        EXPECT_EQ(every.compare(*found, every.best()), 0);
    }
    seen.with_ties += plan.ties.empty() ? 0 : 1;
    expect_ties(every, plan, *found, !shape.masked);
}

void run(std::uint32_t seed, const InstanceShape& shape, bool possible, Seen& seen) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Dice dice(seed);
    const auto dataset = random_instance(dice, shape);
    const auto all = candidates_of(dataset, shape.departments);
    check(all, random_request(dice, all, possible), shape, seen);
}

TEST(BestPlan, IsThatOfTryingEveryPlanOnExactCounts) {
    Seen seen;
    for (std::uint32_t seed = 1; seed <= 1500; ++seed) {
        run(seed, {.masked = false}, true, seen);
    }
    EXPECT_GT(seen.feasible, 700);
    EXPECT_GT(seen.infeasible, 200);
    EXPECT_GT(seen.with_ties, 100);
}

TEST(BestPlan, IsThatOfTryingEveryPlanOnMaskedCountsUnderTotals) {
    Seen seen;
    for (std::uint32_t seed = 2001; seed <= 3500; ++seed) {
        run(seed, {}, true, seen);
    }
    EXPECT_GT(seen.feasible, 700);
}

TEST(BestPlan, IsThatOfTryingEveryPlanOnMaskedCountsWithoutTotals) {
    Seen seen;
    for (std::uint32_t seed = 4001; seed <= 5000; ++seed) {
        run(seed, {.totals = false}, true, seen);
    }
    EXPECT_GT(seen.feasible, 450);
}

TEST(BestPlan, IsThatOfTryingEveryPlanInTwoDepartmentsWithEpciAcross) {
    Seen seen;
    for (std::uint32_t seed = 6001; seed <= 7000; ++seed) {
        run(seed, {.departments = 2}, true, seen);
        run(seed, {.masked = false, .departments = 2}, true, seen);
    }
    EXPECT_GT(seen.feasible, 700);
}

TEST(BestPlan, IsThatOfTryingEveryPlanForTheMeanOfTwoYears) {
    Seen seen;
    for (std::uint32_t seed = 8001; seed <= 8500; ++seed) {
        run(seed, {.years = 2}, true, seen);
    }
    EXPECT_GT(seen.feasible, 200);
}

// Partial plans that cannot become the best one are dropped on the way: the best ones and their
// equals must all be there still.
TEST(BestPlan, WithinABudgetAloneIsThatOfTryingEveryPlan) {
    int with_ties = 0;
    for (std::uint32_t seed = 12001; seed <= 13500; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        Dice dice(seed);
        const InstanceShape shape{.masked = dice.one_in(2), .departments = dice.one_in(3) ? 2 : 1};
        const auto dataset = random_instance(dice, shape);
        const auto all = candidates_of(dataset, shape.departments);
        PlanRequest request;
        // Costs near a flat sum for each signatory, where nearly every plan is worth its money, or
        // few different ones, where many plans are equal; some for nothing.
        const bool flat = dice.one_in(2);
        for (std::size_t v = 0; v < all.size(); ++v) {
            request.cost.push_back(flat ? 3 * all.gain[v].high + dice.between(0, 2)
                                        : 10 * dice.between(0, 3));
        }
        request.budget = dice.between(0, 150);
        const EveryPlan every(all, request);
        const auto plan = best_plan(all, request);
        ASSERT_FALSE(every.feasible().empty());
        ASSERT_EQ(plan.status, PlanStatus::kProven);
        const auto* found = as_tried(every, free_choice(plan));
        ASSERT_NE(found, nullptr);
        EXPECT_TRUE(std::is_eq(compare(plan.value, every.value(every.best()))));
        if (!shape.masked) {
            EXPECT_EQ(every.compare(*found, every.best()), 0);
        }
        with_ties += plan.ties.empty() ? 0 : 1;
        expect_ties(every, plan, *found, !shape.masked);
    }
    EXPECT_GT(with_ties, 50);
}

// Euros are contracts then; what is locked in may cost something else.
TEST(BestPlan, WhereAllContractsCostTheSameIsThatOfTryingEveryPlan) {
    Seen seen;
    for (std::uint32_t seed = 14001; seed <= 15500; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        Dice dice(seed);
        const InstanceShape shape{.masked = dice.one_in(2), .departments = dice.one_in(3) ? 2 : 1};
        const auto dataset = random_instance(dice, shape);
        const auto all = candidates_of(dataset, shape.departments);
        auto request = random_request(dice, all, true);
        request.rural_share.reset();
        request.one_per_arrondissement = false;
        request.cost.assign(all.size(), 7);
        for (const auto locked : request.locked_in) {
            request.cost[locked] = dice.between(0, 9);
        }
        request.objective = dice.one_in(2) ? Objective::kMostCoverage : Objective::kLeastMoney;
        if (dice.one_in(2)) {
            request.budget = dice.between(0, 30);
        }
        check(all, request, shape, seen);
    }
    EXPECT_GT(seen.feasible, 700);
    EXPECT_GT(seen.infeasible, 100);
}

TEST(BestPlan, SaysABoundWhereCellsLieInSeveralCommunes) {
    int proven = 0;
    int bounded = 0;
    for (std::uint32_t seed = 9001; seed <= 9800; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        Dice dice(seed);
        const auto dataset = random_instance(dice, {.split = true});
        const auto all = candidates_of(dataset, 1);
        const auto request = random_request(dice, all, true);
        const EveryPlan every(all, request);
        const auto plan = best_plan(all, request);
        if (every.feasible().empty()) {
            EXPECT_FALSE(plan.found());
            continue;
        }
        EXPECT_NE(plan.status, PlanStatus::kInfeasible);
        if (!plan.found()) {
            continue;
        }
        const auto truth = every.value(every.best());
        const bool more_is_better = request.objective == Objective::kMostCoverage;
        const auto& low = more_is_better ? plan.value : plan.bound;
        const auto& high = more_is_better ? plan.bound : plan.value;
        EXPECT_TRUE(std::is_lteq(compare(low, truth)) && std::is_lteq(compare(truth, high)));
        ASSERT_NE(as_tried(every, free_choice(plan)), nullptr);
        (plan.proven() ? proven : bounded) += 1;
    }
    EXPECT_GT(proven, 300);
    EXPECT_GT(bounded, 10);
}

/// Any limit on work leaves a plan that keeps the conditions or none, and a bound that holds.
TEST(BestPlan, SaysABoundWhenItGivesUp) {
    int bounded = 0;
    for (std::uint32_t seed = 10001; seed <= 10600; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        Dice dice(seed);
        const auto dataset = random_instance(dice, {.departments = 2});
        const auto all = candidates_of(dataset, 2);
        auto request = random_request(dice, all, true);
        request.work_limit = 0;
        const EveryPlan every(all, request);
        const auto plan = best_plan(all, request);
        if (every.feasible().empty()) {
            EXPECT_FALSE(plan.found());
            continue;
        }
        EXPECT_NE(plan.status, PlanStatus::kInfeasible);
        const auto truth = every.value(every.best());
        const bool more_is_better = request.objective == Objective::kMostCoverage;
        EXPECT_TRUE(more_is_better ? std::is_gteq(compare(plan.bound, truth))
                                   : std::is_lteq(compare(plan.bound, truth)));
        bounded += plan.status == PlanStatus::kBounded ? 1 : 0;
    }
    EXPECT_GT(bounded, 30);
}

/// Every point of both curves is the best plan of its budget, and nothing rises between points.
TEST(Frontier, EachPointIsTheBestPlanOfItsBudget) {
    for (std::uint32_t seed = 11001; seed <= 11600; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        Dice dice(seed);
        InstanceShape shape{.masked = dice.one_in(2), .totals = dice.one_in(2)};
        const auto dataset = random_instance(dice, shape);
        const auto all = candidates_of(dataset, 1);
        PlanRequest request;
        request.measure = dice.one_in(2) ? Measure::kPossible : Measure::kGuaranteed;
        for (std::size_t v = 0; v < all.size(); ++v) {
            request.cost.push_back(dice.between(0, 50));
        }
        const EveryPlan every(all, request);
        const auto check = [&](const std::vector<FrontierPoint>& points, bool by_cost) {
            ASSERT_FALSE(points.empty());
            std::set<std::int64_t> budgets;
            for (const auto& tried : every.feasible()) {
                budgets.insert(by_cost ? tried.cost : tried.contracts);
            }
            for (const auto budget : budgets) {
                indicators::Rate best{0, 1};
                for (const auto& tried : every.feasible()) {
                    if ((by_cost ? tried.cost : tried.contracts) <= budget &&
                        std::is_gt(compare(tried.rate, best))) {
                        best = tried.rate;
                    }
                }
                const FrontierPoint* at = nullptr;
                for (const auto& point : points) {
                    at = (by_cost ? point.cost : point.contracts) <= budget ? &point : at;
                }
                ASSERT_NE(at, nullptr);
                EXPECT_TRUE(std::is_eq(compare(at->value, best))) << "budget " << budget;
                EXPECT_TRUE(at->proven());
                const auto* tried = as_tried(every, at->chosen);
                ASSERT_NE(tried, nullptr);
                EXPECT_TRUE(std::is_eq(compare(tried->rate, at->value)));
                EXPECT_EQ(tried->contracts, at->contracts);
                EXPECT_EQ(tried->cost, at->cost);
            }
        };
        check(frontier_by_contracts(all, request, true), false);
        check(frontier_by_cost(all, request, true), true);
    }
}

/// gain and points are what CoverageState says of the communes alone, with nothing else covered.
TEST(Candidates, GainIsThatOfTheirUncoveredCommunes) {
    int candidates = 0;
    for (std::uint32_t seed = 12001; seed <= 12300; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        Dice dice(seed);
        InstanceShape shape{.masked = true, .totals = true, .split = dice.one_in(3)};
        const auto dataset = random_instance(dice, shape);
        const auto all = candidates_of(dataset, 1);
        for (std::size_t v = 0; v < all.size(); ++v) {
            indicators::CoverageState alone(dataset, all.state.query(),
                                            indicators::CoverageState::Start::kNoContract);
            std::vector<Index<Commune>> fresh;
            for (const auto commune : perimeter_of(all, v)) {
                if (!all.state.covered(commune)) {
                    fresh.push_back(commune);
                }
            }
            alone.add_perimeter(fresh);
            const auto range = alone
                                   .possible_coverage(indicators::Level::kDepartment,
                                                      all.scope.departments.front().value)
                                   .range;
            ASSERT_EQ(all.parts_of(v).size(), 1U);
            EXPECT_EQ(all.gain[v], range.covered);
            EXPECT_EQ(all.parts_of(v).front().gain, range.covered);
            const auto points = indicators::rate_bounds(range);
            ASSERT_EQ(points.has_value(), all.parts_of(v).front().points.has_value());
            if (points) {
                EXPECT_TRUE(std::is_eq(compare(points->low, all.parts_of(v).front().points->low)));
                EXPECT_TRUE(
                    std::is_eq(compare(points->high, all.parts_of(v).front().points->high)));
            }
            ++candidates;
        }
    }
    EXPECT_GT(candidates, 2000);
}

/// The same plans on one thread and on two.
TEST(BestPlans, DoNotDependOnTheNumberOfThreads) {
    std::vector<Candidates> all;
    std::vector<PlanRequest> requests;
    for (std::uint32_t seed = 1; seed <= 60; ++seed) {
        Dice dice(seed);
        all.push_back(candidates_of(random_instance(dice, {}), 1));
        requests.push_back(random_request(dice, all.back(), true));
    }
    const auto one = best_plans(all, requests, 1);
    const auto two = best_plans(all, requests, 2);
    for (std::size_t i = 0; i < all.size(); ++i) {
        EXPECT_EQ(free_choice(one[i]), free_choice(two[i]));
        EXPECT_EQ(one[i].status, two[i].status);
        EXPECT_EQ(one[i].ties, two[i].ties);
        EXPECT_EQ(one[i].range, two[i].range);
    }
}

}  // namespace
}  // namespace maillage::planning
