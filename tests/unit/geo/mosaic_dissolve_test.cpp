// SPDX-License-Identifier: Apache-2.0
#include "geo/mosaic.hpp"
#include "support/planar_partition.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

namespace maillage::geo {
namespace {

Mosaic mosaic_of(const PolygonSet& set) { return build_mosaic(set, {}).value(); }

void expect_closed(const Mosaic& mosaic, const GroupRings& rings) {
    const auto end_of = [&](ArcRef ref, bool last) {
        const auto arc = mosaic.arc(ref.arc());
        return ref.reversed() == last ? arc.front() : arc.back();
    };
    for (std::size_t r = 0; r + 1 < rings.ring_start.size(); ++r) {
        const auto first = rings.ring_start[r];
        const auto last = rings.ring_start[r + 1];
        ASSERT_LT(first, last);
        for (auto i = first; i < last; ++i) {
            const auto next = i + 1 < last ? i + 1 : first;
            EXPECT_EQ(end_of(rings.refs[i], true), end_of(rings.refs[next], false));
        }
    }
}

TEST(Dissolve, FourSquaresIntoOneRing) {
    const auto mosaic = mosaic_of(test::outlines_of(test::single_cells(2, 2), 1, 1));
    const std::vector<std::uint32_t> all(4, 0);
    const auto rings = dissolve(mosaic, all, 1);
    ASSERT_EQ(rings.group_count(), 1U);
    EXPECT_EQ(rings.group_start[1], 1U);
    EXPECT_EQ(rings.refs.size(), 4U);  // The outer half of each square.
    expect_closed(mosaic, rings);
}

TEST(Dissolve, AHoleRunsTheOtherWayAndIsSubtracted) {
    test::CellMap cells = test::single_cells(3, 3);
    const auto mosaic = mosaic_of(test::outlines_of(cells, 5, 3));
    // All but the middle.
    std::vector<std::uint32_t> group(9, 0);
    group[4] = 1;
    const auto rings = dissolve(mosaic, group, 2);
    EXPECT_EQ(rings.group_start[1], 2U);
    EXPECT_EQ(rings.group_start[2], 3U);
    const auto measures = measure(mosaic, rings);
    std::vector<std::uint32_t> own(9);
    std::iota(own.begin(), own.end(), 0U);
    const auto parts = measure(mosaic, dissolve(mosaic, own, 9));
    double sum = -parts[4].area;
    for (const auto& part : parts) {
        sum += part.area;
    }
    EXPECT_NEAR(measures[0].area, sum, 1e-6);
    EXPECT_NEAR(measures[1].area, parts[4].area, 1e-6);
}

TEST(Dissolve, PiecesThatTouchInACornerAreRingsOfTheirOwn) {
    test::CellMap cells{2, 2, {0, test::kSea, test::kSea, 0}, 1};
    const auto mosaic = mosaic_of(test::outlines_of(cells, 3, 2));
    const std::vector<std::uint32_t> own{0};
    const auto rings = dissolve(mosaic, own, 1);
    EXPECT_EQ(rings.group_start[1], 2U);
    expect_closed(mosaic, rings);
}

TEST(Dissolve, FeaturesMayBeLeftOutAndGroupsEmpty) {
    const auto mosaic = mosaic_of(test::outlines_of(test::single_cells(2, 1), 1, 1));
    const std::vector<std::uint32_t> group{2, kOutside};
    const auto rings = dissolve(mosaic, group, 4);
    ASSERT_EQ(rings.group_count(), 4U);
    const auto measures = measure(mosaic, rings);
    EXPECT_EQ(measures[0].area, 0.0);
    EXPECT_TRUE(std::isnan(measures[0].centroid.x));
    EXPECT_TRUE(measures[3].box.empty());
    EXPECT_GT(measures[2].area, 0.0);
}

TEST(Measure, AreaAndCentroidOfALShape) {
    // Unit cells (0,0), (1,0), (0,1), far from the origin as national coordinates are.
    constexpr double kEast = 652'000.0;
    constexpr double kNorth = 6'862'000.0;
    PolygonSet set;
    for (const auto& p : {Point{0, 0}, Point{2, 0}, Point{2, 1}, Point{1, 1}, Point{1, 2},
                          Point{0, 2}, Point{0, 0}}) {
        set.add_point({p.x + kEast, p.y + kNorth});
    }
    set.close_ring();
    set.close_polygon();
    set.close_feature();
    const auto mosaic = mosaic_of(set);
    const std::vector<std::uint32_t> own{0};
    const auto result = measure(mosaic, dissolve(mosaic, own, 1))[0];
    EXPECT_NEAR(result.area, 3.0, 1e-9);
    // (0.5 + 1.5 + 0.5) / 3 on both axes.
    EXPECT_NEAR(result.centroid.x, kEast + 2.5 / 3, 1e-9);
    EXPECT_NEAR(result.centroid.y, kNorth + 2.5 / 3, 1e-9);
    EXPECT_EQ(result.box, (Box{kEast, kNorth, kEast + 2, kNorth + 2}));
}

class DissolveRandomCells : public testing::TestWithParam<unsigned> {};

TEST_P(DissolveRandomCells, AreasOfGroupsAreTheSumsOfTheirFeatures) {
    SCOPED_TRACE("seed " + std::to_string(GetParam()));
    const auto cells = test::random_cells(GetParam(), 15, 15, 30);
    const auto mosaic = mosaic_of(test::outlines_of(cells, GetParam(), 3));
    std::vector<std::uint32_t> own(30);
    std::iota(own.begin(), own.end(), 0U);
    const auto each = dissolve(mosaic, own, 30);
    expect_closed(mosaic, each);
    const auto parts = measure(mosaic, each);
    std::vector<std::uint32_t> group(30);
    std::vector<double> sums(4, 0.0);
    for (std::uint32_t f = 0; f < 30; ++f) {
        group[f] = (f * 7 + GetParam()) % 5;
        group[f] = group[f] == 4 ? kOutside : group[f];
        EXPECT_GE(parts[f].area, 0.0);
        if (group[f] != kOutside) {
            sums[group[f]] += parts[f].area;
        }
    }
    const auto rings = dissolve(mosaic, group, 4);
    expect_closed(mosaic, rings);
    const auto measures = measure(mosaic, rings);
    for (std::size_t g = 0; g < 4; ++g) {
        EXPECT_NEAR(measures[g].area, sums[g], 1e-3);
    }
}

INSTANTIATE_TEST_SUITE_P(Seeds, DissolveRandomCells, testing::Range(1U, 13U));

/// Whether a point lies in a feature, and how far from its border.
double depth(const PolygonSet& set, std::size_t feature, Point p) {
    bool inside = false;
    double least = std::numeric_limits<double>::infinity();
    const auto polygons = set.polygons_of(feature);
    for (auto k = polygons.first; k < polygons.last; ++k) {
        for (auto r = set.rings_of(k).first; r < set.rings_of(k).last; ++r) {
            const auto ring = set.ring(r);
            for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
                const auto a = ring[i];
                const auto b = ring[i + 1];
                inside = inside != ((a.y > p.y) != (b.y > p.y) &&
                                    p.x < a.x + (p.y - a.y) / (b.y - a.y) * (b.x - a.x));
                const double length = std::hypot(b.x - a.x, b.y - a.y);
                const double t = std::clamp(((p.x - a.x) * (b.x - a.x) + (p.y - a.y) * (b.y - a.y)) /
                                                (length * length),
                                            0.0, 1.0);
                least = std::min(least, std::hypot(p.x - a.x - t * (b.x - a.x),
                                                   p.y - a.y - t * (b.y - a.y)));
            }
        }
    }
    return inside ? least : -least;
}

TEST(InnerPoints, OfASquareItsMiddleAndOfARingItsBand) {
    PolygonSet set;
    const auto ring = [&](double low, double high) {
        for (const auto& p : {Point{low, low}, Point{high, low}, Point{high, high},
                              Point{low, high}, Point{low, low}}) {
            set.add_point(p);
        }
        set.close_ring();
    };
    ring(0, 90);
    set.close_polygon();
    set.close_feature();
    ring(1000, 1090);
    ring(1030, 1060);
    set.close_polygon();
    set.close_feature();
    set.close_feature();
    const auto mosaic = mosaic_of(set);
    const auto points = inner_points(mosaic, 0.1);
    EXPECT_NEAR(points[0].x, 45, 2);
    EXPECT_NEAR(points[0].y, 45, 2);
    // In a corner of the band: 30 / (1 + √½) = 17.6 from both borders.
    EXPECT_GT(depth(set, 1, points[1]), 17.5 - 2);
    EXPECT_TRUE(std::isnan(points[2].x));
}

TEST_P(DissolveRandomCells, InnerPointsLieWellInside) {
    SCOPED_TRACE("seed " + std::to_string(GetParam()));
    const auto cells = test::random_cells(GetParam(), 15, 15, 30);
    const auto set = test::outlines_of(cells, GetParam(), 3);
    const auto points = inner_points(mosaic_of(set), 5.0);
    for (std::size_t f = 0; f < 30; ++f) {
        // A cell bends its four sides by at most 240: a circle of 200 fits into each.
        EXPECT_EQ(std::isnan(points[f].x), set.polygons_of(f).size() == 0);
        if (set.polygons_of(f).size() != 0) {
            EXPECT_GT(depth(set, f, points[f]), 200.0) << "feature " << f;
        }
    }
}

}  // namespace
}  // namespace maillage::geo
