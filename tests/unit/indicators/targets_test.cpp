// SPDX-License-Identifier: Apache-2.0
#include "indicators/targets.hpp"

#include "small_france.hpp"

#include <gtest/gtest.h>

namespace maillage::indicators {
namespace {

RateBounds exact_rate(std::int64_t num, std::int64_t den) { return {{num, den}, {num, den}}; }

TEST(Targets, GapAndSignatoriesToCover) {
    // 45: 10 of 60 covered, target 45 %: 0.45 × 60 = 27, 17 more; gap 0.45 − 1/6 = 17/60.
    auto builder = small_france();
    builder.contract({.communes = {"45001"}}).target("45", 2024, {45, 100});
    const CoverageState state(builder.build(), at("2024-12-31"));
    const auto row = department(state, "45");
    ASSERT_TRUE(row.target && row.gap && row.to_cover);
    EXPECT_EQ(*row.to_cover, Count::exact(17));
    EXPECT_EQ(row.gap->low.num, 17);
    EXPECT_EQ(row.gap->low.den, 60);
    EXPECT_FALSE(row.progress.has_value()) << "no initial rate";
}

TEST(Targets, ToCoverIsRoundedUpAndTakesBothEnds) {
    // covered [1, 4], rest [2, 8], total [3, 12], target 50 %: least for (4, 2), ⌈3 − 4⌉ → 0;
    // most for (1, 8): ⌈4.5 − 1⌉ = 4.
    EXPECT_EQ(signatories_to_cover({{1, 4}, {2, 8}, {3, 12}}, {1, 2}, 1), (Count{0, 4}));
    // Two years: covered 3, total 13 in all, target 50 %: ⌈(6.5 − 3)/2⌉ = ⌈1.75⌉ = 2.
    EXPECT_EQ(signatories_to_cover(exactly(3, 13), {1, 2}, 2), Count::exact(2));
    EXPECT_EQ(signatories_to_cover(exactly(0, 0), {1, 2}, 1), Count::exact(0));
}

TEST(Targets, ProgressIsPilotesFormula) {
    // VI 10 %, VC 50 %, rate 30 %: (0.3 − 0.1)/(0.5 − 0.1) = 1/2.
    Target target;
    target.rate = {50, 100};
    target.initial_rate = Share{10, 100};
    const auto half = progress_to_target(exact_rate(3, 10), target).value();
    EXPECT_EQ(compare(half.low, Rate{1, 2}), std::strong_ordering::equal);
    EXPECT_EQ(compare(progress_to_target(exact_rate(1, 20), target)->low, Rate{0, 1}),
              std::strong_ordering::equal);
    EXPECT_EQ(compare(progress_to_target(exact_rate(9, 10), target)->low, Rate{1, 1}),
              std::strong_ordering::equal);
    const auto masked = progress_to_target({{1, 5}, {2, 5}}, target).value();
    EXPECT_EQ(compare(masked.low, Rate{1, 4}), std::strong_ordering::equal);
    EXPECT_EQ(compare(masked.high, Rate{3, 4}), std::strong_ordering::equal);
}

TEST(Targets, TargetOfAnotherYearIsNotCarriedOver) {
    auto builder = small_france();
    builder.target("45", 2025, {1, 2}).region_target("24", 2024, {1, 4});
    const CoverageState state(builder.build(), at("2024-12-31"));
    EXPECT_FALSE(department(state, "45").target.has_value());
    EXPECT_EQ(region(state, "24").target, (Share{1, 4}));
    EXPECT_FALSE(region(state, "28").target.has_value());
    EXPECT_FALSE(state.france().target.has_value());
}

}  // namespace
}  // namespace maillage::indicators
