// SPDX-License-Identifier: Apache-2.0
#include "access/road_snap.hpp"

#include "access/road_build.hpp"
#include "base/parallel.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <utility>

namespace maillage::access {
namespace {

constexpr double kRadians = std::numbers::pi / 180.0;
constexpr double kMetresPerDegree = 6'371'008.8 * kRadians;

/// Cells of 0.005°, about 550 m from south to north.
constexpr double kCellDegrees = 0.005;
constexpr std::int32_t kColumns = 72'000;
constexpr std::int32_t kRows = 36'000;
/// Two points of a road farther apart than this (8 to 11 km) are no road that places stand at, and
/// would fill the grid.
constexpr double kLongestLine = 0.1;

std::int32_t column_of(double lon) {
    return std::clamp(static_cast<std::int32_t>((lon + 180.0) / kCellDegrees), 0, kColumns - 1);
}
std::int32_t row_of(double lat) {
    return std::clamp(static_cast<std::int32_t>((lat + 90.0) / kCellDegrees), 0, kRows - 1);
}
std::uint32_t cell_at(std::int32_t row, std::int32_t column) {
    return static_cast<std::uint32_t>(row) * kColumns + static_cast<std::uint32_t>(column);
}

/// The cells that the line from a to b touches, and a few beside it.
void add_cells(geo::Point a, geo::Point b, std::vector<std::uint32_t>& cells) {
    const double span = std::max(std::abs(a.x - b.x), std::abs(a.y - b.y));
    if (span > kLongestLine) {
        return;
    }
    const int parts = 1 + static_cast<int>(span / kCellDegrees);
    auto from = a;
    for (int i = 1; i <= parts; ++i) {
        const double share = static_cast<double>(i) / parts;
        const geo::Point to{a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share};
        const auto [left, right] = std::minmax({column_of(from.x), column_of(to.x)});
        const auto [low, high] = std::minmax({row_of(from.y), row_of(to.y)});
        for (auto row = low; row <= high; ++row) {
            for (auto column = left; column <= right; ++column) {
                cells.push_back(cell_at(row, column));
            }
        }
        from = to;
    }
}

/// Whether one can set off along the stretch and come back along it, in one sense at least.
bool is_usable(const RoadGraph& graph, const Stretch& one) {
    const auto can = [&](std::uint32_t along) {
        return time_of(one, along) != kNever && graph.usable[tail_of(one, along)] != 0 &&
               graph.usable[head_of(one, along)] != 0;
    };
    return can(0) || can(1);
}

/// The first of \p cells, which ascend, that is \p wanted or later; looked for from \p near on,
/// which may be anywhere, in steps that double.
std::size_t seek(const std::vector<std::uint32_t>& cells, std::uint32_t wanted, std::size_t near) {
    std::size_t low = std::min(near, cells.size());
    std::size_t high = low;
    for (std::size_t step = 1; low > 0 && cells[low - 1] >= wanted; step *= 2) {
        high = low - 1;
        low -= std::min(low, step);
    }
    for (std::size_t step = 1; high < cells.size() && cells[high] < wanted; step *= 2) {
        low = high + 1;
        high += std::min(cells.size() - high, step);
    }
    const auto begin = cells.begin();
    return static_cast<std::size_t>(std::lower_bound(begin + static_cast<std::ptrdiff_t>(low),
                                                     begin + static_cast<std::ptrdiff_t>(high),
                                                     wanted) -
                                    begin);
}

/// Looks from one place outwards, ring of cells by ring, at those cells that may hold something
/// nearer; then from the next one.
class Snapper {
public:
    explicit Snapper(const RoadGraph& graph) : m_graph(graph) {}

    RoadSnap run(geo::Point place, double most_metres) {
        m_place = place;
        m_metres_per_degree_east = kMetresPerDegree * std::max(0.01, std::cos(place.y * kRadians));
        m_best = {};
        m_square = most_metres * most_metres;
        const auto row = row_of(m_place.y);
        const auto column = column_of(m_place.x);
        auto cells = cells_to_look_at();
        for (std::int32_t r = 0; r <= cells.rings_from(row, column); ++r) {
            look_at_ring(row, column, r, cells);
            cells = cells_to_look_at();
        }
        if (m_best.valid()) {
            finish();
        }
        return m_best;
    }

private:
    /// A rectangle of cells, ends included.
    struct Cells {
        std::int32_t low = 0;
        std::int32_t high = 0;
        std::int32_t left = 0;
        std::int32_t right = 0;
        std::int32_t rings_from(std::int32_t row, std::int32_t column) const {
            return std::max({row - low, high - row, column - left, right - column});
        }
    };

    /// Those as near as the best so far.
    Cells cells_to_look_at() const {
        constexpr double kMargin = 1e-9;  // Degrees: more than rounding can take away.
        const double metres = std::sqrt(m_square);
        const double north = metres / kMetresPerDegree + kMargin;
        const double east = metres / m_metres_per_degree_east + kMargin;
        return {row_of(m_place.y - north), row_of(m_place.y + north), column_of(m_place.x - east),
                column_of(m_place.x + east)};
    }

    void look_at_ring(std::int32_t row, std::int32_t column, std::int32_t r, const Cells& cells) {
        const auto left = std::max(cells.left, column - r);
        const auto right = std::min(cells.right, column + r);
        for (auto y = std::max(cells.low, row - r); y <= std::min(cells.high, row + r); ++y) {
            if (y == row - r || y == row + r) {
                look_at(y, left, right);
                continue;
            }
            if (left == column - r) {
                look_at(y, left, left);
            }
            if (right == column + r) {
                look_at(y, right, right);
            }
        }
    }

