// SPDX-License-Identifier: Apache-2.0
#include "small_screen.hpp"
#include "ui/panels/contract_rows.hpp"
#include "ui/panels/table_model.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace maillage::ui {
namespace {

using test::SmallScreen;
using workspace::TableOf;
using workspace::ThingRef;

std::vector<std::string> names(const TerritoryRows& rows, const std::vector<std::uint32_t>& order) {
    std::vector<std::string> codes;
    for (const auto i : order) {
        codes.push_back(rows.rows[i].coverage.code);
    }
    return codes;
}

TerritoryRows rows_of(const SmallScreen& screen, TableOf of, carto::Focus focus = {}) {
    return territory_rows(screen.results(), of, focus);
}

TEST(TerritoryRows, CommunesSayTheirWordAndPopulation) {
    const SmallScreen screen;
    const auto rows = rows_of(screen, TableOf::kCommunes);
    ASSERT_EQ(rows.rows.size(), 4U);
    EXPECT_EQ(rows.rows[0].coverage.code, "18001");
    EXPECT_EQ(rows.rows[0].population, std::nullopt);
    EXPECT_EQ(rows.rows[1].word, CoverWord::kCovered);
    EXPECT_EQ(rows.rows[1].population, 1000);
    EXPECT_EQ(rows.rows[2].word, CoverWord::kNotCovered) << "a departmental contract covers nobody";
    EXPECT_EQ(rows.rows[3].word, CoverWord::kNegotiated);
}

TEST(TerritoryRows, FocusLeavesItsOwn) {
    const SmallScreen screen;
    const auto department = *DepartmentCode::parse("45");
    EXPECT_EQ(rows_of(screen, TableOf::kCommunes, department).rows.size(), 3U);
    const auto epcis = rows_of(screen, TableOf::kEpcis, department);
    ASSERT_EQ(epcis.rows.size(), 2U);
    EXPECT_FALSE(epcis.rows[0].part);
    EXPECT_TRUE(epcis.rows[1].part) << "B lies in 18 too";
    EXPECT_EQ(epcis.rows[1].coverage.range.total, Count::exact(30)) << "only its part in 45";
    EXPECT_EQ(rows_of(screen, TableOf::kEpcis).rows[1].coverage.range.total, Count::exact(70));
    EXPECT_EQ(rows_of(screen, TableOf::kDepartments, *RegionCode::parse("24")).rows.size(), 2U);
    EXPECT_EQ(rows_of(screen, TableOf::kCommunes, *EpciCode::parse(test::kEpciB)).rows.size(), 2U);
}

TEST(TableColumns, MaskedAndMissingAreSaid) {
    const SmallScreen screen;
    const auto rows = rows_of(screen, TableOf::kCommunes);
    const auto text = [&](const char* column, std::size_t row) {
        return table_column(column)->text(rows.rows[row], Language::kFrench);
    };
    EXPECT_EQ(text("signataires", 2), "moins de 5");
    EXPECT_EQ(text("couverture", 1), "couverte");
    EXPECT_EQ(text("population", 0), "—");
    EXPECT_EQ(text("cible", 0), "—");
    const auto departments = rows_of(screen, TableOf::kDepartments);
    // 45: 10 of 41 to 44.
    EXPECT_EQ(table_column("couverture")->text(departments.rows[1], Language::kFrench),
              "22,7\u00A0–\u00A024,4\u00A0%");
    // ⌈41/2⌉ − 10 = 11, 44/2 − 10 = 12.
    EXPECT_EQ(departments.rows[1].coverage.to_cover, (Count{11, 12}));
    EXPECT_TRUE(departments.targets);
}

TEST(TableColumns, NoCountsAreNotNobody) {
    const SmallScreen screen;
    auto row = rows_of(screen, TableOf::kCommunes).rows[1];
    row.coverage.has_counts = false;
    for (const char* column : {"signataires", "couverts", "non_couverts", "pour_mille"}) {
        EXPECT_EQ(table_column(column)->text(row, Language::kFrench), "—") << column;
        EXPECT_TRUE(std::isnan(table_column(column)->key(row))) << column;
        EXPECT_EQ(table_column(column)->values(row), (std::vector<std::string>{"", ""})) << column;
    }
}

TEST(TableOrder, SortsAndFilters) {
    const SmallScreen screen;
    const auto rows = rows_of(screen, TableOf::kCommunes);
    const auto selection = table_selection(screen.results(), rows, {});
    workspace::TableView view;
    view.of = TableOf::kCommunes;
    EXPECT_THAT(names(rows, table_order(rows, view, selection)),
                testing::ElementsAre("18001", "45003", "45001", "45002"));
    view.descending = false;
    EXPECT_EQ(names(rows, table_order(rows, view, selection)).front(), "45002");
    view.filter = "45";
    EXPECT_EQ(table_order(rows, view, selection).size(), 3U);
    view.filter = "4 9";
    EXPECT_TRUE(table_order(rows, view, selection).empty()) << "every word must be there";
}

TEST(TableOrder, WithoutAValueStandsLastBothWays) {
    const SmallScreen screen;
    const auto rows = rows_of(screen, TableOf::kCommunes);
    const auto selection = table_selection(screen.results(), rows, {});
    workspace::TableView view;
    view.sort = "population";
    EXPECT_EQ(names(rows, table_order(rows, view, selection)).back(), "18001");
    view.descending = false;
    EXPECT_EQ(names(rows, table_order(rows, view, selection)).back(), "18001");
    EXPECT_EQ(names(rows, table_order(rows, view, selection)).front(), "45002");
}

TEST(TableSelection, TerritoriesAreWholeOrInPart) {
    const SmallScreen screen;
    const auto rows = rows_of(screen, TableOf::kEpcis);
    const auto selection = table_selection(screen.results(), rows,
                                           {{ThingRef::Kind::kCommune, "45001"},
                                            {ThingRef::Kind::kCommune, "45002"},
                                            {ThingRef::Kind::kCommune, "45003"}});
    EXPECT_EQ(selection.count, 3U);
    EXPECT_EQ(selection.rows, (std::vector<Chosen>{Chosen::kAll, Chosen::kSome}));
}

TEST(SelectionTotals, AddIntervals) {
    const SmallScreen screen;
    const auto communes = rows_of(screen, TableOf::kCommunes);
    const auto totals = selection_totals(screen.results(), communes,
                                         table_selection(screen.results(), communes,
                                                         {{ThingRef::Kind::kCommune, "45001"},
                                                          {ThingRef::Kind::kCommune, "45002"}}));
    ASSERT_TRUE(totals);
    EXPECT_EQ(totals->range.total, (Count{11, 14}));
    EXPECT_EQ(totals->range.covered, Count::exact(10));
    EXPECT_EQ(totals->population, 1200);
    // 10/14 = 71,4 %, 10/11 = 90,9 %.
    EXPECT_EQ(totals_text(*totals, TableOf::kCommunes, 1, Language::kFrench),
              "2 communes\u00A0: 11\u00A0–\u00A014 signataires, 71,4\u00A0–\u00A090,9\u00A0% "
              "couverts");
    EXPECT_FALSE(selection_totals(screen.results(), communes,
                                  table_selection(screen.results(), communes, {})));
}

TEST(SelectionTotals, PublishedTotalNarrowsWholeDepartments) {
    auto builder = test::small_builder();
    builder.department_total("45", 42);
    const SmallScreen screen(builder.build());
    const auto rows = rows_of(screen, TableOf::kDepartments);
    std::vector<ThingRef> all45;
    for (const char* code : {"45001", "45002", "45003"}) {
        all45.push_back({ThingRef::Kind::kCommune, code});
    }
    const auto totals =
        selection_totals(screen.results(), rows, table_selection(screen.results(), rows, all45));
    ASSERT_TRUE(totals);
    EXPECT_EQ(totals->rows, 1U);
    EXPECT_EQ(totals->range.total, Count::exact(42));
    all45.pop_back();
    const auto part =
        selection_totals(screen.results(), rows, table_selection(screen.results(), rows, all45));
    EXPECT_EQ(part->rows, 0U);
    EXPECT_EQ(part->communes, 2U);
}

TEST(TableTsv, HasAllColumnsAndPlainNumbers) {
    const SmallScreen screen;
    const auto rows = rows_of(screen, TableOf::kDepartments);
    const auto text = table_tsv(rows, {1}, Language::kEnglish);
    EXPECT_TRUE(text.starts_with(
        "nom\tcode\tdepartement\ttaux_min\ttaux_max\tsignataires_min\tsignataires_max\t"))
        << text;
    EXPECT_NE(text.find("\n45\t45\t\t0.227273\t0.243902\t41\t44\t10\t10\t31\t34\t0\t0\t1\t1\t"
                        "0.500000\t11\t12\t4200\t"),
              std::string::npos)
        << text;
    EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 2);
    const auto line_end = text.find('\n');
    EXPECT_EQ(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(line_end), '\t'),
              std::count(text.begin() + static_cast<std::ptrdiff_t>(line_end), text.end(), '\t'))
        << "as many cells as titles";
    const auto french = table_tsv(rows, {1}, Language::kFrench);
    EXPECT_NE(french.find("\n45\t45\t\t0,227273\t0,243902\t41\t44\t"), std::string::npos) << french;
}

