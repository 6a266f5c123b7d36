// SPDX-License-Identifier: Apache-2.0
/// \file
/// There, back and both, where streets go one way.

#include "unit/access/road_case.hpp"

#include <gtest/gtest.h>

namespace maillage::access {
namespace {

/// From a one gets to s in 50 s, and home again in 130; to u and back it is 100 s each way.
///
///     u---------a----s      a to s is one-way, and so is s, d, c, a
///               |    |
///               c----d
const DrawnRoads& one_way_block() {
    static const DrawnRoads drawn("u---------a----s\n\n\n\n          c----d",
                                  {"ua primary", "as primary oneway=yes", "sd primary oneway=yes",
                                   "dc primary oneway=yes", "ca primary oneway=yes"});
    return drawn;
}

SnappedPlaces on(const RoadGraph& graph, std::vector<geo::Point> places) {
    return snapped_places(graph, places);
}

TEST(BothWays, TheWayBackIsAnotherWay) {
    const auto& drawn = one_way_block();
    const auto graph = graph_of(drawn);
    EXPECT_EQ(time(graph, drawn.at('a'), drawn.at('s')), 50);
    EXPECT_EQ(time(graph, drawn.at('a'), drawn.at('s'), true), 130);
    EXPECT_EQ(time(graph, drawn.at('a'), drawn.at('u')), 100);
    EXPECT_EQ(time(graph, drawn.at('a'), drawn.at('u'), true), 100);
}

TEST(BothWays, TheNearestThereAndBackIsNotTheNearestThere) {
    const auto& drawn = one_way_block();
    const auto graph = graph_of(drawn);
    const auto from = on(graph, {drawn.at('a')});
    const auto to = on(graph, {drawn.at('s'), drawn.at('u')});
    RoadTimesOptions options;
    options.limit = 30;  // Widened: nothing is so near.
    const auto ways = road_times_both_ways(graph, from, to, options, 60 * kMinute, {});
    ASSERT_TRUE(ways.has_value());
    const auto both = longer_of(ways->there, ways->back);
    ASSERT_EQ(both.from(0).size(), 2U);
    EXPECT_EQ(both.from(0)[0], (Reach{{1}, 100})) << "100 s each way";
    EXPECT_EQ(both.from(0)[1], (Reach{{0}, 130})) << "50 s there, 130 back";
    EXPECT_EQ(ways->there.from(0)[0], (Reach{{0}, 50}));
    EXPECT_EQ(ways->back.from(0)[0], (Reach{{1}, 100}));

    const auto near = road_times_both_ways(graph, from, to, options, 129, {});
    EXPECT_EQ(longer_of(near->there, near->back).from(0).size(), 1U) << "129 s is too short for s";
    options.limit = 60;
    const auto within = road_times_both_ways(graph, from, to, options, 60, {});
    EXPECT_EQ(within->there.from(0).size(), 1U);
    EXPECT_TRUE(within->back.from(0).empty());
    EXPECT_EQ(longer_of(within->there, within->back).pair_count(), 0U);
}

TEST(BothWays, WhatIsFarFromEveryRoadAndWhatIsCutOffHasNone) {
    const DrawnRoads drawn("a---b  c---d", {"ab primary", "cd primary"});
    const auto graph = graph_of(drawn);
    const auto from = on(graph, {drawn.at('a'), DrawnRoads::at(0, 90)});
    const auto to = on(graph, {drawn.at('d')});
    const auto ways = road_times_both_ways(graph, from, to, {}, 240 * kMinute, {});
    ASSERT_TRUE(ways.has_value());
    EXPECT_EQ(ways->there.origin_count(), 2U);
    EXPECT_EQ(ways->there.pair_count() + ways->back.pair_count(), 0U);
}

}  // namespace
}  // namespace maillage::access
