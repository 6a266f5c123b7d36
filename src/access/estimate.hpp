// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Travel times where no roads are known: the distance over the Earth, longer by a factor, at one
/// speed. Every output that shows them says "estimation".

#include "access/travel_times.hpp"
#include "base/progress.hpp"
#include "base/result.hpp"
#include "geo/polygon_set.hpp"

#include <span>

namespace maillage::access {

/// A road is 1.3 ± 0.1 times as long as the line between its ends (Wang, Bette, Schreckenberg and
/// Guhr 2024, npj Complexity 1:22, motorways of many countries); on the way to the centres of 300
/// European cities 1.343 times (Environment and Planning B 2023, doi 10.1177/23998083231168870).
inline constexpr double kDetour = 1.3;
/// Our assumptions, not measures: on country roads with villages, and on foot.
inline constexpr double kCarSpeed = 50.0;
inline constexpr double kWalkSpeed = 4.5;

struct EstimateOptions {
    double kilometres_per_hour = kCarSpeed;  ///< > 0
    double detour = kDetour;                 ///< ≥ 1
    Seconds limit = 60 * kMinute;            ///< All services within it, inclusive, are kept.
    /// And so many of the nearest, however far they are.
    std::size_t at_least = 2;
};

/// Great-circle distances on the mean sphere (geo/earth.hpp), times rounded to the second; the same
/// both ways. Places in longitude and latitude (WGS 84); NaN reaches nothing. Uses all cores.
/// \returns kCancelled.
Result<TravelTimes> estimate_times(std::span<const geo::Point> origins,
                                   std::span<const geo::Point> services,
                                   const EstimateOptions& options, const Progress& progress);

}  // namespace maillage::access
