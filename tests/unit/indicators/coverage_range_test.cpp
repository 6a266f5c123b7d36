// SPDX-License-Identifier: Apache-2.0
#include "indicators/coverage_range.hpp"

#include <gtest/gtest.h>

namespace maillage::indicators {
namespace {

const CoverageRange kMasked = {{1, 4}, {2, 8}, {3, 12}};

TEST(ConstrainTotal, TightensBothParts) {
    // covered + rest = 11: covered ≥ 11 − 8 = 3, rest ≥ 11 − 4 = 7.
    const auto cut = constrain_total(kMasked, Count::exact(11));
    ASSERT_TRUE(cut.has_value());
    EXPECT_EQ(*cut, (CoverageRange{{3, 4}, {7, 8}, {11, 11}}));
}

TEST(ConstrainTotal, RefusesWhatTheRowsContradict) {
    EXPECT_FALSE(constrain_total(kMasked, Count::exact(2)).has_value());
    EXPECT_FALSE(constrain_total(kMasked, Count::exact(13)).has_value());
}

TEST(ConstrainTotal, IsTheClosedFormOfTheMethods) {
    // methods.md § 9 with V_c = 7 visible covered, V_u = 5 not, mc = 2 masked covered and mu = 1
    // not, each in [1, 4] (s = 5), T = 20: R = 20 − 12 = 8.
    // num ≥ 7 + max(2, 8 − 1·4) = 11; num ≤ 7 + min(2·4, 8 − 1) = 14.
    const CoverageRange range = {{7 + 2, 7 + 8}, {5 + 1, 5 + 4}, {15, 24}};
    const auto cut = constrain_total(range, Count::exact(20));
    ASSERT_TRUE(cut.has_value());
    EXPECT_EQ(cut->covered, (Count{11, 14}));
    const auto rate = rate_bounds(*cut);
    ASSERT_TRUE(rate.has_value());
    EXPECT_EQ(compare(rate->low, Rate{11, 20}), std::strong_ordering::equal);
    EXPECT_EQ(compare(rate->high, Rate{14, 20}), std::strong_ordering::equal);
}

TEST(RateBounds, TakeNumeratorAndDenominatorTogether) {
    // Lowest with few covered and many not: 1/(1+8); highest 4/(4+2). Not 1/12 and 4/3.
    const auto rate = rate_bounds(kMasked);
    ASSERT_TRUE(rate.has_value());
    EXPECT_EQ(compare(rate->low, Rate{1, 9}), std::strong_ordering::equal);
    EXPECT_EQ(compare(rate->high, Rate{4, 6}), std::strong_ordering::equal);
}

TEST(RateBounds, AreOverPairsWhereSomebodyLives) {
    // Covered 0…3, nobody else: 0/0 is no rate; every other pair gives 1.
    const auto all = rate_bounds({{0, 3}, {0, 0}, {0, 3}});
    ASSERT_TRUE(all.has_value());
    EXPECT_EQ(compare(all->low, Rate{1, 1}), std::strong_ordering::equal);
    EXPECT_EQ(compare(all->high, Rate{1, 1}), std::strong_ordering::equal);
    // Nobody covered, 0…3 not: always 0.
    const auto none = rate_bounds({{0, 0}, {0, 3}, {0, 3}});
    ASSERT_TRUE(none.has_value());
    EXPECT_EQ(none->low.num, 0);
    EXPECT_EQ(none->high.num, 0);
    EXPECT_GT(none->high.den, 0);
    // One masked cell split over a covered commune and another: anything from 0 to 1.
    const auto any = rate_bounds({{0, 3}, {0, 3}, {0, 3}});
    ASSERT_TRUE(any.has_value());
    EXPECT_EQ(compare(any->low, Rate{0, 1}), std::strong_ordering::equal);
    EXPECT_EQ(compare(any->high, Rate{1, 1}), std::strong_ordering::equal);
}

}  // namespace
}  // namespace maillage::indicators
