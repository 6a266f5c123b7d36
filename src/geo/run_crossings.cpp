// SPDX-License-Identifier: Apache-2.0
#include "geo/run_crossings.hpp"

#include "base/parallel.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <mutex>

namespace maillage::geo {
namespace {

/// Runs that one thread looks at, one after the other.
constexpr std::size_t kChunk = 4096;

/// Square cells over a box, about as many as there are things to find again.
class Grid {
public:
    Grid(const Box& box, std::size_t things) : m_box(box) {
        constexpr double kMostCells = 4096.0;
        const double area = std::max(box.width() * box.height(), 1e-12);
        const double wide = std::max(box.width(), box.height());
        m_cell = std::max(std::sqrt(area / static_cast<double>(things + 1)), wide / kMostCells);
        if (!(m_cell > 0.0)) {
            m_cell = 1.0;
        }
        m_columns = column(box.max_x) + 1;
        m_rows = row(box.max_y) + 1;
    }
    std::size_t column(double x) const { return at((x - m_box.min_x) / m_cell); }
    std::size_t row(double y) const { return at((y - m_box.min_y) / m_cell); }
    std::size_t cell_count() const { return m_columns * m_rows; }
    std::size_t cell_of(Point p) const { return row(p.y) * m_columns + column(p.x); }

    /// Visits the cells a segment passes through, row by row, and a little more.
    template <typename Visit>
    void each_cell(Point a, Point b, const Visit& visit) const {
        const auto low = row(std::min(a.y, b.y));
        const auto high = std::min(row(std::max(a.y, b.y)), m_rows - 1);
        for (auto r = low; r <= high; ++r) {
            double west = std::min(a.x, b.x);
            double east = std::max(a.x, b.x);
            if (low != high) {
                const double bottom = m_box.min_y + static_cast<double>(r) * m_cell;
                const double slope = (b.x - a.x) / (b.y - a.y);
                const double one = a.x + (bottom - a.y) * slope;
                const double other = a.x + (bottom + m_cell - a.y) * slope;
                // Rounding must not lose the cell at a corner.
                const double slack = m_cell * 1e-6;
                west = std::max(west, std::min(one, other) - slack);
                east = std::min(east, std::max(one, other) + slack);
            }
            const auto last = std::min(column(east), m_columns - 1);
            for (auto c = std::min(column(west), last); c <= last; ++c) {
                visit(r * m_columns + c);
            }
        }
    }

