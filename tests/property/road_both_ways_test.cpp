// SPDX-License-Identifier: Apache-2.0
/// \file
/// The nearest services there and back against all pairs of a plain Dijkstra each way.
#include "access/road_times.hpp"
#include "property/road_instances.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <vector>

namespace maillage::access {
namespace {

std::optional<Seconds> seconds_of(const PlainDijkstra& plain, const RoadSnap& from,
                                  const RoadSnap& to) {
    const auto time = plain.time(from, to);
    return time == kNever ? std::nullopt
                          : std::optional(to_seconds(static_cast<Milliseconds>(time)));
}

TEST(RoadBothWays, AreTheTwoOfAllServicesWhoseLongerWayIsTheShortest) {
    std::size_t beyond = 0;
    std::size_t other_than_there = 0;
    for (unsigned seed = 0; seed < kNetworks; ++seed) {
        SCOPED_TRACE(seed);
        RandomRoads random(seed);
        const auto graph = build_road_graph(random.roads, random.profile, {0.5}, {});
        if (!graph) {
            continue;
        }
        const auto from = snapped_places(*graph, random.places(random.between(1, 6)));
        const auto to = snapped_places(*graph, random.places(random.between(1, 6)));
        RoadTimesOptions options;
        options.limit = random.between(0, 600);
        options.threads = 2;
        const Seconds farthest = options.limit + random.between(0, 7200);
        const auto ways = road_times_both_ways(*graph, from, to, options, farthest, {});
        ASSERT_TRUE(ways.has_value());
        const auto both = longer_of(ways->there, ways->back);
        const PlainDijkstra plain(*graph);
        for (std::size_t o = 0; o < from.places.size(); ++o) {
            std::vector<Reach> all;
            std::vector<Reach> near;
            std::vector<Reach> there;
            for (std::uint32_t s = 0; s < to.places.size(); ++s) {
                const auto go = seconds_of(plain, from.snaps[o], to.snaps[s]);
                const auto home = seconds_of(plain, to.snaps[s], from.snaps[o]);
                if (go) {
                    there.push_back({{s}, *go});
                }
                if (go && home && std::max(*go, *home) <= farthest) {
                    all.push_back({{s}, std::max(*go, *home)});
                }
                if (!all.empty() && all.back().service.value == s &&
                    all.back().time <= options.limit) {
                    near.push_back(all.back());
                }
            }
            TravelTimes expected;
            expected.add_origin(all);
            expected.add_origin(near);
            expected.add_origin(there);
            const auto row = both.from(o);
            for (std::size_t rank = 0; rank < 2; ++rank) {
                ASSERT_EQ(rank < row.size(), rank < all.size());
                if (rank < row.size()) {
                    ASSERT_EQ(row[rank], expected.from(0)[rank]);
                    beyond += row[rank].time > options.limit ? 1U : 0U;
                }
            }
            if (!row.empty()) {
                other_than_there += row[0].service != expected.from(2)[0].service ? 1U : 0U;
            }
            // All within the limit are there as well.
            for (const auto& one : near) {
                ASSERT_NE(std::ranges::find(row, one), row.end());
            }
        }
    }
    EXPECT_GT(beyond, std::size_t{kNetworks} / 4) << "the limit was widened";
    EXPECT_GT(other_than_there, std::size_t{kNetworks} / 20);
}

}  // namespace
}  // namespace maillage::access
