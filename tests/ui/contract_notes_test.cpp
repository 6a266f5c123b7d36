// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/contract_notes.hpp"

#include "base/planning_messages.hpp"
#include "harness.hpp"
#include "ui/panels/contract_funding.hpp"
#include "ui/panels/contracts_panel.hpp"
#include "ui/panels/sheet_panel.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace maillage::ui {
namespace {

namespace command = workspace::command;
using test::PanelHarness;
using test::SmallScreen;
using testing::HasSubstr;
using workspace::ThingRef;

const Date kDate = make_date(2024, 6, 20);

workspace::RuleSets rules() {
    return workspace::load_rules(std::nullopt, std::filesystem::path(MAILLAGE_SOURCE_DIR) / "data")
        .value();
}

/// The small territory of 2024 with "cher" (45001, signed, too dear), "vieux" (45002, of 2019, ends
/// on 30 June 2024), "relance" (45003, in negotiation, an action overdue).
SmallScreen territory() {
    auto builder = test::small_builder();
    builder.contract({.id = "cher",
                      .communes = {"45001"},
                      .signed_on = "2024-03-01",
                      .details = {{"montant_etat", "200 000"},
                                  {"montant_collectivite", "50 000"},
                                  {"axes", "langue emploi"},
                                  {"renouvellement", "non"},
                                  {"bilan", "complet"}}});
    builder.contract(
        {.id = "vieux", .communes = {"45002"}, .signed_on = "2019-05-01", .ends_on = "2024-06-30"});
    builder.contract(
        {.id = "relance",
         .communes = {"45003"},
         .status = ContractStatus::kContact,
         .signed_on = "",
         .details = {{"prochaine_action", "Relancer le maire"}, {"echeance", "2024-06-08"}}});
    SmallScreen screen(test::with_sources(builder.build()), kDate);
    screen.snapshot.contract_answers =
        workspace::contract_answers({screen.results().dataset, kDate, rules()}).value();
    return screen;
}

std::size_t row_of(const SmallScreen& screen, const std::string& id) {
    return find_contract(*screen.results().dataset, {ThingRef::Kind::kContract, id}).value;
}

const SheetLine* line_of(const std::vector<SheetBlock>& blocks, const std::string& label) {
    for (const auto& block : blocks) {
        for (const auto& line : block.lines) {
            if (line.label == label) {
                return &line;
            }
        }
    }
    return nullptr;
}

TEST(FundingBlocks, EveryRuleWithItsAnswerArithmeticAndSection) {
    const auto screen = territory();
    const auto blocks = funding_blocks(*screen.snapshot.contract_answers, row_of(screen, "cher"),
                                       Language::kFrench);
    ASSERT_FALSE(blocks.empty());
    EXPECT_EQ(blocks.front().title, "Règles de financement 2024");
    const auto* limit = line_of(blocks, "M1");
    ASSERT_NE(limit, nullptr);
    EXPECT_EQ(limit->value, "non respectée");
    EXPECT_TRUE(limit->warning);
    EXPECT_THAT(limit->note, HasSubstr("200\u202F000"));
    EXPECT_THAT(limit->note, HasSubstr("Circ. 3.4"));
    EXPECT_EQ(blocks.front().lines.front().value, "non respectée") << "what is not met leads";
    // 200,000 € for the 10 signatories of 45001.
    const auto* cost = line_of(blocks, "Par signataire");
    ASSERT_NE(cost, nullptr);
    EXPECT_EQ(cost->value, "20\u202F000\u00A0€");
    const auto* leverage = line_of(blocks, "Autres financements pour 1\u00A0€ de l’État");
    ASSERT_NE(leverage, nullptr);
    EXPECT_EQ(leverage->value, "0,25\u00A0€");
}

TEST(FundingBlocks, AContractOfBeforeTheRulesSaysSo) {
    const auto screen = territory();
    const auto blocks = funding_blocks(*screen.snapshot.contract_answers, row_of(screen, "vieux"),
                                       Language::kFrench);
    ASSERT_EQ(blocks.size(), 2U);
    EXPECT_THAT(blocks[0].lines.front().note, HasSubstr("non examiné"));
    EXPECT_THAT(blocks[1].lines.front().note, HasSubstr("n’est pas renseigné"));
}

TEST(FundingBlocks, StandInTheFicheOfTheContractOnceTheyAreThere) {
    auto screen = territory();
    auto view = screen.view;
    view.sheet = {ThingRef::Kind::kContract, "cher"};
    screen.set_view(view);
    const auto answers = screen.snapshot.contract_answers;
    screen.snapshot.contract_answers = nullptr;
    SheetPanelState state;
    PanelHarness harness(screen);
    harness.draw_with(
        [&](const PanelContext& context, CommandSink& sink) { draw_sheet(context, state, sink); });
    harness.frames(2);
    EXPECT_EQ(line_of(state.sheet->blocks, "M1"), nullptr);
    screen.snapshot.contract_answers = answers;
    harness.frames(2);
    EXPECT_NE(line_of(state.sheet->blocks, "M1"), nullptr);
}

TEST(DueRows, WhatIsLateAndWhatIsNearByDate) {
    const auto screen = territory();
    const auto rows = contract_rows(screen.results(), carto::WholeFrance{});
    const auto dues = due_rows(*screen.snapshot.contract_answers, rows, Language::kFrench);
    const auto find = [&](const std::string& name, const std::string& what) {
        return std::find_if(dues.begin(), dues.end(), [&](const DueRow& one) {
            return one.name == name && one.what.find(what) != std::string::npos;
        });
    };
    const auto action = find("relance", "Relancer le maire");
    ASSERT_NE(action, dues.end());
    EXPECT_TRUE(action->late);
    EXPECT_EQ(action->when, "en retard de 12 jours");
    EXPECT_EQ(action->thing, (ThingRef{ThingRef::Kind::kContract, "relance"}));
    const auto end = find("vieux", "30\u00A0juin 2024");
    ASSERT_NE(end, dues.end());
    EXPECT_FALSE(end->late);
    EXPECT_EQ(end->when, "dans 10 jours");
    // Those of 18 only: nothing of these contracts, the calendar stays.
    const auto elsewhere =
        due_rows(*screen.snapshot.contract_answers,
                 contract_rows(screen.results(), *DepartmentCode::parse("18")), Language::kFrench);
    EXPECT_TRUE(std::all_of(elsewhere.begin(), elsewhere.end(),
                            [](const DueRow& one) { return !one.thing.has_value(); }));
    EXPECT_FALSE(elsewhere.empty());
}

TEST(OverlapRows, SayWhichContractsAndWhetherItMatters) {
    const auto screen = territory();
    const auto& results = screen.results();
    const auto rows = overlap_rows(results, *DepartmentCode::parse("45"));
    ASSERT_EQ(rows.size(), 3U);
    const auto sentence = [&](std::size_t i) {
        return overlap_sentence(results, rows[i], Language::kFrench);
    };
    // 45001: c1 and cher count, d1 of the department does not.
    EXPECT_EQ(rows[0].contracts.size(), 3U);
    EXPECT_EQ(sentence(0), "2 contrats comptés\u00A0: la commune est couverte une seule fois.");
    // 45002: vieux counts until the end of the month, d1 does not.
    EXPECT_EQ(sentence(1), "Seul vieux compte\u00A0: la commune est couverte.");
    // 45003: in negotiation, in contact, and the department.
    EXPECT_EQ(sentence(2), "Aucun ne compte\u00A0: la commune n’est pas couverte.");
    EXPECT_THAT(overlap_names(results, rows[1], Language::kFrench), HasSubstr("vieux (compté)"));
    EXPECT_TRUE(overlap_rows(results, *DepartmentCode::parse("18")).empty());
}

TEST(ContractsPanel, ItsSummaryLeadsToTheListsAndOnToFiches) {
    auto screen = territory();
    ContractsPanelState state;
    PanelHarness harness(screen);
    harness.draw_with([&](const PanelContext& context, CommandSink& sink) {
        draw_contracts(context, state, sink);
    });
    harness.click("3 communes sous plusieurs contrats###contracts/overlaps");
    harness.click("contracts/overlap/45001");
    EXPECT_EQ(harness.last<command::OpenSheet>()->thing,
              (ThingRef{ThingRef::Kind::kCommune, "45001"}));
    harness.click("contracts/back");
    harness.click("contracts/dues");
    ASSERT_FALSE(state.dues.empty());
    const auto late = std::find_if(state.dues.begin(), state.dues.end(),
                                   [](const DueRow& one) { return one.late && one.thing; });
    ASSERT_NE(late, state.dues.end());
    harness.click("contracts/due/" + std::to_string(late - state.dues.begin()));
    EXPECT_EQ(harness.last<command::OpenSheet>()->thing, *late->thing);
    EXPECT_EQ(harness.last<command::SetTab>()->tab, workspace::Tab::kSheet);
}

}  // namespace
}  // namespace maillage::ui
