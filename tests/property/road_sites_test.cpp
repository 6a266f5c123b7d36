// SPDX-License-Identifier: Apache-2.0
/// \file
/// The search from many sites in parts of a graph against one search from each of them.

#include "access/road_sites.hpp"

#include "access/road_times.hpp"
#include "property/road_instances.hpp"

#include <gtest/gtest.h>

#include <set>

namespace maillage::access {
namespace {

TEST(SitesSearch, InPartsFindsTheTwoNearestOfEveryVertex) {
    std::size_t seconds = 0;
    for (unsigned seed = 0; seed < kNetworks; ++seed) {
        SCOPED_TRACE(seed);
        RandomRoads random(seed);
        const auto graph = build_road_graph(random.roads, random.profile, {0.5}, {});
        if (!graph) {
            continue;
        }
        const auto vertices = static_cast<std::uint32_t>(graph->vertex_count());
        const auto limit = static_cast<Milliseconds>(random.between(10'000, 4'000'000));
        std::vector<Seed<SiteLabel>> seeds;
        std::vector<TwoSites> expected(vertices);
        for (std::uint32_t site = 0; site < 4; ++site) {
            const RoadEnd start{
                static_cast<std::uint32_t>(random.between(0, static_cast<int>(vertices) - 1)),
                static_cast<Milliseconds>(random.between(0, 100'000))};
            seeds.push_back({start.vertex, site_label(start.time, site)});
            const auto times = PlainDijkstra(*graph).run(std::span(&start, 1));
            for (std::uint32_t v = 0; v < vertices; ++v) {
                if (times[v] <= limit) {
                    expected[v].take(site_label(static_cast<Milliseconds>(times[v]), site));
                }
            }
        }
        // Two vertices at a time, for some seconds.
        const auto slice = static_cast<Milliseconds>(random.between(1, 60'000));
        SitesSearch<TwoSites> two(forward_arcs(*graph), vertices, {1, slice});
        SitesSearch<OneSite> one(forward_arcs(*graph), vertices, {1, slice});
        ASSERT_TRUE(two.run(seeds, limit, {}) && one.run(seeds, limit, {}));
        for (std::uint32_t v = 0; v < vertices; ++v) {
            ASSERT_EQ(two.at(v).first, expected[v].first) << v;
            ASSERT_EQ(two.at(v).second, expected[v].second) << v;
            ASSERT_EQ(one.at(v).first, expected[v].first) << v;
            seconds += expected[v].second == kNoSite ? 0U : 1U;
        }
    }
    EXPECT_GT(seconds, std::size_t{5 * kNetworks}) << "the networks are not empty";
}

TEST(SitesSearch, StopsWhenAsked) {
    RandomRoads random(1);
    const auto graph = build_road_graph(random.roads, random.profile, {0.5}, {});
    ASSERT_TRUE(graph.has_value());
    std::stop_source stop;
    stop.request_stop();
    const std::vector seeds{Seed<SiteLabel>{0, site_label(0, 0)}};
    SitesSearch<OneSite> search(forward_arcs(*graph), graph->core);
    EXPECT_FALSE(search.run(seeds, kLongestArc, Progress(stop.get_token(), nullptr)));
}

// What hangs in trees is all that a walk without turning back cannot leave again.
TEST(RoadTrees, AreWhatHasOneWayToEverythingElse) {
    std::size_t hanging = 0;
    for (unsigned seed = 0; seed < kNetworks; ++seed) {
        SCOPED_TRACE(seed);
        RandomRoads random(seed);
        const auto graph = build_road_graph(random.roads, random.profile, {0.5}, {});
        if (!graph) {
            continue;
        }
        ASSERT_TRUE(consistent(*graph)) << "one lower neighbour each";
        std::vector<std::set<std::uint32_t>> near(graph->vertex_count());
        for (std::uint32_t v = 0; v < graph->vertex_count(); ++v) {
            for (const auto& arc : graph->arcs_from(v)) {
                if (arc.vertex != v) {
                    near[v].insert(arc.vertex);
                    near[arc.vertex].insert(v);
                }
            }
        }
        for (std::uint32_t v = 0; v < graph->core; ++v) {
            const auto in_core = std::ranges::count_if(
                near[v], [&](std::uint32_t other) { return other < graph->core; });
            ASSERT_NE(in_core, 1) << v << " could be taken off too";
        }
        hanging += graph->vertex_count() - graph->core;
        ASSERT_GT(graph->core, 0U);
        auto wrong = *graph;
        wrong.core -= 1;  // Of a ring, or on which all else hangs: it has two lower ones, or none.
        ASSERT_FALSE(consistent(wrong));
    }
    EXPECT_GT(hanging, std::size_t{2 * kNetworks});
}

}  // namespace
}  // namespace maillage::access
