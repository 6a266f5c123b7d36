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

/// \p limit in milliseconds, so that what is rounded to it is within.
Milliseconds limit_in_milliseconds(std::int32_t seconds);
/// Rounded half up.
inline std::int32_t to_seconds(Milliseconds time) {
    return static_cast<std::int32_t>((std::uint64_t{time} + 500U) / 1000U);
}

}  // namespace maillage::access
