// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Roads as their source says them (an OpenStreetMap extract, a layer of lines), before any means
/// of transport is chosen: what io reads and access makes graphs of.

#include "geo/polygon_set.hpp"

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace maillage {

/// Longitude and latitude (WGS 84) in units of 10⁻⁷ degree, as OpenStreetMap keeps them (1 cm).
struct RoadPlace {
    std::int32_t lon = 0;
    std::int32_t lat = 0;
    friend bool operator==(const RoadPlace&, const RoadPlace&) = default;
};
inline constexpr double kPlacesPerDegree = 1e7;

inline geo::Point to_degrees(RoadPlace place) {
    return {place.lon / kPlacesPerDegree, place.lat / kPlacesPerDegree};
}
/// \pre \p degrees are a longitude in [-180, 180] and a latitude in [-90, 90]
inline RoadPlace to_road_place(geo::Point degrees) {
    return {static_cast<std::int32_t>(std::lround(degrees.x * kPlacesPerDegree)),
            static_cast<std::int32_t>(std::lround(degrees.y * kPlacesPerDegree))};
}

enum class RoadMode : std::uint8_t { kCar, kBike, kFoot };
inline constexpr std::size_t kRoadModes = 3;

/// The values of the key highway of OpenStreetMap that lead somewhere, and ferries.
enum class RoadClass : std::uint8_t {
    kMotorway,
    kMotorwayLink,
    kTrunk,
    kTrunkLink,
    kPrimary,
    kPrimaryLink,
    kSecondary,
    kSecondaryLink,
    kTertiary,
    kTertiaryLink,
    kUnclassified,
    kResidential,
    kLivingStreet,
    kService,
    kTrack,
    kRoad,
    kPedestrian,
    kCycleway,
    kFootway,
    kPath,
    kBridleway,
    kSteps,
    kPlatform,
    kFerry,
};
inline constexpr std::size_t kRoadClasses = static_cast<std::size_t>(RoadClass::kFerry) + 1;

/// "motorway_link" of kMotorwayLink: the words of OpenStreetMap and of data/roads/profiles.toml.
std::string_view road_class_text(RoadClass road);
/// \returns Whether \p text is the name of a class, which is then in \p road.
bool parse_road_class(std::string_view text, RoadClass& road);
std::string_view road_mode_text(RoadMode mode);  ///< "car", "bike", "foot".

/// What the source says on who may pass.
enum class RoadAccess : std::uint8_t {
    kUnsaid,
    kYes,
    kDestination,  ///< Only to get to a place on it.
    kDismount,     ///< Bicycles: on foot.
    kPrivate,
    kNo,
};

/// In which sense of its points a way may be followed.
enum class RoadFlow : std::uint8_t { kBoth, kForward, kBackward };

struct RoadWay {
    std::int64_t id = 0;        ///< Of the source; a line layer: number of its feature.
    std::uint32_t nodes = 0;    ///< Position of its first in RoadWays::way_nodes.
    std::uint32_t seconds = 0;  ///< Said for the whole way, as ferries do; 0 = not said.
    RoadClass road = RoadClass::kRoad;
    RoadFlow flow = RoadFlow::kBoth;       ///< Of cars.
    RoadFlow bike_flow = RoadFlow::kBoth;  ///< Of bicycles.
    bool driven_speed = false;             ///< The speeds are those that are driven, not limits.
    std::array<RoadAccess, kRoadModes> access{};  ///< By RoadMode.
    std::uint8_t speed_forward = 0;               ///< km/h; 0 = not said.
    std::uint8_t speed_backward = 0;
    friend bool operator==(const RoadWay&, const RoadWay&) = default;
};

/// At a node, from one way to another: forbidden, or the only turn allowed.
struct TurnRestriction {
    std::int64_t from = 0;  ///< RoadWay::id.
    std::int64_t to = 0;
    std::uint32_t via = 0;  ///< Position in RoadWays::places.
    bool only = false;
    std::array<bool, kRoadModes> applies{};  ///< By RoadMode.
    friend bool operator==(const TurnRestriction&, const TurnRestriction&) = default;
};

/// A node that somebody cannot pass (a bollard, a locked gate).
struct RoadBarrier {
    std::uint32_t node = 0;  ///< Position in RoadWays::places.
    std::array<bool, kRoadModes> stops{};
    friend bool operator==(const RoadBarrier&, const RoadBarrier&) = default;
};

/// What stood in the source and is not in the ways, so that nothing is lost in silence.
struct RoadsLeftOut {
    std::int64_t missing_nodes = 0;      ///< Named by a way, not in the extract: ways end before.
    std::int64_t short_ways = 0;         ///< Fewer than two nodes are there.
    std::int64_t repeated_ways = 0;      ///< The same in several extracts.
    std::int64_t turns_via_ways = 0;     ///< Restrictions over a way, or over several nodes.
    std::int64_t turns_incomplete = 0;   ///< Restrictions whose ways or node are not there.
    std::int64_t turns_conditional = 0;  ///< Restrictions for hours or for lorries.
    friend bool operator==(const RoadsLeftOut&, const RoadsLeftOut&) = default;
};

struct RoadWays {
    std::vector<RoadPlace> places;  ///< Of the nodes that ways use.
    std::vector<RoadWay> ways;
    std::vector<std::uint32_t> way_nodes;  ///< Positions in places, way after way.
    std::vector<TurnRestriction> turns;
    std::vector<RoadBarrier> barriers;  ///< Ascending by node.
    RoadsLeftOut left_out;

    std::span<const std::uint32_t> nodes_of(std::size_t way) const {
        const auto last = way + 1 < ways.size() ? ways[way + 1].nodes : way_nodes.size();
        return std::span(way_nodes).subspan(ways[way].nodes, last - ways[way].nodes);
    }
    friend bool operator==(const RoadWays&, const RoadWays&) = default;
};

}  // namespace maillage
