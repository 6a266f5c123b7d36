// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The road on which a place is.

#include "access/road_graph.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace maillage::access {

/// Places farther from any road than this are not on the network.
inline constexpr double kSnapMetres = 5'000.0;

/// A place on a stretch of road.
struct RoadSnap {
    std::uint32_t stretch = kNoVertex;  ///< kNoVertex: too far from any road.
    float along = 0.0F;                 ///< Share of the stretch's length from its first end.
    double metres = 0.0;                ///< Straight line from the place; of the nearest road.
    geo::Point on_road;                 ///< Longitude, latitude.
    std::uint32_t piece = kNoVertex;    ///< RoadGraph::pieces: an island, if not 0.

    bool valid() const noexcept { return stretch != kNoVertex; }
    friend bool operator==(const RoadSnap&, const RoadSnap&) = default;
};

/// The nearest stretch from which one can get to all of its piece and back, of a piece that is no
/// scrap; so a place on an island is on the island's roads. Of several equally near, the first.
/// Places that are not numbers, or farther than \p most_metres from every such road, are not valid.
/// \param threads 0 = all cores. The result does not depend on it.
std::vector<RoadSnap> snap_to_roads(const RoadGraph& graph, std::span<const geo::Point> places,
                                    double most_metres = kSnapMetres, unsigned threads = 0);
RoadSnap snap_to_roads(const RoadGraph& graph, geo::Point place, double most_metres = kSnapMetres);

/// Places with their roads: snapped once, asked about as often as needed.
struct SnappedPlaces {
    std::vector<geo::Point> places;
    std::vector<RoadSnap> snaps;  ///< One for each.
};
SnappedPlaces snapped_places(const RoadGraph& graph, std::span<const geo::Point> places,
                             double most_metres = kSnapMetres, unsigned threads = 0);

/// Fills RoadGraph::cell with the stretches that places may be on: called by build_road_graph().
void index_stretches(RoadGraph& graph, const std::vector<char>& open_to_places);

}  // namespace maillage::access
