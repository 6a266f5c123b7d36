// SPDX-License-Identifier: Apache-2.0
#include "indicators/exact.hpp"

#include <gtest/gtest.h>

namespace maillage::indicators {
namespace {

TEST(Exact, FractionsCompareByValueWhereProductsOverflow64Bits) {
    EXPECT_EQ(compare({1, 2}, Rate{50, 100}), std::strong_ordering::equal);
    EXPECT_EQ(compare({1, 3}, Rate{33, 100}), std::strong_ordering::greater);
    const std::int64_t big = 4'000'000'000'000'000'000;
    // (b−1)/b < b/(b+1), because b² − 1 < b²; both products exceed 2^63.
    EXPECT_EQ(compare({big - 1, big}, Rate{big, big + 1}), std::strong_ordering::less);
}

TEST(Exact, DifferencesAreInLowestTerms) {
    const auto half = difference({3, 4}, {1, 4});  // 2/4 = 1/2
    EXPECT_EQ(half.num, 1);
    EXPECT_EQ(half.den, 2);
    const auto negative = difference({1, 3}, {1, 2});  // −1/6
    EXPECT_EQ(negative.num, -1);
    EXPECT_EQ(negative.den, 6);
    const auto none = difference({2, 4}, {1, 2});
    EXPECT_EQ(none.num, 0);
    EXPECT_EQ(none.den, 1);
}

TEST(Exact, CeilingIsRightOnBothSidesOfZero) {
    const auto ceiling = [](std::int64_t num, std::int64_t den) {
        return static_cast<std::int64_t>(ceil_divide(num, den));
    };
    EXPECT_EQ(ceiling(7, 2), 4);
    EXPECT_EQ(ceiling(6, 2), 3);
    EXPECT_EQ(ceiling(-7, 2), -3);
    EXPECT_EQ(ceiling(0, 5), 0);
}

TEST(Exact, MeansAreShownRoundedHalfUp) {
    EXPECT_EQ(shown_count(10, 1), 10);
    EXPECT_EQ(shown_count(10, 3), 3);  // 3.33
    EXPECT_EQ(shown_count(11, 3), 4);  // 3.67
    EXPECT_EQ(shown_count(5, 2), 3);   // 2.5
    EXPECT_EQ(shown_count(0, 3), 0);
}

}  // namespace
}  // namespace maillage::indicators