    void look_at(std::int32_t row, std::int32_t left, std::int32_t right) {
        const auto last = cell_at(row, right);
        auto& near = m_near[static_cast<std::size_t>(row) % m_near.size()];
        near = seek(m_graph.cell, cell_at(row, left), near);
        for (auto i = near; i < m_graph.cell.size() && m_graph.cell[i] <= last; ++i) {
            look_at_stretch(m_graph.cell_stretch[i]);
        }
    }

    /// On a plane around the place: exact enough over some kilometres.
    geo::Point plane(RoadPlace at) const {
        const auto degrees = to_degrees(at);
        return {(degrees.x - m_place.x) * m_metres_per_degree_east,
                (degrees.y - m_place.y) * kMetresPerDegree};
    }

    void look_at_stretch(std::uint32_t stretch) {
        const auto shape = m_graph.shape_of(stretch);
        auto a = plane(shape[0]);
        for (std::size_t i = 1; i < shape.size(); ++i) {
            const auto b = plane(shape[i]);
            const geo::Point way{b.x - a.x, b.y - a.y};
            const double square = way.x * way.x + way.y * way.y;
            const double share =
                square > 0.0 ? std::clamp(-(a.x * way.x + a.y * way.y) / square, 0.0, 1.0) : 0.0;
            const geo::Point on{a.x + share * way.x, a.y + share * way.y};
            const double away = on.x * on.x + on.y * on.y;
            if (away < m_square || (away == m_square && stretch < m_best.stretch)) {
                m_square = away;
                m_best.stretch = stretch;
                m_line = i - 1;
                m_share = share;
            }
            a = b;
        }
    }

    void finish() {
        const auto shape = m_graph.shape_of(m_best.stretch);
        double before = 0.0;
        double all = 0.0;
        for (std::size_t i = 1; i < shape.size(); ++i) {
            const double metres = road_metres(shape[i - 1], shape[i]);
            before += i - 1 < m_line ? metres : i - 1 == m_line ? metres * m_share : 0.0;
            all += metres;
        }
        m_best.metres = std::sqrt(m_square);
        m_best.along = all > 0.0 ? static_cast<float>(before / all) : 0.0F;
        const auto a = to_degrees(shape[m_line]);
        const auto b = to_degrees(shape[m_line + 1]);
        m_best.on_road = {a.x + (b.x - a.x) * m_share, a.y + (b.y - a.y) * m_share};
        m_best.piece = m_graph.piece[m_graph.stretches[m_best.stretch].first];
    }

    const RoadGraph& m_graph;
    geo::Point m_place;
    double m_metres_per_degree_east = 0.0;
    RoadSnap m_best;
    double m_square = 0.0;  ///< Of the distance of the best, or of the longest one wanted.
    std::size_t m_line = 0;
    double m_share = 0.0;
    /// Where the last look at a row of cells began: the next place is most often beside the last.
    std::array<std::size_t, 64> m_near{};
};

bool is_place(geo::Point place) {
    return std::abs(place.x) <= 180.0 && std::abs(place.y) <= 90.0;  // false for NaN
}

}  // namespace

SnappedPlaces snapped_places(const RoadGraph& graph, std::span<const geo::Point> places,
                             double most_metres, unsigned threads) {
    return {{places.begin(), places.end()}, snap_to_roads(graph, places, most_metres, threads)};
}

void index_stretches(RoadGraph& graph, const std::vector<char>& open_to_places) {
    std::vector<std::uint64_t> entries;
    std::vector<std::uint32_t> cells;
    for (std::uint32_t s = 0; s < graph.stretches.size(); ++s) {
        if (open_to_places[s] == 0 || !is_usable(graph, graph.stretches[s])) {
            continue;
        }
        cells.clear();
        const auto shape = graph.shape_of(s);
        for (std::size_t i = 1; i < shape.size(); ++i) {
            add_cells(to_degrees(shape[i - 1]), to_degrees(shape[i]), cells);
        }
        std::sort(cells.begin(), cells.end());
        cells.erase(std::unique(cells.begin(), cells.end()), cells.end());
        for (const auto cell : cells) {
            entries.push_back((std::uint64_t{cell} << 32U) | s);
        }
    }
    std::sort(entries.begin(), entries.end());
    graph.cell.clear();
    graph.cell_stretch.clear();
    graph.cell.reserve(entries.size());
    graph.cell_stretch.reserve(entries.size());
    for (const auto entry : entries) {
        graph.cell.push_back(static_cast<std::uint32_t>(entry >> 32U));
        graph.cell_stretch.push_back(static_cast<std::uint32_t>(entry));
    }
}

RoadSnap snap_to_roads(const RoadGraph& graph, geo::Point place, double most_metres) {
    return is_place(place) ? Snapper(graph).run(place, most_metres) : RoadSnap();
}

std::vector<RoadSnap> snap_to_roads(const RoadGraph& graph, std::span<const geo::Point> places,
                                    double most_metres, unsigned threads) {
    // One after the other along the curve that the graph lies on: what one looked at is still in
    // the processor's cache for the next.
    std::vector<std::pair<std::uint64_t, std::uint32_t>> order;
    for (std::uint32_t p = 0; p < places.size(); ++p) {
        if (is_place(places[p])) {
            order.emplace_back(hilbert_position(to_road_place(places[p])), p);
        }
    }
    std::sort(order.begin(), order.end());
    std::vector<RoadSnap> snaps(places.size());
    constexpr std::size_t kChunk = 512;
    in_chunks(order.size(), kChunk, threads, [&](std::size_t first, std::size_t last) {
        Snapper snapper(graph);
        for (auto i = first; i < last; ++i) {
            const auto p = order[i].second;
            snaps[p] = snapper.run(places[p], most_metres);
        }
    });
    return snaps;
}

}  // namespace maillage::access
