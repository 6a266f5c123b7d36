// SPDX-License-Identifier: Apache-2.0
/// \file
/// The engines against a plain Dijkstra on thousands of random small networks, with one-way
/// streets, forbidden turns, barriers, several pieces and places anywhere.
#include "access/road_times.hpp"
#include "property/road_instances.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <queue>
#include <random>
#include <set>

namespace maillage::access {
namespace {

/// Metres from a place to a stretch, on the plane around the place.
double metres_to(const RoadGraph& graph, std::uint32_t stretch, geo::Point place) {
    const double degree = road_metres({0, 0}, {0, 10'000'000});
    const auto plane = [&](RoadPlace at) {
        const auto there = to_degrees(at);
        return geo::Point{(there.x - place.x) * degree * std::cos(place.y * std::acos(-1.0) / 180),
                          (there.y - place.y) * degree};
    };
    double least = std::numeric_limits<double>::infinity();
    const auto shape = graph.shape_of(stretch);
    for (std::size_t i = 1; i < shape.size(); ++i) {
        const auto a = plane(shape[i - 1]);
        const auto b = plane(shape[i]);
        const geo::Point way{b.x - a.x, b.y - a.y};
        const double square = way.x * way.x + way.y * way.y;
        const double share =
            square > 0 ? std::clamp(-(a.x * way.x + a.y * way.y) / square, 0.0, 1.0) : 0.0;
        least = std::min(least, std::hypot(a.x + share * way.x, a.y + share * way.y));
    }
    return least;
}

// Over some tens of cells of the index, from beside a road to farther than allowed.
TEST(RoadSearch, PlacesAreOnTheNearestOfAllStretches) {
    constexpr std::int32_t kLarger = 8;
    int found = 0;
    int none = 0;
    for (unsigned seed = 0; seed < kNetworks; ++seed) {
        SCOPED_TRACE(seed);
        RandomRoads random(seed);
        for (auto& place : random.roads.places) {
            place.lon *= kLarger;
            place.lat *= kLarger;
        }
        const auto graph = build_road_graph(random.roads, random.profile, {0.5}, {});
        if (!graph) {
            continue;
        }
        auto places = random.places(8);
        for (auto& place : places) {
            place.x *= kLarger;
            place.y *= kLarger;
        }
        const std::set<std::uint32_t> open(graph->cell_stretch.begin(), graph->cell_stretch.end());
        const double most = random.between(50, 5000);
        const auto snaps = snap_to_roads(*graph, places, most, 2);
        ASSERT_EQ(snap_to_roads(*graph, places, most, 1), snaps);
        for (std::size_t i = 0; i < places.size(); ++i) {
            double least = std::numeric_limits<double>::infinity();
            for (const auto stretch : open) {
                least = std::min(least, metres_to(*graph, stretch, places[i]));
            }
            ASSERT_EQ(snap_to_roads(*graph, places[i], most), snaps[i]);
            ASSERT_EQ(snaps[i].valid(), least <= most);
            (snaps[i].valid() ? found : none) += 1;
            if (snaps[i].valid()) {
                ASSERT_NEAR(snaps[i].metres, least, 1e-3);
                ASSERT_NEAR(metres_to(*graph, snaps[i].stretch, places[i]), least, 1e-3);
            }
        }
    }
    EXPECT_GT(found, 5000);
    EXPECT_GT(none, 500);
}

TEST(RoadSearch, EveryEngineIsThePlainOne) {
    int journeys = 0;
    for (unsigned seed = 0; seed < kNetworks; ++seed) {
        SCOPED_TRACE(seed);
        RandomRoads random(seed);
        const auto graph = build_road_graph(random.roads, random.profile, {0.5}, {});
        if (!graph) {
            continue;
        }
        ASSERT_TRUE(consistent(*graph));
        const auto from = random.places(random.between(1, 6));
        const auto to = random.places(random.between(1, 6));
        const auto start = snap_to_roads(*graph, from);
        const auto goal = snap_to_roads(*graph, to);
        const PlainDijkstra plain(*graph);
        for (const auto direction : {RoadDirection::kThere, RoadDirection::kBack}) {
            RoadTimesOptions options;
            options.limit = random.between(30, 3600);
            options.direction = direction;
            options.threads = 2;
            options.way_kmh = random.between(0, 1) == 0 ? 0.0 : random.between(1, 60);
            const auto times = road_times(*graph, from, to, options, {});
            const auto nearest = nearest_by_road(*graph, from, to, options, {});
            const auto first = nearest_by_road(*graph, from, to, options, {}, false);
            ASSERT_TRUE(times.has_value() && nearest.has_value() && first.has_value());
            for (std::size_t o = 0; o < from.size(); ++o) {
                std::vector<Reach> expected;
                std::vector<std::pair<std::uint64_t, std::uint32_t>> exact;
                for (std::uint32_t s = 0; s < to.size(); ++s) {
                    auto time = direction == RoadDirection::kThere ? plain.time(start[o], goal[s])
                                                                   : plain.time(goal[s], start[o]);
                    if (time != kNever) {
                        time += way_time(start[o], options.way_kmh) +
                                way_time(goal[s], options.way_kmh);
                    }
                    if (const auto straight =
                            straight_time(start[o], from[o], goal[s], to[s], options.way_kmh)) {
                        time = std::min<std::uint64_t>(time, *straight);
                    }
                    const auto seconds =
                        time == kNever ? -1 : to_seconds(static_cast<Milliseconds>(time));
                    if (seconds >= 0 && seconds <= options.limit) {
                        expected.push_back({Index<Service>{s}, seconds});
                        exact.emplace_back(time, s);
                    }
                    const auto route = road_route(*graph, from[o], to[s], options, {});
                    ASSERT_EQ(route->has_value(), seconds >= 0 && seconds <= options.limit);
                    if (*route) {
                        ASSERT_EQ((*route)->time, seconds);
                        ++journeys;
                    }
                }
                TravelTimes row;
                row.add_origin(expected);
                ASSERT_TRUE(std::ranges::equal(times->from(o), row.from(0)));
                std::sort(exact.begin(), exact.end());
                ASSERT_EQ((*nearest)[o].first.has_value(), !exact.empty());
                ASSERT_EQ((*first)[o].first, (*nearest)[o].first);
                ASSERT_FALSE((*first)[o].second.has_value());
                ASSERT_EQ((*nearest)[o].second.has_value(), exact.size() > 1);
                if (!exact.empty()) {
                    ASSERT_EQ((*nearest)[o].first->service.value, exact[0].second);
                    ASSERT_EQ((*nearest)[o].first->time,
                              to_seconds(static_cast<Milliseconds>(exact[0].first)));
                }
                if (exact.size() > 1) {
                    ASSERT_EQ((*nearest)[o].second->service.value, exact[1].second);
                    ASSERT_EQ((*nearest)[o].second->time,
                              to_seconds(static_cast<Milliseconds>(exact[1].first)));
                }
            }
        }
    }
    EXPECT_GT(journeys, 10 * kNetworks) << "the networks are not empty";
}

/// The ways themselves, without the graph: states are directed edges between neighbouring nodes,
/// turns are looked up at each node.
class WayDijkstra {
public:
    explicit WayDijkstra(const RoadWays& roads) : m_roads(roads) {
        for (std::uint32_t w = 0; w < roads.ways.size(); ++w) {
            const auto& way = roads.ways[w];
            const auto nodes = roads.nodes_of(w);
            for (std::size_t i = 1; i < nodes.size(); ++i) {
                const double metres =
                    road_metres(roads.places[nodes[i - 1]], roads.places[nodes[i]]);
                if (way.flow != RoadFlow::kBackward) {
                    m_edges.push_back({nodes[i - 1], nodes[i], w, static_cast<std::uint32_t>(i), 0,
                                       metres / way.speed_forward * 3.6});
                }
                if (way.flow != RoadFlow::kForward) {
                    m_edges.push_back({nodes[i], nodes[i - 1], w, static_cast<std::uint32_t>(i), 1,
                                       metres / way.speed_backward * 3.6});
                }
            }
        }
    }

