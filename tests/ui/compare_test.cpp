// SPDX-License-Identifier: Apache-2.0
#include "harness.hpp"
#include "ui/panels/compare_panel.hpp"

#include <gtest/gtest.h>

namespace maillage::ui {
namespace {

namespace command = workspace::command;
using test::PanelHarness;
using test::SmallScreen;
using workspace::ThingRef;

planning::Scenario scenario_of(const std::string& name, const std::string& epci) {
    planning::Scenario scenario;
    scenario.name = name;
    scenario.contracts = {{"CC", ContractLevel::kEpci, {epci}, {}}};
    return scenario;
}

/// Department 45 (45001 10 covered, 45002 masked, 45003 30; 18001 40 in 18) with two scenarios:
/// "B", looked at, covers 45003 and 18001; "A" covers 45001 and 45002.
SmallScreen with_scenarios() {
    SmallScreen screen;
    auto document = std::make_shared<workspace::Document>();
    document->scenarios = {scenario_of("B", test::kEpciB), scenario_of("A", test::kEpciA)};
    screen.snapshot.document = document;
    auto view = screen.view;
    view.scenario = "B";
    view.map.focus = *DepartmentCode::parse("45");
    screen.set_view(view);
    auto results = std::make_shared<workspace::Results>(*screen.snapshot.results);
    workspace::put_scenario_on(*results, &document->scenarios.front());
    screen.snapshot.results = results;
    return screen;
}

/// The scenario looked at beside another one; null: the register.
void compare(SmallScreen& screen, const planning::Scenario* other) {
    auto results = std::make_shared<workspace::Results>(screen.results());
    workspace::compare_with(*results, other);
    ++results->revision;
    screen.snapshot.results = results;
}

TEST(Compare, WithTheRegisterWhatIsNewlyCovered) {
    auto screen = with_scenarios();
    compare(screen, nullptr);
    const auto made =
        comparison_of(screen.results(), *DepartmentCode::parse("45"), Language::kFrench);
    ASSERT_EQ(made.territories.size(), 3U) << "France, the region, 45; 18 is outside the focus";
    const auto& department = made.territories[2];
    EXPECT_EQ(department.thing, (ThingRef{ThingRef::Kind::kDepartment, "45"}));
    EXPECT_EQ(department.gain, "+30");
    EXPECT_EQ(department.contracts, "+1 contrat");
    // 10/44 … 10/41 → 40/44 … 40/41.
    EXPECT_EQ(department.rates, "22,7\u00A0–\u00A024,4\u00A0% → 90,9\u00A0–\u00A097,6\u00A0%");
    EXPECT_EQ(department.points, "+68,2\u00A0–\u00A0+73,2\u00A0pt");
    EXPECT_EQ(made.territories[0].gain, "+70") << "France: 45003 and 18001";
    ASSERT_EQ(made.epcis.size(), 1U);
    EXPECT_EQ(made.epcis[0].gain, "+70");
    EXPECT_EQ(made.epcis[0].thing, (ThingRef{ThingRef::Kind::kEpci, test::kEpciB}));
}

TEST(Compare, WithAnotherScenarioWhatIsLostToo) {
    auto screen = with_scenarios();
    compare(screen, &screen.snapshot.document->scenarios.back());
    EXPECT_EQ(screen.results().compared, "A");
    const auto made =
        comparison_of(screen.results(), *DepartmentCode::parse("45"), Language::kFrench);
    // A covers 45002 too, which B leaves: 1 to 4 lost.
    EXPECT_EQ(made.territories[2].gain, "+30, −1\u00A0–\u00A04");
    EXPECT_TRUE(made.territories[2].contracts.empty()) << "one supposed contract in each";
    ASSERT_EQ(made.epcis.size(), 2U);
    EXPECT_EQ(made.epcis[0].gain, "+70");
}

TEST(ComparePanel, TheBaselineIsChosenAndARowLeadsToItsFiche) {
    auto screen = with_scenarios();
    ComparePanelState state;
    PanelHarness harness(screen);
    harness.draw_with([&](const PanelContext& context, CommandSink& sink) {
        if (draw_compare_line(context, sink)) {
            draw_compare(context, state, sink);
        }
    });
    harness.click("compare/open");
    EXPECT_EQ(harness.last<command::Compare>()->with, "");
    compare(screen, nullptr);
    harness.frames(2);
    harness.click("compare/row/2");
    EXPECT_EQ(harness.last<command::OpenSheet>()->thing,
              (ThingRef{ThingRef::Kind::kDepartment, "45"}));
    EXPECT_EQ(state.shown.epcis.size(), 1U);
    harness.click("compare/with");
    harness.click("A###compare/with/1");
    EXPECT_EQ(harness.last<command::Compare>()->with, "A");
    compare(screen, &screen.snapshot.document->scenarios.back());
    harness.frames(2);
    EXPECT_EQ(state.shown.epcis.size(), 2U);
    harness.click("compare/back");
    EXPECT_FALSE(harness.last<command::Compare>()->with.has_value());
}

TEST(ComparePanel, NothingIsComparedWithoutAScenario) {
    SmallScreen screen;
    PanelHarness harness(screen);
    harness.draw_with([&](const PanelContext& context, CommandSink& sink) {
        EXPECT_FALSE(draw_compare_line(context, sink));
    });
    EXPECT_FALSE(harness.shows("compare/open"));
}

}  // namespace
}  // namespace maillage::ui
