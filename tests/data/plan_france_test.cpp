// SPDX-License-Identifier: Apache-2.0
/// \file
/// Plans for every department of the built-in France, against GLPK.

#include "planning/plan.hpp"
#include "planning/plan_model.hpp"
#include "support/built_in_france.hpp"
#include "support/glpk_cover.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <iostream>

namespace maillage::planning {
namespace {

class PlansOfFrance : public testing::Test {
protected:
    static void SetUpTestSuite() {
        const auto dataset = test::built_in_france();
        ASSERT_NE(dataset, nullptr);
        indicators::CoverageQuery query;
        query.date = make_date(2024, 12, 31);
        s_state = std::make_unique<indicators::CoverageState>(dataset, query);
        s_counts = arrange_years(*s_state);
    }
    static void TearDownTestSuite() { s_state.reset(); }

    static Candidates of_department(std::size_t department) {
        return find_candidates(*s_state, scope_of_department(index_of<Department>(department)),
                               s_counts);
    }
    static std::size_t departments() { return s_state->dataset().territories.departments.size(); }
    /// Euros as one could ask for: a sum for each commune and signatory, none round.
    static std::vector<std::int64_t> euros(const Candidates& all) {
        std::vector<std::int64_t> cost;
        for (std::size_t v = 0; v < all.size(); ++v) {
            cost.push_back(20'011 + 1'703 * std::ssize(all.communes_of(v)) + 331 * all.gain[v].low +
                           static_cast<std::int64_t>(v % 13) * 977);
        }
        return cost;
    }

