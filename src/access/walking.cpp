// SPDX-License-Identifier: Apache-2.0
#include "access/walking.hpp"

#include "geo/earth.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace maillage::access {
namespace {

bool on_globe(geo::Point place) {
    return std::isfinite(place.x) && std::abs(place.x) <= 180.0 && std::isfinite(place.y) &&
           std::abs(place.y) <= 90.0;
}

/// Points that the index leaves out where they are not on the globe.
std::vector<geo::Point> on_globe_only(std::span<const geo::Point> points) {
    constexpr double kNowhere = std::numeric_limits<double>::quiet_NaN();
    std::vector<geo::Point> kept(points.begin(), points.end());
    for (auto& point : kept) {
        if (!on_globe(point)) {
            point = {kNowhere, kNowhere};
        }
    }
    return kept;
}

double metres_per_second(const Walking& walking) {
    return walking.speed_kmh / 3.6 / walking.detour;
}

}  // namespace

Seconds walk_seconds(double metres, const Walking& walking) {
    // The millionth keeps a distance computed two ways in the same second.
    return static_cast<Seconds>(std::ceil(metres / metres_per_second(walking) - 1e-6));
}

double reach_metres(Seconds longest, const Walking& walking) {
    return longest * metres_per_second(walking);
}

NearPoints::NearPoints(std::span<const geo::Point> points) : m_index(on_globe_only(points)) {}

std::vector<NearPoints::Near> NearPoints::within(geo::Point place, double metres) const {
    std::vector<Near> near;
    if (!on_globe(place)) {
        return near;
    }
    std::vector<PointIndex::Hit> hits;
    m_index.within(place, metres, hits);
    near.reserve(hits.size());
    for (const auto& hit : hits) {
        near.push_back({hit.place, geo::arc_of_chord(hit.squared_chord)});
    }
    std::ranges::sort(near, {}, &Near::point);
    return near;
}

std::vector<StopWalk> walks_within(const NearPoints& stops, geo::Point place,
                                   const Walking& walking, Seconds longest) {
    std::vector<StopWalk> walks;
    for (const auto& near : stops.within(place, reach_metres(longest, walking))) {
        walks.push_back({near.point, std::min(longest, walk_seconds(near.metres, walking))});
    }
    return walks;
}

}  // namespace maillage::access
