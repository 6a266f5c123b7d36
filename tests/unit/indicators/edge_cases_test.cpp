// SPDX-License-Identifier: Apache-2.0
// The edge cases of the indicator (rules.md § 2) that can be said on a Dataset, on the territory
// drawn in small_france.hpp: 45 has 10 + 20 + 30, 18 has 40, 76 has 50.
#include "indicators/alerts.hpp"
#include "indicators/coverage_state.hpp"
#include "indicators/secondary_values.hpp"
#include "indicators/targets.hpp"
#include "small_france.hpp"

#include <gtest/gtest.h>

namespace maillage::indicators {
namespace {

bool equal(Rate a, Rate b) { return compare(a, b) == std::strong_ordering::equal; }

TEST(E01, CommuneInsideAnEpciCountsOnce) {
    auto builder = small_france();
    builder.contract({.id = "A", .communes = {"45001", "45002"}, .level = ContractLevel::kEpci})
        .contract({.id = "45001", .communes = {"45001"}});
    const auto dataset = builder.build();
    const CoverageState state(dataset, at("2024-12-31"));
    // 10 + 20, not 10 + 20 + 10.
    EXPECT_EQ(department(state, "45").range, exactly(30, 60));
    EXPECT_EQ(department(state, "45").contracts, 2);
    EXPECT_EQ(state.cover_count(test::commune_row(*dataset, "45001")), 2U) << "for articulation";
}

TEST(E02, DepartmentalAndRegionalContractsAreOutButShown) {
    auto builder = small_france();
    builder
        .contract({.id = "45",
                   .communes = {"45001", "45002", "45003"},
                   .level = ContractLevel::kDepartment})
        .contract({.id = "24",
                   .communes = {"45001", "45002", "45003", "18001", "18002"},
                   .level = ContractLevel::kRegion})
        .contract({.id = "45001", .communes = {"45001"}});
    const auto dataset = builder.build();
    auto query = at("2024-12-31");
    const CoverageState state(dataset, query);
    EXPECT_EQ(department(state, "45").range, exactly(10, 60));
    EXPECT_EQ(department(state, "45").contracts, 1);
    EXPECT_EQ(department(state, "45").contracts_not_counted, 2);
    EXPECT_EQ(epci(state, kB).contracts_not_counted, 2);
    EXPECT_EQ(state.france().range, exactly(10, 150));
    query.include_all_levels = true;  // "taux tous CTAI": 60 + 40.
    const CoverageState all(dataset, query);
    EXPECT_EQ(department(all, "45").range, exactly(60, 60));
    EXPECT_EQ(all.france().range, exactly(100, 150));
    EXPECT_EQ(all.france().contracts_not_counted, 0);
}

TEST(E03, EpciAcrossDepartmentsCountsInEachItsOwnCommunes) {
    auto builder = small_france();
    builder.contract({.id = "B", .communes = {"45003", "18001"}, .level = ContractLevel::kEpci});
    const CoverageState state(builder.build(), at("2024-12-31"));
    EXPECT_EQ(department(state, "45").range, exactly(30, 60));
    EXPECT_EQ(department(state, "18").range, exactly(40, 40));
    const auto parts = state.rows(Level::kEpciInDepartment);
    // B in 18, B in 45 (rows 1 and 2); B as a whole is their sum.
    EXPECT_EQ(parts[1].code, kB);
    EXPECT_EQ(parts[1].department, "18");
    EXPECT_EQ(parts[1].range, exactly(40, 40));
    EXPECT_EQ(parts[2].department, "45");
    EXPECT_EQ(parts[2].range, exactly(30, 30));
    EXPECT_EQ(epci(state, kB).range, exactly(70, 70));
}

TEST(E04, ParisAndLyonAreCommunalUnlessExcluded) {
    test::DatasetBuilder builder;
    builder.department("75", "11").department("69", "84").department("67", "44");
    builder.commune("75056").commune("69123").commune("67482");
    builder.count("75056", 100).count("69123", 50).count("67482", 20);
    builder.contract({.id = "Paris", .communes = {"75056"}, .paris_or_lyon = true})
        .contract({.id = "Lyon",
                   .communes = {"69123"},
                   .level = ContractLevel::kEpci,
                   .paris_or_lyon = true})
        .contract({.id = "Alsace", .communes = {"67482"}, .level = ContractLevel::kDepartment});
    const CoverageState communal(builder.build(), at("2024-12-31"));
    EXPECT_EQ(communal.france().range, exactly(150, 170)) << "Alsace is departmental";
    EXPECT_EQ(communal.france().contracts_not_counted, 1);
    builder.choices().paris_lyon = Choices::ParisLyon::kExcluded;
    const CoverageState excluded(builder.build(), at("2024-12-31"));
    EXPECT_EQ(excluded.france().range, exactly(0, 170));
    EXPECT_EQ(excluded.france().contracts_not_counted, 3);
}

TEST(E05, ContractOfAnEptCountsAsIntercommunal) {
    // An EPT holds some communes of the Métropole du Grand Paris, which is their EPCI.
    test::DatasetBuilder builder;
    builder.department("92", "11").department("93", "11");
    builder.commune("92036", {.epci = "200054781"}).commune("93066", {.epci = "200054781"});
    builder.count("92036", 30).count("93066", 70);
    builder.contract({.id = "T5", .communes = {"92036"}, .level = ContractLevel::kEpt});
    const CoverageState state(builder.build(), at("2024-12-31"));
    EXPECT_EQ(department(state, "92").range, exactly(30, 30));
    EXPECT_EQ(epci(state, "200054781").range, exactly(30, 100));
}

TEST(E06, ContratDeVilleCountsFromItsSignature) {
    auto builder = small_france();
    builder.contract(
        {.communes = {"45001"}, .kind = ContractKind::kContratDeVille, .signed_on = "2024-03-31"});
    const auto dataset = builder.build();
    EXPECT_EQ(CoverageState(dataset, at("2024-03-30")).france().range, exactly(0, 150));
    EXPECT_EQ(CoverageState(dataset, at("2024-03-31")).france().range, exactly(10, 150));
}

TEST(E08, PartnershipsAndLettersOfIntentAreNotCounted) {
    auto builder = small_france();
    builder.contract({.communes = {"45001"}, .kind = ContractKind::kPartenariat})
        .contract({.communes = {"45002"}, .status = ContractStatus::kNegociation})
        .contract({.communes = {"45003"}, .status = ContractStatus::kEnvisage});
    const CoverageState state(builder.build(), at("2024-12-31"));
    EXPECT_EQ(state.france().range, exactly(0, 150));
    EXPECT_EQ(state.france().contracts, 0);
}

TEST(E09, ContractLimitedToRefugeesCountsOnceItIsACtai) {
    // A former CTAIR enters the table as a partnership until opened to all newcomers.
    auto builder = small_france();
    builder.contract({.id = "ctair", .communes = {"45001"}, .kind = ContractKind::kPartenariat})
        .contract({.id = "opened", .communes = {"45002"}, .signed_on = "2022-06-01"});
    const CoverageState state(builder.build(), at("2024-12-31"));
    EXPECT_EQ(department(state, "45").range, exactly(20, 60));
}

TEST(E10, ContractIsInForceFromItsFirstToItsLastDay) {
    auto builder = small_france();
    builder.contract({.communes = {"45001"}, .signed_on = "2020-06-15", .ends_on = "2022-06-14"})
        .contract({.communes = {"45001"}, .signed_on = "2022-07-01"});
    const auto dataset = builder.build();
    const auto covered = [&dataset](const char* date) {
        return CoverageState(dataset, at(date)).france().range.covered;
    };
    EXPECT_EQ(covered("2020-06-14"), Count::exact(0));
    EXPECT_EQ(covered("2020-06-15"), Count::exact(10));
    EXPECT_EQ(covered("2022-06-14"), Count::exact(10));
    EXPECT_EQ(covered("2022-06-15"), Count::exact(0)) << "renewed with a gap";
    EXPECT_EQ(covered("2022-07-01"), Count::exact(10));
    const auto gaps = renewal_gaps(*dataset);
    ASSERT_EQ(gaps.size(), 1U);
    EXPECT_EQ(gaps[0].days, 16);  // 15 to 30 June
}

TEST(E11, ContractInForceCountsWhateverTheYearsFunding) {
    // Multi-year, nothing said about this year's grant: only dates decide.
    auto builder = small_france();
    builder.contract({.communes = {"45001"}, .signed_on = "2022", .ends_on = "2025"});
    EXPECT_EQ(CoverageState(builder.build(), at("2024-12-31")).france().range, exactly(10, 150));
}

TEST(E11, TheSecondViewKeepsOnlyContractsThatTheStateFunds) {
    auto builder = small_france();
    builder.contract({.communes = {"45001"}, .signed_on = "2022"});
    builder.contract({.communes = {"45002"}, .signed_on = "2022"});
    builder.contract({.communes = {"45001", "45002"}, .signed_on = "2022"});
    Dataset data = *builder.build();
    data.contracts[0].details["montant_etat"] = "12 000";
    data.contracts[1].details["montant_etat"] = "0";
    const auto dataset = std::make_shared<const Dataset>(data);
    const CoverageState counted(dataset, at("2024-12-31"));
    EXPECT_EQ(counted.france().contracts, 3);
    const auto funded = funded_only(counted);
    EXPECT_EQ(funded.france().contracts, 1);
    EXPECT_EQ(funded.france().range, exactly(10, 150));
    EXPECT_EQ(counted.france().contracts, 3) << "the rate itself is untouched";
}

TEST(E12, EndingContractIsAnnouncedNinetyDaysBeforeAndLeavesTheNumerator) {
    auto builder = small_france();
    builder.contract({.communes = {"45001"}, .ends_on = "2024-06-30"});
    const auto dataset = builder.build();
    EXPECT_TRUE(ending_soon(*dataset, on("2024-03-31")).empty());  // 91 days before
    const auto ending = ending_soon(*dataset, on("2024-04-01"));
    ASSERT_EQ(ending.size(), 1U);
    EXPECT_EQ(ending[0].days_left, 90);
    EXPECT_EQ(ending_soon(*dataset, on("2024-06-30")).at(0).days_left, 0);
    EXPECT_TRUE(ending_soon(*dataset, on("2024-07-01")).empty());
    EXPECT_EQ(CoverageState(dataset, at("2024-06-30")).france().range, exactly(10, 150));
    EXPECT_EQ(CoverageState(dataset, at("2024-07-01")).france().range, exactly(0, 150));
}

TEST(E13, DepartmentalCoSignatureDoesNotExcludeACommunalContract) {
    // Commune + EPCI + department sign together: the table holds the lowest level, commune.
    auto builder = small_france();
    builder.contract({.communes = {"45001"}, .level = ContractLevel::kCommune});
    EXPECT_EQ(CoverageState(builder.build(), at("2024-12-31")).france().range, exactly(10, 150));
}

TEST(E14, GroupOfCommunesCoversTheListedOnes) {
    auto builder = small_france();
    builder.contract({.communes = {"45001", "18001"}, .level = ContractLevel::kCommunes});
    const CoverageState state(builder.build(), at("2024-12-31"));
    EXPECT_EQ(department(state, "45").range, exactly(10, 60));
    EXPECT_EQ(department(state, "18").range, exactly(40, 40));
}

TEST(E15, ReferenceYearIsTheWorkspacesElseTheLastElseAsked) {
    auto builder = small_territories();
    builder.year(2021).count("45001", 1).year(2022).count("45001", 2);
    builder.year(2023).count("45001", 6).contract({.communes = {"45001"}});
    auto query = at("2024-12-31");
    EXPECT_EQ(CoverageState(builder.build(), query).france().range, exactly(6, 6));
    builder.counts_years({2021, 2022, 2023});  // Mean of three: (1 + 2 + 6)/3 = 3.
    const CoverageState mean(builder.build(), query);
    EXPECT_EQ(mean.france().years, 3);
    EXPECT_EQ(shown_count(mean.france().range.total.low, mean.france().years), 3);
    query.years = {2022};
    EXPECT_EQ(CoverageState(builder.build(), query).france().range, exactly(2, 2));
    query.years = {2022, 2030};  // A year without counts is no divisor.
    EXPECT_EQ(CoverageState(builder.build(), query).france().years, 1);
}

TEST(E16, NotLocatedSignatoriesAreInTheTotalUnlessIgnored) {
    // 45: 60 located of whom 10 covered, 5 without commune; 3 more nowhere known in France.
    auto builder = small_france();
    builder.not_located("45", 5, 5).nowhere(3, 3).contract({.communes = {"45001"}});
    const CoverageState state(builder.build(), at("2024-12-31"));
    EXPECT_EQ(department(state, "45").range, exactly(10, 65));
    EXPECT_EQ(department(state, "45").not_located, Count::exact(5));
    EXPECT_EQ(epci(state, kA).not_located, Count::exact(0));
    EXPECT_EQ(region(state, "24").range, exactly(10, 105));
    EXPECT_EQ(state.france().range, exactly(10, 158));
    EXPECT_EQ(state.france().not_located, Count::exact(8));

    builder.choices().unlocated = Choices::Unlocated::kIgnored;
    const CoverageState ignored(builder.build(), at("2024-12-31"));
    EXPECT_EQ(department(ignored, "45").range, exactly(10, 60));
    EXPECT_EQ(ignored.france().range, exactly(10, 150));
    EXPECT_EQ(ignored.france().not_located, Count::exact(8)) << "still shown apart";
}

TEST(E18, MaskedCountsAreIntervalsTightenedByThePublishedTotal) {
    // 45001 covered in [1, 4], 45002 in [1, 4], 45003 = 10.
    auto builder = small_territories();
    builder.masked("45001", 1, 4).masked("45002", 1, 4).count("45003", 10);
    builder.contract({.communes = {"45001"}});
    const auto open = department(CoverageState(builder.build(), at("2024-12-31")), "45");
    EXPECT_EQ(open.range, (CoverageRange{{1, 4}, {11, 14}, {12, 18}}));
    EXPECT_TRUE(equal(open.rate->low, {1, 15}));
    EXPECT_TRUE(equal(open.rate->high, {4, 15}));
    // Total 17: the two masked cells share 7, so each is 3 or 4.
    builder.department_total("45", 17);
    const auto closed = department(CoverageState(builder.build(), at("2024-12-31")), "45");
    EXPECT_EQ(closed.range, (CoverageRange{{3, 4}, {13, 14}, {17, 17}}));
    EXPECT_TRUE(equal(closed.rate->low, {3, 17}));
    EXPECT_TRUE(equal(closed.rate->high, {4, 17}));
}

TEST(E19, BothReadingsOfAPerimeterAreThere) {
    auto builder = small_france();
    builder.contract({.communes = {"45001"},
                      .today = test::Codes{"45001", "45002"},
                      .level = ContractLevel::kEpci});
    const auto dataset = builder.build();
    auto query = at("2024-12-31");
    EXPECT_EQ(CoverageState(dataset, query).france().range, exactly(10, 150)) << "as signed";
    query.perimeter = Choices::Perimeter::kToday;
    EXPECT_EQ(CoverageState(dataset, query).france().range, exactly(30, 150));
}

TEST(E20, CommuneThatLeftTheEpciFollowsTheChosenRule) {
    auto builder = small_france();
    builder.contract({.communes = {"45001", "45002"},
                      .today = test::Codes{"45001"},
                      .level = ContractLevel::kEpci});
    EXPECT_EQ(CoverageState(builder.build(), at("2024-12-31")).france().range, exactly(30, 150));
    builder.choices().perimeter = Choices::Perimeter::kToday;
    EXPECT_EQ(CoverageState(builder.build(), at("2024-12-31")).france().range, exactly(10, 150));
}

TEST(E21, IslandWithoutEpciCountsInItsDepartment) {
    test::DatasetBuilder builder;
    builder.department("29", "53").commune("29083").commune("29019", {.epci = kA});
    builder.count("29083", 2).count("29019", 98).contract({.communes = {"29083"}});
    const CoverageState state(builder.build(), at("2024-12-31"));
    EXPECT_EQ(department(state, "29").range, exactly(2, 100));
    EXPECT_EQ(epci(state, kA).range, exactly(0, 98));
    EXPECT_EQ(state.rows(Level::kEpciInDepartment).size(), 1U);
}

TEST(E23, NobodyToCoverIsNotComputable) {
    auto builder = small_france();
    builder.contract({.communes = {"18002"}});
    const auto dataset = builder.build();
    const CoverageState state(dataset, at("2024-12-31"));
    const auto empty = state.row(Level::kCommune, test::commune_row(*dataset, "18002").value);
    EXPECT_EQ(empty.range.total, Count::exact(0));
    EXPECT_FALSE(empty.rate.has_value()) << "covered, and yet neither 0 % nor 100 %";
    EXPECT_FALSE(empty.gap.has_value());
    EXPECT_EQ(department(state, "45").rate->high.num, 0) << "0 of 60 is 0 %";
}

TEST(E24, TargetBelowThePresentRateFollowsPilotesRule) {
    // 45: 30 of 60. VI 60 % ≥ VC 40 %: reached, so 1. VI 60 %, VC 55 %: not reached, so 0.
    auto builder = small_france();
    builder.contract({.communes = {"45003"}})
        .target("45", 2024, {40, 100}, Share{60, 100})
        .target("45", 2025, {55, 100}, Share{60, 100});
    const auto dataset = builder.build();
    const auto reached = department(CoverageState(dataset, at("2024-12-31")), "45");
    EXPECT_TRUE(equal(reached.progress->low, {1, 1}));
    EXPECT_EQ(*reached.to_cover, Count::exact(0));
    EXPECT_TRUE(equal(reached.gap->low, {-1, 10}));  // 0.4 − 0.5
    const auto missed = department(CoverageState(dataset, at("2025-12-31")), "45");
    EXPECT_TRUE(equal(missed.progress->high, {0, 1}));
    EXPECT_EQ(*missed.to_cover, Count::exact(3));  // 0.55 × 60 = 33
    const auto none = department(CoverageState(dataset, at("2026-12-31")), "45");
    EXPECT_FALSE(none.target || none.gap || none.to_cover || none.progress);
}

TEST(E25, RegionalTargetIsHeldAgainstThoseOfItsDepartments) {
    // Region 24 (100 signatories) at 50 %: 50. Departments: 45 (60) at 40 % = 24, 18 (40) at
    // 50 % = 20: 44.
    auto builder = small_france();
    builder.region_target("24", 2024, {50, 100}).target("45", 2024, {40, 100});
    builder.target("18", 2024, {5, 10});
    const auto dataset = builder.build();
    const auto found = target_discrepancies(CoverageState(dataset, at("2024-12-31")));
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].region.value, test::region_row(*dataset, "24"));
    EXPECT_EQ(found[0].regional, Count::exact(50));
    EXPECT_EQ(found[0].departments, Count::exact(44));
    EXPECT_TRUE(target_discrepancies(CoverageState(dataset, at("2025-12-31"))).empty());

