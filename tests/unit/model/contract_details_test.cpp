// SPDX-License-Identifier: Apache-2.0
#include "model/contract_details.hpp"

#include <gtest/gtest.h>

namespace maillage {
namespace {

TEST(ContractDetails, AmountsAreExactOrNothing) {
    EXPECT_EQ(parse_cents("150000"), 15'000'000);
    EXPECT_EQ(parse_cents("150 000 €"), 15'000'000);
    EXPECT_EQ(parse_cents("150\u202F000\u00A0€"), 15'000'000);
    EXPECT_EQ(parse_cents("150 000,01 euros"), 15'000'001);
    EXPECT_EQ(parse_cents("0"), 0);
    EXPECT_EQ(parse_cents("9999999999,99"), 999'999'999'999);
    for (const char* text : {"", "-5", "150 k€", "150000,005", "cent mille", "20 %", "1e11", "€"}) {
        EXPECT_EQ(parse_cents(text), std::nullopt) << text;
    }
}

TEST(ContractDetails, PartsMayBeBarePercentages) {
    EXPECT_EQ(parse_part("20 %"), (Share{20, 100}));
    EXPECT_EQ(parse_part("20"), (Share{20, 100}));
    EXPECT_EQ(parse_part("0,2"), (Share{2, 10}));
    EXPECT_EQ(parse_part("120"), std::nullopt);
    EXPECT_EQ(parse_part("moitié"), std::nullopt);
}

TEST(ContractDetails, WordsOfClosedLists) {
    EXPECT_EQ(parse_yes_no("Oui"), true);
    EXPECT_EQ(parse_yes_no("non"), false);
    EXPECT_EQ(parse_yes_no("peut-être"), std::nullopt);
    EXPECT_EQ(parse_report("Complet"), ReportState::kComplete);
    EXPECT_EQ(parse_report("partiel"), ReportState::kPartial);
    EXPECT_EQ(parse_report("absent"), ReportState::kAbsent);
    EXPECT_EQ(parse_report("en cours"), std::nullopt);
}

TEST(ContractDetails, DomainsBetweenSpacesOrCommas) {
    const std::vector<IntegrationDomain> known{{"logement", {"hébergement"}},
                                               {"culture_sport", {"culture", "culture et sport"}}};
    const auto spaces = parse_domains("logement culture_sport", known);
    EXPECT_EQ(spaces.found, (std::set<std::string>{"logement", "culture_sport"}));
    EXPECT_TRUE(spaces.unknown.empty());
    const auto commas = parse_domains("Hébergement, Culture et sport", known);
    EXPECT_EQ(commas.found, spaces.found);
    EXPECT_EQ(parse_domains("culture et sport", known).found,
              (std::set<std::string>{"culture_sport"}));
    const auto twice = parse_domains("logement ; hébergement ; jardinage", known);
    EXPECT_EQ(twice.found.size(), 1U);
    EXPECT_EQ(twice.unknown, (std::vector<std::string>{"jardinage"}));
}

TEST(RuleSets, AYearWithoutASetTakesTheLatestEarlierOne) {
    std::vector<RuleSet> sets(2);
    sets[0].year = 2024;
    sets[1].year = 2026;
    EXPECT_EQ(rules_of_year(sets, 2023), nullptr);
    EXPECT_EQ(rules_of_year(sets, 2024)->year, 2024);
    EXPECT_EQ(rules_of_year(sets, 2025)->year, 2024);
    EXPECT_EQ(rules_of_year(sets, 2030)->year, 2026);
}

}  // namespace
}  // namespace maillage
