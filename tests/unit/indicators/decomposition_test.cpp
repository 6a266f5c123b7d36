// SPDX-License-Identifier: Apache-2.0
#include "indicators/decomposition.hpp"

#include "small_france.hpp"

#include <gtest/gtest.h>

#include <numeric>

namespace maillage::indicators {
namespace {

/// before of the first is A's rate, after of the last is B's, each begins where the one before
/// ended; and the changes, as fractions over one denominator, add up to B − A.
void expect_nothing_left_over(const std::array<Contribution, kCauses>& chain, Rate a, Rate b) {
    EXPECT_EQ(compare(chain.front().before, a), std::strong_ordering::equal);
    EXPECT_EQ(compare(chain.back().after, b), std::strong_ordering::equal);
    std::int64_t den = a.den * b.den;
    for (const auto& one : chain) {
        den = std::lcm(den, one.change.den);
    }
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < chain.size(); ++i) {
        EXPECT_EQ(chain.at(i).cause, static_cast<Cause>(i));
        sum += chain.at(i).change.num * (den / chain.at(i).change.den);
    }
    EXPECT_EQ(sum, b.num * (den / b.den) - a.num * (den / a.den));
}

test::DatasetBuilder two_years() {
    auto builder = small_territories();
    builder.year(2022).count("45001", 10).count("45002", 20).count("45003", 30);
    builder.year(2023).count("45001", 20).count("45002", 20).count("45003", 40);
    builder.contract({.id = "ends", .communes = {"45001"}, .ends_on = "2023-06-30"})
        .contract({.id = "starts", .communes = {"45002"}, .signed_on = "2023-09-01"})
        .contract({.id = "moves",
                   .communes = {"45001"},
                   .today = test::Codes{"45001", "45003"},
                   .level = ContractLevel::kEpci});
    return builder;
}

TEST(Decomposition, CreditsEachCauseInTurn) {
    const auto dataset = two_years().build();
    Situation a{dataset, at("2022-12-31")};
    a.query.years = {2022};
    Situation b{dataset, at("2023-12-31")};
    b.query.years = {2023};
    b.query.perimeter = Choices::Perimeter::kToday;
    const auto result = decompose(a, b, Level::kDepartment);
    EXPECT_EQ(result.started, (std::vector<std::size_t>{1}));
    EXPECT_EQ(result.ended, (std::vector<std::size_t>{0}));
    // A: 45001 of "ends" and "moves": 10/60. + "starts" 45002: 30/60. − "ends": still 45001 by
    // "moves", 30/60. Counts of 2023: 40/80. Perimeter of today, + 45003: 80/80. Same dataset.
    ASSERT_EQ(result.territories.size(), 1U) << "18 and 76 have no signatories";
    const auto& chain = result.territories[0].low;
    EXPECT_EQ(result.territories[0].code, "45");
    const std::vector<Rate> changes = {{1, 3}, {0, 1}, {0, 1}, {1, 2}, {0, 1}};
    for (std::size_t i = 0; i < kCauses; ++i) {
        EXPECT_EQ(compare(chain.at(i).change, changes[i]), std::strong_ordering::equal) << i;
    }
    expect_nothing_left_over(chain, {10, 60}, {80, 80});
    expect_nothing_left_over(result.territories[0].high, {10, 60}, {80, 80});
}

TEST(Decomposition, IntervalsHaveAChainForEachEnd) {
    auto builder = small_territories();
    builder.masked("45001", 1, 4).count("45002", 4).count("45003", 4);
    builder.contract({.id = "a", .communes = {"45001"}})
        .contract({.id = "b", .communes = {"45002"}, .signed_on = "2024-01-01"});
    const auto dataset = builder.build();
    const auto result =
        decompose({dataset, at("2023-12-31")}, {dataset, at("2024-12-31")}, Level::kFrance);
    ASSERT_EQ(result.territories.size(), 1U);
    // Before: 1/9 … 4/12; after: 5/9 … 8/12.
    expect_nothing_left_over(result.territories[0].low, {1, 9}, {5, 9});
    expect_nothing_left_over(result.territories[0].high, {4, 12}, {8, 12});
}

TEST(Decomposition, AnotherDatasetIsTheLastCause) {
    // At the new vintage 45003 is one commune with 45002: "a" holds 50 instead of 20.
    auto old_builder = small_france();
    old_builder.contract({.id = "a", .communes = {"45002"}});
    test::DatasetBuilder new_builder;
    new_builder.vintage(2025).department("45", "24");
    new_builder.commune("45001").commune("45002").count("45001", 10).count("45002", 50);
    new_builder.contract({.id = "a", .communes = {"45002"}});
    const auto result = decompose({old_builder.build(), at("2024-12-31")},
                                  {new_builder.build(), at("2024-12-31")}, Level::kDepartment);
    ASSERT_EQ(result.territories.size(), 1U);
    const auto& chain = result.territories[0].low;
    expect_nothing_left_over(chain, {20, 60}, {50, 60});
    EXPECT_EQ(chain.back().cause, Cause::kVintage);
    EXPECT_EQ(compare(chain.back().change, Rate{1, 2}), std::strong_ordering::equal);
}

}  // namespace
}  // namespace maillage::indicators