TEST(SelectRow, PlainCtrlAndShift) {
    using workspace::command::Pick;
    const SmallScreen screen;
    const auto rows = rows_of(screen, TableOf::kCommunes);
    const std::vector<std::uint32_t> order = {0, 1, 2, 3};
    std::optional<std::uint32_t> anchor;
    const auto& results = screen.results();
    auto select = select_row(results, rows, order, 1, false, false, anchor);
    EXPECT_EQ(select.how, Pick::kReplace);
    EXPECT_EQ(select.things, (std::vector<ThingRef>{{ThingRef::Kind::kCommune, "45001"}}));
    select = select_row(results, rows, order, 3, false, true, anchor);
    EXPECT_EQ(select.things.size(), 3U);
    EXPECT_EQ(anchor, 1U) << "Shift leaves the anchor";
    select = select_row(results, rows, order, 0, true, false, anchor);
    EXPECT_EQ(select.how, Pick::kToggle);
    EXPECT_EQ(anchor, 0U);
    select = select_row(results, rows, order, 2, true, true, anchor);
    EXPECT_EQ(select.how, Pick::kAdd);
    EXPECT_EQ(select.things.size(), 3U);
}

TEST(SelectRow, PartOfAnEpciStandsForItsCommunes) {
    const SmallScreen screen;
    const auto rows = rows_of(screen, TableOf::kEpcis, *DepartmentCode::parse("45"));
    std::optional<std::uint32_t> anchor;
    const auto select = select_row(screen.results(), rows, {0, 1}, 1, false, false, anchor);
    EXPECT_EQ(select.things, (std::vector<ThingRef>{{ThingRef::Kind::kCommune, "45003"}}));
}

