// SPDX-License-Identifier: Apache-2.0
#include "report/arc_chains.hpp"

#include "support/grid_map.hpp"

#include <gtest/gtest.h>

#include <numeric>
#include <set>

namespace maillage::report {
namespace {

geo::Point start_of(const geo::Mosaic& mosaic, geo::ArcRef ref) {
    const auto points = mosaic.arc(ref.arc());
    return ref.reversed() ? points.back() : points.front();
}
geo::Point end_of(const geo::Mosaic& mosaic, geo::ArcRef ref) {
    return start_of(mosaic, geo::ArcRef{ref.value ^ 1U});
}

/// Every arc once, each chain unbroken.
void expect_sound(const geo::Mosaic& mosaic, const std::vector<std::uint32_t>& arcs,
                  const std::vector<std::vector<geo::ArcRef>>& chains) {
    std::multiset<std::uint32_t> walked;
    for (const auto& chain : chains) {
        ASSERT_FALSE(chain.empty());
        for (std::size_t i = 0; i < chain.size(); ++i) {
            walked.insert(chain[i].arc());
            if (i > 0) {
                EXPECT_EQ(end_of(mosaic, chain[i - 1]), start_of(mosaic, chain[i]));
            }
        }
    }
    EXPECT_EQ(walked, std::multiset<std::uint32_t>(arcs.begin(), arcs.end()));
}

TEST(ArcChains, AnOutlineIsOneChain) {
    const auto level = support::grid_level({}, 0.0);
    std::vector<std::uint32_t> outline;
    for (std::uint32_t a = 0; a < level.mosaic.arc_count(); ++a) {
        if (level.rank[a] == carto::BorderRank::kOutline) {
            outline.push_back(a);
        }
    }
    ASSERT_EQ(outline.size(), 14U);
    const auto chains = chain_arcs(level.mosaic, outline);
    expect_sound(level.mosaic, outline, chains);
    EXPECT_EQ(chains.size(), 1U);
}

TEST(ArcChains, AGridIsDrawnInFewChains) {
    const auto level = support::grid_level({}, 0.0);
    std::vector<std::uint32_t> all(level.mosaic.arc_count());
    std::iota(all.begin(), all.end(), 0U);
    const auto chains = chain_arcs(level.mosaic, all);
    expect_sound(level.mosaic, all, chains);
    // Ten nodes on the outline where three arcs meet: five lines, and loops left at nodes of four.
    EXPECT_GE(chains.size(), 5U);
    EXPECT_LE(chains.size(), 7U);
}

TEST(ArcChains, LoopsAndNothing) {
    geo::Mosaic island;
    island.points = {{0, 0}, {1, 0}, {1, 1}, {0, 0}};
    island.arc_start = {0, 4};
    island.left = {0};
    island.right = {geo::kOutside};
    const std::vector<std::uint32_t> one{0};
    const auto chains = chain_arcs(island, one);
    expect_sound(island, one, chains);
    EXPECT_EQ(chains.size(), 1U);
    EXPECT_TRUE(chain_arcs(island, {}).empty());
}

}  // namespace
}  // namespace maillage::report
