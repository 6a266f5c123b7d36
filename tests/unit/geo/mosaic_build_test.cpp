// SPDX-License-Identifier: Apache-2.0
#include "geo/mosaic.hpp"
#include "support/planar_partition.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <set>

namespace maillage::geo {
namespace {

using test::kSea;

void add_ring(PolygonSet& set, const std::vector<Point>& points) {
    for (const auto& point : points) {
        set.add_point(point);
    }
    set.close_ring();
}

void add_square(PolygonSet& set, double x, double y, double size) {
    add_ring(set, {{x, y}, {x + size, y}, {x + size, y + size}, {x, y + size}, {x, y}});
}

void end_feature(PolygonSet& set) {
    set.close_polygon();
    set.close_feature();
}

Mosaic mosaic_of(const PolygonSet& set) { return build_mosaic(set, {}).value(); }

std::size_t arcs_between(const Mosaic& mosaic, std::uint32_t one, std::uint32_t other) {
    std::size_t count = 0;
    for (std::size_t a = 0; a < mosaic.arc_count(); ++a) {
        const auto l = mosaic.left[a];
        const auto r = mosaic.right[a];
        count += (l == one && r == other) || (l == other && r == one) ? 1U : 0U;
    }
    return count;
}

TEST(BuildMosaic, TwoSquaresAreThreeArcs) {
    PolygonSet set;
    add_square(set, 0, 0, 1);
    end_feature(set);
    add_square(set, 1, 0, 1);
    end_feature(set);
    const auto mosaic = mosaic_of(set);
    // The common side, and the rest of each: 2 + 4 + 4 points.
    ASSERT_EQ(mosaic.arc_count(), 3U);
    EXPECT_EQ(mosaic.points.size(), 10U);
    EXPECT_EQ(arcs_between(mosaic, 0, 1), 1U);
    EXPECT_EQ(arcs_between(mosaic, 0, kOutside), 1U);
    EXPECT_EQ(arcs_between(mosaic, 1, kOutside), 1U);
    for (std::size_t a = 0; a < 3; ++a) {
        if (mosaic.right[a] == kOutside || mosaic.left[a] == kOutside) {
            continue;
        }
        // Walking north along x = 1, square 0 lies in the west: on the left.
        const bool north = mosaic.arc(a)[0].y < mosaic.arc(a)[1].y;
        EXPECT_EQ(mosaic.left[a], north ? 0U : 1U);
        EXPECT_EQ(mosaic.arc_box[a], (Box{1, 0, 1, 1}));
    }
    EXPECT_EQ(mosaic.feature_box[1], (Box{1, 0, 2, 1}));
}

TEST(BuildMosaic, AGridOfNineSquaresHasTwentyArcs) {
    test::CellMap cells = test::single_cells(3, 3);
    const auto mosaic = mosaic_of(test::outlines_of(cells, 1, 4));
    // 12 sides inside; outside the 12 sides are cut at 8 nodes, for corners are no nodes.
    EXPECT_EQ(mosaic.arc_count(), 20U);
    // 24 sides of 5 points; the 4 corners join two sides each.
    EXPECT_EQ(mosaic.points.size(), 24U * 5U - 4U);
}

TEST(BuildMosaic, AnEnclaveAndAnIslandAreOneClosedArcEach) {
    PolygonSet set;
    add_square(set, 0, 0, 10);
    add_square(set, 4, 4, 2);  // A hole that turns as its outside does: files do that.
    end_feature(set);
    add_square(set, 4, 4, 2);
    end_feature(set);
    add_square(set, 20, 0, 1);
    end_feature(set);
    const auto mosaic = mosaic_of(set);
    ASSERT_EQ(mosaic.arc_count(), 3U);
    EXPECT_EQ(arcs_between(mosaic, 0, 1), 1U);
    EXPECT_EQ(arcs_between(mosaic, 2, kOutside), 1U);
    for (std::size_t a = 0; a < 3; ++a) {
        EXPECT_EQ(mosaic.arc(a).front(), mosaic.arc(a).back());
        EXPECT_EQ(mosaic.arc(a).size(), 5U);
    }
}

TEST(BuildMosaic, RingsMayTurnEitherWay) {
    PolygonSet one;
    add_ring(one, {{0, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0}});
    end_feature(one);
    PolygonSet other;
    add_ring(other, {{0, 0}, {0, 1}, {1, 1}, {1, 0}, {0, 0}});
    end_feature(other);
    for (const auto* set : {&one, &other}) {
        const auto mosaic = mosaic_of(*set);
        ASSERT_EQ(mosaic.arc_count(), 1U);
        EXPECT_EQ(mosaic.left[0], 0U);
        const std::vector<std::uint32_t> own{0};
        EXPECT_DOUBLE_EQ(measure(mosaic, dissolve(mosaic, own, 1))[0].area, 1.0);
    }
}

TEST(BuildMosaic, TheThirdUseOfAnEdgeIsAnArcOfItsOwn) {
    PolygonSet set;
    add_square(set, 0, 0, 1);
    end_feature(set);
    add_square(set, 0, 0, 1);  // The same outline again.
    end_feature(set);
    add_square(set, 1, 0, 1);
    end_feature(set);
    const auto mosaic = mosaic_of(set);
    EXPECT_EQ(arcs_between(mosaic, 0, 2) + arcs_between(mosaic, 1, 2), 1U);
    const std::vector<std::uint32_t> own{0, 1, 2};
    for (const auto& one : measure(mosaic, dissolve(mosaic, own, 3))) {
        EXPECT_DOUBLE_EQ(one.area, 1.0);
    }
}

TEST(BuildMosaic, OnlyWantedFeaturesHaveABox) {
    PolygonSet set;
    for (int x = 0; x < 4; ++x) {
        add_square(set, x, 0, 1);
        end_feature(set);
    }
    const std::vector<std::uint8_t> wanted{0, 1, 0, 0};
    const auto mosaic = build_mosaic(set, wanted, Progress{}).value();
    EXPECT_EQ(mosaic.feature_count(), 4U);
    EXPECT_TRUE(mosaic.feature_box[0].empty());
    EXPECT_EQ(mosaic.feature_box[1], (Box{1, 0, 2, 1}));
    EXPECT_TRUE(mosaic.feature_box[2].empty());
    EXPECT_TRUE(mosaic.feature_box[3].empty());
}

TEST(BuildMosaic, WhatOneFeatureWalksBothWaysIsNoBorder) {
    PolygonSet set;
    // A square with a thorn, and two halves of one feature.
    add_ring(set, {{0, 0}, {1, 0}, {1, 1}, {2, 2}, {1, 1}, {0, 1}, {0, 0}});
    end_feature(set);
    add_square(set, 10, 0, 1);
    set.close_polygon();
    add_square(set, 11, 0, 1);
    end_feature(set);
    const auto mosaic = mosaic_of(set);
    EXPECT_EQ(mosaic.feature_box[0], (Box{0, 0, 1, 1}));
    const std::vector<std::uint32_t> own{0, 1};
    const auto rings = dissolve(mosaic, own, 2);
    EXPECT_DOUBLE_EQ(measure(mosaic, rings)[0].area, 1.0);
    EXPECT_DOUBLE_EQ(measure(mosaic, rings)[1].area, 2.0);
    EXPECT_EQ(rings.group_start[2] - rings.group_start[1], 1U);
}

TEST(BuildMosaic, HopelessRingsAreNoCrash) {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const double infinite = std::numeric_limits<double>::infinity();
    PolygonSet set;
    add_ring(set, {});
    end_feature(set);
    add_ring(set, {{1, 1}});
    end_feature(set);
    add_ring(set, {{1, 1}, {1, 1}, {1, 1}});
    end_feature(set);
    add_ring(set, {{0, 0}, {nan, 1}, {1, nan}, {0, 0}});
    end_feature(set);
    add_ring(set, {{0, 0}, {infinite, 1}, {1, -infinite}, {0, 0}});
    end_feature(set);
    add_ring(set, {{0, 0}, {1, 1}, {1, 0}, {0, 1}, {0, 0}});  // A bow tie.
    end_feature(set);
    set.close_feature();
    const auto mosaic = mosaic_of(set);
    EXPECT_EQ(mosaic.feature_count(), 7U);
    EXPECT_TRUE(mosaic.feature_box[1].empty());
    EXPECT_TRUE(mosaic.feature_box[6].empty());
    const std::vector<std::uint32_t> own{0, 1, 2, 3, 4, 5, 6};
    EXPECT_EQ(measure(mosaic, dissolve(mosaic, own, 7)).size(), 7U);
    EXPECT_EQ(inner_points(mosaic, 1).size(), 7U);
    EXPECT_TRUE(simplify(mosaic, 10, {}).has_value());
}

TEST(BuildMosaic, OnlyWantedFeaturesHaveArcs) {
    const auto set = test::outlines_of(test::single_cells(2, 1), 1, 2);
    const std::vector<std::uint8_t> wanted{0, 1};
    const auto mosaic = build_mosaic(set, wanted, {}).value();
    EXPECT_EQ(mosaic.feature_count(), 2U);
    ASSERT_EQ(mosaic.arc_count(), 1U);
    EXPECT_EQ(mosaic.left[0], 1U);
    EXPECT_TRUE(mosaic.feature_box[0].empty());
}

TEST(BuildMosaic, StopsWhenAsked) {
    std::stop_source stop;
    stop.request_stop();
    const auto result = build_mosaic({}, Progress(stop.get_token(), {}));
    ASSERT_FALSE(result.has_value());
    EXPECT_EQ(result.error().code, Error::Code::kCancelled);
}

class MosaicOfRandomCells : public testing::TestWithParam<unsigned> {};

TEST_P(MosaicOfRandomCells, HasEverySideOnceWithItsTwoFeatures) {
    SCOPED_TRACE("seed " + std::to_string(GetParam()));
    constexpr int kPieces = 3;
    const auto cells = test::random_cells(GetParam(), 14, 11, 12);
    const auto mosaic = mosaic_of(test::outlines_of(cells, GetParam(), kPieces));
    // Sides between different cells, by the pair of features; each is kPieces segments.
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::size_t> expected;
    const auto at = [&](std::size_t x, std::size_t y) {
        return x < cells.columns && y < cells.rows ? cells.at(x, y) : kSea;
    };
    for (std::size_t y = 0; y <= cells.rows; ++y) {
        for (std::size_t x = 0; x <= cells.columns; ++x) {
            for (const auto other : {at(x - 1, y), at(x, y - 1)}) {
                if (other != at(x, y)) {
                    expected[std::minmax(other, at(x, y))] += kPieces;
                }
            }
        }
    }
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::size_t> found;
    for (std::size_t a = 0; a < mosaic.arc_count(); ++a) {
        EXPECT_NE(mosaic.left[a], mosaic.right[a]);
        found[std::minmax(mosaic.left[a], mosaic.right[a])] += mosaic.arc(a).size() - 1;
    }
    EXPECT_EQ(found, expected);
}

TEST_P(MosaicOfRandomCells, ArcsEndAtNodesOnly) {
    SCOPED_TRACE("seed " + std::to_string(GetParam()));
    const auto cells = test::random_cells(GetParam(), 14, 11, 12);
    const auto mosaic = mosaic_of(test::outlines_of(cells, GetParam(), 2));
    std::map<std::pair<double, double>, std::size_t> ends;
    std::set<std::pair<double, double>> inner;
    for (std::size_t a = 0; a < mosaic.arc_count(); ++a) {
        const auto arc = mosaic.arc(a);
        ++ends[{arc.front().x, arc.front().y}];
        ++ends[{arc.back().x, arc.back().y}];
        for (const auto& point : arc.subspan(1, arc.size() - 2)) {
            EXPECT_TRUE(inner.insert({point.x, point.y}).second);
        }
    }
    for (const auto& [point, count] : ends) {
        EXPECT_FALSE(inner.contains(point));
        EXPECT_GE(count, 2U);
    }
}

INSTANTIATE_TEST_SUITE_P(Seeds, MosaicOfRandomCells, testing::Range(1U, 13U));

}  // namespace
}  // namespace maillage::geo
