// SPDX-License-Identifier: Apache-2.0
#include "access/gaps.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>

namespace maillage::access {
namespace {

TravelTimes nearest_times(const std::vector<Seconds>& seconds) {
    TravelTimes times;
    for (const auto time : seconds) {
        times.add_origin(time < 0 ? std::vector<Reach>{} : std::vector<Reach>{{{0}, time}});
    }
    return times;
}

TEST(Gaps, TheThresholdIsInclusiveAndNothingInReachIsBeyond) {
    const auto times = nearest_times({2700, 2701, -1});
    EXPECT_EQ(within(times, 0, 2700), Within::kYes);
    EXPECT_EQ(within(times, 1, 2700), Within::kNo);
    EXPECT_EQ(within(times, 2, 2700), Within::kNo);
}

TEST(Gaps, NotKnowingIsNotBeingOutOfReach) {
    using W = Within;
    EXPECT_EQ(gap_of(W::kYes, W::kYes), Gap::kNone);
    EXPECT_EQ(gap_of(W::kYes, W::kNo), Gap::kNoCar);
    EXPECT_EQ(gap_of(W::kYes, W::kUnknown), Gap::kUnknown);
    EXPECT_EQ(gap_of(W::kNo, W::kNo), Gap::kTotal);
    EXPECT_EQ(gap_of(W::kNo, W::kUnknown), Gap::kTotal) << "no bus is faster than all cars";
    EXPECT_EQ(gap_of(W::kNo, W::kYes), Gap::kNone);
    EXPECT_EQ(gap_of(W::kUnknown, W::kYes), Gap::kNone);
    EXPECT_EQ(gap_of(W::kUnknown, W::kNo), Gap::kUnknown);
}

TEST(Gaps, IsolatedWhereNoAlternativeReaches) {
    using W = Within;
    EXPECT_EQ(isolated(std::array{W::kNo, W::kNo}), true);
    EXPECT_EQ(isolated(std::array{W::kNo, W::kYes}), false);
    EXPECT_EQ(isolated(std::array{W::kUnknown, W::kYes}), false);
    EXPECT_EQ(isolated(std::array{W::kUnknown, W::kNo}), std::nullopt);
}

TEST(Typology, CoverageAndAccessMakeTheLists) {
    const auto times = nearest_times({1800, 1801, 2700, 2701, -1});
    using A = AccessClass;
    EXPECT_EQ(access_class(times, 0, 45 * kMinute), A::kNear);
    EXPECT_EQ(access_class(times, 1, 45 * kMinute), A::kMiddle);
    EXPECT_EQ(access_class(times, 2, 45 * kMinute), A::kMiddle);
    EXPECT_EQ(access_class(times, 3, 45 * kMinute), A::kFar);
    EXPECT_EQ(access_class(times, 4, 45 * kMinute), A::kFar);
    using C = CoverageClass;
    EXPECT_EQ(typology(C::kCounted, A::kFar), Typology::kCoveredOutOfReach);
    EXPECT_EQ(typology(C::kNone, A::kNear), Typology::kWithinReachUncovered);
    EXPECT_EQ(typology(C::kNotCounted, A::kMiddle), Typology::kWithinReachUncovered);
    EXPECT_EQ(typology(C::kNone, A::kFar), Typology::kNeither);
    EXPECT_EQ(typology(C::kCounted, A::kNear), Typology::kBoth);
    EXPECT_EQ(typology(C::kCounted, A::kUnknown), Typology::kUnknown);
}

TEST(NewPlace, BringsNearerWhomItIsNearerTo) {
    const auto before = nearest_times({600, 3000, -1, 900, -1});
    const auto to_new = nearest_times({600, 1200, 5000, 300, -1});
    const auto gained = gains(before, to_new);
    ASSERT_EQ(gained.size(), 3U);
    EXPECT_EQ(gained[0].commune.value, 2U) << "nothing was in reach";
    EXPECT_EQ(gained[0].before, std::nullopt);
    EXPECT_EQ(gained[0].after, 5000);
    EXPECT_EQ(gained[1].commune.value, 1U);
    EXPECT_EQ(gained[1].before, 3000);
    EXPECT_EQ(gained[2].commune.value, 3U);
}

}  // namespace
}  // namespace maillage::access
