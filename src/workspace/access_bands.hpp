// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Isochrones of the map of access: from where a service is reached within some minutes, or how far
/// one gets from it, as areas.

#include "access/estimate.hpp"
#include "access/road_graph.hpp"
#include "access/timetable.hpp"
#include "access/transit_times.hpp"
#include "base/progress.hpp"
#include "base/result.hpp"
#include "carto/build_scene.hpp"
#include "workspace/access_visits.hpp"

#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace maillage::workspace {

/// How far from a road is still reached by it, in metres; the way there as between a place and its
/// road.
inline constexpr double kBandReach = 1000.0;

/// From where the nearest of \p centres (longitude, latitude; NaN: none) is reached, for each of
/// \p minutes, on the sheets of the map. Times stand on a grid of as many metres as make 1,500
/// steps of the longer side of what is reached, at least 100; see geo::areas_up_to(). \pre minutes
/// ascend, none is 0 \returns kCancelled; what projections say.
Result<std::shared_ptr<const carto::IsochroneBands>> estimated_bands(
    std::span<const geo::Point> centres, const std::vector<int>& minutes,
    const access::EstimateOptions& options, const carto::MapGeometry& geometry,
    const Progress& progress);

/// The same by the roads of a graph: every road from which a centre is reached in time (back: that
/// is reached from one; both: from which one of the centres is reached and left again in time, each
/// way), and what lies within kBandReach of it, the way to the road at \p way_kmh.
Result<std::shared_ptr<const carto::IsochroneBands>> road_bands(
    const access::RoadGraph& graph, std::span<const geo::Point> centres,
    access::Direction direction, const std::vector<int>& minutes, double way_kmh,
    const carto::MapGeometry& geometry, const Progress& progress);

/// The same by public transport: from every stop (back: to it; both: the longer of the two) the
/// median of the window or, with \p visits to the centres, the longer one of both ways; around it
/// the walk there, as long as people walk to a stop; and around the centres that a feed covers the
/// walk all the way. Between stops it is at most so long: who lives there may take another stop at
/// another minute.
Result<std::shared_ptr<const carto::IsochroneBands>> transit_bands(
    const access::Timetable& timetable, std::span<const geo::Point> centres,
    const std::optional<Visits>& visits, access::Direction direction,
    access::TransitOptions options, const std::vector<int>& minutes,
    const carto::MapGeometry& geometry, const Progress& progress);

}  // namespace maillage::workspace
