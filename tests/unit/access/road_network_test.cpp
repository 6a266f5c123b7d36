// SPDX-License-Identifier: Apache-2.0
#include "access/road_times.hpp"
#include "io/road_profile_file.hpp"
#include "support/drawn_roads.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace maillage::access {
namespace {

using test::DrawnRoads;

/// 36 km/h on every road, which is 10 s for a column or a row of a drawing; limits as they are.
RoadProfile plain_car() {
    RoadProfile car;
    car.name = "car";
    car.speed.fill(36.0);
    car.speed[static_cast<std::size_t>(RoadClass::kFootway)] = 0.0;
    car.uses_limits = true;
    car.opened = 18.0;
    return car;
}

RoadGraph graph_of(const DrawnRoads& drawn, const RoadProfile& profile = plain_car()) {
    auto graph = build_road_graph(drawn.roads, profile, {0.3}, {});
    EXPECT_TRUE(graph.has_value());
    EXPECT_TRUE(consistent(*graph));
    return std::move(graph).value();
}

/// Seconds from one place to another; -1 = no way.
Seconds time(const RoadGraph& graph, geo::Point from, geo::Point to, bool back = false) {
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

TEST(RoadNetwork, TimesAreLengthOverSpeed) {
    const DrawnRoads drawn(
        "a---b---c\n"
        "    |\n"
        "    d",
        {"abc primary", "bd primary maxspeed=72"});
    const auto graph = graph_of(drawn);
    EXPECT_EQ(graph.vertex_count(), 4U);
    EXPECT_EQ(time(graph, drawn.at('a'), drawn.at('c')), 80);
    EXPECT_EQ(time(graph, drawn.at('a'), drawn.at('d')), 40 + 10);
    EXPECT_EQ(time(graph, DrawnRoads::at(1, 0), drawn.at('d')), 30 + 10) << "in the middle of a-b";
    EXPECT_EQ(time(graph, DrawnRoads::at(1, 0), DrawnRoads::at(3, 0)), 20) << "along one stretch";
    EXPECT_EQ(time(graph, DrawnRoads::at(3, 0), DrawnRoads::at(1, 0)), 20);
}

TEST(RoadNetwork, OneWayStreetsGoOneWay) {
    const DrawnRoads drawn(
        "a-----b\n"
        "|     |\n"
        "c-----d",
        {"ab primary oneway=yes", "bd primary", "dc primary", "ac primary"});
    const auto graph = graph_of(drawn);
    EXPECT_EQ(time(graph, drawn.at('a'), drawn.at('b')), 60);
    EXPECT_EQ(time(graph, drawn.at('b'), drawn.at('a')), 20 + 60 + 20);
    EXPECT_EQ(time(graph, drawn.at('a'), drawn.at('b'), true), 100) << "back is b to a";
    EXPECT_EQ(time(graph, DrawnRoads::at(1, 0), DrawnRoads::at(5, 0)), 40);
    EXPECT_EQ(time(graph, DrawnRoads::at(5, 0), DrawnRoads::at(1, 0)), 10 + 100 + 10)
        << "round the block to a place behind";
}

TEST(RoadNetwork, OneWayAgainstItsPointsAndImplied) {
    const DrawnRoads drawn(
        "a-----b-----c\n"
        "|     |     |\n"
        "d-----e-----f",
        {"ab primary oneway=-1", "bc motorway", "ad primary", "de primary", "be primary",
         "ef primary", "cf primary"});
    const auto graph = graph_of(drawn);
    EXPECT_EQ(time(graph, drawn.at('b'), drawn.at('a')), 60);
    EXPECT_EQ(time(graph, drawn.at('a'), drawn.at('b')), 100);
    EXPECT_EQ(time(graph, drawn.at('b'), drawn.at('c')), 60);
    EXPECT_EQ(time(graph, drawn.at('c'), drawn.at('b')), 100);
}

TEST(RoadNetwork, RoundaboutsTurnOneWay) {
    const DrawnRoads drawn(
        "a--b--c--d\n"
        "   |  |\n"
        "   e--f",
        {"ab primary", "bcfeb primary junction=roundabout", "cd primary"});
    const auto graph = graph_of(drawn);
    EXPECT_EQ(time(graph, drawn.at('a'), drawn.at('d')), 90);
    EXPECT_EQ(time(graph, drawn.at('d'), drawn.at('a')), 30 + 20 + 30 + 20 + 30);
}

// At a junction one is on all of its streets.
TEST(RoadNetwork, PlacesAtJunctionsUseEveryStreet) {
    DrawnRoads drawn(
        "a---b---c\n"
        "|   |   |\n"
        "d---e---f",
        {"ba primary oneway=yes", "bc primary oneway=yes", "be primary oneway=-1", "ad primary",
         "de primary", "ef primary", "fc primary"});
    for (int turns = 0; turns < 2; ++turns) {
        const auto graph = graph_of(drawn);
        EXPECT_EQ(time(graph, drawn.at('b'), drawn.at('a')), 40);
        EXPECT_EQ(time(graph, drawn.at('b'), drawn.at('c')), 40);
        EXPECT_EQ(time(graph, drawn.at('e'), drawn.at('b')), 20);
        EXPECT_EQ(time(graph, drawn.at('e'), drawn.at('b'), true), 40 + 20 + 40);
        // The same where those who come from e to b may not go on to a.
        drawn.turn("no be ba");
    }
}

TEST(RoadNetwork, BicyclesMayGoAgainstCars) {
    const DrawnRoads drawn(
        "a-----b\n"
        "|     |\n"
        "c-----d",
        {"ab primary oneway=yes oneway:bicycle=no", "bd primary", "dc primary",
         "ac primary oneway=yes cycleway=opposite_lane"});
    auto bike = plain_car();
    bike.mode = RoadMode::kBike;
    EXPECT_EQ(time(graph_of(drawn, bike), drawn.at('b'), drawn.at('a')), 60);
    EXPECT_EQ(time(graph_of(drawn, bike), drawn.at('c'), drawn.at('a')), 20);
    auto foot = plain_car();
    foot.mode = RoadMode::kFoot;
    foot.obeys_flow = false;
    EXPECT_EQ(time(graph_of(drawn, foot), drawn.at('b'), drawn.at('a')), 60);
}

TEST(RoadNetwork, AccessOfEachMode) {
    const DrawnRoads drawn(
        "a-----b\n"
        "|     |\n"
        "c-----d",
        {"ab primary access=no foot=yes", "ac primary", "cd primary", "bd primary"});
    const auto car = graph_of(drawn);
    EXPECT_EQ(time(car, drawn.at('a'), drawn.at('b')), 100);
    auto foot = plain_car();
    foot.mode = RoadMode::kFoot;
    EXPECT_EQ(time(graph_of(drawn, foot), drawn.at('a'), drawn.at('b')), 60);
}

TEST(RoadNetwork, AClosedClassOpensByName) {
    const std::string_view drawing =
        "a-----b\n"
        "|     |\n"
        "c-----d";
    const std::vector<std::string> others = {"ac primary", "cd primary", "bd primary"};
    const auto time_with = [&](const std::string& way) {
        auto ways = others;
        ways.push_back(way);
        const DrawnRoads drawn(drawing, ways);
        return time(graph_of(drawn), drawn.at('a'), drawn.at('b'));
    };
    EXPECT_EQ(time_with("ab footway"), 100);
    EXPECT_EQ(time_with("ab footway access=yes"), 100) << "yes to all those it is made for";
    EXPECT_EQ(time_with("ab footway motor_vehicle=yes maxspeed=90"), 24) << "as its limit says";
    EXPECT_EQ(time_with("ab footway motorcar=yes"), 100) << "120 s at 18 km/h, so round the block";
    EXPECT_EQ(time_with("ab primary access=private"), 100);
    EXPECT_EQ(time_with("ab primary vehicle=no motor_vehicle=yes"), 60) << "the particular decides";
}

TEST(RoadNetwork, PrivateAndDestinationAsTheProfileSays) {
    const DrawnRoads drawn(
        "a-----b\n"
        "|     |\n"
        "c-----d",
        {"ab primary access=private", "ac primary", "cd primary", "bd primary access=destination"});
    auto profile = plain_car();
    profile.private_open = true;
    EXPECT_EQ(time(graph_of(drawn, profile), drawn.at('a'), drawn.at('b')), 60);
    profile.destination = 18.0;
    EXPECT_EQ(time(graph_of(drawn, profile), drawn.at('b'), drawn.at('d')), 40);
}

TEST(RoadNetwork, NoTurnIsTaken) {
    //  a → b → c is forbidden: over e instead.
    DrawnRoads drawn(
        "a---b---c\n"
        "    |   |\n"
        "    d---e",
        {"ab primary", "bc primary", "bde primary", "ec primary"});
    EXPECT_EQ(time(graph_of(drawn), drawn.at('a'), drawn.at('c')), 80);
    drawn.turn("no ab bc");
    const auto graph = graph_of(drawn);
    EXPECT_EQ(graph.turns_kept, 1);
    EXPECT_EQ(time(graph, drawn.at('a'), drawn.at('c')), 40 + 20 + 40 + 20);
    EXPECT_EQ(time(graph, drawn.at('c'), drawn.at('a')), 80) << "the other way is allowed";
    EXPECT_EQ(time(graph, drawn.at('d'), drawn.at('c')), 60);
    EXPECT_EQ(time(graph, drawn.at('a'), DrawnRoads::at(5, 0)), 40 + 20 + 40 + 20 + 30)
        << "to the middle of b-c, from its other end";
    EXPECT_EQ(time(graph, drawn.at('a'), DrawnRoads::at(7, 0)), 40 + 20 + 40 + 20 + 10)
        << "to b-c from its other end";
    auto profile = plain_car();
    profile.obeys_turns = false;
    EXPECT_EQ(time(graph_of(drawn, profile), drawn.at('a'), drawn.at('c')), 80);
}

TEST(RoadNetwork, OnlyTurnLeavesNoOther) {
    DrawnRoads drawn(
        "    f\n"
        "    |\n"
        "a---b---c\n"
        "    |   |\n"
        "    d---e",
        {"ab primary", "bc primary", "bd primary", "de primary", "ec primary", "bf primary"});
    drawn.turn("only ab bd");
    const auto graph = graph_of(drawn);
    EXPECT_EQ(time(graph, drawn.at('a'), drawn.at('d')), 60);
    EXPECT_EQ(time(graph, drawn.at('a'), drawn.at('c')), 120);
    // To f: down to d, round, and back over b from c.
    EXPECT_EQ(time(graph, drawn.at('a'), drawn.at('f')), 40 + 20 + 20 + 20)
        << "turning round at d is allowed";
    EXPECT_EQ(time(graph, drawn.at('f'), drawn.at('c')), 60);
}

TEST(RoadNetwork, TurnsWhoseWaysDoNotMeetAreCounted) {
    DrawnRoads drawn("a---b---c---d", {"ab primary", "bc primary", "cd primary"});
    drawn.turn("no ab bc");
    drawn.roads.turns.back().to = 3;  // c-d does not touch b
    const auto graph = graph_of(drawn);
    EXPECT_EQ(graph.turns_kept, 0);
    EXPECT_EQ(graph.turns_unclear, 1);
    EXPECT_EQ(time(graph, drawn.at('a'), drawn.at('d')), 120);
}

TEST(RoadNetwork, BollardsStopCars) {
    DrawnRoads drawn(
        "a---b---c\n"
        "|       |\n"
        "d-------e",
        {"abc primary", "ad primary", "de primary", "ce primary"});
    drawn.barrier('b', "bollard");
    EXPECT_EQ(time(graph_of(drawn), drawn.at('a'), drawn.at('c')), 120);
    EXPECT_EQ(time(graph_of(drawn), DrawnRoads::at(3.5, 0), DrawnRoads::at(4.5, 0)), 35 + 120 + 35);
    auto foot = plain_car();
    foot.mode = RoadMode::kFoot;
    EXPECT_EQ(time(graph_of(drawn, foot), drawn.at('a'), drawn.at('c')), 80);
}

TEST(RoadNetwork, FerriesTakeTheirTime) {
    const DrawnRoads drawn("a---b-----------c---d",
                           {"ab primary", "bc ferry duration=00:20", "cd primary"});
    EXPECT_EQ(time(graph_of(drawn), drawn.at('a'), drawn.at('d')), 40 + 1200 + 40);
    const DrawnRoads on_foot("a---b-----------c---d",
                             {"ab primary", "bc ferry duration=00:20 foot=yes", "cd primary"});
    EXPECT_EQ(time(graph_of(on_foot), on_foot.at('a'), on_foot.at('d')), -1)
        << "a ferry for those on foot takes no cars";
    // 300 m from the quay, in the water: the road is nearer than the end of the ferry, and the
    // ferry itself is no road to be at.
    const auto snap = snap_to_roads(graph_of(drawn), DrawnRoads::at(7, 0));
    EXPECT_NEAR(snap.metres, 300.0, 0.1);
}

TEST(RoadNetwork, IslandsAreFoundAndKept) {
    const DrawnRoads drawn(
        "a-------b     c----d     e\n"
        "|       |     |    |     |\n"
        "f-------g     h----i     j",
        {"ab primary", "bg primary", "gf primary", "fa primary", "cd primary", "di primary",
         "ih primary", "hc primary", "ej primary"});
    RoadGraphOptions options;
    options.least_piece_km = 1.0;
    const auto graph = build_road_graph(drawn.roads, plain_car(), options, {});
    ASSERT_TRUE(graph.has_value());
    ASSERT_EQ(graph->pieces.size(), 3U);
    EXPECT_NEAR(graph->pieces[0].kilometres, 2.0, 1e-4);
    EXPECT_NEAR(graph->pieces[1].kilometres, 1.4, 1e-4);
    EXPECT_NEAR(graph->pieces[2].kilometres, 0.2, 1e-4);
    EXPECT_TRUE(graph->pieces[1].usable);
    EXPECT_FALSE(graph->pieces[2].usable) << "a scrap";
    EXPECT_EQ(snap_to_roads(*graph, drawn.at('d')).piece, 1U);
    EXPECT_EQ(time(*graph, drawn.at('c'), drawn.at('d')), 50) << "on the island";
    EXPECT_EQ(time(*graph, drawn.at('a'), drawn.at('d')), -1) << "no way over";
    const auto beside = snap_to_roads(*graph, drawn.at('e'));
    EXPECT_EQ(beside.piece, 1U) << "not on the scrap that is nearer";
    EXPECT_NEAR(beside.metres, 600.0, 0.1);
}

TEST(RoadNetwork, WhatCannotBeLeftIsNotUsed) {
    // One can get down the cliff c-d, not back: a place there is on the road above.
    const DrawnRoads drawn(
        "a-------b\n"
        "|       |\n"
        "f-------g\n"
        "        |\n"
        "        d",
        {"ab primary", "bg primary", "gf primary", "fa primary", "gd primary oneway=yes"});
    const auto graph = graph_of(drawn);
    const auto snap = snap_to_roads(graph, drawn.at('d'));
    EXPECT_NEAR(snap.metres, 200.0, 0.1);
    EXPECT_EQ(graph.pieces[0].vertices, 5U);
    EXPECT_EQ(graph.pieces[0].usable_vertices, 4U);
}

TEST(RoadNetwork, PlacesFarFromRoadsHaveNoTimes) {
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
TEST(RoadNetwork, TheWayToTheRoadCountsAtItsSpeed) {
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

TEST(RoadNetwork, LimitIsInclusive) {
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

TEST(RoadNetwork, NearestAndSecondNearestAreDifferent) {
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

TEST(RoadNetwork, RouteFollowsTheRoad) {
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

TEST(RoadNetwork, IsochronesAreBands) {
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
TEST(RoadNetwork, IsochronesReachTheJunctionsOfForbiddenTurns) {
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
TEST(RoadNetwork, IsochronesStopAtBarriers) {
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

TEST(RoadNetwork, NothingOpenIsSaid) {
    const DrawnRoads drawn("a---b", {"ab footway"});
    const auto graph = build_road_graph(drawn.roads, plain_car(), {}, {});
    ASSERT_FALSE(graph.has_value());
    EXPECT_EQ(graph.error().code, Error::Code::kNotFound);
}

TEST(RoadNetwork, WorkStopsWhenAsked) {
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

TEST(RoadNetwork, TooManyPairsAreRefused) {
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
TEST(RoadNetwork, RoundingDoesNotDrift) {
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
