// SPDX-License-Identifier: Apache-2.0
/// \file
/// The pole of inaccessibility by quartering squares, best first: Garcia-Castellanos and Lombardo
/// (2007), with the bound of Agafonkin's polylabel.
#include "base/parallel.hpp"
#include "geo/mosaic.hpp"

#include <algorithm>
#include <array>
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

constexpr double kNoGood = -std::numeric_limits<double>::infinity();

struct Depth {
    double distance = 0.0;    ///< To the nearest border; positive inside, negative outside.
    std::size_t nearest = 0;  ///< The block that border is in.
};

/// The segments of rings in blocks of columns. Distances to them are the work here: a loop of known
/// length without a branch takes two segments at a time, where a branch for each is foretold wrong
/// half the time.
class Border {
public:
    void clear() {
        m_blocks.clear();
        m_size = 0;
    }

    void add(Point from, Point to) {
        const auto slot = m_size++ % kBlock;
        if (slot == 0) {
            m_blocks.emplace_back();
        }
        const double dx = to.x - from.x;
        const double dy = to.y - from.y;
        auto& block = m_blocks.back();
        block.x[slot] = from.x;
        block.y[slot] = from.y;
        block.end_y[slot] = to.y;
        block.dx[slot] = dx;
        block.dy[slot] = dy;
        block.inverse[slot] = dx != 0.0 || dy != 0.0 ? 1.0 / (dx * dx + dy * dy) : 0.0;
    }

    /// To be called when all segments are there: the last block is filled up with the last of them.
    void close() {
        if (m_size % kBlock == 0) {
            return;
        }
        auto& block = m_blocks.back();
        const auto last = m_size % kBlock - 1;
        for (auto* column : {&block.x, &block.y, &block.dx, &block.dy, &block.inverse}) {
            std::fill(column->begin() + last, column->end(), (*column)[last]);
        }
    }

    bool contains(Point p) const {
        bool inside = false;
        for (std::size_t i = 0; i < m_size; ++i) {
            const auto& block = m_blocks[i / kBlock];
            const auto k = i % kBlock;
            if ((block.y[k] > p.y) != (block.end_y[k] > p.y) &&
                p.x - block.x[k] < (p.y - block.y[k]) / block.dy[k] * block.dx[k]) {
                inside = !inside;
            }
        }
        return inside;
    }

    /// Stops at the first block with a border nearer than \p enough, at a distance of kNoGood: most
    /// places are soon known to be no good, soonest if what is nearest to a place \p beside is
    /// looked at first.
    Depth depth(Point p, double enough = 0.0, std::size_t beside = 0) const {
        const double squared_enough = enough > 0.0 ? enough * enough : -1.0;
        if (least_squared(m_blocks[beside], p) < squared_enough) {
            return {kNoGood, beside};
        }
        double least = std::numeric_limits<double>::infinity();
        std::size_t nearest = 0;
        for (std::size_t b = 0; b < m_blocks.size(); ++b) {
            if (const double squared = least_squared(m_blocks[b], p); squared < least) {
                least = squared;
                nearest = b;
                if (squared < squared_enough) {
                    return {kNoGood, nearest};
                }
            }
        }
        const double distance = std::sqrt(least);
        return {contains(p) ? distance : -distance, nearest};
    }

private:
    static constexpr std::size_t kBlock = 8;
    using Column = std::array<double, kBlock>;
    struct Block {
        Column x{};
        Column y{};
        Column end_y{};
        Column dx{};
        Column dy{};
        Column inverse{};
    };

    static double least_squared(const Block& block, Point p) {
        Column squared;
        for (std::size_t k = 0; k < kBlock; ++k) {
            const double px = p.x - block.x[k];
            const double py = p.y - block.y[k];
            const double t = (px * block.dx[k] + py * block.dy[k]) * block.inverse[k];
            // t between 0 and 1: std::clamp would be two branches.
            const double along = (std::abs(t) - std::abs(t - 1.0) + 1.0) / 2.0;
            const double ex = px - along * block.dx[k];
            const double ey = py - along * block.dy[k];
            squared[k] = ex * ex + ey * ey;
        }
        return *std::min_element(squared.begin(), squared.end());
    }

    std::vector<Block> m_blocks;
    std::size_t m_size = 0;
};

struct Square {
    Point centre;
    double half = 0.0;
    Depth depth;  ///< Of the centre.
    double at_most() const { return depth.distance + half * kDiagonal; }
    friend bool operator<(const Square& a, const Square& b) { return a.at_most() < b.at_most(); }
};

/// A ring, holes filled.
struct Outline {
    Box box;
    double area = 0.0;  ///< Negative: a hole.
    Point centroid;
};

