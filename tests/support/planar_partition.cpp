// SPDX-License-Identifier: Apache-2.0
#include "support/planar_partition.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <random>
#include <utility>

namespace maillage::test {
namespace {

constexpr double kCell = 1000.0;
/// Corners move by at most this, points of sides by the same: borders stay apart.
constexpr double kCornerShift = 150.0;
constexpr double kSideShift = 90.0;

struct Corner {
    std::size_t x = 0;
    std::size_t y = 0;
    friend auto operator<=>(const Corner&, const Corner&) = default;
};

/// Between -1 and 1, from the arguments alone.
double noise(std::uint64_t seed, std::uint64_t x, std::uint64_t y, std::uint64_t which) {
    auto h = seed * 0x9E3779B97F4A7C15U + x;
    for (const auto word : {y, which, std::uint64_t{1}}) {
        h = (h ^ (h >> 31U)) * 0xBF58476D1CE4E5B9U + word;
    }
    h ^= h >> 29U;
    return static_cast<double>(h >> 11U) / static_cast<double>(std::uint64_t{1} << 52U) - 1.0;
}

geo::Point place(const Corner& c, unsigned seed) {
    return {static_cast<double>(c.x) * kCell + kCornerShift * noise(seed, c.x, c.y, 1),
            static_cast<double>(c.y) * kCell + kCornerShift * noise(seed, c.x, c.y, 2)};
}

/// Points of the side from \p a to \p b, the last one left out.
void add_side(Corner a, Corner b, unsigned seed, int pieces, std::vector<geo::Point>& ring) {
    const bool turned = b < a;
    const auto& from = turned ? b : a;
    const auto p = place(from, seed);
    const auto q = place(turned ? a : b, seed);
    const bool flat = a.y == b.y;
    ring.push_back(place(a, seed));
    for (int i = 1; i < pieces; ++i) {
        const int k = turned ? pieces - i : i;
        const double t = static_cast<double>(k) / pieces;
        const double shift =
            kSideShift *
            noise(seed, from.x, from.y, static_cast<std::uint64_t>(k * 2 + (flat ? 1 : 0)) + 8);
        ring.push_back({p.x + t * (q.x - p.x) + (flat ? 0.0 : shift),
                        p.y + t * (q.y - p.y) + (flat ? shift : 0.0)});
    }
}

/// Sides of one feature, the feature on the left.
std::multimap<Corner, Corner> sides_of(
    const CellMap& cells, std::uint32_t feature,
    const std::vector<std::pair<std::size_t, std::size_t>>& own) {
    std::multimap<Corner, Corner> sides;
    const auto same = [&](std::size_t x, std::size_t y) {
        return x < cells.columns && y < cells.rows && cells.at(x, y) == feature;
    };
    for (const auto& [x, y] : own) {
        const std::array<Corner, 5> around{Corner{x, y}, Corner{x + 1, y}, Corner{x + 1, y + 1},
                                           Corner{x, y + 1}, Corner{x, y}};
        // Below the first row or column the subtraction wraps to a number outside the grid.
        const std::array<bool, 4> inner{same(x, y - 1), same(x + 1, y), same(x, y + 1),
                                        same(x - 1, y)};
        for (std::size_t s = 0; s < inner.size(); ++s) {
            if (!inner[s]) {
                sides.emplace(around[s], around[s + 1]);
            }
        }
    }
    return sides;
}

/// 1 for a turn to the left, -1 to the right, 0 straight on.
int turn(const Corner& a, const Corner& b, const Corner& c) {
    const auto d = [](std::size_t to, std::size_t from) {
        return static_cast<int>(to) - static_cast<int>(from);
    };
    return d(b.x, a.x) * d(c.y, b.y) - d(b.y, a.y) * d(c.x, b.x);
}

std::vector<std::vector<Corner>> rings_of(std::multimap<Corner, Corner> sides) {
    std::vector<std::vector<Corner>> rings;
    while (!sides.empty()) {
        std::vector<Corner> ring{sides.begin()->first, sides.begin()->second};
        sides.erase(sides.begin());
        while (ring.back() != ring.front()) {
            const auto [first, last] = sides.equal_range(ring.back());
            // Where the feature touches itself, stay with the piece on the left.
            const auto next = std::max_element(first, last, [&](const auto& a, const auto& b) {
                return turn(ring[ring.size() - 2], ring.back(), a.second) <
                       turn(ring[ring.size() - 2], ring.back(), b.second);
            });
            ring.push_back(next->second);
            sides.erase(next);
        }
        rings.push_back(std::move(ring));
    }
    return rings;
}

double signed_area(const std::vector<Corner>& ring) {
    double twice = 0.0;
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
        twice += static_cast<double>(ring[i].x) * static_cast<double>(ring[i + 1].y) -
                 static_cast<double>(ring[i + 1].x) * static_cast<double>(ring[i].y);
    }
    return twice;
}

bool holds(const std::vector<Corner>& ring, double x, double y) {
    bool inside = false;
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
        const auto& a = ring[i];
        const auto& b = ring[i + 1];
        const bool spans = (static_cast<double>(a.y) > y) != (static_cast<double>(b.y) > y);
        inside = inside != (spans && x < static_cast<double>(a.x));
    }
    return inside;
}

}  // namespace

