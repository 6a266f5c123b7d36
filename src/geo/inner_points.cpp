// SPDX-License-Identifier: Apache-2.0
/// \file
/// The pole of inaccessibility by quartering squares, best first: Garcia-Castellanos and Lombardo
/// (2007), with the bound of Agafonkin's polylabel.
#include "base/parallel.hpp"
#include "geo/mosaic.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <queue>

namespace maillage::geo {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
/// A precision finer than this share of the feature's size shows nowhere and costs much.
constexpr double kPrecisionOfSize = 0.08;
/// Against outlines with points that are no numbers, and other hopeless ones.
constexpr int kMostSquares = 2000;

constexpr double kDiagonal = 1.4142135623730951;

/// With what every look at it needs.
struct Segment {
    Point a;
    Point b;
    double dx = b.x - a.x;
    double dy = b.y - a.y;
    double inverse = dx != 0.0 || dy != 0.0 ? 1.0 / (dx * dx + dy * dy) : 0.0;
};

/// Positive inside, negative outside: the distance to the nearest border. Stops at the first border
/// nearer than \p enough, with minus infinity: most places are soon known to be no good.
double signed_distance(std::span<const Segment> border, Point p, double enough = 0.0) {
    double least = std::numeric_limits<double>::infinity();
    const double squared_enough = enough > 0.0 ? enough * enough : -1.0;
    for (const auto& s : border) {
        const double px = p.x - s.a.x;
        const double py = p.y - s.a.y;
        const double along = std::clamp((px * s.dx + py * s.dy) * s.inverse, 0.0, 1.0);
        const double ex = px - along * s.dx;
        const double ey = py - along * s.dy;
        least = std::min(least, ex * ex + ey * ey);
        if (least < squared_enough) {
            return -std::numeric_limits<double>::infinity();
        }
    }
    bool inside = false;
    for (const auto& s : border) {
        if ((s.a.y > p.y) != (s.b.y > p.y) && p.x - s.a.x < (p.y - s.a.y) / s.dy * s.dx) {
            inside = !inside;
        }
    }
    return inside ? std::sqrt(least) : -std::sqrt(least);
}

Point middle(const Segment& segment) {
    return {(segment.a.x + segment.b.x) / 2, (segment.a.y + segment.b.y) / 2};
}

struct Square {
    Point centre;
    double half = 0.0;
    double distance = 0.0;  ///< Of the centre.
    double most() const { return distance + half * kDiagonal; }
    friend bool operator<(const Square& a, const Square& b) { return a.most() < b.most(); }
};

/// \p area of what \p border goes round, holes filled.
Point pole(std::span<const Segment> border, const Box& box, Point guess, double area,
           double precision) {
    const double size = std::min(box.width(), box.height());
    if (!(size > 0.0)) {
        return box.centre();
    }
    Square best{box.centre(), 0.0, signed_distance(border, box.centre())};
    if (const double distance = signed_distance(border, guess); distance > best.distance) {
        best = {guess, 0.0, distance};
    }
    const double enough = std::max(precision, size * kPrecisionOfSize);
    // No circle inside is larger than the polygon: compact ones need no search.
    const double largest = std::min(size / 2, std::sqrt(area / std::numbers::pi));
    const auto good_enough = [&] {
        return best.distance > 0.0 && best.distance + enough >= largest;
    };
    if (good_enough()) {
        return best.centre;
    }
    std::priority_queue<Square> open;
    const auto look_at = [&](Point centre, double half) {
        // What a centre must have for its square to hold a point that is better.
        const double wanted = best.distance > 0.0 ? best.distance + enough - half * kDiagonal : 0.0;
        const Square square{centre, half, signed_distance(border, centre, wanted)};
        if (square.distance > best.distance) {
            best = square;
        }
        if (square.distance >= wanted || best.distance <= 0.0) {
            open.push(square);
        }
    };
    const double half = std::max(size, std::max(box.width(), box.height()) / 32) / 2;
    for (double x = box.min_x + half; x - half < box.max_x; x += 2 * half) {
        for (double y = box.min_y + half; y - half < box.max_y; y += 2 * half) {
            look_at({x, y}, half);
        }
    }
    for (int looked = 0; !open.empty() && !good_enough() && looked < kMostSquares; ++looked) {
        const auto now = open.top();
        open.pop();
        // A point of the feature is wanted even where it is thinner than the precision.
        if (best.distance > 0.0 && now.most() - best.distance <= enough) {
            break;
        }
        const double quarter = now.half / 2;
        for (const double x : {-quarter, quarter}) {
            for (const double y : {-quarter, quarter}) {
                look_at({now.centre.x + x, now.centre.y + y}, quarter);
            }
        }
    }
    return best.centre;
}

class FeaturePole {
public:
    FeaturePole(const Mosaic& mosaic, const GroupRings& rings, double precision)
        : m_mosaic(mosaic), m_rings(rings), m_precision(precision) {}

