// SPDX-License-Identifier: Apache-2.0
#include "geo/point_numbers.hpp"

#include <cmath>

namespace maillage::geo {
namespace {

template <typename Visit>
void each_point(const PolygonSet& set, std::span<const std::uint8_t> wanted, const Visit& visit) {
    for (std::size_t f = 0; f < set.feature_count(); ++f) {
        if (!wanted.empty() && wanted[f] == 0) {
            continue;
        }
        const auto polygons = set.polygons_of(f);
        for (auto p = polygons.first; p < polygons.last; ++p) {
            const auto rings = set.rings_of(p);
            for (auto r = rings.first; r < rings.last; ++r) {
                for (const auto& point : set.ring(r)) {
                    visit(Point{point.x + 0.0, point.y + 0.0});
                }
            }
        }
    }
}

}  // namespace

PointNumbers::PointNumbers(const PolygonSet& set, std::span<const std::uint8_t> wanted)
    : m_regions(kSide * kSide) {
    each_point(set, wanted, [&](Point p) {
        if (std::isfinite(p.x) && std::isfinite(p.y)) {
            m_box.add(p);
        }
    });
    const auto side = static_cast<double>(kSide);
    m_scale_x = m_box.width() > 0.0 ? side / m_box.width() : 0.0;
    m_scale_y = m_box.height() > 0.0 ? side / m_box.height() : 0.0;
    std::vector<std::size_t> count(m_regions.size(), 0);
    each_point(set, wanted, [&](Point p) { ++count[region_of(p)]; });
    std::size_t slots = 0;
    for (std::size_t r = 0; r < m_regions.size(); ++r) {
        // Never full, even if no two points are equal.
        const auto size = std::bit_ceil(count[r] + count[r] / 2 + 1);
        m_regions[r] = {slots, size - 1};
        slots += size;
        m_capacity += count[r];
    }
    m_slots.assign(slots, kOutside);
    m_points.reserve(m_capacity / 2 + 16);
}

}  // namespace maillage::geo
