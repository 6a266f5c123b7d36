// SPDX-License-Identifier: Apache-2.0
/// \file
/// Candidates, plans, explanations, risk and years on a department worked out on paper.

#include "planning/plan.hpp"

#include "planning/explain.hpp"
#include "planning/signing_risk.hpp"
#include "planning/years_plan.hpp"
#include "support/dataset_builder.hpp"

#include <gtest/gtest.h>

#include <string>

namespace maillage::planning {
namespace {

using test::DatasetBuilder;

indicators::CoverageState state_of(const DatasetBuilder& builder) {
    indicators::CoverageQuery query;
    query.date = make_date(2024, 12, 31);
    return {builder.build(), query};
}

/// EPCI A = 45001 (50), 45002 (30); B = 45003 (40) and 18001 (7); 45004 (20) alone in C; 45005 (10)
/// in no EPCI. 150 in the Loiret, 7 in the Cher.
DatasetBuilder paper() {
    DatasetBuilder builder;
    builder.department("45", "24").department("18", "24");
    builder.commune("45001", {.epci = "200000001", .arrondissement = "451"})
        .commune("45002", {.epci = "200000001", .arrondissement = "452"})
        .commune("45003", {.epci = "200000002", .arrondissement = "452"})
        .commune("18001", {.epci = "200000002", .arrondissement = "181"})
        .commune("45004", {.epci = "200000003", .arrondissement = "453"})
        .commune("45005", {.arrondissement = "453"});
    builder.count("45001", 50).count("45002", 30).count("45003", 40).count("18001", 7);
    builder.count("45004", 20).count("45005", 10);
    return builder;
}

Candidates loiret(const DatasetBuilder& builder) {
    auto state = state_of(builder);
    const auto row = test::department_row(state.dataset(), "45");
    return find_candidates(std::move(state), scope_of_department(index_of<Department>(row)));
}

std::vector<std::string> codes(const Candidates& all, const std::vector<std::uint32_t>& which) {
    std::vector<std::string> result;
    for (const auto v : which) {
        result.emplace_back(all.code(v));
    }
    return result;
}

std::vector<std::string> codes(const Candidates& all, const std::vector<PlanStep>& steps) {
    std::vector<std::uint32_t> which;
    for (const auto& step : steps) {
        which.push_back(step.candidate);
    }
    return codes(all, which);
}

std::uint32_t candidate(const Candidates& all, std::string_view code) {
    for (std::uint32_t v = 0; v < all.size(); ++v) {
        if (all.code(v) == code) {
            return v;
        }
    }
    return Candidates::kNone;
}

TEST(Candidates, AreTheTerritoriesThatMayBringASignatoryToTheScope) {
    const auto all = loiret(paper());
    std::vector<std::uint32_t> every(all.size());
    for (std::uint32_t v = 0; v < every.size(); ++v) {
        every[v] = v;
    }
    // 18001 brings nothing to the Loiret; 45005 has no EPCI; EPCI C and its commune stand both.
    EXPECT_EQ(codes(all, every),
              (std::vector<std::string>{"200000001", "45001", "45002", "200000002", "45003",
                                        "200000003", "45004", "45005"}));
    EXPECT_EQ(all.parent[candidate(all, "45002")], candidate(all, "200000001"));
    EXPECT_EQ(all.parent[candidate(all, "45005")], Candidates::kNone);
    const auto b = candidate(all, "200000002");
    EXPECT_EQ(all.communes_of(b).size(), 2U);  // Its commune of the Cher signs too.
    EXPECT_EQ(all.gain[b], Count::exact(40));
    EXPECT_TRUE(
        std::is_eq(indicators::compare(all.parts_of(b).front().points->low, Share{40, 150})));
}

TEST(Candidates, OfTwoDepartmentsShowWhatEachGains) {
    const auto state = state_of(paper());
    const auto all = find_candidates(
        state, scope_of_departments({index_of<Department>(0), index_of<Department>(1)}));
    const auto parts = all.parts_of(candidate(all, "200000002"));
    ASSERT_EQ(parts.size(), 2U);
    std::int64_t sum = 0;
    for (const auto& part : parts) {
        sum += part.gain.low;
    }
    EXPECT_EQ(sum, 47);
}

TEST(Candidates, OfCoveredCommunesAreNone) {
    auto builder = paper();
    builder.contract({.id = "A", .communes = {"45001", "45004"}});
    const auto all = loiret(builder);
    EXPECT_EQ(candidate(all, "45001"), Candidates::kNone);
    EXPECT_EQ(candidate(all, "200000003"), Candidates::kNone);
    EXPECT_EQ(all.gain[candidate(all, "200000001")], Count::exact(30));
}

TEST(Candidates, LeaveOutParisAndTheMetropoleDeLyonWhenTheChoiceSaysSo) {
    DatasetBuilder builder;
    builder.department("75", "11").department("69", "84");
    builder.commune("75056", {.epci = "200054781"}).count("75056", 100);
    builder.commune("69123", {.epci = "200046977"}).count("69123", 50);
    const auto everywhere = [](DatasetBuilder& from) {
        const auto state = state_of(from);
        return find_candidates(state, scope_of_france(state.dataset()));
    };
    EXPECT_EQ(everywhere(builder).size(), 4U);
    builder.choices().paris_lyon = Choices::ParisLyon::kExcluded;
    const auto all = everywhere(builder);
    EXPECT_EQ(candidate(all, "75056"), Candidates::kNone);
    EXPECT_EQ(candidate(all, "200046977"), Candidates::kNone);
    EXPECT_NE(candidate(all, "69123"), Candidates::kNone);
}

// 1 contract: A, 80 of 150. 2: A and B, 120. 3: A, B and C, 140. 4: all, 150.
TEST(BestPlan, OfThePaperDepartmentByContracts) {
    const auto all = loiret(paper());
    PlanRequest request;
    request.contracts = 2;
    const auto plan = best_plan(all, request);
    ASSERT_TRUE(plan.proven());
    EXPECT_EQ(codes(all, plan.steps), (std::vector<std::string>{"200000001", "200000002"}));
    EXPECT_EQ(plan.value.num, 120);
    EXPECT_EQ(plan.value.den, 150);
    EXPECT_EQ(plan.steps[1].after.covered, Count::exact(120));
    // B or its commune 45003: the same for the Loiret.
    EXPECT_EQ(plan.tie_count, 1U);
    EXPECT_TRUE(plan.ties_complete);
    EXPECT_EQ(codes(all, plan.ties.at(0)), (std::vector<std::string>{"200000001", "45003"}));

    const auto points = frontier_by_contracts(all, {}, true);
    std::vector<std::int64_t> covered;
    for (const auto& point : points) {
        covered.push_back(point.value.num);
    }
    EXPECT_EQ(covered, (std::vector<std::int64_t>{0, 80, 120, 140, 150}));
}

// 93 % of 150 is 139.5: 140, three contracts; 94 % is 141: all four.
TEST(BestPlan, TestsTargetsOnExactFractions) {
    const auto all = loiret(paper());
    PlanRequest request;
    request.objective = Objective::kFewestContracts;
    request.targets = {{Candidates::kNone, {93, 100}}};
    EXPECT_EQ(best_plan(all, request).contracts, 3);
    request.targets = {{Candidates::kNone, {140, 150}}};
    EXPECT_EQ(best_plan(all, request).contracts, 3);
    request.targets = {{Candidates::kNone, {94, 100}}};
    EXPECT_EQ(best_plan(all, request).contracts, 4);
}

// Costs: A 100, 45001 45, 45002 40, B 60, 45003 50, C 30, 45004 30, 45005 5.
// 75 euros: 45001 + 45004 (75) 70; 45003 + 45005 (55) 50; 45001 + 45005 (50) 60: 70 is best.
// At least 90 signatories: 45001 and 45003 for 95 bring 90, A and 45005 for 105 too; 45001, 45002
// and 45005 for 90. The three cheapest others, 45004, 45005 and 45001 for 80, bring only 80.
TEST(BestPlan, OfThePaperDepartmentByEuros) {
    const auto all = loiret(paper());
    PlanRequest request;
    request.cost = {100, 45, 40, 60, 50, 30, 30, 5};
    request.budget = 75;
    const auto plan = best_plan(all, request);
    ASSERT_TRUE(plan.proven());
    EXPECT_EQ(plan.value.num, 70);
    EXPECT_EQ(plan.cost, 75);
    // C and its commune cost the same and bring the same.
    EXPECT_EQ(plan.tie_count, 1U);

    request.budget.reset();
    request.objective = Objective::kLeastMoney;
    request.targets = {{Candidates::kNone, {90, 150}}};
    const auto cheapest = best_plan(all, request);
    ASSERT_TRUE(cheapest.proven());
    EXPECT_EQ(cheapest.cost, 90);
    EXPECT_EQ(codes(all, cheapest.steps), (std::vector<std::string>{"45001", "45002", "45005"}));
}

TEST(BestPlan, KeepsLocksArrondissementsAndRuralShares) {
    const auto all = loiret(paper());
    PlanRequest request;
    request.contracts = 2;
    request.locked_out = {candidate(all, "200000001")};
    EXPECT_EQ(best_plan(all, request).value.num, 90);  // 45001 and B or 45003.

    request.locked_out.clear();
    request.locked_in = {candidate(all, "45002")};
    const auto locked = best_plan(all, request);  // With A around it: 80; with 45003: 70.
    EXPECT_EQ(locked.value.num, 80);
    EXPECT_EQ(codes(all, locked.steps), (std::vector<std::string>{"45002", "200000001"}));
    EXPECT_EQ(locked.steps[1].gain, Count::exact(50));

    request.locked_in.clear();
    request.one_per_arrondissement = true;
    // A takes 451 and 452: with C 100. 45001 and B: 90.
    EXPECT_EQ(best_plan(all, request).value.num, 100);

    request.one_per_arrondissement = false;
    request.rural_commune.assign(all.state.dataset().territories.communes.size(), false);
    request.rural_commune[test::commune_row(all.state.dataset(), "45005").value] = true;
    request.rural_share = Share{1, 2};
    EXPECT_EQ(best_plan(all, request).value.num, 90);  // A and 45005.
}

// 45001 masked [1,4], 45002 masked [1,4], 45003 masked [1,4], total 10: one contract surely covers
// max(1, 10 − 8) = 2, two max(2, 10 − 4) = 6. Never 1 and 2, as sums of the low ends would say.
TEST(BestPlan, UsesThePublishedTotalUnderMaskedCounts) {
    DatasetBuilder builder;
    builder.department("45", "24");
    for (const char* code : {"45001", "45002", "45003"}) {
        builder.commune(code).masked(code, 1, 4);
    }
    builder.department_total("45", 10);
    const auto all = loiret(builder);
    PlanRequest request;
    request.contracts = 1;
    EXPECT_EQ(best_plan(all, request).value.num, 2);
    request.contracts = 2;
    const auto plan = best_plan(all, request);
    EXPECT_EQ(plan.value.num, 6);
    EXPECT_EQ(plan.range.covered, (Count{6, 8}));
    request.measure = Measure::kPossible;
    EXPECT_EQ(best_plan(all, request).value.num, 8);
}

TEST(Explanations, SayWhoComesNextAndWhatAPickIsWorth) {
    const auto all = loiret(paper());
    PlanRequest request;
    request.contracts = 1;
    const auto plan = best_plan(all, request);
    const auto picks = explain_picks(all, request, plan);
    ASSERT_EQ(picks.size(), 1U);
    // Without A the best is 45001: 50 instead of 80 of 150.
    EXPECT_EQ(codes(all, picks[0].next), (std::vector<std::string>{"45001"}));
    EXPECT_TRUE(std::is_eq(indicators::compare(*picks[0].replacement_cost, Share{30, 150})));
    EXPECT_EQ(one_more_contract(all, request).value.num, 120);
}

TEST(Explanations, NameTheSmallestConflict) {
    const auto all = loiret(paper());
    PlanRequest request;
    request.objective = Objective::kFewestContracts;
    request.contracts = 2;
    request.budget = 1000;
    request.cost.assign(all.size(), 1);
    request.targets = {{Candidates::kNone, {90, 100}}};
    request.one_per_arrondissement = true;
    // 90 % needs three contracts, whatever the money; and one per arrondissement leaves out B or A:
    // two pairs conflict, contracts come first.
    ASSERT_EQ(best_plan(all, request).status, PlanStatus::kInfeasible);
    EXPECT_EQ(
        smallest_conflict(all, request),
        (std::vector<ConflictingCondition>{{Condition::kContracts, 0}, {Condition::kTarget, 0}}));
    request.contracts.reset();
    EXPECT_EQ(smallest_conflict(all, request),
              (std::vector<ConflictingCondition>{{Condition::kTarget, 0},
                                                 {Condition::kOnePerArrondissement, 0}}));
    request.one_per_arrondissement = false;
    EXPECT_TRUE(smallest_conflict(all, request).empty());
}

// A signs with 1/2; refused, 45001 (50) signs with 1/2 and 45002 (30) with 1/4.
TEST(SigningRisk, IsTheExactDistributionWithFallback) {
    const auto all = loiret(paper());
    std::vector<double> probability(all.size(), 1.0);
    const std::vector<std::uint32_t> plan = {candidate(all, "200000001")};
    probability[plan[0]] = 0.5;
    probability[candidate(all, "45001")] = 0.5;
    probability[candidate(all, "45002")] = 0.25;
    const auto risk = signing_risk(all, plan, probability, true);
    const std::vector<std::pair<std::int64_t, double>> expected = {
        {0, 0.1875}, {30, 0.0625}, {50, 0.1875}, {80, 0.5625}};
    EXPECT_EQ(risk.chances, expected);  // Sums of powers of two: no rounding.
    EXPECT_EQ(risk.mean(), 30 * 0.0625 + 50 * 0.1875 + 80 * 0.5625);
    EXPECT_EQ(risk.at_least(50), 0.75);
    EXPECT_EQ(signing_risk(all, plan, probability, false).chances.size(), 2U);
    // 0.5 · 80 + 0.5 · (25 + 7.5) = 56.25
    EXPECT_EQ(best_expectation(all, probability)[plan[0]], 56.25);
}

TEST(YearsPlan, SignsInTimeForEachTarget) {
    const auto all = loiret(paper());
    // 2024: 50 % (A); 2025: 75 % (A, B); 2026: 90 % (A, B, C).
    const std::vector<PlanYear> years = {
        {2024, 1, Share{50, 100}}, {2025, 1, Share{75, 100}}, {2026, 2, Share{90, 100}}};
    const auto plan = plan_years(all, {}, years);
    ASSERT_EQ(plan.status, PlanStatus::kProven);
    EXPECT_EQ(plan.contracts, 3);
    EXPECT_EQ(codes(all, plan.years[0].steps), (std::vector<std::string>{"200000001"}));
    EXPECT_EQ(codes(all, plan.years[1].steps), (std::vector<std::string>{"200000002"}));
    EXPECT_EQ(plan.years[2].steps.size(), 1U);
    EXPECT_EQ(plan.years[2].after.covered, Count::exact(140));

    auto early = years;
    early[0].target = Share{75, 100};
    const auto late = plan_years(all, {}, early);
    EXPECT_EQ(late.status, PlanStatus::kInfeasible);
    EXPECT_EQ(late.out_of_reach, 2024);
}

/// Against every way of giving each candidate of an antichain a year.
TEST(YearsPlan, IsThatOfTryingEveryScheduleOnMaskedCountsWithoutTotal) {
    int proven = 0;
    for (std::uint32_t seed = 1; seed <= 150; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        DatasetBuilder builder;
        builder.department("45", "24");
        auto random = seed * 2654435761U;
        const auto draw = [&random](std::uint32_t n) {
            random = random * 1664525U + 1013904223U;
            return static_cast<std::int64_t>((random >> 16U) % n);
        };
        for (int i = 1; i <= 5; ++i) {
            const auto code = "4500" + std::to_string(i);
            builder.commune(code);
            const auto low = draw(8);
            builder.masked(code, low, low + draw(2) * draw(9));
        }
        const auto all = loiret(builder);
        const std::vector<PlanYear> years = {{2025, 1 + draw(2), Share{draw(60), 100}},
                                             {2026, 1 + draw(2), Share{30 + draw(60), 100}}};
        std::optional<std::int64_t> fewest;
        std::int64_t schedules = 1;
        for (std::size_t v = 0; v < all.size(); ++v) {
            schedules *= 3;
        }
        for (std::int64_t schedule = 0; schedule < schedules; ++schedule) {
            bool good = true;
            std::int64_t capacity = 0;
            std::int64_t contracts = 0;
            for (std::int64_t t = 0; t < 2; ++t) {
                auto state = all.state;
                contracts = 0;
                auto rest = schedule;
                for (std::uint32_t v = 0; v < all.size(); ++v, rest /= 3) {
                    if (rest % 3 != 2 && rest % 3 <= t) {
                        state.add_perimeter(perimeter_of(all, v));
                        ++contracts;
                    }
                }
                capacity += years[static_cast<std::size_t>(t)].capacity;
                const auto rate = indicators::rate_bounds(
                    state.possible_coverage(indicators::Level::kDepartment, 0).range);
                good = good && contracts <= capacity && rate &&
                       std::is_gteq(indicators::compare(
                           rate->low, *years[static_cast<std::size_t>(t)].target));
            }
            if (good) {
                fewest = std::min(fewest.value_or(contracts), contracts);
            }
        }
        const auto plan = plan_years(all, {}, years);
        EXPECT_EQ(plan.status, fewest ? PlanStatus::kProven : PlanStatus::kInfeasible);
        if (fewest) {
            EXPECT_EQ(plan.contracts, *fewest);
            ++proven;
        }
    }
    EXPECT_GT(proven, 40);
}

}  // namespace
}  // namespace maillage::planning
