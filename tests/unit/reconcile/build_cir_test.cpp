// SPDX-License-Identifier: Apache-2.0
#include "reconcile/build_cir.hpp"

#include "support/workbench.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace maillage::reconcile {
namespace {

using test::messages_of;
using test::Workbench;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

/// Two departments; 60054 was split in 2024, 45001 took 45002 in in 2019.
constexpr std::string_view kTerritories =
    "code_commune;nom;code_departement;code_region;population\n"
    "45001;Un;45;24;1000\n"
    "45003;Trois;45;24;2000\n"
    "60054;Beaumont;60;32;500\n"
    "60694;Talican;60;32;400\n"
    "75056;Paris;75;11;2000000\n";
constexpr std::string_view kMoves =
    "ancien_code;nouveau_code;annee\n"
    "45002;45001;2019\n"
    "60694;60054;2019\n"
    "60054;60054;2024\n"
    "60054;60694;2024\n";

Workbench france() {
    Workbench bench;
    bench.add(Role::kTerritories, "territoires.csv", kTerritories, 2024);
    bench.add(Role::kMoves, "mouvements.csv", kMoves);
    bench.input.workspace.vintage = Vintage{2024};
    bench.input.workspace.counts_years = {2023};
    return bench;
}

std::vector<std::string> communes_of(const Dataset& dataset, const CirCell& cell) {
    const auto communes = dataset.cir.front().communes_of(cell);
    return test::codes_of(dataset, {communes.begin(), communes.end()});
}

TEST(Cir, MergedCommunesAddUpAndEachMoveIsListed) {
    auto bench = france();
    bench.add(Role::kCir, "cir.csv", "code_commune;signataires\n45001;3\n45002;4\n", 2018);
    const auto dataset = bench.dataset();
    const auto& cells = dataset->cir.front().cells;
    ASSERT_EQ(cells.size(), 2U);
    EXPECT_THAT(communes_of(*dataset, cells[0]), ElementsAre("45001"));
    EXPECT_THAT(communes_of(*dataset, cells[1]), ElementsAre("45001"));
    EXPECT_EQ(cells[1].count, Count::exact(4));
    EXPECT_THAT(messages_of(*dataset, "cir.csv", 3), ElementsAre(MessageId::kCodeMoved));
    EXPECT_EQ(test::source_named(*dataset, "cir.csv").rows_repaired, 1);
    EXPECT_EQ(dataset->cir.front().year, 2023);
}

TEST(Cir, ASplitCommuneIsOneCellOfAllItsParts) {
    auto bench = france();
    bench.add(Role::kCir, "cir.csv", "code_commune;signataires\n60054;7\n", 2023);
    const auto dataset = bench.dataset();
    ASSERT_EQ(dataset->cir.front().cells.size(), 1U);
    const auto& cell = dataset->cir.front().cells[0];
    EXPECT_THAT(communes_of(*dataset, cell), ElementsAre("60054", "60694"));
    EXPECT_EQ(dataset->territories.departments.code[cell.department.value].text(), "60");
    EXPECT_THAT(messages_of(*dataset, "cir.csv", 2), ElementsAre(MessageId::kCodeSplit));
}

TEST(Cir, E16SignatoriesWithoutCommuneCountWhereTheirDepartmentIsKnown) {
    auto bench = france();
    bench.add(Role::kCir, "cir.csv",
              "code_commune;code_departement;signataires\n"
              "45001;45;1\n"
              "99999;45;2\n"
              "non renseigné;60;4\n"
              "45999;;8\n"
              ";;16\n",
              2024);
    const auto dataset = bench.dataset();
    const auto& cells = dataset->cir.front().cells;
    ASSERT_EQ(cells.size(), 5U);
    std::vector<std::string> where;
    for (const auto& cell : cells) {
        where.push_back(cell.department.valid()
                            ? dataset->territories.departments.code[cell.department.value].string()
                            : "?");
    }
    EXPECT_THAT(where, ElementsAre("45", "45", "60", "45", "?"));
    EXPECT_EQ(cells[1].commune_count, 0U);
    EXPECT_EQ(cells[3].commune_count, 0U);
    EXPECT_THAT(messages_of(*dataset, "cir.csv", 5), ElementsAre(MessageId::kCirCommuneUnknown));
    EXPECT_THAT(messages_of(*dataset, "cir.csv", 6), ElementsAre(MessageId::kCirNotLocatedNowhere));
}

TEST(Cir, E22ArrondissementsAreFoldedAndAddUp) {
    auto bench = france();
    bench.add(Role::kCir, "cir.csv", "code_commune;signataires\n75101;10\n75120;20\n", 2024);
    const auto dataset = bench.dataset();
    const auto& cells = dataset->cir.front().cells;
    ASSERT_EQ(cells.size(), 2U);
    EXPECT_THAT(communes_of(*dataset, cells[0]), ElementsAre("75056"));
    EXPECT_THAT(communes_of(*dataset, cells[1]), ElementsAre("75056"));
    EXPECT_THAT(messages_of(*dataset, "cir.csv", 2), ElementsAre(MessageId::kArrondissementFolded));
}

TEST(Cir, E31TheSameRowTwiceIsSetAsideButCategoriesAddUp) {
    auto bench = france();
    bench.add(Role::kCir, "cir.csv",
              "code_commune;categorie;signataires\n"
              "45001;familial;3\n"
              "45001;travail;4\n"
              "45001;Familial;3\n",
              2024);
    const auto dataset = bench.dataset();
    EXPECT_EQ(dataset->cir.front().cells.size(), 2U);
    EXPECT_THAT(messages_of(*dataset, "cir.csv", 4), ElementsAre(MessageId::kCirTwice));
    EXPECT_EQ(test::source_named(*dataset, "cir.csv").rows_set_aside, 1);
}

TEST(Cir, MaskedCellsAreIntervalsAndUnreadableOnesAreSetAside) {
    auto bench = france();
    auto& spec = bench.add(Role::kCir, "cir.csv",
                           "code_commune;signataires\n45001;<5\n45003;ss\n60054;douze\n", 2024);
    spec.masked.emplace("ss", Count::masked(2, 3));
    const auto dataset = bench.dataset();
    const auto& cells = dataset->cir.front().cells;
    ASSERT_EQ(cells.size(), 2U);
    EXPECT_EQ(cells[0].count, Count::masked(1, 4));
    EXPECT_EQ(cells[1].count, Count::masked(2, 3));
    EXPECT_THAT(messages_of(*dataset, "cir.csv", 4), ElementsAre(MessageId::kCountUnreadable));
}

TEST(Cir, AWideTableHasOneYearForEachColumn) {
    auto bench = france();
    bench.add(Role::kCir, "cir.csv", "code_commune;2022;2023\n45001;3;4\n45003;;6\n", 2024);
    const auto dataset = bench.dataset();
    ASSERT_EQ(dataset->cir.size(), 2U);
    EXPECT_EQ(dataset->cir[0].year, 2022);
    EXPECT_EQ(dataset->cir[0].cells.size(), 1U);
    EXPECT_EQ(dataset->cir[1].cells.size(), 2U);
    EXPECT_EQ(dataset->cir[1].cells[1].count, Count::exact(6));
}

TEST(Cir, RowsOutsideTheScopeAreLeftAside) {
    auto bench = france();
    bench.input.workspace.departments = {"45"};
    bench.add(Role::kCir, "cir.csv", "code_commune;signataires\n45001;3\n60054;4\n99999;5\n", 2024);
    const auto dataset = bench.dataset();
    const auto& cells = dataset->cir.front().cells;
    ASSERT_EQ(cells.size(), 2U);
    EXPECT_EQ(cells[1].count, Count::exact(5));  // Nowhere else than in the only department.
    EXPECT_EQ(cells[1].department, dataset->scope.front());
    EXPECT_THAT(messages_of(*dataset, "cir.csv", 3), ElementsAre(MessageId::kCirOutOfScope));
}

TEST(Cir, TheVintageIsDetectedFromTheCodes) {
    auto bench = france();
    bench.add(Role::kCir, "cir.csv", "code_commune;signataires\n45001;1\n45002;1\n60694;1\n");
    const auto dataset = bench.dataset();
    const auto& source = test::source_named(*dataset, "cir.csv");
    EXPECT_EQ(source.vintage->year, 2018);  // 45002 and 60694 (Villotran) both went in 2019.
    EXPECT_TRUE(source.vintage_detected);
    EXPECT_THAT(communes_of(*dataset, dataset->cir.front().cells[2]),
                ElementsAre("60054", "60694"));
}

TEST(Cir, ATableOfNoVintageIsRefusedInWords) {
    auto bench = france();
    std::string text = "code_commune;signataires\n";
    for (int i = 0; i < 12; ++i) {
        text += "459" + std::to_string(10 + i) + ";1\n";
    }
    bench.add(Role::kCir, "cir.csv", text);
    const auto dataset = bench.dataset();
    EXPECT_TRUE(dataset->cir.empty());
    EXPECT_EQ(test::source_named(*dataset, "cir.csv").rows_set_aside, 12);
    EXPECT_THAT(messages_of(*dataset, "cir.csv"), Contains(MessageId::kVintageNoneFits));
}

TEST(Cir, CommunesWithoutARowAreToldOnce) {
    auto bench = france();
    bench.add(Role::kCir, "cir.csv", "code_commune;signataires\n45001;3\n", 2024);
    const auto dataset = bench.dataset();
    EXPECT_THAT(messages_of(*dataset, "cir.csv"), Contains(MessageId::kCirAbsent));
}

TEST(CirTotals, ATotalBelowTheRowsIsNotUsed) {
    auto bench = france();
    bench.add(Role::kCir, "cir.csv", "code_commune;signataires\n45001;3\n45003;<5\n60054;9\n",
              2024);
    bench.add(Role::kCirTotals, "totaux.csv",
              "code_departement;annee;signataires\n45;2023;5\n60;2023;8\n");
    const auto dataset = bench.dataset();
    const auto& year = dataset->cir.front();
    const auto loiret = find(dataset->territories, *DepartmentCode::parse("45"));
    const auto oise = find(dataset->territories, *DepartmentCode::parse("60"));
    // 3 + at least 1 = 4 ≤ 5; 9 > 8.
    EXPECT_EQ(year.department_total[loiret.value], 5);
    EXPECT_FALSE(year.department_total[oise.value].has_value());
    EXPECT_THAT(messages_of(*dataset, "totaux.csv", 3), ElementsAre(MessageId::kTotalTooSmall));
}

TEST(CirTotals, RegionsHaveTotalsToo) {
    auto bench = france();
    bench.add(Role::kCir, "cir.csv", "code_commune;signataires\n45001;3\n", 2024);
    bench.add(Role::kCirTotals, "totaux.csv", "code_region;annee;signataires\n24;2023;1 234\n");
    const auto dataset = bench.dataset();
    const auto centre = find(dataset->territories, *RegionCode::parse("24"));
    EXPECT_EQ(dataset->cir.front().region_total[centre.value], 1234);
}

TEST(Domiciliation, E17ACommuneFarAboveItsPeersIsPointedOutAndKept) {
    Workbench bench;
    std::string list = "code_commune;nom;code_departement;population\n";
    std::string counts = "code_commune;signataires\n";
    for (int i = 1; i <= 8; ++i) {
        const auto code = "4500" + std::to_string(i);
        list += code + ";C" + std::to_string(i) + ";45;1000\n";
        // Seven communes with 2 for 1,000 inhabitants: more than 10 × 2 is pointed out.
        counts += code + ";" + (i == 8 ? "21" : "2") + "\n";
    }
    bench.add(Role::kTerritories, "territoires.csv", list, 2024);
    bench.add(Role::kCir, "cir.csv", counts, 2024);
    const auto dataset = bench.dataset();
    EXPECT_THAT(messages_of(*dataset, "cir.csv", 9), ElementsAre(MessageId::kDomiciliation));
    EXPECT_EQ(dataset->cir.front().cells.back().count, Count::exact(21));
    EXPECT_THAT(messages_of(*dataset, "cir.csv", 8), IsEmpty());
}

}  // namespace
}  // namespace maillage::reconcile