    /// Seconds from node to node; infinite: no way.
    double time(std::uint32_t from, std::uint32_t to) const {
        if (from == to) {
            return 0.0;
        }
        std::vector<double> best(m_edges.size(), kFar);
        using Item = std::pair<double, std::size_t>;
        std::priority_queue<Item, std::vector<Item>, std::greater<>> queue;
        const auto reach = [&](std::size_t edge, double time) {
            if (time < best[edge]) {
                best[edge] = time;
                queue.emplace(time, edge);
            }
        };
        for (std::size_t e = 0; e < m_edges.size(); ++e) {
            if (m_edges[e].from == from) {
                reach(e, m_edges[e].seconds);
            }
        }
        while (!queue.empty()) {
            const auto [time, edge] = queue.top();
            queue.pop();
            if (time != best[edge]) {
                continue;
            }
            if (m_edges[edge].to == to) {
                return time;
            }
            for (std::size_t next = 0; next < m_edges.size(); ++next) {
                if (m_edges[next].from == m_edges[edge].to && may_turn(m_edges[edge], next)) {
                    reach(next, time + m_edges[next].seconds);
                }
            }
        }
        return kFar;
    }
    static constexpr double kFar = 1e9;

private:
    struct Edge {
        std::uint32_t from;
        std::uint32_t to;
        std::uint32_t way;
        std::uint32_t piece;  ///< Which pair of nodes of the way.
        int back;
        double seconds;
    };

