// SPDX-License-Identifier: Apache-2.0
#include "geo/contours.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <span>
#include <unordered_map>
#include <utility>

namespace maillage::geo {
namespace {

using Ring = std::vector<Point>;

/// Sides of a square.
enum Side : std::uint8_t { kBottom, kRight, kTop, kLeft };

/// A piece of border, the inside to its left, from one side to another.
using Piece = std::pair<Side, Side>;
struct Pieces {
    std::array<Piece, 2> all{};
    std::size_t count = 0;
};

/// \param corners Bit 0 south-west, 1 south-east, 2 north-east, 3 north-west: which are inside.
Pieces pieces_of(unsigned corners, bool joined) {
    switch (corners) {
        case 1:
            return {{{{kBottom, kLeft}}}, 1};
        case 2:
            return {{{{kRight, kBottom}}}, 1};
        case 3:
            return {{{{kRight, kLeft}}}, 1};
        case 4:
            return {{{{kTop, kRight}}}, 1};
        case 5:
            return joined ? Pieces{{{{kBottom, kRight}, {kTop, kLeft}}}, 2}
                          : Pieces{{{{kBottom, kLeft}, {kTop, kRight}}}, 2};
        case 6:
            return {{{{kTop, kBottom}}}, 1};
        case 7:
            return {{{{kTop, kLeft}}}, 1};
        case 8:
            return {{{{kLeft, kTop}}}, 1};
        case 9:
            return {{{{kBottom, kTop}}}, 1};
        case 10:
            return joined ? Pieces{{{{kLeft, kBottom}, {kRight, kTop}}}, 2}
                          : Pieces{{{{kRight, kBottom}, {kLeft, kTop}}}, 2};
        case 11:
            return {{{{kRight, kTop}}}, 1};
        case 12:
            return {{{{kLeft, kRight}}}, 1};
        case 13:
            return {{{{kBottom, kRight}}}, 1};
        case 14:
            return {{{{kLeft, kBottom}}}, 1};
        default:
            return {};
    }
}

class Tracer {
public:
    Tracer(const GridField& field, double level) : m_field(field), m_level(level) {
        for (std::int64_t row = -1; row < rows(); ++row) {
            for (std::int64_t column = -1; column < columns(); ++column) {
                add_square(column, row);
            }
        }
    }

    /// Every closed border, that of an area counter-clockwise; in the order of their first
    /// crossing.
    std::vector<Ring> rings() {
        std::vector<Ring> rings;
        for (const auto start : m_order) {
            Ring ring;
            for (auto at = m_next.find(start); at != m_next.end(); at = m_next.find(at->second)) {
                if (m_done[at->first]) {
                    break;
                }
                m_done[at->first] = true;
                ring.push_back(crossing(at->first));
            }
            if (!ring.empty()) {
                ring.push_back(ring.front());
                rings.push_back(std::move(ring));
            }
        }
        return rings;
    }

private:
    std::int64_t columns() const { return static_cast<std::int64_t>(m_field.columns); }
    std::int64_t rows() const { return static_cast<std::int64_t>(m_field.rows); }

    double value(std::int64_t column, std::int64_t row) const {
        const double most = 2.0 * m_level + 1.0;
        if (column < 0 || row < 0 || column >= columns() || row >= rows()) {
            return most;
        }
        const double own = m_field.values[static_cast<std::size_t>(row * columns() + column)];
        return own < most ? own : most;
    }

    void add_square(std::int64_t column, std::int64_t row) {
        const std::array corners{value(column, row), value(column + 1, row),
                                 value(column + 1, row + 1), value(column, row + 1)};
        unsigned inside = 0;
        double sum = 0.0;
        for (std::size_t i = 0; i < corners.size(); ++i) {
            inside |= corners.at(i) <= m_level ? 1U << i : 0U;
            sum += corners.at(i);
        }
        const auto pieces = pieces_of(inside, sum / 4.0 <= m_level);
        for (std::size_t i = 0; i < pieces.count; ++i) {
            const auto [from, to] = pieces.all.at(i);
            const auto start = edge(column, row, from);
            m_order.push_back(start);
            m_next.emplace(start, edge(column, row, to));
        }
    }

    /// A side of a square, the same for both squares it parts: even between nodes side by side, odd
    /// between nodes one above the other.
    std::uint64_t edge(std::int64_t column, std::int64_t row, Side side) const {
        const auto c = column + (side == kRight ? 1 : 0);
        const auto r = row + (side == kTop ? 1 : 0);
        const auto node = static_cast<std::uint64_t>((r + 1) * (columns() + 2) + c + 1);
        return 2 * node + (side == kLeft || side == kRight ? 1 : 0);
    }

