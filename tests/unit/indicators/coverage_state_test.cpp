// SPDX-License-Identifier: Apache-2.0
#include "indicators/coverage_state.hpp"

#include "small_france.hpp"

#include <gtest/gtest.h>

namespace maillage::indicators {
namespace {

TEST(CoverageState, RatesAreRatiosOfSumsAtEveryLevel) {
    auto builder = small_france();
    builder.contract({.id = "B", .communes = {"45003", "18001"}, .level = ContractLevel::kEpci});
    const CoverageState state(builder.build(), at("2024-12-31"));
    EXPECT_EQ(department(state, "45").range, exactly(30, 60));
    EXPECT_EQ(department(state, "18").range, exactly(40, 40));
    EXPECT_EQ(department(state, "76").range, exactly(0, 50));
    EXPECT_EQ(region(state, "24").range, exactly(70, 100));
    EXPECT_EQ(state.france().range, exactly(70, 150));
    EXPECT_EQ(epci(state, kA).range, exactly(0, 30));
    EXPECT_EQ(epci(state, kB).range, exactly(70, 70));
    const auto communes = state.rows(Level::kCommune);
    ASSERT_EQ(communes.size(), 6U);
    EXPECT_EQ(communes[0].code, "18001");
    EXPECT_EQ(communes[0].department, "18");
    EXPECT_EQ(communes[0].range, exactly(40, 40));
    const auto arrondissements = state.rows(Level::kArrondissement);
    ASSERT_EQ(arrondissements.size(), 3U);  // 181, 451, 452
    EXPECT_EQ(arrondissements[2].range, exactly(30, 50));
    EXPECT_EQ(arrondissements[2].department, "45");
    EXPECT_EQ(state.france().code, "FR");
}

TEST(CoverageState, TellsNobodyThereFromNothingPublished) {
    auto builder = small_territories();
    builder.count("45001", 10).count("18001", 0).target("76", 2024, {1, 2});
    const auto dataset = builder.build();
    const CoverageState state(dataset, at("2024-12-31"));
    EXPECT_TRUE(department(state, "18").has_counts) << "a published 0";
    EXPECT_FALSE(department(state, "76").has_counts);
    EXPECT_TRUE(department(state, "76").target.has_value());
    EXPECT_FALSE(department(state, "76").to_cover.has_value()) << "of how many?";
    EXPECT_TRUE(state.row(Level::kCommune, test::commune_row(*dataset, "45002").value).has_counts);
    EXPECT_FALSE(state.row(Level::kCommune, test::commune_row(*dataset, "76001").value).has_counts);
    EXPECT_TRUE(region(state, "24").has_counts);
    EXPECT_FALSE(region(state, "28").has_counts);
    EXPECT_TRUE(state.france().has_counts);
    EXPECT_TRUE(epci(state, kC).has_counts) << "its part in 18";
    const auto parts = state.rows(Level::kEpciInDepartment);
    for (const auto& part : parts) {
        EXPECT_EQ(part.has_counts, part.department != "76") << part.code << part.department;
    }
    for (const auto& arrondissement : state.rows(Level::kArrondissement)) {
        EXPECT_TRUE(arrondissement.has_counts) << arrondissement.code;
    }
}

TEST(CoverageState, ATotalAloneIsACount) {
    auto builder = small_territories();
    builder.count("45001", 10).department_total("76", 7);
    const CoverageState state(builder.build(), at("2024-12-31"));
    EXPECT_TRUE(department(state, "76").has_counts);
    EXPECT_FALSE(department(state, "18").has_counts);
}

TEST(CoverageState, PiloteMeanStandsBesideTheRatio) {
    auto builder = small_france();
    builder.contract({.id = "B", .communes = {"45003", "18001"}, .level = ContractLevel::kEpci});
    const CoverageState state(builder.build(), at("2024-12-31"));
    const auto row = region(state, "24");  // Ratio 70/100; mean of 30/60 and 40/40 = 0.75.
    ASSERT_TRUE(row.mean_of_children.has_value());
    EXPECT_DOUBLE_EQ(row.mean_of_children->low, 0.75);
    EXPECT_DOUBLE_EQ(row.mean_of_children->high, 0.75);
    EXPECT_EQ(row.mean_of_children->departments, 2);
    EXPECT_DOUBLE_EQ(state.france().mean_of_children.value().low, 0.5);  // (1/2 + 1 + 0)/3
    EXPECT_FALSE(department(state, "45").mean_of_children.has_value());
}

TEST(CoverageState, DepartmentTotalTightensItsCommunes) {
    // 45: covered 45001 in [1, 4], others 45002 = 20 and 45003 in [1, 4]; total 27.
    // The two masked cells share 27 − 20 = 7: each is at least 7 − 4 = 3.
    auto builder = small_territories();
    builder.masked("45001", 1, 4).count("45002", 20).masked("45003", 1, 4);
    builder.department_total("45", 27).contract({.communes = {"45001"}});
    const auto dataset = builder.build();
    const CoverageState state(dataset, at("2024-12-31"));
    EXPECT_EQ(department(state, "45").range, (CoverageRange{{3, 4}, {23, 24}, {27, 27}}));
    const auto commune =
        state.row(Level::kCommune, test::commune_row(*dataset, "45003").value).range;
    EXPECT_EQ(commune, (CoverageRange{{0, 0}, {3, 4}, {3, 4}}));
    // EPCI A = 45001 + 45002; the rest of the department is 45003.
    EXPECT_EQ(epci(state, kA).range, (CoverageRange{{3, 4}, {20, 20}, {23, 24}}));
}

TEST(CoverageState, RegionTotalReachesDepartmentsWithoutTheirOwn) {
    // Region 24 publishes 50, department 45 publishes 30: 18 has 20.
    // 18001 in [10, 40], 18002 = 5: 18001 = 15.
    auto builder = small_territories();
    builder.count("45001", 30).department_total("45", 30).region_total("24", 50);
    builder.masked("18001", 10, 40).count("18002", 5).contract({.communes = {"18001"}});
    const CoverageState state(builder.build(), at("2024-12-31"));
    EXPECT_EQ(department(state, "18").range, exactly(15, 20));
    EXPECT_EQ(region(state, "24").range, exactly(15, 50));
}

TEST(CoverageState, TotalAboveTheRowsLeavesSignatoriesNotLocated) {
    // Rows hold 10 + [1, 4]; 20 are published: 6 to 9 are in no row.
    auto builder = small_territories();
    builder.count("45001", 10).masked("45002", 1, 4).department_total("45", 20);
    builder.contract({.communes = {"45002"}});
    const CoverageState state(builder.build(), at("2024-12-31"));
    const auto row = department(state, "45");
    EXPECT_EQ(row.range, (CoverageRange{{1, 4}, {16, 19}, {20, 20}}));
    EXPECT_EQ(row.not_located, (Count{6, 9}));
    EXPECT_EQ(epci(state, kA).range.total, (Count{11, 14}));
}

TEST(CoverageState, TotalBelowTheRowsIsLeftOut) {
    auto builder = small_territories();
    builder.count("45001", 10).count("45002", 20).department_total("45", 25);
    builder.contract({.communes = {"45001"}});
    const CoverageState state(builder.build(), at("2024-12-31"));
    EXPECT_EQ(department(state, "45").range, exactly(10, 30));
}

TEST(CoverageState, SplitCellIsSharedByItsCommunes) {
    // 12 signatories somewhere in 45001 (covered) or 45003 (not).
    auto builder = small_territories();
    builder.split({"45001", "45003"}, 12, 12).count("45002", 8).contract({.communes = {"45001"}});
    const CoverageState state(builder.build(), at("2024-12-31"));
    EXPECT_EQ(department(state, "45").range, (CoverageRange{{0, 12}, {8, 20}, {20, 20}}));
    // EPCI A holds 45001, not 45003: its total is open too.
    EXPECT_EQ(epci(state, kA).range, (CoverageRange{{0, 12}, {8, 8}, {8, 20}}));
}

TEST(CoverageState, SeveralYearsAreSummed) {
    auto builder = small_territories();
    builder.year(2022).count("45001", 3).count("45002", 5);
    builder.year(2023).count("45001", 4).masked("45002", 1, 4);
    builder.counts_years({2022, 2023}).contract({.communes = {"45001"}});
    const CoverageState state(builder.build(), at("2024-12-31"));
    const auto row = department(state, "45");
    EXPECT_EQ(row.years, 2);
    EXPECT_EQ(row.range, (CoverageRange{{7, 7}, {6, 9}, {13, 16}}));
    EXPECT_EQ(shown_count(row.range.total.low, row.years), 7);   // 6.5
    EXPECT_EQ(shown_count(row.range.total.high, row.years), 8);  // 16/2
}

TEST(CoverageState, AContractTouchingTwoDepartmentsIsOneContractOfTheRegion) {
    auto builder = small_france();
    builder.contract({.id = "B", .communes = {"45003", "18001"}, .level = ContractLevel::kEpci})
        .contract({.id = "one", .communes = {"45001"}});
    const CoverageState state(builder.build(), at("2024-12-31"));
    EXPECT_EQ(department(state, "45").contracts, 2);
    EXPECT_EQ(department(state, "18").contracts, 1);
    EXPECT_EQ(region(state, "24").contracts, 2);
    EXPECT_EQ(state.france().contracts, 2);
    EXPECT_EQ(epci(state, kB).contracts, 1);
    EXPECT_EQ(state.rows(Level::kEpci)[0].contracts, 1);
}

TEST(CoverageState, WhatIfAddsAndTakesBack) {
    auto builder = small_france();
    builder.contract({.id = "planned", .communes = {"45002"}, .status = ContractStatus::kEnvisage});
    const auto dataset = builder.build();
    CoverageState state(dataset, at("2024-12-31"));
    EXPECT_EQ(department(state, "45").range, exactly(0, 60));
    EXPECT_TRUE(state.add_contract(0));
    const Perimeter gien = {test::commune_row(*dataset, "45003")};
    state.add_perimeter(gien);
    EXPECT_EQ(department(state, "45").range, exactly(50, 60));
    EXPECT_EQ(department(state, "45").contracts, 2);
    EXPECT_TRUE(state.remove_contract(0));
    EXPECT_EQ(department(state, "45").range, exactly(30, 60));
    EXPECT_TRUE(state.remove_perimeter(gien));
    EXPECT_EQ(state.france().range, exactly(0, 150));
}

TEST(CoverageState, WithoutCountsNothingIsComputable) {
    auto builder = small_territories();
    builder.contract({.communes = {"45001"}});
    const CoverageState state(builder.build(), at("2024-12-31"));
    EXPECT_TRUE(state.years().empty());
    EXPECT_FALSE(state.france().rate.has_value());
    EXPECT_FALSE(state.france().mean_of_children.has_value());
}

}  // namespace
}  // namespace maillage::indicators
