// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Inside geo only: equal points get one number.

#include "geo/mosaic.hpp"

#include <bit>
#include <span>
#include <vector>

namespace maillage::geo {

/// A hash table cut into regions of the plane: rings stay in few regions, so look-ups stay in the
/// processor's cache (twice as fast as one table on all of France).
class PointNumbers {
public:
    /// For the points of the features of \p set that are \p wanted (empty: all).
    PointNumbers(const PolygonSet& set, std::span<const std::uint8_t> wanted);

    /// Numbers rise in the order of first appearance. -0 is 0. \pre \p point is of the set
    std::uint32_t number(Point point) {
        point = {point.x + 0.0, point.y + 0.0};
        const auto& region = m_regions[region_of(point)];
        for (auto at = hash(point) & region.mask;; at = (at + 1) & region.mask) {
            auto& slot = m_slots[region.first + at];
            if (slot == kOutside) {
                slot = static_cast<std::uint32_t>(m_points.size());
                m_points.push_back(point);
                return slot;
            }
            if (same_bits(m_points[slot], point)) {
                return slot;
            }
        }
    }

    std::size_t capacity() const noexcept { return m_capacity; }  ///< Points of the set, repeated.
    std::vector<Point> take_points() { return std::move(m_points); }

private:
    static constexpr std::size_t kSide = 64;
    struct Region {
        std::size_t first = 0;
        std::size_t mask = 0;
    };

    static std::uint64_t bits(double value) { return std::bit_cast<std::uint64_t>(value); }
    /// Not ==: points that are no numbers must be found again.
    static bool same_bits(Point a, Point b) {
        return bits(a.x) == bits(b.x) && bits(a.y) == bits(b.y);
    }
    static std::size_t hash(Point p) {
        auto h = (bits(p.x) * 0x9E3779B97F4A7C15U) ^ (bits(p.y) * 0xC2B2AE3D27D4EB4FU);
        h = (h ^ (h >> 32U)) * 0xD6E8FEB86659FD93U;
        return h ^ (h >> 32U);
    }
    std::size_t region_of(Point p) const {
        const auto cell = [](double value, double low, double scale) {
            const double at = (value - low) * scale;
            return at > 0.0 && at < static_cast<double>(kSide) ? static_cast<std::size_t>(at) : 0U;
        };
        return cell(p.y, m_box.min_y, m_scale_y) * kSide + cell(p.x, m_box.min_x, m_scale_x);
    }

    Box m_box;
    double m_scale_x = 0.0;
    double m_scale_y = 0.0;
    std::vector<Region> m_regions;
    std::vector<std::uint32_t> m_slots;
    std::vector<Point> m_points;
    std::size_t m_capacity = 0;
};

}  // namespace maillage::geo
