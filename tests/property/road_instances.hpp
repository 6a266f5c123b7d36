// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Random small networks with one-way streets, forbidden turns, barriers and several pieces, and
/// the textbook's search to compare with.

#include "access/road_ends.hpp"
#include "access/road_graph.hpp"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <queue>
#include <random>
#include <span>
#include <utility>
#include <vector>

namespace maillage::access {

inline constexpr int kNetworks = 3000;

struct RandomRoads {
    explicit RandomRoads(unsigned seed) : random(seed) {
        const int nodes = between(2, 14);
        for (int n = 0; n < nodes; ++n) {
            roads.places.push_back({between(0, 100'000), between(0, 100'000)});
        }
        const int ways = between(1, 16);
        for (int w = 0; w < ways; ++w) {
            RoadWay way;
            way.id = w;
            way.nodes = static_cast<std::uint32_t>(roads.way_nodes.size());
            way.road = RoadClass::kPrimary;
            way.flow = static_cast<RoadFlow>(between(0, 2));
            way.speed_forward = static_cast<std::uint8_t>(between(5, 90));
            way.speed_backward = static_cast<std::uint8_t>(between(5, 90));
            const int length = between(2, 5);
            for (int i = 0; i < length; ++i) {
                const auto node = static_cast<std::uint32_t>(between(0, nodes - 1));
                if (i == 0 || node != roads.way_nodes.back()) {
                    roads.way_nodes.push_back(node);
                }
            }
            if (roads.way_nodes.size() - way.nodes < 2) {
                roads.way_nodes.resize(way.nodes);
                continue;
            }
            roads.ways.push_back(way);
        }
        for (int t = between(0, 6); t > 0; --t) {
            roads.turns.push_back({between(0, ways - 1),
                                   between(0, ways - 1),
                                   static_cast<std::uint32_t>(between(0, nodes - 1)),
                                   between(0, 2) == 0,
                                   {true, true, false}});
        }
        if (between(0, 3) == 0) {
            roads.barriers.push_back(
                {static_cast<std::uint32_t>(between(0, nodes - 1)), {true, false, false}});
        }
        profile.speed.fill(50.0);
        profile.uses_limits = true;
    }
    int between(int low, int high) { return std::uniform_int_distribution(low, high)(random); }
    std::vector<geo::Point> places(int count) {
        std::vector<geo::Point> all;
        for (int i = 0; i < count; ++i) {
            // Some at nodes, some anywhere.
            const auto node = static_cast<std::size_t>(between(0, 13));
            all.push_back(node < roads.places.size()
                              ? to_degrees(roads.places[node])
                              : to_degrees({between(0, 100'000), between(0, 100'000)}));
        }
        return all;
    }

    std::mt19937 random;
    RoadWays roads;
    RoadProfile profile;
};

/// The textbook: a heap, no buckets, no limit.
class PlainDijkstra {
public:
    explicit PlainDijkstra(const RoadGraph& graph) : m_graph(graph) {}

    /// By vertex, kNever where it is not reached.
    std::vector<std::uint64_t> run(std::span<const RoadEnd> starts) const {
        std::vector<std::uint64_t> best(m_graph.vertex_count(), kNever);
        using Item = std::pair<std::uint64_t, std::uint32_t>;
        std::priority_queue<Item, std::vector<Item>, std::greater<>> queue;
        for (const auto& start : starts) {
            if (start.time < best[start.vertex]) {
                best[start.vertex] = start.time;
                queue.emplace(start.time, start.vertex);
            }
        }
        while (!queue.empty()) {
            const auto [time, vertex] = queue.top();
            queue.pop();
            if (time != best[vertex]) {
                continue;
            }
            for (const auto& arc : m_graph.arcs_from(vertex)) {
                if (time + arc.time < best[arc.vertex]) {
                    best[arc.vertex] = time + arc.time;
                    queue.emplace(time + arc.time, arc.vertex);
                }
            }
        }
        return best;
    }

    /// From one place to another; kNever: no way.
    std::uint64_t time(const RoadSnap& from, const RoadSnap& to) const {
        std::uint64_t least = kNever;
        const auto times = run(ends_leaving(m_graph, from));
        for (const auto& end : ends_arriving(m_graph, to)) {
            least = std::min(least,
                             times[end.vertex] == kNever ? kNever : times[end.vertex] + end.time);
        }
        if (const auto direct = direct_way(m_graph, from, to)) {
            least = std::min<std::uint64_t>(least, direct->time);
        }
        return least;
    }

private:
    const RoadGraph& m_graph;
};

}  // namespace maillage::access
