// SPDX-License-Identifier: Apache-2.0
#include "geo/simple_ring.hpp"

#include "geo/mosaic.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <vector>

namespace maillage::geo {
namespace {

/// Segments that follow each other share a box; most pairs of boxes are apart, and with them all
/// pairs of their segments.
constexpr std::size_t kRun = 4;
/// Pairs of boxes grow with the square.
constexpr std::size_t kMostPoints = 4096;

/// The side of the line from \p a to \p b that \p c is on, −1 or 1; 0 where rounding leaves a doubt
/// (error bound of Shewchuk, Adaptive Precision Floating-Point Arithmetic, 1997) or it is on it.
int certain_side(Point a, Point b, Point c) {
    constexpr double kBound = 3.3306690738754716e-16;  // (3 + 16ε)ε, ε = 2⁻⁵³.
    const double left = (a.x - c.x) * (b.y - c.y);
    const double right = (a.y - c.y) * (b.x - c.x);
    const double turn = left - right;
    // The second term is for products too small for the bound.
    const double doubt =
        kBound * (std::abs(left) + std::abs(right)) + std::numeric_limits<double>::min();
    return turn > doubt ? 1 : -turn > doubt ? -1 : 0;
}

/// Whether the ends of a segment are on the same side of the line through the other.
bool one_side(Point a, Point b, Point c, Point d) {
    const int side = certain_side(a, b, c);
    return side != 0 && side == certain_side(a, b, d);
}

bool surely_apart(Point a, Point b, Point c, Point d) {
    return std::max(a.x, b.x) < std::min(c.x, d.x) || std::max(c.x, d.x) < std::min(a.x, b.x) ||
           std::max(a.y, b.y) < std::min(c.y, d.y) || std::max(c.y, d.y) < std::min(a.y, b.y) ||
           one_side(a, b, c, d) || one_side(c, d, a, b);
}

/// Whether \p b leads from \p a to \p c without the way back lying on the way there.
bool surely_turns(Point a, Point b, Point c) {
    const double ahead = (b.x - a.x) * (c.x - b.x) + (b.y - a.y) * (c.y - b.y);
    return ahead > 0.0 || certain_side(a, b, c) != 0;
}

class Runs {
public:
    explicit Runs(std::span<const Point> ring)
        : m_ring(ring), m_segments(ring.size() - 1), m_box((m_segments + kRun - 1) / kRun) {
        for (std::size_t s = 0; s < m_segments; ++s) {
            auto& box = m_box[s / kRun];
            box.add(ring[s]);
            box.add(ring[s + 1]);
        }
    }

    bool apart() const {
        for (std::size_t one = 0; one < m_box.size(); ++one) {
            for (auto other = one; other < m_box.size(); ++other) {
                if (m_box[one].meets(m_box[other]) && !apart(one, other)) {
                    return false;
                }
            }
        }
        return true;
    }

private:
    bool apart(std::size_t one, std::size_t other) const {
        const auto last = std::min((one + 1) * kRun, m_segments);
        const auto other_last = std::min((other + 1) * kRun, m_segments);
        for (auto s = one * kRun; s < last; ++s) {
            // Neighbours have been looked at.
            for (auto o = std::max(other * kRun, s + 2); o < other_last; ++o) {
                const bool around = s == 0 && o == m_segments - 1;
                if (!around && !surely_apart(m_ring[s], m_ring[s + 1], m_ring[o], m_ring[o + 1])) {
                    return false;
                }
            }
        }
        return true;
    }

    std::span<const Point> m_ring;
    std::size_t m_segments;
    std::vector<Box> m_box;
};

}  // namespace

bool surely_simple(std::span<const Point> ring) {
    constexpr std::size_t kTriangle = 4;
    if (ring.size() < kTriangle || ring.size() > kMostPoints || ring.front() != ring.back()) {
        return false;
    }
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
        const auto& before = ring[i == 0 ? ring.size() - 2 : i - 1];
        const bool finite = std::isfinite(ring[i].x) && std::isfinite(ring[i].y);
        if (!finite || !surely_turns(before, ring[i], ring[i + 1])) {
            return false;
        }
    }
    return Runs(ring).apart();
}

}  // namespace maillage::geo