/// \param outline What \p border goes round.
Point pole(const Border& border, const Outline& outline, double precision) {
    const auto& box = outline.box;
    const double size = std::min(box.width(), box.height());
    if (!(size > 0.0)) {
        return box.centre();
    }
    Square best{box.centre(), 0.0, border.depth(box.centre())};
    if (const auto depth = border.depth(outline.centroid); depth.distance > best.depth.distance) {
        best = {outline.centroid, 0.0, depth};
    }
    const double enough = std::max(precision, size * kPrecisionOfSize);
    // No circle inside is larger than the polygon: compact ones need no search.
    const double largest = std::min(size / 2, std::sqrt(outline.area / std::numbers::pi));
    const auto good_enough = [&] {
        return best.depth.distance > 0.0 && best.depth.distance + enough >= largest;
    };
    if (good_enough()) {
        return best.centre;
    }
    std::priority_queue<Square> open;
    const auto look_at = [&](Point centre, double half, std::size_t beside) {
        // What a centre must have for its square to hold a point that is better.
        const double most = best.depth.distance;
        const double wanted = most > 0.0 ? most + enough - half * kDiagonal : 0.0;
        const Square square{centre, half, border.depth(centre, wanted, beside)};
        if (square.depth.distance > most) {
            best = square;
        }
        if (square.depth.distance >= wanted || best.depth.distance <= 0.0) {
            open.push(square);
        }
    };
    const double half = std::max(size, std::max(box.width(), box.height()) / 32) / 2;
    for (double x = box.min_x + half; x - half < box.max_x; x += 2 * half) {
        for (double y = box.min_y + half; y - half < box.max_y; y += 2 * half) {
            look_at({x, y}, half, best.depth.nearest);
        }
    }
    for (int looked = 0; !open.empty() && !good_enough() && looked < kMostSquares; ++looked) {
        const auto now = open.top();
        open.pop();
        // A point of the feature is wanted even where it is thinner than the precision.
        if (best.depth.distance > 0.0 && now.at_most() - best.depth.distance <= enough) {
            break;
        }
        const double quarter = now.half / 2;
        for (const double x : {-quarter, quarter}) {
            for (const double y : {-quarter, quarter}) {
                look_at({now.centre.x + x, now.centre.y + y}, quarter, now.depth.nearest);
            }
        }
    }
    return best.centre;
}

/// The poles of features, one after another.
class FeaturePoles {
public:
    FeaturePoles(const Mosaic& mosaic, const GroupRings& rings, double precision)
        : m_mosaic(mosaic), m_rings(rings), m_precision(precision) {}

    Point find(std::size_t feature) {
        const auto first = m_rings.group_start[feature];
        const auto last = m_rings.group_start[feature + 1];
        Outline largest;
        auto outside = last;
        for (auto r = first; r < last; ++r) {
            if (const auto outline = measure(r); outside == last || outline.area > largest.area) {
                largest = outline;
                outside = r;
            }
        }
        if (outside == last || largest.area < 0.0) {
            return {kNaN, kNaN};
        }
        m_border.clear();
        add(outside);
        m_border.close();
        if (last - first > 1) {
            add_holes(first, last);
        }
        return pole(m_border, largest, m_precision);
    }

private:
    template <typename Visit>
    void each_segment(std::uint32_t ring, const Visit& visit) const {
        for (auto i = m_rings.ring_start[ring]; i < m_rings.ring_start[ring + 1]; ++i) {
            const auto ref = m_rings.refs[i];
            const auto arc = m_mosaic.arc(ref.arc());
            for (std::size_t k = 0; k + 1 < arc.size(); ++k) {
                ref.reversed() ? visit(arc[k + 1], arc[k]) : visit(arc[k], arc[k + 1]);
            }
        }
    }

    Outline measure(std::uint32_t ring) const {
        Outline outline;
        for (auto i = m_rings.ring_start[ring]; i < m_rings.ring_start[ring + 1]; ++i) {
            outline.box.add(m_mosaic.arc_box[m_rings.refs[i].arc()]);
        }
        const auto o = outline.box.centre();
        double twice = 0.0;
        Point sum;
        each_segment(ring, [&](Point a, Point b) {
            const double cross = (a.x - o.x) * (b.y - o.y) - (b.x - o.x) * (a.y - o.y);
            twice += cross;
            sum.x += (a.x + b.x - 2 * o.x) * cross;
            sum.y += (a.y + b.y - 2 * o.y) * cross;
        });
        outline.area = twice / 2;
        outline.centroid =
            twice != 0.0 ? Point{o.x + sum.x / (3 * twice), o.y + sum.y / (3 * twice)} : o;
        return outline;
    }

    void add(std::uint32_t ring) {
        each_segment(ring, [&](Point from, Point to) { m_border.add(from, to); });
    }

    /// Those inside what the border goes round: holes of other polygons are none of this one's.
    void add_holes(std::uint32_t first, std::uint32_t last) {
        std::vector<std::uint32_t> holes;
        for (auto r = first; r < last; ++r) {
            const auto arc = m_mosaic.arc(m_rings.refs[m_rings.ring_start[r]].arc());
            const Point middle{(arc[0].x + arc[1].x) / 2, (arc[0].y + arc[1].y) / 2};
            if (measure(r).area < 0.0 && m_border.contains(middle)) {
                holes.push_back(r);
            }
        }
        for (const auto hole : holes) {
            add(hole);
        }
        m_border.close();
    }

    const Mosaic& m_mosaic;
    const GroupRings& m_rings;
    double m_precision;
    Border m_border;
};

}  // namespace

std::vector<Point> inner_points(const Mosaic& mosaic, double precision) {
    return inner_points(mosaic, feature_rings(mosaic), precision);
}

std::vector<Point> inner_points(const Mosaic& mosaic, const GroupRings& rings, double precision) {
    std::vector<Point> points(mosaic.feature_count());
    constexpr std::size_t kChunk = 256;
    in_chunks(points.size(), kChunk, 0, [&](std::size_t first, std::size_t last) {
        FeaturePoles poles(mosaic, rings, precision);
        for (auto f = first; f < last; ++f) {
            points[f] = poles.find(f);
        }
    });
    return points;
}

}  // namespace maillage::geo