    /// The one edge of the way that comes to (leaves) the node, as a restriction means it.
    std::size_t only_edge(std::int64_t id, std::uint32_t node, bool comes) const {
        std::size_t found = m_edges.size();
        for (std::size_t e = 0; e < m_edges.size(); ++e) {
            if (m_roads.ways[m_edges[e].way].id == id &&
                (comes ? m_edges[e].to : m_edges[e].from) == node) {
                if (found != m_edges.size()) {
                    return m_edges.size();
                }
                found = e;
            }
        }
        return found;
    }

    bool may_turn(const Edge& edge, std::size_t next) const {
        bool only = false;
        bool named = false;
        bool any = false;
        for (const auto& turn : m_roads.turns) {
            if (turn.via != edge.to) {
                continue;
            }
            const auto from = only_edge(turn.from, turn.via, true);
            const auto to = only_edge(turn.to, turn.via, false);
            if (from == m_edges.size() || to == m_edges.size() || &m_edges[from] != &edge) {
                continue;
            }
            any = true;
            if (!turn.only && to == next) {
                return false;
            }
            only = only || turn.only;
            named = named || (turn.only && to == next);
        }
        const bool round = m_edges[next].way == edge.way && m_edges[next].piece == edge.piece;
        return !any || (!round && (!only || named));
    }

    const RoadWays& m_roads;
    std::vector<Edge> m_edges;
};

// The graph with its copies of junctions against the ways and turns as they are written.
TEST(RoadSearch, GraphObeysTheWaysAsWritten) {
    int compared = 0;
    int restricted = 0;
    for (unsigned seed = 0; seed < kNetworks; ++seed) {
        SCOPED_TRACE(seed);
        RandomRoads random(seed + 100'000);
        random.roads.barriers.clear();
        // Every node is a junction, so that both sides may turn round at the same places.
        auto roads = random.roads;
        RoadWays cut;
        cut.places = roads.places;
        for (std::size_t w = 0; w < roads.ways.size(); ++w) {
            const auto nodes = roads.nodes_of(w);
            for (std::size_t i = 1; i < nodes.size(); ++i) {
                auto way = roads.ways[w];
                way.id = static_cast<std::int64_t>(cut.ways.size());
                way.nodes = static_cast<std::uint32_t>(cut.way_nodes.size());
                cut.ways.push_back(way);
                cut.way_nodes.push_back(nodes[i - 1]);
                cut.way_nodes.push_back(nodes[i]);
            }
        }
        cut.turns = roads.turns;
        const auto graph = build_road_graph(cut, random.profile, {0.0}, {});
        if (!graph) {
            continue;
        }
        restricted += static_cast<int>(graph->turns_kept);
        const WayDijkstra ways(cut);
        const PlainDijkstra plain(*graph);
        for (std::uint32_t a = 0; a < cut.places.size(); ++a) {
            std::vector<RoadEnd> start;
            std::uint32_t original = kNoVertex;
            // The vertex where those begin who come from nowhere.
            for (const auto& stretch : graph->stretches) {
                original = graph->place[stretch.first] == cut.places[a]  ? stretch.first
                           : graph->place[stretch.last] == cut.places[a] ? stretch.last
                                                                         : original;
            }
            if (original == kNoVertex) {
                continue;
            }
            start.push_back({original, 0});
            const auto times = plain.run(start);
            for (std::uint32_t b = 0; b < cut.places.size(); ++b) {
                std::uint64_t found = kNever;
                for (std::uint32_t v = 0; v < graph->vertex_count(); ++v) {
                    if (graph->place[v] == cut.places[b]) {
                        found = std::min(found, times[v]);
                    }
                }
                const double expected = ways.time(a, b);
                ASSERT_EQ(found == kNever, expected == WayDijkstra::kFar) << a << " to " << b;
                if (found != kNever) {
                    ASSERT_NEAR(static_cast<double>(found) / 1000.0, expected, 0.02);
                    ++compared;
                }
            }
        }
    }
    EXPECT_GT(compared, 10 * kNetworks);
    EXPECT_GT(restricted, kNetworks / 10);
}

// The same bytes whatever the number of threads (T5).
TEST(RoadSearch, ThreadsDoNotChangeTheResult) {
    RandomRoads random(7);
    const auto graph = build_road_graph(random.roads, random.profile, {0.0}, {});
    ASSERT_TRUE(graph.has_value());
    const auto from = random.places(300);
    const auto to = random.places(200);
    RoadTimesOptions options;
    options.threads = 1;
    const auto one = road_times(*graph, from, to, options, {});
    options.threads = 4;
    const auto four = road_times(*graph, from, to, options, {});
    ASSERT_EQ(one->pair_count(), four->pair_count());
    ASSERT_GT(one->pair_count(), 1000U);
    for (std::size_t o = 0; o < from.size(); ++o) {
        ASSERT_TRUE(std::ranges::equal(one->from(o), four->from(o)));
    }
}

}  // namespace
}  // namespace maillage::access
