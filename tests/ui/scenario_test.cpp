// SPDX-License-Identifier: Apache-2.0
#include "harness.hpp"
#include "ui/territory_facts.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace maillage::ui {
namespace {

namespace command = workspace::command;
using test::ScreenHarness;
using test::SmallScreen;
using testing::HasSubstr;
using workspace::ThingRef;

/// The small territory with a scenario that supposes EPCI B signed, looked at.
workspace::Snapshot with_scenario() {
    SmallScreen screen;
    auto document = std::make_shared<workspace::Document>();
    planning::Scenario scenario;
    scenario.name = "B signe";
    scenario.contracts = {{"CC B", ContractLevel::kEpci, {test::kEpciB}, {}}};
    scenario.signed_contracts = {"n1"};
    document->scenarios = {scenario};
    screen.snapshot.document = document;
    auto view = screen.view;
    view.scenario = "B signe";
    view.map.focus = *DepartmentCode::parse("45");
    screen.set_view(view);
    auto results = std::make_shared<workspace::Results>(*screen.snapshot.results);
    workspace::put_scenario_on(*results, &scenario);
    screen.snapshot.results = results;
    return screen.snapshot;
}

TEST(ScenarioBlock, ANameAndEnterMakeAScenario) {
    ScreenHarness screen{SmallScreen().snapshot};
    screen.click("Nouveau scénario###scenario/new");
    screen.frames(3);
    screen.type("Gien signe");
    screen.key(ImGuiKey_Enter);
    const auto* made = screen.last<command::NewScenario>();
    ASSERT_NE(made, nullptr);
    EXPECT_EQ(made->name, "Gien signe");
    EXPECT_TRUE(made->from.empty());
}

TEST(ScenarioBlock, WhatIsSupposedCanBeTakenOutAndEnteredInTheRegister) {
    ScreenHarness screen{with_scenario()};
    screen.click("scenario/withdraw/0");
    const auto* edit = screen.last<command::EditScenario>();
    ASSERT_NE(edit, nullptr);
    EXPECT_EQ(std::get<planning::Withdraw>(edit->edit).name, "CC B");
    screen.click("scenario/unsign/n1");
    edit = screen.last<command::EditScenario>();
    EXPECT_FALSE(std::get<planning::SupposeSigned>(edit->edit).is_signed);
    screen.click("scenario/accept");
    screen.click("en négociation###scenario/as/negociation");
    const auto* accept = screen.last<command::AcceptScenario>();
    ASSERT_NE(accept, nullptr);
    EXPECT_EQ(accept->status, ContractStatus::kNegociation);
    EXPECT_FALSE(accept->date.has_value());
}

TEST(ScenarioBlock, ABranchStartsFromTheOneLookedAt) {
    ScreenHarness screen{with_scenario()};
    screen.click("scenario/new");
    screen.frames(3);
    screen.type("Variante");
    screen.key(ImGuiKey_Enter);
    const auto* made = screen.last<command::NewScenario>();
    ASSERT_NE(made, nullptr);
    EXPECT_EQ(made->from, "B signe");
}

TEST(ScenarioFacts, TheChangeOfTheRateIsThatOfItsTwoEnds) {
    const auto snapshot = with_scenario();
    const auto place =
        place_of(*snapshot.results->dataset, ThingRef{ThingRef::Kind::kDepartment, "45"});
    ASSERT_TRUE(place.has_value());
    const auto facts = territory_facts(*snapshot.results, *place, Language::kFrench);
    ASSERT_TRUE(facts.scenario_change.has_value());
    // 10/44 → 40/44 at the lowest, 10/41 → 40/41 at the highest.
    EXPECT_TRUE(
        std::is_eq(indicators::compare(facts.scenario_change->low, indicators::Rate{30, 44})));
    EXPECT_TRUE(
        std::is_eq(indicators::compare(facts.scenario_change->high, indicators::Rate{30, 41})));
}

TEST(ScenarioSheet, AnEpciCanBeSupposedFromItsFiche) {
    SmallScreen small;
    auto view = small.view;
    view.sheet = {ThingRef::Kind::kEpci, test::kEpciA};
    view.tab = workspace::Tab::kSheet;
    small.set_view(view);
    ScreenHarness screen{small.snapshot};
    screen.click("Supposer un contrat###sheet/suppose");
    const auto* made = screen.last<command::NewScenario>();
    ASSERT_NE(made, nullptr) << "there was none to put it in";
    const auto* edit = screen.last<command::EditScenario>();
    ASSERT_NE(edit, nullptr);
    EXPECT_EQ(edit->name, made->name);
    EXPECT_EQ(std::get<planning::Suppose>(edit->edit).contract.codes.front(), test::kEpciA);
}

}  // namespace
}  // namespace maillage::ui