    template <typename Visit>
    void each_cell(const Box& box, const Visit& visit) const {
        const auto last_row = std::min(row(box.max_y), m_rows - 1);
        const auto last_column = std::min(column(box.max_x), m_columns - 1);
        for (auto r = row(box.min_y); r <= last_row; ++r) {
            for (auto c = column(box.min_x); c <= last_column; ++c) {
                visit(r * m_columns + c);
            }
        }
    }

private:
    static std::size_t at(double cells) {
        constexpr double kFarAway = 1e9;
        return cells > 0.0 ? static_cast<std::size_t>(std::min(cells, kFarAway)) : 0;
    }
    Box m_box;
    double m_cell = 1.0;
    std::size_t m_columns = 1;
    std::size_t m_rows = 1;
};

/// Lists of things by cell: those of cell c are [start[c], start[c + 1]).
class Cells {
public:
    /// \p each calls its argument with (cell, thing) for all of them, twice the same.
    template <typename Each>
    Cells(std::size_t cell_count, const Each& each) : m_start(cell_count + 2, 0) {
        each([&](std::size_t cell, std::uint32_t) { ++m_start[cell + 2]; });
        for (std::size_t c = 2; c < m_start.size(); ++c) {
            m_start[c] += m_start[c - 1];
        }
        m_things.resize(m_start.back());
        each([&](std::size_t cell, std::uint32_t thing) { m_things[m_start[cell + 1]++] = thing; });
    }
    std::span<const std::uint32_t> of(std::size_t cell) const {
        return std::span(m_things).subspan(m_start[cell], m_start[cell + 1] - m_start[cell]);
    }

private:
    std::vector<std::uint32_t> m_start;
    std::vector<std::uint32_t> m_things;
};

double turn(Point a, Point b, Point c) {
    return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

/// \pre p lies on the line through a and b
bool between(Point a, Point b, Point p) {
    return std::min(a.x, b.x) <= p.x && p.x <= std::max(a.x, b.x) && std::min(a.y, b.y) <= p.y &&
           p.y <= std::max(a.y, b.y);
}

bool boxes_meet(Point a, Point b, Point c, Point d) {
    return std::max(a.x, b.x) >= std::min(c.x, d.x) && std::max(c.x, d.x) >= std::min(a.x, b.x) &&
           std::max(a.y, b.y) >= std::min(c.y, d.y) && std::max(c.y, d.y) >= std::min(a.y, b.y);
}

/// Whether two segments from a common end lie upon each other.
bool fold(Point common, Point one, Point other) {
    return turn(common, one, other) == 0.0 &&
           (one.x - common.x) * (other.x - common.x) + (one.y - common.y) * (other.y - common.y) >
               0.0;
}

bool crosses(Point a, Point b, Point c, Point d) {
    if ((a == c && b == d) || (a == d && b == c)) {
        return true;
    }
    if (a == c || a == d) {
        return fold(a, b, a == c ? d : c);
    }
    if (b == c || b == d) {
        return fold(b, a, b == c ? d : c);
    }
    const double c_side = turn(a, b, c);
    const double d_side = turn(a, b, d);
    const double a_side = turn(c, d, a);
    const double b_side = turn(c, d, b);
    if (((c_side > 0 && d_side < 0) || (c_side < 0 && d_side > 0)) &&
        ((a_side > 0 && b_side < 0) || (a_side < 0 && b_side > 0))) {
        return true;
    }
    return (c_side == 0 && between(a, b, c)) || (d_side == 0 && between(a, b, d)) ||
           (a_side == 0 && between(c, d, a)) || (b_side == 0 && between(c, d, b));
}

Box box_of(std::span<const Point> points) {
    Box box;
    for (const auto& point : points) {
        box.add(point);
    }
    return box;
}

/// Even-odd; the ring is closed from its last point to its first.
bool holds(std::span<const Point> ring, Point p) {
    bool inside = false;
    for (std::size_t i = 0, before = ring.size() - 1; i < ring.size(); before = i++) {
        const auto& a = ring[before];
        const auto& b = ring[i];
        if ((a.y > p.y) != (b.y > p.y) && p.x < a.x + (p.y - a.y) / (b.y - a.y) * (b.x - a.x)) {
            inside = !inside;
        }
    }
    return inside;
}

}  // namespace

bool restore_crossings(std::span<const Point> points, std::span<Run> runs) {
    Box box;
    std::size_t fresh = 0;
    for (const auto& run : runs) {
        if (run.fresh) {
            box.add(points[run.first]);
            box.add(points[run.last]);
            ++fresh;
        }
    }
    if (fresh == 0) {
        return false;
    }
    const Grid grid(box, fresh);
    const Cells cells(grid.cell_count(), [&](const auto& put) {
        for (std::uint32_t r = 0; r < runs.size(); ++r) {
            if (runs[r].fresh) {
                grid.each_cell(points[runs[r].first], points[runs[r].last],
                               [&](std::size_t cell) { put(cell, r); });
            }
        }
    });
    // Few cross: they are listed, and marked when all have been looked at.
    std::mutex mutex;
    std::vector<std::uint32_t> crossing;
    in_chunks(runs.size(), kChunk, 0, [&](std::size_t first, std::size_t last) {
        std::vector<std::uint32_t> found;
        for (auto r = first; r < last; ++r) {
            const auto& run = runs[r];
            const auto a = points[run.first];
            const auto b = points[run.last];
            if (!boxes_meet(a, b, {box.min_x, box.min_y}, {box.max_x, box.max_y})) {
                continue;
            }
            grid.each_cell(a, b, [&](std::size_t cell) {
                for (const auto o : cells.of(cell)) {
                    const auto& other = runs[o];
                    if ((run.fresh && o <= r) || (run.whole() && other.whole())) {
                        continue;
                    }
                    const auto c = points[other.first];
                    const auto d = points[other.last];
                    if (boxes_meet(a, b, c, d) && crosses(a, b, c, d)) {
                        found.push_back(static_cast<std::uint32_t>(r));
                        found.push_back(o);
                    }
                }
            });
        }
        const std::lock_guard lock(mutex);
        crossing.insert(crossing.end(), found.begin(), found.end());
    });
    for (const auto r : crossing) {
        runs[r].restored = runs[r].restored || !runs[r].whole();
    }
    return !crossing.empty();
}

bool restore_swept(std::span<const Point> points, std::span<const Point> nodes,
                   std::span<Run> runs) {
    if (nodes.empty()) {
        return false;
    }
    const Grid grid(box_of(nodes), nodes.size());
    const Cells cells(grid.cell_count(), [&](const auto& put) {
        for (std::uint32_t n = 0; n < nodes.size(); ++n) {
            put(grid.cell_of(nodes[n]), n);
        }
    });
    std::atomic<bool> any = false;
    in_chunks(runs.size(), kChunk, 0, [&](std::size_t first, std::size_t last) {
        for (auto& run : runs.subspan(first, last - first)) {
            if (!run.fresh || run.whole()) {
                continue;
            }
            const auto removed = points.subspan(run.first, run.last - run.first + 1);
            const auto box = box_of(removed);
            grid.each_cell(box, [&](std::size_t cell) {
                for (const auto n : cells.of(cell)) {
                    const auto node = nodes[n];
                    if (!run.restored && !(node == removed.front()) && !(node == removed.back()) &&
                        box.meets({node.x, node.y, node.x, node.y}) && holds(removed, node)) {
                        run.restored = true;
                        any = true;
                    }
                }
            });
        }
    });
    return any;
}

}  // namespace maillage::geo
