// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// A country of copies of one extract, side by side with few links between them: as large as France
/// and as full of roads, from a file of half a mebibyte.

#include "access/road_graph.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <random>
#include <vector>

namespace maillage::test {

class TiledRoads {
public:
    /// \param one The graph that is copied until there are \p vertices; copies stand so close that
    /// there are 9 vertices for each km², as in a France of 5 million.
    TiledRoads(const access::RoadGraph& one, std::size_t vertices) : m_one(one) {
        constexpr double kVerticesPerKm2 = 9.0;
        constexpr double kKmPerDegree = 111.2;
        const double side =
            std::sqrt(static_cast<double>(one.vertex_count()) / kVerticesPerKm2) / kKmPerDegree;
        const auto copies = (vertices + one.vertex_count() - 1) / one.vertex_count();
        m_columns = static_cast<std::size_t>(std::ceil(std::sqrt(static_cast<double>(copies))));
        m_step = {static_cast<std::int32_t>(side / 0.7 * kPlacesPerDegree),
                  static_cast<std::int32_t>(side * kPlacesPerDegree)};
        find_gates();
        for (std::size_t copy = 0; copy < copies; ++copy) {
            add_copy(copy);
        }
        for (std::size_t copy = 0; copy < copies; ++copy) {
            if (copy % m_columns + 1 < m_columns && copy + 1 < copies) {
                link(copy, kEast, copy + 1, kWest);
            }
            if (copy + m_columns < copies) {
                link(copy, kNorth, copy + m_columns, kSouth);
            }
        }
    }

    RoadWays ways;

    /// Places at junctions, chosen at random.
    std::vector<geo::Point> places(std::size_t count, unsigned seed) const {
        std::mt19937 random(seed);
        std::vector<geo::Point> all;
        for (std::size_t i = 0; i < count; ++i) {
            all.push_back(to_degrees(ways.places[random() % ways.places.size()]));
        }
        return all;
    }

private:
    enum Side : std::size_t { kEast, kWest, kNorth, kSouth };
    static constexpr std::size_t kLinks = 3;

    std::uint32_t number(std::size_t copy, std::uint32_t vertex) const {
        return static_cast<std::uint32_t>(copy * m_one.vertex_count()) + vertex;
    }

    /// On each side, the usable junctions next to three points of that side.
    void find_gates() {
        RoadPlace low = m_one.place[0];
        RoadPlace high = low;
        for (std::uint32_t v = 0; v < m_one.vertex_count(); ++v) {
            const auto place = m_one.place[v];
            low = {std::min(low.lon, place.lon), std::min(low.lat, place.lat)};
            high = {std::max(high.lon, place.lon), std::max(high.lat, place.lat)};
        }
        for (std::size_t l = 0; l < kLinks; ++l) {
            const auto part = [&](std::int32_t from, std::int32_t to) {
                return from +
                       static_cast<std::int32_t>((static_cast<double>(to) - from) *
                                                 (static_cast<double>(l) + 1) / (kLinks + 1));
            };
            m_gates[kEast][l] = nearest({high.lon, part(low.lat, high.lat)});
            m_gates[kWest][l] = nearest({low.lon, part(low.lat, high.lat)});
            m_gates[kNorth][l] = nearest({part(low.lon, high.lon), high.lat});
            m_gates[kSouth][l] = nearest({part(low.lon, high.lon), low.lat});
        }
    }
    std::uint32_t nearest(RoadPlace place) const {
        std::uint32_t best = 0;
        double least = 1e12;
        for (std::uint32_t v = 0; v < m_one.vertex_count(); ++v) {
            const double metres = access::road_metres(place, m_one.place[v]);
            if (m_one.usable[v] != 0 && m_one.piece[v] == 0 && metres < least) {
                least = metres;
                best = v;
            }
        }
        return best;
    }

    /// Its stretches as ways of two nodes, with the speed that gives their time.
    void add_copy(std::size_t copy) {
        const auto column = static_cast<std::int32_t>(copy % m_columns);
        const auto row = static_cast<std::int32_t>(copy / m_columns);
        for (const auto place : m_one.place) {
            ways.places.push_back({place.lon + column * m_step.lon, place.lat + row * m_step.lat});
        }
        for (const auto& one : m_one.stretches) {
            const double metres =
                access::road_metres(m_one.place[one.first], m_one.place[one.last]);
            const auto time = std::min(one.forward, one.backward);
            RoadWay way;
            way.road = RoadClass::kTertiary;
            way.flow = one.backward == access::kNever  ? RoadFlow::kForward
                       : one.forward == access::kNever ? RoadFlow::kBackward
                                                       : RoadFlow::kBoth;
            const double kmh = std::clamp(metres * 3600.0 / time, 4.0, 130.0);
            way.speed_forward = static_cast<std::uint8_t>(kmh);
            way.speed_backward = way.speed_forward;
            add(way, number(copy, one.first), number(copy, one.last));
        }
    }
    void link(std::size_t a, Side from, std::size_t b, Side to) {
        for (std::size_t l = 0; l < kLinks; ++l) {
            RoadWay way;
            way.road = RoadClass::kPrimary;
            way.speed_forward = 80;
            way.speed_backward = 80;
            add(way, number(a, m_gates[from][l]), number(b, m_gates[to][l]));
        }
    }
    void add(RoadWay way, std::uint32_t from, std::uint32_t to) {
        way.id = static_cast<std::int64_t>(ways.ways.size());
        way.nodes = static_cast<std::uint32_t>(ways.way_nodes.size());
        way.driven_speed = true;
        ways.ways.push_back(way);
        ways.way_nodes.push_back(from);
        ways.way_nodes.push_back(to);
    }

    const access::RoadGraph& m_one;
    std::size_t m_columns = 1;
    RoadPlace m_step;
    std::array<std::array<std::uint32_t, kLinks>, 4> m_gates{};
};

}  // namespace maillage::test
