// SPDX-License-Identifier: Apache-2.0
#include "base/planning_messages.hpp"
#include "harness.hpp"
#include "ui/panels/next_panel.hpp"
#include "workspace/next_contracts.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <imgui/imgui.h>

namespace maillage::ui {
namespace {

namespace command = workspace::command;
using test::PanelHarness;
using test::SmallScreen;
using testing::HasSubstr;
using workspace::ThingRef;

workspace::RuleSets rules() {
    return workspace::load_rules(std::nullopt, std::filesystem::path(MAILLAGE_SOURCE_DIR) / "data")
        .value();
}

/// Department 45 has 41 to 44 signatories, 10 covered, a target of 50 %: 12 more at the most.
std::shared_ptr<const workspace::NextContracts> next_of(
    const SmallScreen& screen, const std::vector<planning::Refusal>& refusals = {},
    const std::string& department = "45") {
    return workspace::next_contracts(
               {screen.snapshot.results->coverage, *DepartmentCode::parse(department), refusals,
                rules(), nullptr},
               {})
        .value();
}

const planning::Refusal kNoB{ContractLevel::kEpci, test::kEpciB};
const planning::Refusal kNoCommuneOfB{ContractLevel::kCommune, "45003"};

TEST(NextContracts, OneContractReachesTheTargetAndTheLargestGainStandsFirst) {
    const SmallScreen screen;
    const auto next = next_of(screen);
    const auto rows = next_rows(*next, NextShown::kEpcis, 10, Language::kFrench);
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].place, "1");
    EXPECT_EQ(rows[0].gain, "+30");
    EXPECT_EQ(rows[0].thing, (ThingRef{ThingRef::Kind::kEpci, test::kEpciB}));
    EXPECT_EQ(rows[1].gain, "+1\u00A0–\u00A04");
    const auto words = plan_words(*next, Language::kFrench);
    EXPECT_THAT(words.finding, HasSubstr("1 contrat suffit"));
    // 40 covered of 44 at most.
    EXPECT_THAT(words.detail, HasSubstr("90,9\u00A0% au moins"));
}

TEST(NextContracts, ARefusalLeadsToTheNextBestAndAllOfThemToNone) {
    const SmallScreen screen;
    const auto other = next_of(screen, {kNoB});
    ASSERT_TRUE(other->plan && other->plan->found());
    EXPECT_EQ(other->candidates.code(other->plan->steps.front().candidate), "45003");
    const auto none = next_of(screen, {kNoB, kNoCommuneOfB});
    EXPECT_THAT(plan_words(*none, Language::kFrench).finding,
                HasSubstr("Aucun ensemble de contrats n’atteint 50\u00A0%"));
}

TEST(NextContracts, WithoutATargetTheFrontierIsLeft) {
    const SmallScreen screen;
    const auto next = next_of(screen, {}, "18");
    EXPECT_FALSE(next->plan.has_value());
    EXPECT_THAT(plan_words(*next, Language::kFrench).finding, HasSubstr("2024"));
    ASSERT_EQ(next->frontier.size(), 2U);
    EXPECT_THAT(frontier_words(*next, 1, Language::kFrench).title,
                HasSubstr("1 contrat\u00A0: 100,0\u00A0% au moins"));
}

TEST(NextContracts, BeforeTheFirstRulesThePanelSaysWhy) {
    SmallScreen screen(test::with_sources(test::small_builder().build()), make_date(2019, 6, 1));
    const auto made = workspace::next_contracts({screen.snapshot.results->coverage,
                                                 carto::Focus(*DepartmentCode::parse("45")),
                                                 {},
                                                 rules(),
                                                 nullptr},
                                                {});
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().message.id, planning::kFundingNoRules);
    NextPanelState state;
    PanelHarness harness(screen, 320, 600);
    float height = 0.0F;
    harness.draw_with([&](const PanelContext& context, CommandSink& sink) {
        const float before = ImGui::GetCursorPosY();
        draw_next(context, state, sink);
        height = ImGui::GetCursorPosY() - before;
    });
    harness.frame();
    const float why = height;
    screen.snapshot.jobs.emplace_back();
    screen.snapshot.jobs.back().what = {planning::kJobNext};
    harness.frame();
    EXPECT_GT(why, 2 * height) << "a sentence that says why, not the word that they are coming";
}

TEST(NextContracts, WeightsRankByScoreAndSayWhereTheOrderChanges) {
    const SmallScreen screen;
    const auto next = next_of(screen);
    const planning::Weights gain{planning::kScoreUnit};
    const auto rows = next_rows(*next, NextShown::kEpcis, 10, Language::kFrench, gain);
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].score, "1,000") << "the largest gain of all, weight 1";
    EXPECT_DOUBLE_EQ(rows[0].parts[0], 1.0);
    EXPECT_EQ(rows[1].score, "0,033") << "1 signatory of 30";
    EXPECT_EQ(rows[1].place, "2");
    // Cheap is all that counts: a part of its own, none of the gain.
    const planning::Weights cost{0, 0, 0, planning::kScoreUnit};
    for (const auto& row : next_rows(*next, NextShown::kEpcis, 10, Language::kFrench, cost)) {
        EXPECT_DOUBLE_EQ(row.parts[0], 0.0);
    }
    EXPECT_THAT(swap_words(*next, rows, 1, gain, Language::kFrench), HasSubstr(rows[0].name));
    EXPECT_EQ(swap_words(*next, {rows[0]}, 0, gain, Language::kFrench), "");
}

