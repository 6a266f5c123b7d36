// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Walks to, between and from stops, estimated from distances as the crow flies.

#include "access/point_index.hpp"
#include "access/travel_times.hpp"
#include "geo/polygon_set.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace maillage::access {

/// How people walk where no streets are known: straight distance × detour at one speed. Every
/// result made with it is an estimate in that part and has to be shown so.
struct Walking {
    double speed_kmh = 4.5;
    double detour = 1.3;
    Seconds to_stop =
        20 * kMinute;  ///< Longest walk to the first stop and from the last; ≤ counts.
    Seconds change = 10 * kMinute;  ///< Longest walk between two vehicles.
    Seconds direct = 30 * kMinute;  ///< Longest walk all the way.
};

/// Seconds for a distance as the crow flies, rounded up. \pre speed and detour are positive
Seconds walk_seconds(double metres, const Walking& walking);

/// Which of many points are near a place, and how far.
class NearPoints {
public:
    /// Points that are not finite or not on the globe are never near.
    explicit NearPoints(std::span<const geo::Point> points);

    struct Near {
        std::uint32_t point = 0;
        double metres = 0.0;
    };
    /// Points at most \p metres from \p place, by number.
    std::vector<Near> within(geo::Point place, double metres) const;

private:
    PointIndex m_index;
};

/// A stop and the walk to or from it.
struct StopWalk {
    std::uint32_t stop = 0;
    Seconds seconds = 0;
    friend bool operator==(const StopWalk&, const StopWalk&) = default;
};

/// The points of \p stops within a walk of \p longest from \p place, by number.
std::vector<StopWalk> walks_within(const NearPoints& stops, geo::Point place,
                                   const Walking& walking, Seconds longest);

/// How far as the crow flies a walk of \p longest leads, in metres.
double reach_metres(Seconds longest, const Walking& walking);

}  // namespace maillage::access