    Point crossing(std::uint64_t edge) const {
        const auto node = static_cast<std::int64_t>(edge / 2);
        const auto column = node % (columns() + 2) - 1;
        const auto row = node / (columns() + 2) - 1;
        const bool up = edge % 2 == 1;
        const double first = value(column, row);
        const double second = value(column + (up ? 0 : 1), row + (up ? 1 : 0));
        // Not quite at a node, so that no two borders touch there.
        const double share = std::clamp((m_level - first) / (second - first), 0.01, 0.99);
        const double x = static_cast<double>(column) + (up ? 0.0 : share);
        const double y = static_cast<double>(row) + (up ? share : 0.0);
        return {m_field.south_west.x + m_field.step * x, m_field.south_west.y + m_field.step * y};
    }

    const GridField& m_field;
    double m_level;
    std::vector<std::uint64_t> m_order;
    std::unordered_map<std::uint64_t, std::uint64_t> m_next;
    std::unordered_map<std::uint64_t, bool> m_done;
};

double twice_area(const Ring& ring) {
    double sum = 0.0;
    for (std::size_t i = 1; i < ring.size(); ++i) {
        sum += (ring[i - 1].x - ring[0].x) * (ring[i].y - ring[0].y) -
               (ring[i].x - ring[0].x) * (ring[i - 1].y - ring[0].y);
    }
    return sum;
}

double distance_to(Point p, Point a, Point b) {
    const double dx = b.x - a.x;
    const double dy = b.y - a.y;
    const double length = std::hypot(dx, dy);
    return length > 0.0 ? std::abs((p.x - a.x) * dy - (p.y - a.y) * dx) / length
                        : std::hypot(p.x - a.x, p.y - a.y);
}

/// A closed ring with its first point kept.
Ring simplified(const Ring& ring, double tolerance) {
    std::vector<char> keep(ring.size(), 0);
    keep.front() = keep.back() = 1;
    std::vector<std::pair<std::size_t, std::size_t>> open{{0, ring.size() - 1}};
    while (!open.empty()) {
        const auto [first, last] = open.back();
        open.pop_back();
        std::size_t far = first;
        double most = tolerance;
        for (auto i = first + 1; i < last; ++i) {
            if (const double away = distance_to(ring[i], ring[first], ring[last]); away > most) {
                most = away;
                far = i;
            }
        }
        if (far != first) {
            keep[far] = 1;
            open.emplace_back(first, far);
            open.emplace_back(far, last);
        }
    }
    Ring kept;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        if (keep[i] != 0) {
            kept.push_back(ring[i]);
        }
    }
    return kept;
}

bool holds(const Ring& ring, Point p) {
    bool inside = false;
    for (std::size_t i = 1; i < ring.size(); ++i) {
        const auto& a = ring[i - 1];
        const auto& b = ring[i];
        if ((a.y > p.y) != (b.y > p.y) && p.x < a.x + (p.y - a.y) / (b.y - a.y) * (b.x - a.x)) {
            inside = !inside;
        }
    }
    return inside;
}

void add_ring(const Ring& ring, PolygonSet& set) {
    for (const auto& point : ring) {
        set.add_point(point);
    }
    set.close_ring();
}

}  // namespace

PolygonSet areas_up_to(const GridField& field, double level) {
    struct Part {
        Ring outside;
        double area = 0.0;
        std::vector<Ring> holes;
    };
    std::vector<Part> parts;
    std::vector<Ring> holes;
    const double least = 4.0 * field.step * field.step;
    for (const auto& traced : Tracer(field, level).rings()) {
        auto ring = simplified(traced, field.step / 4.0);
        const double area = twice_area(ring) / 2.0;
        if (ring.size() < 4 || std::abs(area) < least) {
            continue;
        }
        if (area > 0.0) {
            parts.push_back({std::move(ring), area, {}});
        } else {
            holes.push_back(std::move(ring));
        }
    }
    for (auto& hole : holes) {
        Part* around = nullptr;
        for (auto& part : parts) {
            if ((around == nullptr || part.area < around->area) &&
                holds(part.outside, hole.front())) {
                around = &part;
            }
        }
        if (around != nullptr) {
            around->holes.push_back(std::move(hole));
        }
    }
    PolygonSet set;
    for (const auto& part : parts) {
        add_ring(part.outside, set);
        for (const auto& hole : part.holes) {
            add_ring(hole, set);
        }
        set.close_polygon();
    }
    set.close_feature();
    return set;
}

}  // namespace maillage::geo
