// SPDX-License-Identifier: Apache-2.0
#include "base/screen_messages.hpp"
#include "indicators/perimeter_counts.hpp"
#include "small_screen.hpp"
#include "ui/panels/contract_rows.hpp"
#include "ui/panels/notices_model.hpp"
#include "ui/panels/sheet_model.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace maillage::ui {
namespace {

using test::SmallScreen;
using workspace::ThingRef;

Sheet sheet_of(const SmallScreen& screen, ThingRef::Kind kind, std::string code) {
    auto sheet = make_sheet(screen.results(), {kind, std::move(code)}, Language::kFrench);
    EXPECT_TRUE(sheet.has_value());
    return sheet.value_or(Sheet{});
}

const SheetBlock& block(const Sheet& sheet, MessageId title) {
    const auto text = render({title}, Language::kFrench);
    const auto found = std::find_if(sheet.blocks.begin(), sheet.blocks.end(),
                                    [&](const SheetBlock& one) { return one.title == text; });
    static const SheetBlock kNone;
    EXPECT_NE(found, sheet.blocks.end()) << "no block " << text;
    return found == sheet.blocks.end() ? kNone : *found;
}

TEST(Sheet, CoveredCommuneNamesItsContractsAndWhyTheyCount) {
    const SmallScreen screen;
    const auto sheet = sheet_of(screen, ThingRef::Kind::kCommune, "45001");
    EXPECT_EQ(sheet.headline, "couverte");
    const auto& contracts = block(sheet, screen::kPaneBlockContracts);
    ASSERT_EQ(contracts.lines.size(), 2U);
    EXPECT_EQ(contracts.lines[0].label, "c1");
    EXPECT_EQ(contracts.lines[0].value, "compté");
    EXPECT_EQ(contracts.lines[1].label, "d1");
    EXPECT_NE(contracts.lines[1].note.find("hors de l’indicateur"), std::string::npos);
    EXPECT_EQ(contracts.lines[1].thing, (ThingRef{ThingRef::Kind::kContract, "d1"}));
}

TEST(Sheet, CountsNameTheirFileAndLine) {
    const SmallScreen screen;
    const auto sheet = sheet_of(screen, ThingRef::Kind::kCommune, "45002");
    const auto& counts = block(sheet, screen::kPaneBlockCounts);
    ASSERT_EQ(counts.lines.size(), 1U);
    EXPECT_EQ(counts.lines[0].label, "2023");
    EXPECT_EQ(counts.lines[0].value, "moins de 5");
    EXPECT_TRUE(counts.lines[0].note.starts_with("cir.csv, ligne ")) << counts.lines[0].note;
}

TEST(Sheet, AContractHasNoMoreSignatoriesThanItsDepartment) {
    auto builder = test::small_builder();
    builder.department_total("45", 42);
    const SmallScreen screen(builder.build());
    const auto& results = screen.results();
    indicators::PerimeterCounts exact(results.dataset);
    for (const auto& contract : results.dataset->contracts) {
        const auto& perimeter = perimeter_used(results, contract);
        EXPECT_EQ(signatories_of(results, perimeter),
                  exact.signatories(perimeter, results.coverage->years()))
            << contract.id;
    }
    const auto sheet = sheet_of(screen, ThingRef::Kind::kContract, "d1");
    EXPECT_EQ(block(sheet, screen::kPaneBlockBrought).lines.at(0).value, "42");
}

TEST(Notices, AreSentencesWithoutTheKeysOfChoices) {
    auto dataset = std::make_shared<Dataset>(*test::small_builder().build());
    dataset->notices = {{MessageId::kNoticeSchematic}, {MessageId::kNoticeChoices, {"a = b"}}};
    const SmallScreen screen(dataset);
    for (const auto& group : notice_groups(screen.results(), Language::kFrench)) {
        for (const auto& line : group.lines) {
            EXPECT_EQ(line.text.find(" = "), std::string::npos) << line.text;
            EXPECT_FALSE(line.text.front() >= 'a' && line.text.front() <= 'z') << line.text;
        }
    }
}

TEST(Sheet, DepartmentHasRateTargetAndMembers) {
    const SmallScreen screen;
    const auto sheet = sheet_of(screen, ThingRef::Kind::kDepartment, "45");
    ASSERT_TRUE(sheet.rate);
    EXPECT_EQ(sheet.rate->low.num * 44, sheet.rate->low.den * 10);
    EXPECT_EQ(sheet.target, (Share{5, 10}));
    EXPECT_EQ(sheet.headline_note, "entre 22,7 et 24,4\u00A0%");
    EXPECT_EQ(sheet.focus, carto::Focus(*DepartmentCode::parse("45")));
    const auto& coverage = block(sheet, screen::kPaneBlockCoverage);
    EXPECT_TRUE(std::any_of(coverage.lines.begin(), coverage.lines.end(), [](const auto& line) {
        return line.figure == workspace::Figure::kToCover && line.value == "11\u00A0–\u00A012";
    }));
    EXPECT_EQ(sheet.subtitle, "Département · 45 · 24");
}

TEST(Sheet, RankShowsNeighboursAndItself) {
    const SmallScreen screen;
    const auto sheet = sheet_of(screen, ThingRef::Kind::kCommune, "45001");
    const auto found = std::find_if(
        sheet.blocks.begin(), sheet.blocks.end(),
        [](const SheetBlock& one) { return one.title == "Rang par signataires · 45"; });
    ASSERT_NE(found, sheet.blocks.end());
    ASSERT_EQ(found->lines.size(), 3U);
    EXPECT_EQ(found->lines[0].label, "1. 45003");
    EXPECT_TRUE(found->lines[1].chosen);
    EXPECT_EQ(found->lines[1].thing, std::nullopt);
    EXPECT_EQ(found->lines[2].label, "3. 45002");
}

TEST(Sheet, LedgerEntriesOfItsRows) {
    auto dataset = std::make_shared<Dataset>(*test::with_sources(test::small_builder().build()));
    const auto& cell = dataset->cir.front().cells.at(0);
    const auto commune = dataset->cir.front().communes_of(cell).front();
    dataset->ledger.entries = {
        {Severity::kWarning, cell.origin, "Nb", MessageId::kNothingWrong},
        {Severity::kWarning, {0, 99}, "Nb", MessageId::kNothingWrong},
    };
    const SmallScreen screen(dataset);
    const auto sheet = sheet_of(screen, ThingRef::Kind::kCommune,
                                dataset->territories.communes.code[commune.value].string());
    EXPECT_EQ(block(sheet, screen::kPaneBlockLedger).lines.size(), 1U);
}

TEST(Sheet, ContractSaysWhyNotAndWhatItHolds) {
    const SmallScreen screen;
    const auto sheet = sheet_of(screen, ThingRef::Kind::kContract, "n1");
    EXPECT_EQ(sheet.headline, "non signé");
    EXPECT_NE(sheet.headline_note.find("statut"), std::string::npos);
    const auto& brought = block(sheet, screen::kPaneBlockBrought);
    EXPECT_EQ(brought.lines[0].value, "30");
    EXPECT_EQ(brought.lines[1].value, "30") << "no counted contract holds 45003";
    const auto& identity = block(sheet, screen::kPaneBlockContract);
    EXPECT_EQ(identity.lines.back().value, "contrats.xlsx, feuille Feuil1, ligne 3");
}

TEST(Sheet, ContractSaysTheArrondissementsOfItsSubPrefects) {
    test::DatasetBuilder builder;
    builder.department("45", "24");
    builder.commune("45001", {.arrondissement = "451"})
        .commune("45002", {.arrondissement = "452"})
        .commune("45003", {.arrondissement = "452"});
    builder.contract({.id = "c", .communes = {"45001", "45002", "45003"}});
    const SmallScreen screen(builder.build());
    const auto sheet = sheet_of(screen, ThingRef::Kind::kContract, "c");
    const auto& parents = block(sheet, screen::kPaneBlockParents);
    ASSERT_EQ(parents.lines.size(), 3U);
    EXPECT_EQ(parents.lines[0].thing, (ThingRef{ThingRef::Kind::kDepartment, "45"}));
    EXPECT_EQ(parents.lines[2].thing, (ThingRef{ThingRef::Kind::kArrondissement, "452"}));
    EXPECT_NE(parents.lines[2].value.find('2'), std::string::npos) << "two of its communes";
}

TEST(Sheet, EveryKindAndUnknownCodes) {
    const SmallScreen screen;
    for (const auto& [kind, code] : {std::pair{ThingRef::Kind::kEpci, test::kEpciB},
                                     {ThingRef::Kind::kRegion, "24"},
                                     {ThingRef::Kind::kFrance, ""},
                                     {ThingRef::Kind::kContract, "d1"}}) {
        EXPECT_FALSE(sheet_of(screen, kind, code).blocks.empty());
    }
    EXPECT_FALSE(
        make_sheet(screen.results(), {ThingRef::Kind::kCommune, "99999"}, Language::kFrench));
    EXPECT_FALSE(make_sheet(screen.results(), {ThingRef::Kind::kContract, "x"}, Language::kFrench));
}

TEST(Notices, EndingContractLeadsToItsSheet) {
    auto builder = test::small_builder();
    builder.contract({.id = "end", .communes = {"18001"}, .ends_on = "2025-01-15"});
    const SmallScreen screen(builder.build());
    const auto groups = notice_groups(screen.results(), Language::kFrench);
    ASSERT_FALSE(groups.empty());
    EXPECT_EQ(groups.front().lines.front().thing, (ThingRef{ThingRef::Kind::kContract, "end"}));
    EXPECT_TRUE(groups.front().lines.front().warning);
    EXPECT_EQ(groups.back().lines.size(), choice_texts(Choices{}).size());
}

}  // namespace
}  // namespace maillage::ui
