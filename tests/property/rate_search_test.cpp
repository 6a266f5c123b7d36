// SPDX-License-Identifier: Apache-2.0
/// \file
/// The best rate within a limit over many departments with masked counts, against trying every plan
/// of the model.

#include "planning/rate_search.hpp"

#include "planning/forest_search.hpp"
#include "property/plan_instances.hpp"

#include <gtest/gtest.h>

#include <functional>

namespace maillage::planning {
namespace {

using indicators::compare;
using indicators::Rate;

struct OnePlan {
    Rate rate;
    std::int64_t cost = 0;
    std::int64_t contracts = 0;
};

/// Every set of candidates of which none lies in another.
void visit_plans(const PlanModel& model, const PlanRequest& request,
                 const std::function<void(const OnePlan&)>& visit) {
    const auto locked = locked_in(model.all, request);
    const auto from = [&](const auto& self, std::size_t v, const std::vector<Count>& covered,
                          OnePlan plan) -> void {
        while (v < model.all.size() && !model.usable[v]) {
            ++v;
        }
        if (v == model.all.size()) {
            plan.rate = model.scope_rate(covered);
            visit(plan);
            return;
        }
        self(self, v + 1, covered, plan);
        auto with = covered;
        model.add(with, v);
        plan.cost += request.cost.empty() ? 0 : request.cost[v];
        ++plan.contracts;
        auto end = v + 1;
        while (end < model.all.size() && model.all.within(end, v)) {
            ++end;
        }
        self(self, end, with, plan);
    };
    from(from, 0, model.covered, {{}, locked.cost, locked.contracts});
}

/// The plan found is worth what it says.
OnePlan worth(const PlanModel& model, const PlanRequest& request, const SearchResult& result) {
    const auto locked = locked_in(model.all, request);
    OnePlan plan{{}, locked.cost, locked.contracts};
    auto covered = model.covered;
    for (const auto v : result.chosen) {
        EXPECT_TRUE(model.usable[v]);
        model.add(covered, v);
        plan.cost += request.cost.empty() ? 0 : request.cost[v];
        ++plan.contracts;
    }
    for (std::size_t i = 1; i < result.chosen.size(); ++i) {
        EXPECT_FALSE(model.all.within(result.chosen[i], result.chosen[i - 1]));
    }
    plan.rate = model.scope_rate(covered);
    return plan;
}

PlanRequest priced(Dice& dice, const Candidates& all) {
    PlanRequest request;
    const bool flat = dice.one_in(2);
    for (std::size_t v = 0; v < all.size(); ++v) {
        request.cost.push_back(flat ? std::min<std::int64_t>(3 * all.gain[v].high, 60)
                                    : 10 * dice.between(0, 3) + (dice.one_in(4) ? 1 : 0));
    }
    if (dice.one_in(3)) {
        const auto v = dice.between(0, std::ssize(all.gain) - 1);
        request.locked_in.push_back(static_cast<std::uint32_t>(v));
    }
    return request;
}

struct Seen {
    int answered = 0;
    int moving = 0;
    int across = 0;
};

void expect_best(const PlanModel& model, const PlanRequest& request, Seen& seen) {
    const BranchTerms terms(model);
    if (!RateSearch::suits(model, request, terms) || locked_in(model.all, request).impossible) {
        return;
    }
    ++seen.answered;
    seen.moving += terms.two_branches ? 0 : 1;
    for (std::size_t v = 0; v < model.all.size(); ++v) {
        seen.across += model.all.first_part[v + 1] - model.all.first_part[v] > 1 ? 1 : 0;
    }
    const auto result = RateSearch(model, request, terms).best();
    const auto plan = worth(model, request, result);
    EXPECT_TRUE(std::is_eq(compare(result.value, result.bound)));
    if (request.objective == Objective::kFewestContracts) {
        const auto target = request.targets.front().rate;
        std::optional<OnePlan> best;
        visit_plans(model, request, [&](const OnePlan& one) {
            if (std::is_gteq(compare(one.rate, target)) &&
                (!best || one.contracts < best->contracts ||
                 (one.contracts == best->contracts && std::is_gt(compare(one.rate, best->rate))))) {
                best = one;
            }
        });
        ASSERT_EQ(result.found, best.has_value());
        EXPECT_TRUE(result.complete);
        if (best) {
            EXPECT_EQ(result.value.num, best->contracts);
            EXPECT_EQ(plan.contracts, best->contracts);
            EXPECT_TRUE(std::is_eq(compare(plan.rate, best->rate)));
        }
        return;
    }
    Rate best{0, 1};
    visit_plans(model, request, [&](const OnePlan& one) {
        if ((!request.budget || one.cost <= *request.budget) &&
            (!request.contracts || one.contracts <= *request.contracts) &&
            std::is_gt(compare(one.rate, best))) {
            best = one.rate;
        }
    });
    ASSERT_TRUE(result.found);
    EXPECT_TRUE(result.complete);
    EXPECT_TRUE(std::is_eq(compare(result.value, best)))
        << result.value.num << '/' << result.value.den << " for " << best.num << '/' << best.den;
    EXPECT_TRUE(std::is_eq(compare(plan.rate, best)));
    EXPECT_TRUE(!request.budget || plan.cost <= *request.budget);
    EXPECT_TRUE(!request.contracts || plan.contracts <= *request.contracts);
}

void run(std::uint32_t first, std::uint32_t last, DepartmentsShape shape, Seen& seen) {
    for (auto seed = first; seed <= last; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        Dice dice(seed);
        const auto all = candidates_of(random_departments(dice, shape), 5);
        auto request = priced(dice, all);
        const PlanModel model(all, request, PlanModel::Split::kModel);
        for (const auto budget : {0, 20, 45, 90, 150}) {
            request.budget = budget;
            expect_best(model, request, seen);
        }
        request.budget.reset();
        for (const auto contracts : {1, 3, 5}) {
            request.contracts = contracts;
            expect_best(model, request, seen);
        }
        request.contracts.reset();
        request.objective = Objective::kFewestContracts;
        request.targets = {{Candidates::kNone, {dice.between(10, 100), 100}}};
        expect_best(model, request, seen);
    }
}

TEST(RateSearch, IsThatOfTryingEveryPlanWhereEveryDepartmentHasATotal) {
    Seen seen;
    run(1, 300, {.communes = 10}, seen);
    EXPECT_GT(seen.answered, 2'000);
    EXPECT_EQ(seen.moving, 0);
    EXPECT_GT(seen.across, 2'000);
}

TEST(RateSearch, IsThatOfTryingEveryPlanWhereSomeDepartmentsHaveATotal) {
    Seen seen;
    run(1'001, 1'300, {.communes = 10, .one_without_total_in = 2}, seen);
    EXPECT_GT(seen.answered, 2'000);
    EXPECT_GT(seen.moving, 1'500);
}

TEST(RateSearch, IsThatOfTryingEveryPlanForTheMeanOfTwoYears) {
    Seen seen;
    run(2'001, 2'060, {.communes = 9, .years = 2, .one_without_total_in = 3}, seen);
    EXPECT_GT(seen.answered, 300);
}

/// One region with a total of its own: its departments share the terms, in four branches.
TEST(RateSearch, IsThatOfTryingEveryPlanUnderTheTotalOfARegion) {
    Seen seen;
    for (std::uint32_t seed = 3'001; seed <= 3'600; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        Dice dice(seed);
        const int departments = dice.one_in(2) ? 2 : 1;
        const auto all = candidates_of(random_instance(dice, {.departments = 2}), departments);
        if (all.size() == 0) {
            continue;
        }
        auto request = priced(dice, all);
        const PlanModel model(all, request, PlanModel::Split::kModel);
        for (const auto budget : {10, 35, 70}) {
            request.budget = budget;
            expect_best(model, request, seen);
        }
        request.budget.reset();
        request.contracts = 2;
        expect_best(model, request, seen);
    }
    EXPECT_GT(seen.answered, 600);
    EXPECT_GT(seen.moving, 200);
}

/// However little may be looked at, the bound holds and the plan keeps the limit.
TEST(RateSearch, SaysABoundWhenItGivesUp) {
    int open = 0;
    for (std::uint32_t seed = 4'001; seed <= 4'200; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        Dice dice(seed);
        const auto all =
            candidates_of(random_departments(dice, {.communes = 10, .one_without_total_in = 3}), 5);
        auto request = priced(dice, all);
        request.budget = 60;
        request.work_limit = 0;
        const PlanModel model(all, request, PlanModel::Split::kModel);
        const BranchTerms terms(model);
        if (!RateSearch::suits(model, request, terms) || locked_in(all, request).impossible) {
            continue;
        }
        const auto result = RateSearch(model, request, terms).best();
        const auto plan = worth(model, request, result);
        EXPECT_LE(plan.cost, 60);
        EXPECT_TRUE(std::is_eq(compare(plan.rate, result.value)));
        visit_plans(model, request, [&](const OnePlan& one) {
            EXPECT_TRUE(one.cost > 60 || std::is_lteq(compare(one.rate, result.bound)));
        });
        open += std::is_lt(compare(result.value, result.bound)) ? 1 : 0;
    }
    EXPECT_GT(open, 0);
}

/// Trees of up to three levels in four blocks, some with candidates in another one too.
BranchForest random_forest(Dice& dice) {
    BranchForest forest;
    forest.blocks = 4;
    for (std::uint32_t t = 0; t < 4; ++t) {
        forest.block.push_back(t);
        forest.forms.push_back({{dice.between(0, 20), 1, 0}});
        if (!dice.one_in(4)) {
            forest.forms.back().push_back({-dice.between(0, 60), 0, 1});
        }
        if (dice.one_in(4)) {
            forest.forms.back().push_back({-dice.between(0, 30), 1, 1});
        }
    }
    forest.first_share.push_back(0);
    for (std::uint32_t v = 0; v < 14; ++v) {
        auto parent = BranchForest::kNone;
        if (v > 0 && !dice.one_in(3)) {
            parent = v - 1;  // Or what holds it.
            while (parent != BranchForest::kNone && dice.one_in(2)) {
                parent = forest.parent[parent];
            }
        }
        forest.parent.push_back(parent);
        forest.usable.push_back(!dice.one_in(8));
        forest.cost.push_back(dice.between(0, 40));
        forest.first_share.push_back(0);
    }
    // A candidate has what those inside it have and something of its own.
    std::vector<std::vector<Count>> counts(14, std::vector<Count>(4));
    for (std::size_t v = 14; v-- > 0;) {
        for (int i = dice.one_in(3) ? 2 : 1; i > 0; --i) {
            const auto low = dice.between(0, 25);
            counts[v][static_cast<std::size_t>(dice.between(0, 3))] +=
                {low, low + dice.between(0, 12)};
        }
        for (std::size_t t = 0; t < 4 && forest.parent[v] != BranchForest::kNone; ++t) {
            counts[forest.parent[v]][t] += counts[v][t];
        }
    }
    for (std::size_t v = 0; v < 14; ++v) {
        for (std::uint32_t t = 0; t < 4; ++t) {
            if (counts[v][t].high > 0) {
                forest.shares.push_back({t, counts[v][t]});
            }
        }
        forest.first_share[v + 1] = static_cast<std::uint32_t>(forest.shares.size());
    }
    return forest;
}

std::int64_t most_worth(const BranchForest& forest, std::int64_t budget) {
    auto most = std::numeric_limits<std::int64_t>::min();
    std::vector<std::uint32_t> chosen;
    const auto from = [&](const auto& self, std::uint32_t v, std::int64_t left) -> void {
        if (v == forest.size()) {
            most = std::max(most, forest.worth(chosen));
            return;
        }
        self(self, v + 1, left);
        if (!forest.usable[v] || forest.cost[v] > left) {
            return;
        }
        auto end = v + 1;
        const auto inside = [&](std::uint32_t u) {
            while (u != BranchForest::kNone && u > v) {
                u = forest.parent[u];
            }
            return u == v;
        };
        while (end < forest.size() && inside(end)) {
            ++end;
        }
        chosen.push_back(v);
        self(self, end, left - forest.cost[v]);
        chosen.pop_back();
    };
    from(from, 0, budget);
    return most;
}

/// Whatever few partial plans are looked at first.
TEST(ForestSearch, IsThatOfTryingEveryPlan) {
    for (std::uint32_t seed = 5'001; seed <= 6'500; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        Dice dice(seed);
        auto forest = random_forest(dice);
        forest.unit = dice.between(1, 3);
        const auto budget = dice.between(0, 150);
        const auto most = most_worth(forest, budget);
        const auto first = static_cast<std::size_t>(dice.between(1, 4));
        const auto result = ForestSearch(forest, budget, 10'000'000, {}, first).best();
        EXPECT_EQ(result.worth, most);
        EXPECT_EQ(result.bound, most);
        EXPECT_EQ(forest.worth(result.chosen), most);
        EXPECT_LE(result.cost, budget);
        // Nothing above the best; a plan that is enough.
        EXPECT_TRUE(ForestSearch(forest, budget, 10'000'000, {}, first).best(most).chosen.empty());
        const auto enough = ForestSearch(forest, budget, 10'000'000, {}, first)
                                .best(std::numeric_limits<std::int64_t>::min(), most - 7);
        EXPECT_GE(enough.worth, most - 7);
        EXPECT_EQ(forest.worth(enough.chosen), enough.worth);
    }
}

}  // namespace
}  // namespace maillage::planning
