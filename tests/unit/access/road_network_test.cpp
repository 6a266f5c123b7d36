// SPDX-License-Identifier: Apache-2.0
/// \file
/// From ways to a graph: directions, profiles, turns, barriers, islands.

#include "io/road_profile_file.hpp"
#include "unit/access/road_case.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace maillage::access {
namespace {

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

TEST(RoadNetwork, NothingOpenIsSaid) {
    const DrawnRoads drawn("a---b", {"ab footway"});
    const auto graph = build_road_graph(drawn.roads, plain_car(), {}, {});
    ASSERT_FALSE(graph.has_value());
    EXPECT_EQ(graph.error().code, Error::Code::kNotFound);
}

}  // namespace
}  // namespace maillage::access
