// SPDX-License-Identifier: Apache-2.0
/// \file
/// Plans as tables and sentences.

#include "report/plan_text.hpp"

#include "report/plan_tables.hpp"
#include "unit/workspace/plan_case.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace maillage::report {
namespace {

using testing::Contains;
using testing::ElementsAre;
using workspace::about_loiret;
using workspace::answer_of;
using workspace::paper;

std::string csv(const planning::PlanAnswer& answer) {
    return io::to_csv(plan_table({{"", &answer}}));
}

std::vector<std::string> english(const planning::PlanAnswer& answer) {
    return plan_sentences(answer, Language::kEnglish);
}

TEST(PlanTable, HasTheSituationBeforeAndOneRowForEachContract) {
    auto question = about_loiret();
    question.target_year = 2025;
    EXPECT_EQ(csv(answer_of(paper(), question)),
              "etape,niveau,code,nom,gain,cout,taux,optimal\n"
              "0,,,,0,0,0,oui\n"
              "1,epci,200000001,200000001,80,150000,0.533333,oui\n"
              "2,epci,200000002,200000002,40,150000,0.8,oui\n");
}

TEST(PlanTable, OfAPlanThatCannotBeIsEmpty) {
    auto question = about_loiret();
    question.target_year = 2025;
    question.contracts = 1;
    EXPECT_EQ(csv(answer_of(paper(), question)), "etape,niveau,code,nom,gain,cout,taux,optimal\n");
}

TEST(PlanTable, OfACurveNamesTheWholePlanOfEachPoint) {
    auto question = about_loiret();
    question.locked_in = {"45005"};
    EXPECT_EQ(csv(answer_of(paper(), question)),
              "etape,niveau,code,nom,gain,cout,taux,optimal\n"
              "1,,45005,45005,10,150000,0.066667,oui\n"
              "2,,45005 200000001,45005 ; 200000001,90,300000,0.6,oui\n"
              "3,,45005 200000001 200000002,45005 ; 200000001 ; 200000002,130,450000,0.866667,oui\n"
              "4,,45005 200000001 200000002 200000003,"
              "45005 ; 200000001 ; 200000002 ; 200000003,150,600000,1,oui\n");
}

TEST(PlanTable, OverYearsBeginsWithTheYear) {
    auto question = about_loiret();
    question.years = {{2024, 1, {}}, {2025, 1, {}}};
    EXPECT_EQ(csv(answer_of(paper(), question)),
              "annee,etape,niveau,code,nom,gain,cout,taux,optimal\n"
              ",0,,,,0,0,0,oui\n"
              "2024,1,epci,200000001,200000001,80,150000,0.533333,oui\n"
              "2025,2,epci,200000002,200000002,40,150000,0.8,oui\n");
}

TEST(PlanTable, ShowsTheEndOfTheIntervalThatIsMeasured) {
    test::DatasetBuilder builder;
    builder.department("45", "24").commune("45001").commune("45002");
    builder.count("45001", 60).masked("45002", 10, 40);
    auto question = about_loiret();
    question.contracts = 1;
    question.locked_in = {"45002"};
    EXPECT_EQ(csv(answer_of(builder, question)),
              "etape,niveau,code,nom,gain,cout,taux,optimal\n"
              "0,,,,0,0,0,oui\n"
              "1,commune,45002,45002,10,150000,0.142857,oui\n");
    question.measure = planning::Measure::kPossible;
    EXPECT_EQ(csv(answer_of(builder, question)),
              "etape,niveau,code,nom,gain,cout,taux,optimal\n"
              "0,,,,0,0,0,oui\n"
              "1,commune,45002,45002,40,150000,0.4,oui\n");
}

TEST(PlanTable, ForPeopleShowsWhatChangesAlongACurve) {
    const auto answer = answer_of(paper(), about_loiret());
    const auto table = plan_for_people({{"", &answer}}, Language::kEnglish);
    EXPECT_THAT(table.columns, ElementsAre("Contracts", "What changes", "Gain", "Cost", "Rate"));
    ASSERT_EQ(table.rows.size(), 5U);
    EXPECT_EQ(std::get<std::string>(table.rows[0][1]), "Present situation");
    EXPECT_EQ(std::get<std::string>(table.rows[2][1]), "+\u00A0200000002");
    EXPECT_EQ(std::get<std::string>(table.rows[2][3]), "€300,000");
    EXPECT_EQ(std::get<std::string>(table.rows[2][4]), "80.0%");
}

TEST(PlanText, SaysWhatSufficesAndTheProof) {
    auto question = about_loiret();
    question.target_year = 2025;
    EXPECT_THAT(
        plan_sentences(answer_of(paper(), question), Language::kFrench),
        ElementsAre("2 contrats suffisent\u00A0: 200000001 et 200000002.",
                    "Taux garanti\u00A0: 0,0\u00A0% → 80,0\u00A0%.",
                    "Coût selon les règles\u00A0: 300\u202F000\u00A0€.",
                    "Prouvé\u00A0: aucun plan ne fait mieux (valeur = borne = 2 contrats).",
                    "1 autre plan vaut autant.", "Autant\u00A0: 45003 au lieu de 200000002."));
    question.locked_out = {"45003"};
    EXPECT_THAT(english(answer_of(paper(), question)), Contains("No other plan is as good."));
    question.least = workspace::PlanBy::kEuros;
    EXPECT_THAT(english(answer_of(paper(), question)),
                Contains("€300,000 is enough, in 2 contracts: 200000001 and 200000002."));
}

TEST(PlanText, NothingIsNeededWhereTheTargetIsReached) {
    auto builder = paper();
    builder.contract({.id = "A", .communes = {"45001", "45002"}});
    auto question = about_loiret();
    question.target_year = 2024;
    EXPECT_THAT(english(answer_of(builder, question)),
                ElementsAre("Target already reached: no further contract is needed.",
                            "Proven: no plan is better (value = bound = 0 contracts)."));
}

TEST(PlanText, NamesTiesAndWhatConflicts) {
    test::DatasetBuilder builder;
    builder.department("45", "24");
    for (const char* code : {"45001", "45002", "45003"}) {
        builder.commune(code).count(code, 10);
    }
    builder.target("45", 2025, {60, 100});
    auto question = about_loiret();
    question.contracts = 1;
    EXPECT_THAT(english(answer_of(builder, question)),
                testing::IsSupersetOf(
                    {"The most coverage with 1 contract: 45001.", "2 other plans are as good.",
                     "As good: 45002 instead of 45001.", "As good: 45003 instead of 45001.",
                     "Proven: no plan is better (value = bound = 33.3% (10/30))."}));
    question.target_year = 2025;
    EXPECT_THAT(english(answer_of(builder, question)),
                ElementsAre("Impossible: no plan keeps these conditions together: at most 1 "
                            "contract ; 45 at 60.0% at least."));
}

TEST(PlanText, ExplainsEachPickAndTheRisk) {
    auto builder = paper();
    builder.contract({.id = "B",
                      .communes = {"18001", "45003"},
                      .level = ContractLevel::kEpci,
                      .status = ContractStatus::kContact,
                      .details = {{"probabilite", "0,4"}}});
    auto question = about_loiret();
    question.contracts = 2;
    question.explain = true;
    const auto lines = english(answer_of(builder, question));
    EXPECT_THAT(lines, Contains("Without 200000001: 45001 (20.0 pt less)."));
    EXPECT_THAT(lines, Contains("Without 200000002: 45003 (nothing is lost)."));
    EXPECT_THAT(lines, Contains("One more contract would add 13.3 pt: 200000003."));
    EXPECT_THAT(lines, Contains("If partners refuse (probabilities of the register): 96 new "
                                "signatories expected of 120."));
    EXPECT_THAT(lines, Contains("Chances that the plan gives it all: 40.0%."));
    EXPECT_THAT(lines, Contains("1 contract without a probability in the register is supposed "
                                "certain."));
    question.contracts.reset();
    question.target_year = 2024;
    EXPECT_THAT(english(answer_of(builder, question)),
                Contains("Without 200000001: 45001 and 200000002 (1 more contract)."));
    question.locked_out = {"45001"};
    question.target_year = 2026;
    EXPECT_THAT(english(answer_of(builder, question)),
                Contains("Without 200000003: 45004 (nothing is lost)."));
    EXPECT_THAT(english(answer_of(builder, question)),
                Contains("Without 200000001: no plan keeps the conditions any more."));
}

TEST(PlanText, OfManyDepartmentsSaysWhereItIsImpossible) {
    auto question = about_loiret();
    question.coverage.department.reset();
    question.target_year = 2025;
    question.contracts = 1;
    auto builder = paper();
    builder.department("28", "24").commune("28001").count("28001", 5);
    builder.target("28", 2025, {1, 2});
    const auto answer = workspace::plan_each_department(builder.build(), workspace::paper_rules(),
                                                        question, nullptr, make_date(2024, 12, 31));
    ASSERT_TRUE(answer.has_value());
    std::vector<ListedPlan> plans;
    for (const auto& one : answer->plans) {
        if (one.answer) {
            plans.push_back({plans.empty() ? "28" : "45", &*one.answer});
        }
    }
    EXPECT_THAT(sentences_of_departments(plans, {"18"}, Language::kEnglish),
                ElementsAre("3 departments, 1 with a plan, 1 contract in all.",
                            "Impossible in: 45.", "No target for: 18."));
    EXPECT_EQ(io::to_csv(plan_table(plans)),
              "departement,etape,niveau,code,nom,gain,cout,taux,optimal\n"
              "28,0,,,,0,0,0,oui\n"
              "28,1,commune,28001,28001,5,150000,1,oui\n");
}

}  // namespace
}  // namespace maillage::report
