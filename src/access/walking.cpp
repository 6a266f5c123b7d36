// SPDX-License-Identifier: Apache-2.0
#include "access/walking.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <tuple>

namespace maillage::access {
namespace {

constexpr double kEarthRadius = 6'371'008.8;
constexpr double kDegree = std::numbers::pi / 180.0;

bool on_globe(geo::Point place) {
    return std::isfinite(place.x) && std::abs(place.x) <= 180.0 && std::isfinite(place.y) &&
           std::abs(place.y) <= 90.0;
}

double metres_per_second(const Walking& walking) {
    return walking.speed_kmh / 3.6 / walking.detour;
}

}  // namespace

double distance_metres(geo::Point a, geo::Point b) {
    const double north = std::sin((b.y - a.y) * kDegree / 2);
    const double east = std::sin((b.x - a.x) * kDegree / 2);
    const double half =
        north * north + std::cos(a.y * kDegree) * std::cos(b.y * kDegree) * east * east;
    return 2 * kEarthRadius * std::asin(std::sqrt(std::min(1.0, half)));
}

Seconds walk_seconds(double metres, const Walking& walking) {
    // The millionth keeps a distance computed two ways in the same second.
    return static_cast<Seconds>(std::ceil(metres / metres_per_second(walking) - 1e-6));
}

double reach_metres(Seconds longest, const Walking& walking) {
    return longest * metres_per_second(walking);
}

NearPoints::NearPoints(std::span<const geo::Point> points, double radius)
    : m_points(points.begin(), points.end()),
      m_height(std::clamp(radius / (kEarthRadius * kDegree), 1e-3, 180.0)) {
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (on_globe(points[i])) {
            m_entries.push_back({static_cast<std::int32_t>(std::floor(points[i].y / m_height)),
                                 points[i].x, static_cast<std::uint32_t>(i)});
        }
    }
    std::ranges::sort(m_entries, {}, [](const Entry& one) {
        return std::tuple(one.band, one.longitude, one.point);
    });
}

std::vector<NearPoints::Near> NearPoints::within(geo::Point place, double metres) const {
    std::vector<Near> near;
    if (!on_globe(place)) {
        return near;
    }
    // A hair more than asked for: what is near is measured, not the box.
    const double angle = metres / kEarthRadius * (1 + 1e-9);
    const double sine = std::sin(std::min(angle, std::numbers::pi / 2));
    const double circle = std::cos(place.y * kDegree);
    const double east = sine < circle ? std::asin(sine / circle) / kDegree + 1e-9 : 180.0;
    const double north = angle / kDegree + 1e-9;
    const auto first = static_cast<std::int32_t>(std::floor((place.y - north) / m_height));
    const auto last = static_cast<std::int32_t>(std::floor((place.y + north) / m_height));
    const auto add_between = [&](std::int32_t band, double west_edge, double east_edge) {
        auto at = std::ranges::lower_bound(
            m_entries, std::tuple(band, west_edge), {},
            [](const Entry& one) { return std::tuple(one.band, one.longitude); });
        for (; at != m_entries.end() && at->band == band && at->longitude <= east_edge; ++at) {
            const double distance = distance_metres(place, m_points[at->point]);
            if (distance <= metres) {
                near.push_back({at->point, distance});
            }
        }
    };
    for (auto band = first; band <= last; ++band) {
        add_between(band, std::max(-180.0, place.x - east), std::min(180.0, place.x + east));
        if (place.x - east < -180.0 && east < 180.0) {
            add_between(band, place.x - east + 360.0, 180.0);
        }
        if (place.x + east > 180.0 && east < 180.0) {
            add_between(band, -180.0, place.x + east - 360.0);
        }
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
