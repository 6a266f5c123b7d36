// SPDX-License-Identifier: Apache-2.0
/// \file
/// Questions for plans: which request, costs and territory they become, and what is refused.

#include "workspace/plans.hpp"

#include "base/planning_messages.hpp"
#include "unit/workspace/plan_case.hpp"
#include "workspace/scenario_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace maillage::workspace {
namespace {

using planning::Condition;
using planning::PlanKind;
using planning::PlanStatus;
using testing::ElementsAre;

// 80 % of 150 are 120: A and B bring 80 + 40, exactly.
TEST(Plans, ReachTheTargetOfTheYearWithTheFewestContracts) {
    auto question = about_loiret();
    question.target_year = 2025;
    const auto answer = answer_of(paper(), question);
    EXPECT_EQ(answer.kind, PlanKind::kPlan);
    ASSERT_TRUE(answer.plan.proven());
    EXPECT_THAT(codes(answer), ElementsAre(kA, kB));
    EXPECT_EQ(answer.plan.cost, 300'000) << "twice the limit of the rules";
    EXPECT_TRUE(std::is_eq(indicators::compare(
        *planning::measured_rate(answer.plan.range, question.measure), Share{80, 100})));
    question.target_year = 2027;
    EXPECT_EQ(refusal_of(ask(paper(), question)), planning::kPlanNoTarget);
}

TEST(Plans, OfARegionKeepTheTargetsOfItsDepartmentsWhereItHasNone) {
    auto question = about_loiret();
    question.coverage.department.reset();
    question.region = RegionCode::parse("24");
    question.target_year = 2025;
    const auto apart = answer_of(paper(), question);
    ASSERT_EQ(apart.request.targets.size(), 1U);
    EXPECT_EQ(apart.request.targets.front().slot, 1U) << "the Loiret's; the Cher has none";
    EXPECT_EQ(apart.plan.contracts, 2);

    auto builder = paper();
    builder.region_target("24", 2025, {96, 100});  // 151 of 157: all but 45005 are 147.
    const auto whole = answer_of(builder, question);
    ASSERT_EQ(whole.request.targets.size(), 1U);
    EXPECT_EQ(whole.request.targets.front().slot, planning::Candidates::kNone);
    EXPECT_EQ(whole.plan.contracts, 4);

    question.region = RegionCode::parse("11");
    EXPECT_EQ(refusal_of(ask(builder, question)), planning::kPlanNoRegion);
}

TEST(Plans, WithoutAnyLimitAreTheTradeOffCurve) {
    const auto answer = answer_of(paper(), about_loiret());
    EXPECT_EQ(answer.kind, PlanKind::kFrontier);
    std::vector<std::int64_t> covered;
    for (const auto& point : answer.frontier) {
        EXPECT_TRUE(point.proven());
        covered.push_back(point.value.num);
    }
    EXPECT_THAT(covered, ElementsAre(0, 80, 120, 140, 150));

    auto question = about_loiret();
    question.frontier = PlanBy::kEuros;
    question.unit_cost_cents = 100'000;
    const auto by_euros = answer_of(paper(), question);
    // 1,000 € for each signatory: all of the Loiret for 150,000, since 45003 alone does without the
    // seven of its EPCI in the Cher.
    EXPECT_TRUE(by_euros.by_cost);
    EXPECT_EQ(by_euros.frontier.back().value.num, 150);
    EXPECT_EQ(by_euros.frontier.back().cost, 150'000);
}

// A flat cost is for all signatories of the perimeter: those of the Cher too.
TEST(Plans, CostTheFlatSumForEverySignatoryOfThePerimeterAtMostTheLimit) {
    auto question = about_loiret();
    question.unit_cost_cents = 100'000;
    question.locked_out = {"45001", "45002", "45003", "45004"};
    question.budget = 127'000;
    const auto both = answer_of(paper(), question);
    EXPECT_THAT(codes(both), ElementsAre(kA, kB));
    EXPECT_EQ(both.plan.cost, 80'000 + 47'000);
    question.budget = 126'999;
    EXPECT_THAT(codes(answer_of(paper(), question)), ElementsAre(kA, kC, "45005"));
    question.unit_cost_cents = 1'000'000;
    question.budget = 150'000;
    EXPECT_EQ(answer_of(paper(), question).plan.cost, 150'000) << "the limit, not 800,000";
}

TEST(Plans, CostTheMeanOverTheYearsOfTheRules) {
    auto builder = paper();
    builder.year(2021).count("45001", 8).year(2022).count("45001", 7);
    auto rules = paper_rules()->front();
    FundingRule mean;
    mean.test = RuleTest::kAmountForMean;
    mean.years = {2021, 2022, 2023};
    rules.rules.push_back(mean);
    auto question = about_loiret();
    question.unit_cost_cents = 100'001;
    question.contracts = 1;
    question.locked_in = {"45001"};
    const auto sets = std::make_shared<const std::vector<RuleSet>>(std::vector{rules});
    const auto answer = plan(builder.build(), sets, question, nullptr, make_date(2024, 12, 31));
    // (8 + 7 + 50) / 3 × 1,000.01 € = 21,666.88… €, rounded up.
    EXPECT_EQ(answer->plans.front().answer->plan.cost, 21'667);
}

TEST(Plans, OfTheLargestTerritoriesCostTheLimitOrTheFlatSum) {
    test::DatasetBuilder builder;
    builder.department("45", "24").commune("45001", {.population = 100'001}).count("45001", 500);
    auto question = about_loiret();
    question.contracts = 1;
    EXPECT_EQ(answer_of(builder, question).plan.cost, 150'000);
    question.unit_cost_cents = 100'000;
    EXPECT_EQ(answer_of(builder, question).plan.cost, 500'000) << "more is possible case by case";
}

TEST(Plans, NeedACostToCountEuros) {
    auto rules = paper_rules()->front();
    rules.rules.clear();
    const auto sets = std::make_shared<const std::vector<RuleSet>>(std::vector{rules});
    auto question = about_loiret();
    question.contracts = 1;
    const auto ask_without = [&] {
        return plan(paper().build(), sets, question, nullptr, make_date(2024, 12, 31));
    };
    const auto free = ask_without();
    ASSERT_TRUE(free.has_value());
    EXPECT_FALSE(free->plans.front().answer->costs_known);
    question.budget = 1;
    EXPECT_EQ(refusal_of(ask_without()), planning::kPlanNoCosts);
    question.unit_cost_cents = 1;
    EXPECT_TRUE(ask_without().has_value());
    question.rules_year = 2020;
    EXPECT_EQ(refusal_of(ask_without()), planning::kFundingNoRules);
}

TEST(Plans, KeepTheLocksAndWhatTheRegisterRefuses) {
    auto builder = paper();
    builder.contract({.id = "R",
                      .communes = {"45001", "45002"},
                      .level = ContractLevel::kEpci,
                      .status = ContractStatus::kRefuse});
    auto question = about_loiret();
    question.contracts = 2;
    EXPECT_THAT(codes(answer_of(builder, question)), ElementsAre("45001", kB));
    question.locked_out = {"45001"};
    question.locked_in = {"45005"};
    EXPECT_THAT(codes(answer_of(builder, question)), ElementsAre("45005", kB));
}

TEST(Plans, RefuseLocksThatCannotBe) {
    auto builder = paper();
    builder.contract({.id = "C", .communes = {"45004"}});
    auto question = about_loiret();
    question.contracts = 3;
    const auto with = [&](std::vector<std::string> in, std::vector<std::string> out) {
        question.locked_in = std::move(in);
        question.locked_out = std::move(out);
        return refusal_of(ask(builder, question));
    };
    EXPECT_EQ(with({"99999"}, {}), planning::kPlanUnknownLock);
    EXPECT_EQ(with({}, {"Orléans"}), planning::kPlanUnknownLock);
    EXPECT_EQ(with({"45004"}, {}), planning::kPlanLockNoCandidate) << "covered already";
    EXPECT_EQ(with({"18001"}, {}), planning::kPlanLockNoCandidate) << "elsewhere";
    EXPECT_EQ(with({kA, "45002"}, {}), planning::kPlanNestedLocks);
    EXPECT_EQ(with({kA, kA}, {"45004"}), MessageId::kText) << "twice is once; nothing to lock out";
}

TEST(Plans, CountRuralContractsByTheDensityGrid) {
    auto question = about_loiret();
    question.contracts = 2;
    question.rural_share = Share{1, 1};
    question.locked_out = {"45003"};
    // A is half rural only; its commune 45002 is.
    EXPECT_THAT(codes(answer_of(paper(), question)), ElementsAre(kB, "45002"));
    question.rural_share_of = planning::RuralShareOf::kSignatories;
    question.rural_share = Share{1, 2};
    // A and B bring 70 rural of 120.
    EXPECT_THAT(codes(answer_of(paper(), question)), ElementsAre(kA, kB));
    question.locked_out.clear();
    test::DatasetBuilder without;
    without.department("45", "24").commune("45001").count("45001", 5);
    EXPECT_EQ(refusal_of(ask(without, question)), planning::kPlanNoDensity);
}

TEST(Plans, OverYearsTakeTheTargetsOfTheData) {
    auto question = about_loiret();
    question.years = {{2024, 1, {}}, {2025, 1, {}}};
    const auto answer = answer_of(paper(), question);
    EXPECT_EQ(answer.kind, PlanKind::kYears);
    ASSERT_EQ(answer.years.status, PlanStatus::kProven);
    ASSERT_EQ(answer.years.years.size(), 2U);
    EXPECT_THAT(codes(answer.candidates, answer.years.years[0].steps), ElementsAre(kA));
    EXPECT_THAT(codes(answer.candidates, answer.years.years[1].steps), ElementsAre(kB));
    question.years = {{2024, 1, {}}, {2025, 0, {}}};
    EXPECT_EQ(answer_of(paper(), question).years.out_of_reach, 2025);
    question.years = {{2024, 1, {}}, {2030, 1, {}}};
    question.target = Share{90, 100};  // Of the last year: A and B are 80 % only.
    EXPECT_EQ(answer_of(paper(), question).years.out_of_reach, 2030);
    question.target.reset();
    question.years = {{2030, 1, {}}};
    EXPECT_EQ(refusal_of(ask(paper(), question)), planning::kPlanNoTarget);
}

TEST(Plans, KeepSideConditionsToPlans) {
    auto question = about_loiret();
    question.one_per_arrondissement = true;
    EXPECT_EQ(refusal_of(ask(paper(), question)), planning::kPlanSideConditions);
    question.contracts = 4;
    question.locked_out = {"45003", "45004"};
    // A lies in two arrondissements, B in one of them and another.
    const auto answer = answer_of(paper(), question);
    EXPECT_TRUE(answer.plan.proven());
    EXPECT_THAT(codes(answer), ElementsAre("45001", kB, kC));
}

TEST(Plans, NameTheSmallestSetOfConditionsThatConflict) {
    auto question = about_loiret();
    question.target_year = 2026;
    question.contracts = 1;
    question.locked_out = {"45005"};
    const auto answer = answer_of(paper(), question);
    EXPECT_EQ(answer.plan.status, PlanStatus::kInfeasible);
    // 95 % of 150 are 142.5: all but 45005 bring 140.
    EXPECT_THAT(answer.conflict,
                ElementsAre(planning::ConflictingCondition{Condition::kContracts, 0},
                            planning::ConflictingCondition{Condition::kTarget, 0}));
    question.contracts = 4;
    EXPECT_THAT(answer_of(paper(), question).conflict,
                ElementsAre(planning::ConflictingCondition{Condition::kTarget, 0},
                            planning::ConflictingCondition{Condition::kLockedOut, 0}));
}

TEST(Plans, WithAScenarioStartFromWhatItSupposesAndWithoutWhoRefused) {
    planning::Scenario scenario;
    scenario.name = "essai";
    scenario.contracts = {{"A", ContractLevel::kEpci, {kA}, {}},
                          {"ailleurs", ContractLevel::kEpci, {"299999999"}, {}}};
    scenario.refusals = {{ContractLevel::kEpci, kB}};
    auto question = about_loiret();
    question.target_year = 2025;
    const auto answer = ask(paper(), question, &scenario);
    ASSERT_TRUE(answer.has_value());
    EXPECT_THAT(answer->scenario_missing, ElementsAre("ailleurs"));
    const auto& one = *answer->plans.front().answer;
    EXPECT_EQ(one.before.covered, Count::exact(80));
    EXPECT_THAT(codes(one), ElementsAre("45003")) << "its EPCI has refused, it has not";
}

TEST(Plans, ExplainWhoComesNextAndWhatOneMoreBrings) {
    auto question = about_loiret();
    question.contracts = 1;
    question.explain = true;
    const auto answer = answer_of(paper(), question);
    ASSERT_EQ(answer.picks.size(), 1U);
    ASSERT_EQ(answer.picks.front().next.size(), 1U);
    EXPECT_EQ(answer.candidates.code(answer.picks.front().next.front()), "45001");
    ASSERT_TRUE(answer.one_more.has_value());
    EXPECT_EQ(answer.one_more->value.num, 120);
    EXPECT_FALSE(answer.chances.has_value()) << "the register has no probability";
}

// A signs with 1/2; else its commune 45001, whose probability is known, with 1/4.
TEST(Plans, KnowTheRiskFromTheProbabilitiesOfTheRegister) {
    auto builder = paper();
    builder.contract({.id = "A",
                      .communes = {"45001", "45002"},
                      .level = ContractLevel::kEpci,
                      .status = ContractStatus::kContact,
                      .details = {{"probabilite", "50 %"}}});
    builder.contract({.id = "V",
                      .communes = {"45001"},
                      .status = ContractStatus::kEnvisage,
                      .details = {{"probabilite", "0,25"}}});
    auto question = about_loiret();
    question.target_year = 2025;
    question.explain = true;
    const auto answer = answer_of(builder, question);
    ASSERT_TRUE(answer.chances.has_value());
    const auto& chances = *answer.chances;
    EXPECT_EQ(chances.known, 1U);
    EXPECT_EQ(chances.supposed, 1U);
    EXPECT_EQ(chances.all_sign, 120);
    EXPECT_EQ(chances.needed, 120);
    EXPECT_NEAR(chances.gain.mean(), 40 + 0.5 * 80 + 0.5 * 0.25 * 50, 1e-12);
    EXPECT_NEAR(chances.gain.at_least(120), 0.5, 1e-12);
}

TEST(Plans, OfEachDepartmentAreTheSameOnAnyNumberOfThreads) {
    auto builder = paper();
    builder.target("18", 2025, {10, 100});
    auto question = about_loiret();
    question.coverage.department.reset();
    question.target_year = 2025;
    const auto with_threads = [&](unsigned threads) {
        question.threads = threads;
        return plan_each_department(builder.build(), paper_rules(), question, nullptr,
                                    make_date(2024, 12, 31));
    };
    const auto one = with_threads(1);
    const auto two = with_threads(2);
    ASSERT_TRUE(one.has_value());
    ASSERT_EQ(one->plans.size(), 2U);
    EXPECT_THAT(codes(*one->plans[0].answer), ElementsAre(kB));
    EXPECT_THAT(codes(*one->plans[1].answer), ElementsAre(kA, kB));
    for (std::size_t i = 0; i < 2; ++i) {
        EXPECT_EQ(codes(*one->plans[i].answer), codes(*two->plans[i].answer));
    }
    question.target_year = 2026;
    const auto no_target = with_threads(2);
    ASSERT_TRUE(no_target.has_value());
    EXPECT_FALSE(no_target->plans[0].answer.has_value()) << "the Cher has no target of 2026";
    question.target_year = 2030;
    EXPECT_EQ(refusal_of(with_threads(2)), planning::kPlanNoTarget);
}

TEST(Plans, OfEachDepartmentKeepALockWhereItBringsSignatories) {
    auto question = about_loiret();
    question.coverage.department.reset();
    question.contracts = 1;
    question.locked_in = {"45003"};
    const auto answer = plan_each_department(paper().build(), paper_rules(), question, nullptr,
                                             make_date(2024, 12, 31));
    ASSERT_TRUE(answer.has_value());
    EXPECT_THAT(codes(*answer->plans[0].answer), ElementsAre(kB));
    EXPECT_THAT(codes(*answer->plans[1].answer), ElementsAre("45003"));
}

TEST(LoadScenario, ByItsNameItsFilesNameOrAPath) {
    const auto folder = std::filesystem::path(testing::TempDir()) / "plans_scenarios";
    std::filesystem::create_directories(folder / kScenarioFolder);
    planning::Scenario scenario;
    scenario.name = "Giennois signé";
    scenario.contracts = {{"Gien", ContractLevel::kCommune, {"45155"}, {}}};
    const auto file = folder / kScenarioFolder / scenario_file(scenario.name);
    std::ofstream(file) << to_text(scenario) << "n’importe quoi\n";
    std::vector<std::string> ignored;
    const std::vector<std::pair<std::string, std::filesystem::path>> ways = {
        {"Giennois signé", folder},
        {"giennois-signe", folder / "maillage.toml"},
        {file.string(), {}}};
    for (const auto& [name, workspace] : ways) {
        ignored.clear();
        const auto loaded = load_scenario(
            name, workspace.empty() ? std::nullopt : std::optional(workspace), ignored);
        ASSERT_TRUE(loaded.has_value()) << name;
        EXPECT_EQ(*loaded, scenario);
        EXPECT_THAT(ignored, testing::SizeIs(1));
    }
    EXPECT_EQ(load_scenario("absent", folder, ignored).error().message.id,
              planning::kNoSuchScenario);
    std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace maillage::workspace
