// SPDX-License-Identifier: Apache-2.0
/// \file
/// What is asked of a graph: places beside roads, limits, the nearest, routes, isochrones.

#include "unit/access/road_case.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace maillage::access {
namespace {

TEST(RoadQuestions, PlacesFarFromRoadsHaveNoTimes) {
    const DrawnRoads drawn("a---b", {"ab primary"});
    const auto graph = graph_of(drawn);
    EXPECT_FALSE(snap_to_roads(graph, DrawnRoads::at(0, 52)).valid()) << "5.2 km";
    EXPECT_TRUE(snap_to_roads(graph, DrawnRoads::at(0, 48)).valid()) << "4.8 km";
    EXPECT_EQ(time(graph, DrawnRoads::at(0, 52), drawn.at('b')), -1);
    const double nan = std::numeric_limits<double>::quiet_NaN();
    EXPECT_FALSE(snap_to_roads(graph, {nan, nan}).valid());
    EXPECT_EQ(time(graph, {nan, 0.0}, drawn.at('b')), -1);
}

// 200 m from the road at a's end, 100 m from it at c's: at 36 km/h 20 s and 10 s.
TEST(RoadQuestions, TheWayToTheRoadCountsAtItsSpeed) {
    const DrawnRoads drawn("a---b---c", {"ab primary", "bc primary"});
    const auto graph = graph_of(drawn);
    const std::vector from{DrawnRoads::at(0, 2)};
    const std::vector to{DrawnRoads::at(8, 1), DrawnRoads::at(0, 2), DrawnRoads::at(0.5, 2)};
    RoadTimesOptions options;
    const auto free = road_times(graph, from, to, options, {});
    ASSERT_EQ(free->from(0).size(), 3U);
    EXPECT_EQ(free->from(0)[2], (Reach{{0}, 80}));
    options.way_kmh = 36.0;
    const auto times = road_times(graph, from, to, options, {});
    ASSERT_EQ(times->from(0).size(), 3U);
    EXPECT_EQ(times->from(0)[0], (Reach{{1}, 0})) << "who is there does not go to the road";
    EXPECT_EQ(times->from(0)[1], (Reach{{2}, 5})) << "next door, 50 m";
    EXPECT_EQ(times->from(0)[2], (Reach{{0}, 20 + 80 + 10}));
    const auto nearest = nearest_by_road(graph, from, std::vector{to[0]}, options, {});
    EXPECT_EQ(nearest->at(0).first->time, 110);
    const auto route = road_route(graph, from[0], to[0], options, {});
    EXPECT_EQ((*route)->time, 110);
    options.limit = 109;
    EXPECT_TRUE(road_times(graph, from, std::vector{to[0]}, options, {})->from(0).empty());
    const std::vector<Seconds> thresholds{60, 110};
    const auto bands = road_isochrones(graph, from, thresholds, options, {});
    EXPECT_NEAR(bands->kilometres[0], 0.4, 1e-4) << "b after 60 s";
    EXPECT_NEAR(bands->kilometres[1], 0.4, 1e-4);
}

TEST(RoadQuestions, LimitIsInclusive) {
    const DrawnRoads drawn("a------b---c", {"ab primary", "bc primary"});
    const auto graph = graph_of(drawn);
    RoadTimesOptions options;
    const std::vector from{drawn.at('a')};
    const std::vector to{drawn.at('b'), drawn.at('c')};
    options.limit = 70;
    auto times = road_times(graph, from, to, options, {});
    ASSERT_EQ(times->from(0).size(), 1U);
    EXPECT_EQ(times->from(0)[0], (Reach{Index<Service>{0}, 70}));
    options.limit = 69;
    EXPECT_TRUE(road_times(graph, from, to, options, {})->from(0).empty());
}

TEST(RoadQuestions, NearestAndSecondNearestAreDifferent) {
    const DrawnRoads drawn("a--b-----c---d", {"ab primary", "bc primary", "cd primary"});
    const auto graph = graph_of(drawn);
    const std::vector services{drawn.at('d'), drawn.at('b'), DrawnRoads::at(2.9, 0.0)};
    RoadTimesOptions options;
    const auto nearest =
        nearest_by_road(graph, std::vector{drawn.at('a'), drawn.at('c')}, services, options, {});
    ASSERT_TRUE(nearest.has_value());
    EXPECT_EQ(nearest->at(0).first, (Reach{Index<Service>{2}, 29}));
    EXPECT_EQ(nearest->at(0).second, (Reach{Index<Service>{1}, 30}));
    EXPECT_EQ(nearest->at(1).first, (Reach{Index<Service>{0}, 40}));
    EXPECT_EQ(nearest->at(1).second, (Reach{Index<Service>{1}, 60}));
    const auto one =
        nearest_by_road(graph, std::vector{drawn.at('a')}, services, options, {}, false);
    EXPECT_EQ(one->at(0).first, nearest->at(0).first);
    EXPECT_FALSE(one->at(0).second.has_value());
}

TEST(RoadQuestions, RouteFollowsTheRoad) {
    const DrawnRoads drawn(
        "a---b\n"
        "    |\n"
        "    c---d",
        {"abc primary", "cd primary"});
    const auto graph = graph_of(drawn);
    const auto route =
        road_route(graph, DrawnRoads::at(1, 0), DrawnRoads::at(6, 2), RoadTimesOptions(), {});
    ASSERT_TRUE(route.has_value());
    ASSERT_TRUE(route->has_value());
    EXPECT_NEAR((*route)->metres, 300 + 200 + 200, 0.1);
    EXPECT_EQ((*route)->time, 70);
    const std::vector expected{DrawnRoads::at(1, 0), DrawnRoads::at(4, 0), DrawnRoads::at(4, 2),
                               DrawnRoads::at(6, 2)};
    ASSERT_EQ((*route)->points.size(), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
        EXPECT_NEAR((*route)->points[i].x, expected[i].x, 1e-6);
        EXPECT_NEAR((*route)->points[i].y, expected[i].y, 1e-6);
    }
}

TEST(RoadQuestions, IsochronesAreBands) {
    const DrawnRoads drawn("a---b---c---d---e",
                           {"ab primary", "bc primary", "cd primary", "de primary"});
    const auto graph = graph_of(drawn);
    const std::vector<Seconds> thresholds{40, 120};
    const auto bands =
        road_isochrones(graph, std::vector{drawn.at('a')}, thresholds, RoadTimesOptions(), {});
    ASSERT_TRUE(bands.has_value());
    EXPECT_EQ(std::count(bands->band.begin(), bands->band.end(), 0), 2) << "a and b, at 40 s";
    EXPECT_EQ(std::count(bands->band.begin(), bands->band.end(), 1), 2) << "c and d";
    EXPECT_EQ(std::count(bands->band.begin(), bands->band.end(), Isochrones::kBeyond), 1);
    EXPECT_NEAR(bands->kilometres[0], 0.4, 1e-4);
    EXPECT_NEAR(bands->kilometres[1], 0.8, 1e-4);
}

// Who comes to b from a may not go on to c: they stand at a vertex of their own, but at b.
TEST(RoadQuestions, IsochronesReachTheJunctionsOfForbiddenTurns) {
    DrawnRoads drawn(
        "a---b---c\n"
        "    |\n"
        "    d",
        {"ab primary", "bc primary", "bd primary"});
    drawn.turn("no ab bc");
    const auto graph = graph_of(drawn);
    ASSERT_EQ(graph.vertex_count(), 5U);
    const std::vector<Seconds> thresholds{40, 60};
    RoadTimesOptions options;
    options.direction = RoadDirection::kBack;
    const auto from_a = road_isochrones(graph, std::vector{drawn.at('a')}, thresholds, options, {});
    ASSERT_TRUE(from_a.has_value());
    EXPECT_EQ(std::count(from_a->band.begin(), from_a->band.end(), 0), 3) << "a, and b twice";
    EXPECT_EQ(std::count(from_a->band.begin(), from_a->band.end(), 1), 1) << "d";
    EXPECT_EQ(std::count(from_a->band.begin(), from_a->band.end(), Isochrones::kBeyond), 1)
        << "c only by turning round at d";
    EXPECT_NEAR(from_a->kilometres[0], 0.4, 1e-4);
    EXPECT_NEAR(from_a->kilometres[1], 0.2, 1e-4);
    // The other way round: at b one may go to c, but not those who come from a.
    options.direction = RoadDirection::kThere;
    const auto to_c = road_isochrones(graph, std::vector{drawn.at('c')}, thresholds, options, {});
    ASSERT_TRUE(to_c.has_value());
    EXPECT_EQ(std::count(to_c->band.begin(), to_c->band.end(), 0), 3) << "c, and b twice";
    EXPECT_NEAR(to_c->kilometres[0], 0.4, 1e-4) << "b-c";
    EXPECT_NEAR(to_c->kilometres[1], 0.2, 1e-4) << "b-d; from a it takes 120 s";
}

// A road blocked at b: its two dead ends share the place, not the time.
TEST(RoadQuestions, IsochronesStopAtBarriers) {
    DrawnRoads drawn("a---b---c", {"ab primary", "bc primary"});
    drawn.barrier('b', "bollard");
    const auto graph = graph_of(drawn);
    const std::vector<Seconds> thresholds{100};
    RoadTimesOptions options;
    options.direction = RoadDirection::kBack;
    const auto bands = road_isochrones(graph, std::vector{drawn.at('a')}, thresholds, options, {});
    ASSERT_TRUE(bands.has_value());
    EXPECT_NEAR(bands->kilometres[0], 0.4, 1e-4);
}

TEST(RoadQuestions, WorkStopsWhenAsked) {
    const DrawnRoads drawn("a---b", {"ab primary"});
    const auto graph = graph_of(drawn);
    std::stop_source stop;
    stop.request_stop();
    const Progress progress(stop.get_token(), {});
    const std::vector place{drawn.at('a')};
    const RoadTimesOptions options;
    EXPECT_EQ(build_road_graph(drawn.roads, plain_car(), {}, progress).error().code,
              Error::Code::kCancelled);
    EXPECT_EQ(road_times(graph, place, place, options, progress).error().code,
              Error::Code::kCancelled);
    EXPECT_EQ(nearest_by_road(graph, place, place, options, progress).error().code,
              Error::Code::kCancelled);
}

TEST(RoadQuestions, TooManyPairsAreRefused) {
    const DrawnRoads drawn("a---b", {"ab primary"});
    const auto graph = graph_of(drawn);
    RoadTimesOptions options;
    options.most_pairs = 3;
    const std::vector places{drawn.at('a'), drawn.at('b')};
    const auto times = road_times(graph, places, places, options, {});
    ASSERT_FALSE(times.has_value());
    EXPECT_EQ(times.error().code, Error::Code::kRefused);
}

// A crossing, a bend of many points, a journey of thousands of stretches: rounding does not add up.
TEST(RoadQuestions, RoundingDoesNotDrift) {
    RoadWays roads;
    constexpr std::uint32_t kStretches = 10'000;
    for (std::uint32_t i = 0; i <= kStretches; ++i) {
        roads.places.push_back({static_cast<std::int32_t>(i) * 997, 0});
    }
    for (std::uint32_t i = 0; i < kStretches; ++i) {
        RoadWay way;
        way.id = i;
        way.nodes = 2 * i;
        way.road = RoadClass::kPrimary;
        roads.ways.push_back(way);
        roads.way_nodes.push_back(i);
        roads.way_nodes.push_back(i + 1);
    }
    const auto graph = build_road_graph(roads, plain_car(), {}, {});
    const auto last = roads.places.back();
    const double exact = road_metres(roads.places.front(), last) / 10.0;
    EXPECT_NEAR(time(*graph, {0.0, 0.0}, to_degrees(last)), exact, 0.5 + 0.0005 * kStretches);
}

}  // namespace
}  // namespace maillage::access