TEST(SortedBy, SecondClickReverses) {
    workspace::TableView view;
    view = sorted_by(view, *table_column("nom"));
    EXPECT_FALSE(view.descending);
    view = sorted_by(view, *table_column("population"));
    EXPECT_TRUE(view.descending);
    view = sorted_by(view, *table_column("population"));
    EXPECT_FALSE(view.descending);
}

TEST(ContractRows, CountedFirstThenNegotiated) {
    const SmallScreen screen;
    const auto rows = contract_rows(screen.results(), {});
    ASSERT_EQ(rows.rows.size(), 3U);
    EXPECT_EQ(rows.rows[0].reason, indicators::Reason::kCounted);
    EXPECT_EQ(rows.rows[0].signatories, Count::exact(10));
    EXPECT_EQ(rows.rows[1].reason, indicators::Reason::kStatus);
    EXPECT_EQ(rows.rows[2].reason, indicators::Reason::kLevel);
    EXPECT_EQ(rows.rows[2].signatories, (Count{41, 44}));
    EXPECT_TRUE(contract_rows(screen.results(), *DepartmentCode::parse("18")).rows.empty());
}

TEST(ContractOrder, ByStatusAndWords) {
    const SmallScreen screen;
    const auto rows = contract_rows(screen.results(), {});
    ContractFilter filter;
    filter.status = ContractStatus::kNegociation;
    EXPECT_EQ(contract_order(screen.results(), rows, filter), std::vector<std::uint32_t>{1});
    filter = {};
    filter.only_counted = true;
    EXPECT_EQ(contract_order(screen.results(), rows, filter), std::vector<std::uint32_t>{0});
    filter = {};
    filter.words = "D1";
    EXPECT_EQ(contract_order(screen.results(), rows, filter), std::vector<std::uint32_t>{2});
}

}  // namespace
}  // namespace maillage::ui
