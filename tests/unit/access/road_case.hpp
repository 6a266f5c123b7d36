// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Graphs of drawn roads and questions about them.

#include "access/road_times.hpp"
#include "support/drawn_roads.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace maillage::access {

using test::DrawnRoads;

/// 36 km/h on every road, which is 10 s for a column or a row of a drawing; limits as they are.
inline RoadProfile plain_car() {
    RoadProfile car;
    car.name = "car";
    car.speed.fill(36.0);
    car.speed[static_cast<std::size_t>(RoadClass::kFootway)] = 0.0;
    car.uses_limits = true;
    car.opened = 18.0;
    return car;
}

inline RoadGraph graph_of(const DrawnRoads& drawn, const RoadProfile& profile = plain_car()) {
    auto graph = build_road_graph(drawn.roads, profile, {0.3}, {});
    EXPECT_TRUE(graph.has_value());
    EXPECT_TRUE(consistent(*graph));
    return std::move(graph).value();
}

/// Seconds from one place to another; -1 = no way.
inline Seconds time(const RoadGraph& graph, geo::Point from, geo::Point to, bool back = false) {
    RoadTimesOptions options;
    options.limit = 24 * 60 * kMinute;
    options.direction = back ? RoadDirection::kBack : RoadDirection::kThere;
    const auto times = road_times(graph, std::vector{from}, std::vector{to}, options, {});
    EXPECT_TRUE(times.has_value());
    const Seconds found = times->from(0).empty() ? -1 : times->from(0)[0].time;
    const auto nearest = nearest_by_road(graph, std::vector{from}, std::vector{to}, options, {});
    EXPECT_EQ(nearest->at(0).first ? nearest->at(0).first->time : -1, found);
    // The same of places that were snapped before.
    const auto start = snapped_places(graph, std::vector{from}, options.snap_metres);
    const auto goal = snapped_places(graph, std::vector{to}, options.snap_metres);
    const auto again = road_times(graph, start, goal, options, {});
    EXPECT_EQ(again->from(0).empty() ? -1 : again->from(0)[0].time, found);
    EXPECT_EQ(*nearest_by_road(graph, start, goal, options, {}), *nearest);
    const auto route = road_route(graph, from, to, options, {});
    EXPECT_EQ(*route ? (*route)->time : -1, found);
    return found;
}

}  // namespace maillage::access
