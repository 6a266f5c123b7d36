// SPDX-License-Identifier: Apache-2.0
#include "access/road_snap.hpp"

#include "access/road_build.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

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

/// Looks from one place outwards, ring of cells by ring.
class Snapper {
public:
    Snapper(const RoadGraph& graph, geo::Point place, double most_metres)
        : m_graph(graph),
          m_place(place),
          m_metres_per_degree_east(kMetresPerDegree *
                                   std::max(0.01, std::cos(place.y * kRadians))) {
        m_best.metres = most_metres;
    }

    RoadSnap run() {
        const double cell = std::min(kMetresPerDegree, m_metres_per_degree_east) * kCellDegrees;
        const auto row = row_of(m_place.y);
        const auto column = column_of(m_place.x);
        // Cells of ring r are at least r - 1 cells away.
        for (std::int32_t r = 0; (r - 1) * cell <= m_best.metres; ++r) {
            look_at_ring(row, column, r);
        }
        if (m_best.valid()) {
            finish();
        } else {
            m_best.metres = 0.0;
        }
        return m_best;
    }

private:
    void look_at_ring(std::int32_t row, std::int32_t column, std::int32_t r) {
        for (auto y = std::max(0, row - r); y <= std::min(kRows - 1, row + r); ++y) {
            const auto left = std::max(0, column - r);
            const auto right = std::min(kColumns - 1, column + r);
            if (y == row - r || y == row + r) {
                look_at(cell_at(y, left), cell_at(y, right));
                continue;
            }
            if (left == column - r) {
                look_at(cell_at(y, left), cell_at(y, left));
            }
            if (right == column + r) {
                look_at(cell_at(y, right), cell_at(y, right));
            }
        }
    }

    void look_at(std::uint32_t first, std::uint32_t last) {
        const auto begin = m_graph.cell.begin();
        for (auto it = std::lower_bound(begin, m_graph.cell.end(), first);
             it != m_graph.cell.end() && *it <= last; ++it) {
            look_at_stretch(m_graph.cell_stretch[static_cast<std::size_t>(it - begin)]);
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
            const double metres = std::hypot(a.x + share * way.x, a.y + share * way.y);
            const bool nearer =
                metres < m_best.metres || (metres == m_best.metres && stretch < m_best.stretch);
            if (nearer) {
                m_best.metres = metres;
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
        m_best.along = all > 0.0 ? static_cast<float>(before / all) : 0.0F;
        const auto a = to_degrees(shape[m_line]);
        const auto b = to_degrees(shape[m_line + 1]);
        m_best.on_road = {a.x + (b.x - a.x) * m_share, a.y + (b.y - a.y) * m_share};
        m_best.piece = m_graph.piece[m_graph.stretches[m_best.stretch].first];
    }

    const RoadGraph& m_graph;
    geo::Point m_place;
    double m_metres_per_degree_east;
    RoadSnap m_best;
    std::size_t m_line = 0;
    double m_share = 0.0;
};

bool is_place(geo::Point place) {
    return std::abs(place.x) <= 180.0 && std::abs(place.y) <= 90.0;  // false for NaN
}

}  // namespace

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
    return is_place(place) ? Snapper(graph, place, most_metres).run() : RoadSnap();
}

std::vector<RoadSnap> snap_to_roads(const RoadGraph& graph, std::span<const geo::Point> places,
                                    double most_metres) {
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
    for (const auto& [position, p] : order) {
        snaps[p] = snap_to_roads(graph, places[p], most_metres);
    }
    return snaps;
}

}  // namespace maillage::access