CellMap random_cells(unsigned seed, std::size_t columns, std::size_t rows,
                     std::uint32_t feature_count) {
    std::mt19937 random(seed);
    CellMap cells{columns, rows, std::vector<std::uint32_t>(columns * rows, kSea), feature_count};
    for (std::size_t i = 0; i < cells.feature.size(); ++i) {
        const auto dice = random() % 10;
        // Half of the cells follow a neighbour: lumps.
        if (dice < 3 && i % columns != 0) {
            cells.feature[i] = cells.feature[i - 1];
        } else if (dice < 6 && i >= columns) {
            cells.feature[i] = cells.feature[i - columns];
        } else if (dice < 9) {
            cells.feature[i] = static_cast<std::uint32_t>(random() % feature_count);
        }
    }
    return cells;
}

CellMap single_cells(std::size_t columns, std::size_t rows) {
    CellMap cells{columns, rows, {}, static_cast<std::uint32_t>(columns * rows)};
    for (std::uint32_t i = 0; i < cells.feature_count; ++i) {
        cells.feature.push_back(i);
    }
    return cells;
}

geo::PolygonSet outlines_of(const CellMap& cells, unsigned seed, int pieces) {
    std::vector<std::vector<std::pair<std::size_t, std::size_t>>> own(cells.feature_count);
    for (std::size_t y = 0; y < cells.rows; ++y) {
        for (std::size_t x = 0; x < cells.columns; ++x) {
            if (cells.at(x, y) != kSea) {
                own[cells.at(x, y)].emplace_back(x, y);
            }
        }
    }
    geo::PolygonSet set;
    std::size_t written = 0;
    const auto add_ring = [&](const std::vector<Corner>& ring) {
        std::vector<geo::Point> points;
        for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
            add_side(ring[i], ring[i + 1], seed, pieces, points);
        }
        points.push_back(points.front());
        if (++written % 3 == 0) {
            std::reverse(points.begin(), points.end());
        }
        for (const auto& point : points) {
            set.add_point(point);
        }
        set.close_ring();
    };
    for (std::uint32_t f = 0; f < cells.feature_count; ++f) {
        const auto rings = rings_of(sides_of(cells, f, own[f]));
        for (const auto& outside : rings) {
            if (signed_area(outside) < 0.0) {
                continue;
            }
            add_ring(outside);
            for (const auto& hole : rings) {
                // A place just inside the hole: right of its first side.
                const double dx = static_cast<double>(hole[1].x) - static_cast<double>(hole[0].x);
                const double dy = static_cast<double>(hole[1].y) - static_cast<double>(hole[0].y);
                const double x = static_cast<double>(hole[0].x) + dx / 2 + dy / 4;
                const double y = static_cast<double>(hole[0].y) + dy / 2 - dx / 4;
                if (signed_area(hole) < 0.0 && holds(outside, x, y)) {
                    add_ring(hole);
                }
            }
            set.close_polygon();
        }
        set.close_feature();
    }
    return set;
}

}  // namespace maillage::test