TEST(NextContracts, NamesAreJoinedAsASentenceDoes) {
    EXPECT_EQ(joined_names({"A"}, Language::kFrench), "A");
    EXPECT_EQ(joined_names({"A", "B"}, Language::kFrench), "A et B");
    EXPECT_EQ(joined_names({"A", "B", "C", "D"}, Language::kFrench), "A, B, C et D");
    EXPECT_EQ(joined_names({"A", "B", "C", "D", "E"}, Language::kFrench), "A, B, C et 2 autres");
}

class NextPanel : public testing::Test {
protected:
    NextPanel() : m_harness(m_screen) {
        auto view = m_screen.view;
        view.map.focus = *DepartmentCode::parse("45");
        m_screen.set_view(view);
        m_screen.snapshot.next = next_of(m_screen);
        m_screen.snapshot.next_current = true;
        m_harness.draw_with([this](const PanelContext& context, CommandSink& sink) {
            draw_next(context, m_state, sink);
        });
    }
    SmallScreen m_screen;
    NextPanelState m_state;
    PanelHarness m_harness;
};

TEST_F(NextPanel, TryingThePlanMakesAScenarioOfIt) {
    m_harness.click("next/try");
    const auto* made = m_harness.last<command::NewScenario>();
    ASSERT_NE(made, nullptr);
    EXPECT_EQ(made->name, "Plan de 1 contrat");
    const auto* edit = m_harness.last<command::EditScenario>();
    ASSERT_NE(edit, nullptr);
    EXPECT_EQ(edit->name, made->name);
    const auto* suppose = std::get_if<planning::Suppose>(&edit->edit);
    ASSERT_NE(suppose, nullptr);
    EXPECT_EQ(suppose->contract.level, ContractLevel::kEpci);
    EXPECT_EQ(suppose->contract.codes, (std::vector<std::string>{test::kEpciB}));
}

TEST_F(NextPanel, ARowOpensItsFicheAndARefusalGoesToAScenario) {
    const auto candidate = m_screen.snapshot.next->order.front();
    m_harness.click("next/row/" + std::to_string(candidate));
    const auto* sheet = m_harness.last<command::OpenSheet>();
    ASSERT_NE(sheet, nullptr);
    EXPECT_EQ(sheet->thing.code, test::kEpciB);
    auto view = m_screen.view;
    view.sheet = sheet->thing;
    m_screen.set_view(view);
    m_harness.click("A refusé###next/refuse");
    ASSERT_NE(m_harness.last<command::NewScenario>(), nullptr);
    const auto* edit = m_harness.last<command::EditScenario>();
    ASSERT_NE(edit, nullptr);
    const auto* refuse = std::get_if<planning::Refuse>(&edit->edit);
    ASSERT_NE(refuse, nullptr);
    EXPECT_EQ(refuse->refusal, kNoB);
}

TEST_F(NextPanel, CandidatesOfAnotherTerritoryAreNotShown) {
    auto view = m_screen.view;
    view.map.focus = *DepartmentCode::parse("18");
    m_screen.set_view(view);
    m_harness.frames(2);
    EXPECT_EQ(m_harness.log().find("next/try"), nullptr);
}

TEST_F(NextPanel, CriteriaAreWeighedBySlidersAndSwitchedOff) {
    m_harness.click("Critères###next/criteria");
    const auto* on = m_harness.last<command::SetWeights>();
    ASSERT_NE(on, nullptr);
    EXPECT_EQ(on->weights, (planning::Weights{1'000'000, 0, 0, 0})) << "the gain alone, as before";
    auto view = m_screen.view;
    view.weights = on->weights;
    m_screen.set_view(view);
    m_harness.frames(2);
    const auto* cost = m_harness.log().find("next/weight/3");
    ASSERT_NE(cost, nullptr);
    m_harness.press_at(cost->box.right() - 8, cost->box.centre().y);
    const auto* moved = m_harness.last<command::SetWeights>();
    EXPECT_EQ(moved->weights, (planning::Weights{1'000'000, 0, 0, 2'000'000}));
    m_harness.click("Par gain seul###next/criteria");
    EXPECT_FALSE(m_harness.last<command::SetWeights>()->weights.has_value());
}

TEST_F(NextPanel, APointOfTheFrontierIsChosenAndTried) {
    m_harness.click("next/frontier_switch");
    m_harness.frames(2);
    const auto* curve = m_harness.log().find("next/frontier");
    ASSERT_NE(curve, nullptr);
    m_harness.press_at(curve->box.right() - 4, curve->box.centre().y);
    EXPECT_EQ(m_state.point, m_screen.snapshot.next->frontier.size() - 1);
    m_harness.click("next/try");
    EXPECT_EQ(m_harness.said<command::EditScenario>().size(),
              m_screen.snapshot.next->frontier.back().chosen.size());
}

}  // namespace
}  // namespace maillage::ui