    static std::unique_ptr<indicators::CoverageState> s_state;
    static Candidates::YearCounts s_counts;
};
std::unique_ptr<indicators::CoverageState> PlansOfFrance::s_state;
Candidates::YearCounts PlansOfFrance::s_counts;

/// Best rate within a limit, from a trade-off curve.
std::int64_t covered_within(const std::vector<FrontierPoint>& points, std::int64_t limit,
                            bool by_cost) {
    std::int64_t covered = 0;
    for (const auto& point : points) {
        EXPECT_TRUE(point.proven());
        if ((by_cost ? point.cost : point.contracts) <= limit) {
            covered = point.value.num;
        }
    }
    return covered;
}

/// GLPK's answer for one department: the larger of the two ends that bound what is surely covered.
class GuaranteedByGlpk {
public:
    GuaranteedByGlpk(const Candidates& all, const std::vector<std::int64_t>& cost)
        : m_low(all, cost, false), m_high(all, cost, true) {
        const PlanModel model(all, {}, PlanModel::Split::kModel);
        EXPECT_EQ(model.scope.terms.size(), 1U);
        const auto& term = model.scope.terms.front();
        m_covered = model.covered.front();
        m_above = *term.total - term.zone.high;
    }
    std::optional<std::int64_t> most(std::int64_t limit) {
        const auto low = m_low.most(limit);
        const auto high = m_high.most(limit);
        if (!low || !high) {
            return std::nullopt;
        }
        return std::max(m_covered.low + *low, m_above + m_covered.high + *high);
    }

private:
    test::GlpkCover m_low;
    test::GlpkCover m_high;
    Count m_covered;
    std::int64_t m_above = 0;
};

TEST_F(PlansOfFrance, AreThoseOfGlpkForEveryDepartmentAndNumberOfContracts) {
    for (std::size_t d = 0; d < departments(); ++d) {
        SCOPED_TRACE("department row " + std::to_string(d));
        const auto all = of_department(d);
        const auto points = frontier_by_contracts(all, {}, false);
        ASSERT_FALSE(points.empty());
        GuaranteedByGlpk glpk(all, {});
        for (const std::int64_t contracts : {1, 4, 12}) {
            const auto covered = glpk.most(contracts);
            ASSERT_TRUE(covered.has_value());
            EXPECT_EQ(covered_within(points, contracts, false), *covered);
        }
    }
}

TEST_F(PlansOfFrance, AreThoseOfGlpkForEveryDepartmentWithinABudget) {
    constexpr std::int64_t kBudget = 150'000;
    for (std::size_t d = 0; d < departments(); ++d) {
        SCOPED_TRACE("department row " + std::to_string(d));
        const auto all = of_department(d);
        PlanRequest request;
        request.cost = euros(all);
        const auto points = frontier_by_cost(all, request, false);
        GuaranteedByGlpk glpk(all, request.cost);
        const auto covered = glpk.most(kBudget);
        ASSERT_TRUE(covered.has_value());
        EXPECT_EQ(covered_within(points, kBudget, true), *covered);
        request.budget = kBudget;
        const auto plan = best_plan(all, request);
        ASSERT_TRUE(plan.proven());
        EXPECT_EQ(plan.value.num, *covered);
        EXPECT_LE(plan.cost, kBudget);
    }
}

TEST_F(PlansOfFrance, ReachATargetInEveryDepartmentWithTheFewestContractsThatGlpkNeeds) {
    for (std::size_t d = 0; d < departments(); ++d) {
        SCOPED_TRACE("department row " + std::to_string(d));
        const auto all = of_department(d);
        PlanRequest request;
        request.objective = Objective::kFewestContracts;
        request.targets = {{Candidates::kNone, {60, 100}}};
        const auto plan = best_plan(all, request);
        if (plan.status == PlanStatus::kInfeasible) {
            // Paris has one commune and nobody else may sign: every candidate at once is not
            // enough.
            const auto most = frontier_by_contracts(all, {}, false).back().value;
            EXPECT_TRUE(std::is_lt(indicators::compare(most, Share{60, 100})));
            continue;
        }
        ASSERT_TRUE(plan.proven());
        EXPECT_TRUE(std::is_gteq(
            indicators::compare(indicators::rate_bounds(plan.range)->low, Share{60, 100})));
        if (plan.contracts > 0) {
            GuaranteedByGlpk glpk(all, {});
            const auto covered = glpk.most(plan.contracts - 1);
            ASSERT_TRUE(covered.has_value());
            EXPECT_LT(100 * *covered, 60 * plan.range.total.low);
        }
    }
}

TEST_F(PlansOfFrance, OfAllDepartmentsAreTheSameOnOneAndTwoThreads) {
    std::vector<Candidates> all;
    std::vector<PlanRequest> requests;
    for (std::size_t d = 0; d < departments(); ++d) {
        all.push_back(of_department(d));
        requests.emplace_back();
        requests.back().cost = euros(all.back());
        requests.back().budget = 600'000;
    }
    const auto one = best_plans(all, requests, 1);
    const auto two = best_plans(all, requests, 2);
    for (std::size_t d = 0; d < departments(); ++d) {
        EXPECT_TRUE(one[d].proven());
        EXPECT_EQ(one[d].ties, two[d].ties);
        EXPECT_EQ(one[d].range, two[d].range);
        ASSERT_EQ(one[d].steps.size(), two[d].steps.size());
        for (std::size_t i = 0; i < one[d].steps.size(); ++i) {
            EXPECT_EQ(one[d].steps[i].candidate, two[d].steps[i].candidate);
        }
    }
}

TEST_F(PlansOfFrance, OfAllOfFranceAreWithinAQuarterOfAPercentOfTheirBound) {
    const auto start = std::chrono::steady_clock::now();
    const auto all = find_candidates(*s_state, scope_of_france(s_state->dataset()), s_counts);
    const auto points = frontier_by_contracts(all, {}, false);
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
    std::ptrdiff_t proven = 0;
    std::int64_t worst = 0;
    for (const auto& point : points) {
        proven += point.proven() ? 1 : 0;
        ASSERT_EQ(point.value.den, point.bound.den);
        worst = std::max(worst, point.bound.num - point.value.num);
    }
    std::cout << all.size() << " candidates, " << points.size() << " points, " << proven
              << " proven, at most " << worst << " of " << points.back().value.den
              << " signatories open: " << took.count() << " ms\n";
    EXPECT_EQ(points.back().value.num, points.back().value.den);
    EXPECT_LT(worst, points.back().value.den / 400);
    PlanRequest request;
    request.contracts = 25;
    const auto plan = best_plan(all, request);
    ASSERT_TRUE(plan.found());
    EXPECT_EQ(plan.value.num, points[25].value.num);
    EXPECT_EQ(plan.steps.size(), 25U);
}

}  // namespace
}  // namespace maillage::planning
