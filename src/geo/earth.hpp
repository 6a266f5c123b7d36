// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Distances over the Earth between longitudes and latitudes (WGS 84, degrees), on the sphere of
/// the mean radius: within 0.6 % of the ellipsoid, far less than any road differs from a line.

#include "geo/polygon_set.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace maillage::geo {

/// Mean radius R1 of GRS 80, which WGS 84 shares (Moritz 2000), in metres.
inline constexpr double kEarthRadius = 6371008.7714;

/// A place on the unit sphere: chords stand for arcs where only their order matters.
struct UnitVector {
    double x = 0.0;
    double y = 0.0;
    double z = 0.0;
};

inline UnitVector unit_vector(Point place) {
    constexpr double kRadians = std::numbers::pi / 180.0;
    const double lat = place.y * kRadians;
    const double lon = place.x * kRadians;
    return {std::cos(lat) * std::cos(lon), std::cos(lat) * std::sin(lon), std::sin(lat)};
}

inline double squared_chord(const UnitVector& a, const UnitVector& b) {
    const double x = a.x - b.x;
    const double y = a.y - b.y;
    const double z = a.z - b.z;
    return x * x + y * y + z * z;
}

/// \param squared Of a chord of the unit sphere. \returns The arc over it, in metres.
inline double arc_of_chord(double squared) {
    return 2.0 * kEarthRadius * std::asin(std::min(1.0, std::sqrt(squared) / 2.0));
}

/// Great-circle distance in metres, exact to the millimetre for near places as for far ones.
inline double distance_metres(Point a, Point b) {
    return arc_of_chord(squared_chord(unit_vector(a), unit_vector(b)));
}

}  // namespace maillage::geo