    Point find(std::size_t feature) {
        const auto first = m_rings.group_start[feature];
        if (m_rings.group_start[feature + 1] == first + 1) {
            const double area = load(first);
            return area < 0.0 ? Point{kNaN, kNaN}
                              : pole(m_ring, m_box, m_centroid, area, m_precision);
        }
        std::uint32_t largest = 0;
        double most = -1.0;
        for (auto r = m_rings.group_start[feature]; r < m_rings.group_start[feature + 1]; ++r) {
            if (const double area = load(r); area > most) {
                most = area;
                largest = r;
            }
        }
        if (most < 0.0) {
            return {kNaN, kNaN};
        }
        load(largest);
        const auto box = m_box;
        const auto guess = m_centroid;
        const auto outside = m_ring;
        auto border = m_ring;
        for (auto r = m_rings.group_start[feature]; r < m_rings.group_start[feature + 1]; ++r) {
            // Holes of other polygons are none of this one's.
            if (load(r) < 0.0 && signed_distance(outside, middle(m_ring.front())) > 0.0) {
                border.insert(border.end(), m_ring.begin(), m_ring.end());
            }
        }
        return pole(border, box, guess, most, m_precision);
    }

private:
    /// Loads a ring. \returns Its area, negative for a hole.
    double load(std::uint32_t ring) {
        m_ring.clear();
        m_box = {};
        for (auto i = m_rings.ring_start[ring]; i < m_rings.ring_start[ring + 1]; ++i) {
            const auto ref = m_rings.refs[i];
            const auto arc = m_mosaic.arc(ref.arc());
            m_box.add(m_mosaic.arc_box[ref.arc()]);
            for (std::size_t k = 0; k + 1 < arc.size(); ++k) {
                m_ring.push_back(ref.reversed() ? Segment{arc[k + 1], arc[k]}
                                                : Segment{arc[k], arc[k + 1]});
            }
        }
        const auto o = m_box.centre();
        double twice = 0.0;
        Point sum;
        for (const auto& segment : m_ring) {
            const auto& a = segment.a;
            const auto& b = segment.b;
            const double cross = (a.x - o.x) * (b.y - o.y) - (b.x - o.x) * (a.y - o.y);
            twice += cross;
            sum.x += (a.x + b.x - 2 * o.x) * cross;
            sum.y += (a.y + b.y - 2 * o.y) * cross;
        }
        m_centroid = twice != 0.0 ? Point{o.x + sum.x / (3 * twice), o.y + sum.y / (3 * twice)} : o;
        return twice / 2;
    }

    const Mosaic& m_mosaic;
    const GroupRings& m_rings;
    double m_precision;
    std::vector<Segment> m_ring;
    Box m_box;
    Point m_centroid;
};

}  // namespace

std::vector<Point> inner_points(const Mosaic& mosaic, double precision) {
    return inner_points(mosaic, feature_rings(mosaic), precision);
}

std::vector<Point> inner_points(const Mosaic& mosaic, const GroupRings& rings, double precision) {
    std::vector<Point> points(mosaic.feature_count());
    constexpr std::size_t kChunk = 256;
    in_chunks(points.size(), kChunk, 0, [&](std::size_t first, std::size_t last) {
        FeaturePole finder(mosaic, rings, precision);
        for (auto f = first; f < last; ++f) {
            points[f] = finder.find(f);
        }
    });
    return points;
}

}  // namespace maillage::geo
