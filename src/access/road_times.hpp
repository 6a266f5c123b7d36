// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Travel times by road between places: what the other modes have as well.
///
///     Result<TravelTimes> road_times(graph, from, to, options, progress)
///
/// `from` are origins (one row each), `to` are services (Index<Service> is the position in `to`).
/// Times are in whole seconds, rounded once from the milliseconds of the whole journey; `limit` is
/// compared with the rounded time, and is inclusive. The straight way from a place to its road
/// counts at a speed of its own, or not at all; its length is told by snap_to_roads().

#include "access/road_graph.hpp"
#include "access/road_snap.hpp"
#include "access/travel_times.hpp"
#include "base/progress.hpp"
#include "base/result.hpp"

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

namespace maillage::access {

enum class RoadDirection : std::uint8_t {
    kThere,  ///< From the origin to the service.
    kBack,   ///< From the service to the origin.
};

struct RoadTimesOptions {
    Seconds limit = 60 * kMinute;  ///< Inclusive; pairs farther apart are left out.
    RoadDirection direction = RoadDirection::kThere;
    double snap_metres = kSnapMetres;  ///< Places farther from any road have no times.
    /// Speed between a place and its road, as the crow flies; 0: that way is not counted.
    double way_kmh = 0.0;
    unsigned threads = 0;  ///< 0 = all cores. The result does not depend on it.
    /// Pairs in reach, of 8 bytes each, that may be kept.
    std::size_t most_pairs = 100'000'000;
};

/// Travel times of all pairs within the limit. Two places on the same stretch of road go along it;
/// where their ways to it are counted and overlap, straight from one to the other if that is
/// sooner. A place that is not a number (NaN) or too far from any road has no times. \returns
/// kCancelled; kRefused where more pairs are in reach than options allow.
Result<TravelTimes> road_times(const RoadGraph& graph, std::span<const geo::Point> from,
                               std::span<const geo::Point> to, const RoadTimesOptions& options,
                               const Progress& progress);

/// The same of places that were snapped before: the options' snap_metres do not matter.
Result<TravelTimes> road_times(const RoadGraph& graph, const SnappedPlaces& from,
                               const SnappedPlaces& to, const RoadTimesOptions& options,
                               const Progress& progress);

/// The nearest service of an origin and the next nearest other one.
struct NearestServices {
    std::optional<Reach> first;
    std::optional<Reach> second;
    friend bool operator==(const NearestServices&, const NearestServices&) = default;
};

/// One search for all origins, however many services there are; of services equally near (to the
/// millisecond) the one with the lower number. `limit` bounds the search as above. With
/// \p second false only the nearest is looked for, in half the time.
Result<std::vector<NearestServices>> nearest_by_road(const RoadGraph& graph,
                                                     std::span<const geo::Point> from,
                                                     std::span<const geo::Point> to,
                                                     const RoadTimesOptions& options,
                                                     const Progress& progress, bool second = true);

Result<std::vector<NearestServices>> nearest_by_road(const RoadGraph& graph,
                                                     const SnappedPlaces& from,
                                                     const SnappedPlaces& to,
                                                     const RoadTimesOptions& options,
                                                     const Progress& progress, bool second = true);

/// Both directions of all pairs that are within the limit each way; options' direction does not
/// matter. Where an origin has fewer than two such services, also those of the two that are next by
/// the longer of both ways, up to \p farthest: the first two of a row of longer_of() are the
/// nearest there and back, exactly. A service whose longer way is within a limit is within it each
/// way, so that no service outside both matrices of a limit can be nearer than one in both; the
/// limit is doubled for those origins alone that have not found two yet.
/// \returns What road_times() says.
Result<TwoWays> road_times_both_ways(const RoadGraph& graph, const SnappedPlaces& from,
                                     const SnappedPlaces& to, const RoadTimesOptions& options,
                                     Seconds farthest, const Progress& progress);

/// A journey to be drawn.
struct RoadRoute {
    Seconds time = 0;
    double metres = 0.0;             ///< On the road.
    std::vector<geo::Point> points;  ///< Longitude, latitude, from place to place on the road.
};
/// The fastest way of going from \p from to \p to (direction kThere) or back (kBack, the points
/// then lead from \p to to \p from). Nothing where there is none within the limit.
Result<std::optional<RoadRoute>> road_route(const RoadGraph& graph, geo::Point from, geo::Point to,
                                            const RoadTimesOptions& options,
                                            const Progress& progress);

/// What can be reached within some times, by bands: a band is what is beyond the threshold before.
struct Isochrones {
    static constexpr std::uint8_t kBeyond = 255;
    static constexpr Seconds kNotReached = std::numeric_limits<Seconds>::max();
    /// By vertex: the time of its junction, or kNotReached within the last threshold.
    std::vector<Seconds> seconds;
    /// By vertex: first threshold that is ≥ its time, or kBeyond. Where turns are forbidden a
    /// junction has several vertices: the soonest counts for all.
    std::vector<std::uint8_t> band;
    std::vector<std::uint8_t> stretch_band;  ///< By stretch: of its farther end.
    std::vector<double> kilometres;          ///< Of stretches, by band.
};
/// The time to (kBack: from) the nearest of \p centres: services of a type, or one place.
/// \pre thresholds ascend, fewer than 255
Result<Isochrones> road_isochrones(const RoadGraph& graph, std::span<const geo::Point> centres,
                                   std::span<const Seconds> thresholds,
                                   const RoadTimesOptions& options, const Progress& progress);

}  // namespace maillage::access
