// SPDX-License-Identifier: Apache-2.0
#include "planning/scenario.hpp"

#include "base/planning_messages.hpp"
#include "unit/indicators/small_france.hpp"

#include <gtest/gtest.h>

namespace maillage::planning {
namespace {

using indicators::CoverageState;
using indicators::Level;
using indicators::on;

SupposedContract epci(const std::string& name, const std::string& code) {
    return {name, ContractLevel::kEpci, {code}, {}};
}

Scenario made(const std::vector<ScenarioEdit>& edits) {
    Scenario scenario;
    scenario.name = "essai";
    for (const auto& edit : edits) {
        scenario = edited(scenario, edit).value();
    }
    return scenario;
}

/// small_france() with a contract that covers 45001 and one that is being negotiated for 18001.
DatasetPtr register_of_two() {
    auto builder = indicators::small_france();
    builder.contract({.id = "C1", .communes = {"45001"}})
        .contract({.id = "C2", .communes = {"18001"}, .status = ContractStatus::kNegociation});
    return builder.build();
}

struct Case {
    DatasetPtr dataset = register_of_two();
    CoverageState base{dataset, indicators::at("2024-12-31")};
    index::Hierarchy hierarchy{dataset->territories};

    ScenarioCoverage with(const std::vector<ScenarioEdit>& edits) const {
        return with_scenario(base, made(edits), hierarchy);
    }
};

TEST(Scenario, AnEpciCoversItsCommunesInEveryDepartmentOnce) {
    const Case c;
    const auto result = c.with({Suppose{epci("CC B", indicators::kB)},
                                Suppose{{"45001 encore", ContractLevel::kCommune, {"45001"}, {}}}});
    EXPECT_TRUE(result.not_found.empty());
    // 10 of C1, 30 of B in the department; 45001 a second time adds nothing.
    EXPECT_EQ(indicators::department(result.state, "45").range.covered, Count::exact(40));
    EXPECT_EQ(indicators::department(result.state, "18").range.covered, Count::exact(40));
    EXPECT_EQ(indicators::department(c.base, "45").range.covered, Count::exact(10));
}

TEST(Scenario, AContractOfTheRegisterCanBeSupposedSigned) {
    const Case c;
    const auto result = c.with({SupposeSigned{"C2"}, SupposeSigned{"C1"}});
    EXPECT_EQ(indicators::department(result.state, "18").range.covered, Count::exact(40));
    EXPECT_EQ(indicators::department(result.state, "45").range.covered, Count::exact(10));
    EXPECT_TRUE(
        c.with({SupposeSigned{"C2"}, SupposeSigned{"C2", false}}).state.france().range.covered ==
        Count::exact(10));
}

TEST(Scenario, AContractSupposedForLaterCoversFromItsDayOn) {
    const Case c;
    auto later = epci("CC B", indicators::kB);
    later.from = on("2025-01-01");
    EXPECT_EQ(c.with({Suppose{later}}).state.france().range.covered, Count::exact(10));
    later.from = on("2024-12-31");
    EXPECT_EQ(c.with({Suppose{later}}).state.france().range.covered, Count::exact(80));
}

TEST(Scenario, WhatTheDatasetDoesNotHaveIsNamed) {
    const Case c;
    const auto result =
        c.with({Suppose{epci("CC disparue", "200099999")}, SupposeSigned{"C9"},
                Suppose{{"Deux communes", ContractLevel::kCommunes, {"45002", "45999"}, {}}}});
    EXPECT_EQ(result.not_found, (std::vector<std::string>{"C9", "CC disparue", "45999"}));
    EXPECT_EQ(result.state.france().range.covered, Count::exact(30));
}

TEST(Scenario, PaintingAddsAndTakesCommunesAndLeavesNoEmptyContract) {
    auto scenario = made({Paint{"Val", {"45003", "45002", "45003"}, true}});
    ASSERT_EQ(scenario.contracts.size(), 1U);
    EXPECT_EQ(scenario.contracts[0].codes, (std::vector<std::string>{"45002", "45003"}));
    EXPECT_EQ(scenario.contracts[0].level, ContractLevel::kCommunes);
    scenario = edited(scenario, Paint{"Val", {"45002"}, false}).value();
    EXPECT_EQ(scenario.contracts[0].level, ContractLevel::kCommune);
    scenario = edited(scenario, Paint{"Val", {"45003"}, false}).value();
    EXPECT_TRUE(scenario.contracts.empty());
}

TEST(Scenario, EditsThatCannotBeAreRefusedWithTheirReason) {
    const auto scenario = made({Suppose{epci("CC B", indicators::kB)}});
    const auto code = [&](const ScenarioEdit& edit) {
        const auto result = edited(scenario, edit);
        EXPECT_FALSE(result);
        return result ? MessageId{} : result.error().message.id;
    };
    EXPECT_EQ(code(Withdraw{"CC C"}), kNoSuchSupposed);
    EXPECT_EQ(code(Paint{"CC B", {"45001"}, true}), kCannotPaint);
    EXPECT_EQ(code(Suppose{{"45", ContractLevel::kDepartment, {"45"}, {}}}), kCannotSuppose);
    EXPECT_EQ(code(Suppose{{"rien", ContractLevel::kCommunes, {}, {}}}), kCannotSuppose);
}

TEST(Scenario, SupposingAgainReplacesAndRefusalsAreKeptOnce) {
    const Refusal refusal{ContractLevel::kEpci, indicators::kA};
    const auto scenario =
        made({Suppose{epci("CC", indicators::kA)}, Suppose{epci("CC", indicators::kB)},
              Refuse{refusal}, Refuse{refusal}});
    ASSERT_EQ(scenario.contracts.size(), 1U);
    EXPECT_EQ(scenario.contracts[0].codes.front(), indicators::kB);
    EXPECT_EQ(scenario.refusals.size(), 1U);
    EXPECT_TRUE(edited(scenario, Refuse{refusal, false}).value().refusals.empty());
}

TEST(Scenario, ComparisonTellsWhoGainsAndByHowMuch) {
    const Case c;
    const auto after = c.with({Suppose{epci("CC B", indicators::kB)}}).state;
    const auto deltas = ScenarioComparison(c.base, after).changed(Level::kDepartment);
    ASSERT_EQ(deltas.size(), 2U);
    EXPECT_EQ(deltas[0].before.code, "18");
    EXPECT_EQ(deltas[0].gained, Count::exact(40));
    EXPECT_EQ(deltas[1].before.code, "45");
    EXPECT_EQ(deltas[1].gained, Count::exact(30));
    EXPECT_EQ(deltas[1].after.range.covered, Count::exact(40));
    const auto back = ScenarioComparison(after, c.base).changed(Level::kFrance);
    ASSERT_EQ(back.size(), 1U);
    EXPECT_EQ(back[0].lost, Count::exact(70));
    EXPECT_EQ(back[0].gained, Count::exact(0));
}

TEST(Scenario, TheGainOfMaskedCommunesUsesTheTotal) {
    // Total 30, 10 seen: two masked communes of 1…20 share 20. Either gains 1…19, both exactly 20.
    auto builder = indicators::small_territories();
    builder.count("45001", 10).masked("45002", 1, 20).masked("45003", 1, 20);
    builder.department_total("45", 30);
    const auto dataset = builder.build();
    const CoverageState base(dataset, indicators::at("2024-12-31"));
    const index::Hierarchy hierarchy(dataset->territories);
    const auto gain = [&](const std::vector<std::string>& communes) {
        const auto after =
            with_scenario(base, made({Paint{"essai", communes, true}}), hierarchy).state;
        return ScenarioComparison(base, after).changed(Level::kDepartment).at(0).gained;
    };
    EXPECT_EQ(gain({"45002"}), (Count{1, 19}));
    EXPECT_EQ(gain({"45002", "45003"}), Count::exact(20));
}

}  // namespace
}  // namespace maillage::planning
