// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// What making, turning round and searching a timetable share.

#include "access/timetable.hpp"

#include <span>
#include <vector>

namespace maillage::access {

/// Counter-clockwise, not closed, without points inside a side. Fewer than three points:
/// themselves.
std::vector<geo::Point> convex_hull(std::vector<geo::Point> points);

/// Fills stop_first and stop_calls: where a stop can be boarded.
void index_calls(Timetable& timetable);

/// Fills walk_first and walks from a list for each stop.
void index_walks(Timetable& timetable, const std::vector<std::vector<StopWalk>>& walks);

/// The stops, ready to be asked for those near a place.
NearPoints near_stops(const Timetable& timetable);

/// Changes from each stop: on foot, and as the feeds' transfers say. \p stop_of is the position in
/// timetable.stops by feed and by stop of the feed, or past the end.
std::vector<std::vector<StopWalk>> change_walks(
    const Timetable& timetable, std::span<const TransitFeed> feeds,
    const std::vector<std::vector<std::uint32_t>>& stop_of, const TimetableOptions& options);

}  // namespace maillage::access
