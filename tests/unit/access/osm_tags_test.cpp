// SPDX-License-Identifier: Apache-2.0
#include "io/osm_tags.hpp"

#include <gtest/gtest.h>

#include <initializer_list>

namespace maillage::io {
namespace {

using Pair = std::pair<std::string_view, std::string_view>;

OsmTags tags(std::initializer_list<Pair> pairs) {
    OsmTags all;
    for (const auto& [key, value] : pairs) {
        all.add(key, value);
    }
    return all;
}

TEST(OsmTags, Speeds) {
    EXPECT_EQ(speed_of_text("50"), 50);
    EXPECT_EQ(speed_of_text(" 50 km/h"), 50);
    EXPECT_EQ(speed_of_text("50;30"), 50);
    EXPECT_EQ(speed_of_text("30 mph"), 48);
    EXPECT_EQ(speed_of_text("45.5"), 46);
    EXPECT_EQ(speed_of_text("walk"), 6);
    EXPECT_EQ(speed_of_text("FR:urban"), 50);
    EXPECT_EQ(speed_of_text("FR:rural"), 80);
    EXPECT_EQ(speed_of_text("FR:motorway"), 130);
    EXPECT_EQ(speed_of_text("FR:zone30"), 30);
    EXPECT_EQ(speed_of_text("FR:zone:30"), 30);
    EXPECT_EQ(speed_of_text("FR:living_street"), 20);
    EXPECT_EQ(speed_of_text("DE:urban"), 50);
    EXPECT_EQ(speed_of_text("DE:rural"), 0) << "not known here";
    EXPECT_EQ(speed_of_text("9999"), 255);
    for (const auto* text : {"", "none", "signals", "-5", "0", "nan", "inf", "FR:", "fr:urban"}) {
        EXPECT_EQ(speed_of_text(text), 0) << text;
    }
}

TEST(OsmTags, Durations) {
    EXPECT_EQ(duration_of_text("00:20"), 1200U);
    EXPECT_EQ(duration_of_text("1:05:30"), 3930U);
    EXPECT_EQ(duration_of_text("45"), 2700U);
    EXPECT_EQ(duration_of_text("45 min"), 2700U);
    EXPECT_EQ(duration_of_text("PT1H20M"), 4800U);
    EXPECT_EQ(duration_of_text("PT90S"), 90U);
    EXPECT_EQ(duration_of_text("240:00"), 864'000U);
    EXPECT_EQ(duration_of_text("9999:00"), 864'000U) << "at most ten days";
    for (const auto* text :
         {"", "soon", "1h", "PT", "PT5", "1:2:3:4", "-5", "99999999999", "5 h"}) {
        EXPECT_EQ(duration_of_text(text), 0U) << text;
    }
}

TEST(OsmTags, OnlyWhatLeadsSomewhereIsARoad) {
    EXPECT_EQ(way_of_tags(tags({{"highway", "primary"}}))->road, RoadClass::kPrimary);
    EXPECT_EQ(way_of_tags(tags({{"route", "ferry"}}))->road, RoadClass::kFerry);
    EXPECT_EQ(way_of_tags(tags({{"railway", "platform"}}))->road, RoadClass::kPlatform);
    EXPECT_FALSE(way_of_tags(tags({{"highway", "proposed"}})));
    EXPECT_FALSE(way_of_tags(tags({{"highway", "ferry"}})));
    EXPECT_FALSE(way_of_tags(tags({{"waterway", "river"}})));
    EXPECT_FALSE(way_of_tags(tags({})));
}

TEST(OsmTags, TheParticularKeyDecides) {
    const auto way = way_of_tags(
        tags({{"highway", "track"}, {"access", "no"}, {"bicycle", "yes"}, {"foot", ""}}));
    EXPECT_EQ(way->access[0], RoadAccess::kNo);
    EXPECT_EQ(way->access[1], RoadAccess::kYes);
    EXPECT_EQ(way->access[2], RoadAccess::kNo);
    const auto lane = way_of_tags(tags({{"highway", "residential"},
                                        {"motor_vehicle", "destination"},
                                        {"bicycle", "dismount"},
                                        {"access", "unheard of"}}));
    EXPECT_EQ(lane->access[0], RoadAccess::kDestination);
    EXPECT_EQ(lane->access[1], RoadAccess::kDismount);
    EXPECT_EQ(lane->access[2], RoadAccess::kUnsaid);
    const auto express = way_of_tags(tags({{"highway", "trunk"}, {"motorroad", "yes"}}));
    EXPECT_EQ(express->access[1], RoadAccess::kNo);
    EXPECT_EQ(express->access[2], RoadAccess::kNo);
}

TEST(OsmTags, SpeedsBySense) {
    const auto way = way_of_tags(
        tags({{"highway", "primary"}, {"maxspeed", "80"}, {"maxspeed:backward", "50"}}));
    EXPECT_EQ(way->speed_forward, 80);
    EXPECT_EQ(way->speed_backward, 50);
    EXPECT_EQ(
        way_of_tags(tags({{"highway", "primary"}, {"source:maxspeed", "FR:urban"}}))->speed_forward,
        50)
        << "no sign, but the rule";
}

TEST(OsmTags, Senses) {
    const auto flow = [](std::string_view value) {
        return way_of_tags(tags({{"highway", "primary"}, {"oneway", value}}))->flow;
    };
    EXPECT_EQ(flow("yes"), RoadFlow::kForward);
    EXPECT_EQ(flow("1"), RoadFlow::kForward);
    EXPECT_EQ(flow("-1"), RoadFlow::kBackward);
    EXPECT_EQ(flow("no"), RoadFlow::kBoth);
    EXPECT_EQ(flow(""), RoadFlow::kBoth);
    const auto motorway = way_of_tags(tags({{"highway", "motorway"}, {"oneway", "no"}}));
    EXPECT_EQ(motorway->flow, RoadFlow::kBoth) << "said against what is implied";
    const auto bike = [](std::string_view key, std::string_view value) {
        return way_of_tags(tags({{"highway", "primary"}, {"oneway", "yes"}, {key, value}}))
            ->bike_flow;
    };
    EXPECT_EQ(bike("oneway:bicycle", "no"), RoadFlow::kBoth);
    EXPECT_EQ(bike("oneway:bicycle", "-1"), RoadFlow::kBackward);
    EXPECT_EQ(bike("cycleway:left", "opposite_lane"), RoadFlow::kBoth);
    EXPECT_EQ(bike("cycleway:left:oneway", "-1"), RoadFlow::kBoth);
    EXPECT_EQ(bike("cycleway", "lane"), RoadFlow::kForward);
}

TEST(OsmTags, WhomABarrierStops) {
    using Stops = std::array<bool, kRoadModes>;
    EXPECT_EQ(stopped_by(tags({{"barrier", "bollard"}})), (Stops{true, false, false}));
    EXPECT_EQ(stopped_by(tags({{"barrier", "stile"}})), (Stops{true, true, false}));
    EXPECT_EQ(stopped_by(tags({{"barrier", "gate"}})), (Stops{false, false, false}));
    EXPECT_EQ(stopped_by(tags({{"barrier", "gate"}, {"access", "private"}, {"foot", "yes"}})),
              (Stops{true, true, false}));
    EXPECT_EQ(stopped_by(tags({{"barrier", "bollard"}, {"motor_vehicle", "yes"}})),
              (Stops{false, false, false}));
    EXPECT_EQ(stopped_by(tags({{"highway", "crossing"}})), (Stops{false, false, false}));
}

TEST(OsmTags, Restrictions) {
    TurnTags turn;
    EXPECT_EQ(turn_of_tags(tags({{"restriction", "no_left_turn"}}), turn), TurnKind::kTurn);
    EXPECT_FALSE(turn.only);
    EXPECT_EQ(turn.applies, (std::array{true, true, false}));
    EXPECT_EQ(
        turn_of_tags(tags({{"restriction", "only_straight_on"}, {"except", "psv; bicycle"}}), turn),
        TurnKind::kTurn);
    EXPECT_TRUE(turn.only);
    EXPECT_EQ(turn.applies, (std::array{true, false, false}));
    EXPECT_EQ(turn_of_tags(tags({{"restriction:motorcar", "no_entry"}}), turn), TurnKind::kTurn);
    EXPECT_EQ(turn.applies, (std::array{true, false, false}));
    EXPECT_EQ(
        turn_of_tags(tags({{"restriction:conditional", "no_left_turn @ (07:00-09:00)"}}), turn),
        TurnKind::kConditional);
    EXPECT_EQ(turn_of_tags(tags({{"restriction:hgv", "no_left_turn"}}), turn),
              TurnKind::kConditional);
    EXPECT_EQ(turn_of_tags(tags({{"restriction", "no_left_turn"}, {"hour_on", "7:00"}}), turn),
              TurnKind::kConditional);
    EXPECT_EQ(turn_of_tags(tags({{"restriction", "give_way"}}), turn), TurnKind::kNone);
    EXPECT_EQ(turn_of_tags(tags({{"type", "restriction"}}), turn), TurnKind::kNone);
}

}  // namespace
}  // namespace maillage::io
