// SPDX-License-Identifier: Apache-2.0
#include "planning/candidate_funding.hpp"

#include "indicators/coverage_state.hpp"
#include "support/dataset_builder.hpp"

#include <gtest/gtest.h>

namespace maillage::planning {
namespace {

using indicators::Answer;

RuleSet cap_150000() {
    RuleSet rules;
    rules.year = 2024;
    FundingRule rule;
    rule.id = "M1";
    rule.test = RuleTest::kAmountAtMost;
    rule.applies = AppliesTo::kNew;
    rule.most_cents = 15'000'000;
    rule.exception_inhabitants_above = 100'000;
    rule.exception_signatories_from = 500;
    rule.exception_year = 2023;
    rules.rules.push_back(rule);
    return rules;
}

test::DatasetBuilder one_commune(std::int32_t inhabitants, Count signatories) {
    test::DatasetBuilder builder;
    builder.department("45", "24").commune("45001", {.population = inhabitants});
    builder.masked("45001", signatories.low, signatories.high);
    return builder;
}

CandidateFunding funding_of(const test::DatasetBuilder& builder,
                            const RuleSet& rules = cap_150000()) {
    const auto dataset = builder.build();
    indicators::CoverageQuery query;
    query.date = make_date(2024, 12, 31);
    const auto all =
        find_candidates(indicators::CoverageState(dataset, query), scope_of_france(*dataset));
    EXPECT_EQ(all.size(), 1U);
    return candidate_funding(all, rules).front();
}

TEST(CandidateFunding, TheExceptionTakesBothThresholds) {
    EXPECT_EQ(funding_of(one_commune(100'000, {500, 500})).most_cents, 15'000'000);
    EXPECT_EQ(funding_of(one_commune(100'001, {499, 499})).most_cents, 15'000'000);
    const auto large = funding_of(one_commune(100'001, {500, 500}));
    EXPECT_EQ(large.exception, Answer::kMet);
    EXPECT_FALSE(large.most_cents.has_value()) << "case by case";
    const auto open = funding_of(one_commune(100'001, {499, 500}));
    EXPECT_EQ(open.exception, Answer::kNotKnown);
    EXPECT_EQ(open.most_cents, 15'000'000);
}

TEST(CandidateFunding, TheRegisterIsRemembered) {
    auto builder = one_commune(1'000, {10, 10});
    EXPECT_FALSE(funding_of(builder).known.has_value());
    builder.contract({.id = "ended",
                      .communes = {"45001"},
                      .ends_on = "2023-12-31",
                      .details = {{"montant_etat", "200 000 €"}}});
    const auto renewed = funding_of(builder);
    EXPECT_TRUE(renewed.renewal);
    EXPECT_EQ(renewed.most_cents, 20'000'000) << "a renewal may have what it had";
    EXPECT_TRUE(renewed.eligible);
    builder.contract({.id = "refused",
                      .communes = {"45001"},
                      .status = ContractStatus::kRefuse,
                      .signed_on = ""});
    const auto refused = funding_of(builder);
    EXPECT_FALSE(refused.eligible);
    EXPECT_EQ(refused.known, 1U);
}

TEST(CandidateFunding, AContractSignedLaterIsNoRenewal) {
    auto builder = one_commune(1'000, {10, 10});
    builder.contract({.id = "later", .communes = {"45001"}, .signed_on = "2025-03-01"});
    const auto funding = funding_of(builder);
    EXPECT_EQ(funding.known, 0U);
    EXPECT_FALSE(funding.renewal);
}

TEST(CandidateFunding, RulesWithoutALimitGiveNone) {
    EXPECT_FALSE(funding_of(one_commune(1'000, {10, 10}), RuleSet{}).most_cents.has_value());
}

TEST(CandidateFunding, LastDayForNewFiles) {
    auto rules = cap_150000();
    EXPECT_FALSE(last_day_for_new(rules).has_value());
    rules.deadlines = {{make_date(2024, 6, 30), AppliesTo::kRenewal, "", {}},
                       {make_date(2024, 9, 30), AppliesTo::kNew, "", {}}};
    EXPECT_EQ(last_day_for_new(rules), make_date(2024, 9, 30));
}

}  // namespace
}  // namespace maillage::planning
