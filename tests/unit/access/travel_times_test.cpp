// SPDX-License-Identifier: Apache-2.0
#include "access/travel_times.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace maillage::access {
namespace {

TEST(TravelTimes, RowsAreSortedByTimeAndKeepTheShorterOfTwoTimes) {
    TravelTimes times;
    times.add_origin({{{2}, 600}, {{0}, 900}, {{2}, 300}, {{1}, 300}});
    times.add_origin({});
    times.add_origin({{{4}, 0}});
    ASSERT_EQ(times.origin_count(), 3U);
    EXPECT_EQ(times.pair_count(), 4U);
    EXPECT_THAT(times.from(0),
                testing::ElementsAre(Reach{{1}, 300}, Reach{{2}, 300}, Reach{{0}, 900}));
    EXPECT_TRUE(times.from(1).empty());
    EXPECT_THAT(times.from(2), testing::ElementsAre(Reach{{4}, 0}));
}

}  // namespace
}  // namespace maillage::access