    auto agreeing = small_france();  // 0.5 × 60 + 0.5 × 40 = 50
    agreeing.region_target("24", 2024, {50, 100}).target("45", 2024, {5, 10});
    agreeing.target("18", 2024, {500, 1000});
    EXPECT_TRUE(target_discrepancies(CoverageState(agreeing.build(), at("2024-12-31"))).empty());
    auto partial = small_france();
    partial.region_target("24", 2024, {50, 100}).target("45", 2024, {1, 10});
    EXPECT_TRUE(target_discrepancies(CoverageState(partial.build(), at("2024-12-31"))).empty())
        << "a department without target says nothing";
}

TEST(E26, ThresholdsAreTestedOnExactFractions) {
    // 9999/20000 = 49.995 %, shown "50,0 %", is below 50 %.
    EXPECT_EQ(reaches({{9999, 20000}, {9999, 20000}}, {50, 100}), Answer::kNotMet);
    EXPECT_EQ(reaches({{10000, 20000}, {10000, 20000}}, {50, 100}), Answer::kMet);
    EXPECT_EQ(reaches({{1, 3}, {2, 3}}, {50, 100}), Answer::kNotKnown);
    EXPECT_EQ(fixed_ratio(100 * 9999, 20000, 1, ','), "50,0");
    // 1/3 against 33.3333 %: 1 × 1,000,000 ≥ 333,333 × 3.
    EXPECT_EQ(reaches({{1, 3}, {1, 3}}, {333'333, 1'000'000}), Answer::kMet);
}

TEST(E27, ExceptionNeedsStrictlyMoreInhabitantsAndAtLeastTheSignatories) {
    EXPECT_EQ(above_exception_thresholds(100'001, Count::exact(500)), Answer::kMet);
    EXPECT_EQ(above_exception_thresholds(100'000, Count::exact(500)), Answer::kNotMet);
    EXPECT_EQ(above_exception_thresholds(100'001, Count::exact(499)), Answer::kNotMet);
    EXPECT_EQ(above_exception_thresholds(100'001, Count::masked(499, 500)), Answer::kNotKnown);
    EXPECT_EQ(above_exception_thresholds({}, Count::exact(500)), Answer::kNotKnown);
    EXPECT_EQ(above_exception_thresholds({}, Count::exact(499)), Answer::kNotMet);
}

TEST(E28, PopulationIsThatOfTheWholePerimeter) {
    auto builder = small_france();
    builder.contract({.id = "A", .communes = {"45001", "45002"}, .level = ContractLevel::kEpci})
        .contract({.id = "C", .communes = {"18001", "76001"}, .level = ContractLevel::kCommunes});
    const auto dataset = builder.build();
    const auto& communes = dataset->territories.communes;
    EXPECT_EQ(population_of(communes, dataset->contracts[0].perimeter_signed), 3'000);
    EXPECT_FALSE(population_of(communes, dataset->contracts[1].perimeter_signed).has_value())
        << "76001's is not known";
}

TEST(E29, CommuneWithTwoContractsOneEligibleIsCovered) {
    auto builder = small_france();
    builder.contract({.id = "ended", .communes = {"45001"}, .ends_on = "2022"})
        .contract({.id = "counted", .communes = {"45001"}})
        .contract({.id = "45",
                   .communes = {"45001", "45002", "45003"},
                   .level = ContractLevel::kDepartment});
    EXPECT_EQ(department(CoverageState(builder.build(), at("2024-12-31")), "45").range,
              exactly(10, 60));
}

TEST(E30, OverseasAndCorsicaAreInFrance) {
    test::DatasetBuilder builder;
    builder.department("971", "01").department("2A", "94").department("45", "24");
    builder.commune("97105").commune("2A004").commune("45234");
    builder.count("97105", 30).count("2A004", 20).count("45234", 50);
    builder.contract({.communes = {"97105"}}).contract({.communes = {"2A004"}});
    const CoverageState state(builder.build(), at("2024-12-31"));
    EXPECT_EQ(state.france().range, exactly(50, 100));
    EXPECT_EQ(region(state, "01").range, exactly(30, 30));
    EXPECT_EQ(department(state, "2A").range, exactly(20, 20));
}

TEST(E31, EveryCellCountsWhereItWasPlaced) {
    // Who moved during the year stands in one cell, at the place of signature; cells add up.
    auto builder = small_territories();
    builder.count("45001", 4).count("45001", 6).contract({.communes = {"45001"}});
    EXPECT_EQ(CoverageState(builder.build(), at("2024-12-31")).france().range, exactly(10, 10));
}

TEST(E32, OnlyADepartmentalContractIsZeroAndSaysSo) {
    auto builder = small_france();
    builder.contract({.id = "76", .communes = {"76001"}, .level = ContractLevel::kDepartment});
    const auto row = department(CoverageState(builder.build(), at("2024-12-31")), "76");
    EXPECT_EQ(row.range, exactly(0, 50));
    EXPECT_TRUE(equal(row.rate->high, {0, 50}));
    EXPECT_EQ(row.contracts, 0);
    EXPECT_EQ(row.contracts_not_counted, 1) << "to be hatched";
}

}  // namespace
}  // namespace maillage::indicators
