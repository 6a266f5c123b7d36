// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Inside access: from a place on a stretch of road to the vertices around it, and back.

#include "access/road_graph.hpp"
#include "access/road_snap.hpp"

#include <optional>
#include <vector>

namespace maillage::access {

/// A vertex and the time between it and the place.
struct RoadEnd {
    std::uint32_t vertex = 0;
    Milliseconds time = 0;
    static constexpr std::uint32_t kHere = kNoVertex;
    std::uint32_t along = kHere;  ///< As RoadGraph::out_stretch: the way there; kHere: none.
};

/// Vertices that those reach first who set off from \p place. None where it is not valid.
std::vector<RoadEnd> ends_leaving(const RoadGraph& graph, const RoadSnap& place);
/// Vertices that those come through last who arrive at \p place.
std::vector<RoadEnd> ends_arriving(const RoadGraph& graph, const RoadSnap& place);

/// From one place to another along their common stretch, if they are on one and it is open that
/// way. Not always the fastest way.
struct DirectWay {
    Milliseconds time = 0;
    std::uint32_t along = 0;
};
std::optional<DirectWay> direct_way(const RoadGraph& graph, const RoadSnap& from,
                                    const RoadSnap& to);

/// Between a place and its road at \p kmh, 0: not counted. \pre \p place is valid, kmh = 0 or ≥ 1
Milliseconds way_time(const RoadSnap& place, double kmh);

/// Straight from one place to another on the same stretch, at \p kmh: where that is no longer than
/// their ways to the road together. Nothing where it is, or ways are not counted.
std::optional<Milliseconds> straight_time(const RoadSnap& a, geo::Point place_a, const RoadSnap& b,
                                          geo::Point place_b, double kmh);

/// \p limit in milliseconds, so that what is rounded to it is within.
Milliseconds limit_in_milliseconds(std::int32_t seconds);
/// Rounded half up.
inline std::int32_t to_seconds(Milliseconds time) {
    return static_cast<std::int32_t>((std::uint64_t{time} + 500U) / 1000U);
}

}  // namespace maillage::access
