// SPDX-License-Identifier: Apache-2.0
#include "geo/validity.hpp"

#include "geo/geos_geometry.hpp"
#include "geo/simple_ring.hpp"
#include "support/ascii_territory.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <limits>
#include <random>
#include <vector>

namespace maillage::geo {
namespace {

double area_of(const PolygonSet& set, std::size_t feature) {
    double twice = 0;
    const auto polygons = set.polygons_of(feature);
    for (auto p = polygons.first; p < polygons.last; ++p) {
        const auto rings = set.rings_of(p);
        for (auto r = rings.first; r < rings.last; ++r) {
            double ring = 0;
            const auto points = set.ring(r);
            for (std::size_t i = 1; i < points.size(); ++i) {
                ring += points[i - 1].x * points[i].y - points[i].x * points[i - 1].y;
            }
            twice += r == rings.first ? std::abs(ring) : -std::abs(ring);
        }
    }
    return twice / 2;
}

bool simple(const std::vector<Point>& ring) { return surely_simple(ring); }

TEST(SurelySimple, PlainRingsAreAndDoubtfulOnesAreNot) {
    EXPECT_TRUE(simple({{0, 0}, {1, 0}, {0, 1}, {0, 0}}));
    EXPECT_TRUE(simple({{0, 0}, {0, 2}, {1, 1}, {2, 2}, {2, 0}, {0, 0}})) << "either way round";
    EXPECT_TRUE(simple({{0, 0}, {1, 0}, {2, 0}, {2, 1}, {0, 0}})) << "straight on is no fold";
    EXPECT_FALSE(simple({{0, 0}, {1, 0}, {0, 1}})) << "not closed";
    EXPECT_FALSE(simple({{0, 0}, {1, 0}, {0, 0}})) << "there and back";
    EXPECT_FALSE(simple({{0, 0}, {2, 0}, {1, 0}, {1, 1}, {0, 0}})) << "a fold";
    EXPECT_FALSE(simple({{0, 0}, {1, 0}, {1, 0}, {0, 1}, {0, 0}})) << "the same point twice";
    EXPECT_FALSE(simple({{0, 0}, {2, 2}, {2, 0}, {0, 2}, {0, 0}})) << "a bow tie";
    EXPECT_FALSE(simple({{0, 0}, {4, 0}, {4, 2}, {2, 0}, {0, 2}, {0, 0}})) << "touches a side";
    EXPECT_FALSE(simple({{0, 0}, {2, 0}, {1, 1}, {2, 2}, {0, 2}, {1, 1}, {0, 0}})) << "a waist";
    const double none = std::numeric_limits<double>::quiet_NaN();
    EXPECT_FALSE(simple({{0, 0}, {1, none}, {0, 1}, {0, 0}}));
    EXPECT_FALSE(simple({{0, 0}, {1e-170, 0}, {0, 1e-170}, {0, 0}})) << "less than can be told";
}

/// Rings of few points on a small grid touch themselves in every way there is; of those that are
/// surely simple GEOS finds every one valid, and of the valid ones few are left to it.
TEST(SurelySimple, AgreesWithGeos) {
    std::mt19937 random(7);
    int sure = 0;
    int valid = 0;
    for (int n = 0; n < 20'000; ++n) {
        const int grid = 3 + n % 40;
        const auto corners = 3 + random() % 12;
        PolygonSet set;
        std::vector<Point> ring;
        for (std::size_t i = 0; i < corners; ++i) {
            // Around a middle, or hardly any would be simple; sometimes back again.
            const double turn = 6.28 * static_cast<double>(i) / static_cast<double>(corners) +
                                0.2 * static_cast<double>(random() % 10);
            const double far = 1.0 + static_cast<double>(random() % 5);
            ring.push_back({std::round(grid * far * std::cos(turn) / 5.0),
                            std::round(grid * far * std::sin(turn) / 5.0)});
        }
        ring.push_back(ring.front());
        for (const auto& point : ring) {
            set.add_point(point);
        }
        set.close_ring();
        set.close_polygon();
        set.close_feature();
        const GeosContext context;
        const auto polygon = to_geos(context, set, 0);
        const bool good = polygon && GEOSisValid_r(context.handle(), polygon.get()) == 1;
        const bool said = surely_simple(ring);
        EXPECT_TRUE(good || !said) << "ring " << n;
        sure += said ? 1 : 0;
        valid += good ? 1 : 0;
    }
    EXPECT_GT(valid, 2'000);
    EXPECT_GT(sure, valid * 9 / 10);
}

TEST(MakeValid, ABowTieBecomesTwoTrianglesAndIsListed) {
    PolygonSet set;
    test::add_cell(set, 0, 0, 1);
    for (const auto& point :
         std::array{Point{0, 0}, Point{2, 2}, Point{2, 0}, Point{0, 2}, Point{0, 0}}) {
        set.add_point(point);
    }
    set.close_ring();
    set.close_polygon();
    set.close_feature();
    std::vector<Repair> repairs;
    const auto valid = make_valid(set, repairs);
    ASSERT_EQ(repairs.size(), 1U);
    EXPECT_EQ(repairs[0].feature, 1U);
    EXPECT_FALSE(repairs[0].lost);
    EXPECT_NE(repairs[0].reason.find("Self-intersection"), std::string::npos);
    ASSERT_EQ(valid.feature_count(), 2U);
    EXPECT_EQ(valid.polygons_of(1).size(), 2U);
    EXPECT_DOUBLE_EQ(area_of(valid, 1), 2.0);  // Two triangles of base 2 and height 1.
    EXPECT_DOUBLE_EQ(area_of(valid, 0), 1.0);
}

TEST(MakeValid, AFeatureWithoutAreaIsLostAndSaysSo) {
    PolygonSet set;
    for (const auto& point : std::array{Point{0, 0}, Point{1, 1}, Point{2, 2}, Point{0, 0}}) {
        set.add_point(point);
    }
    set.close_ring();
    set.close_polygon();
    set.close_feature();
    std::vector<Repair> repairs;
    const auto valid = make_valid(set, repairs);
    ASSERT_EQ(repairs.size(), 1U);
    EXPECT_TRUE(repairs[0].lost);
    EXPECT_EQ(valid.feature_count(), 1U);
    EXPECT_EQ(valid.polygon_count(), 0U);
}

TEST(MakeValid, OnlyTheRepairedFeaturesComeByThemselves) {
    PolygonSet set;
    test::add_cell(set, 0, 0, 1);
    for (const auto& point :
         std::array{Point{0, 0}, Point{2, 2}, Point{2, 0}, Point{0, 2}, Point{0, 0}}) {
        set.add_point(point);
    }
    set.close_ring();
    set.close_polygon();
    set.close_feature();
    test::add_cell(set, 5, 5, 1);
    std::vector<Repair> repairs{{7, "of another set", false}};
    const auto better = repaired_features(set, repairs);
    ASSERT_EQ(repairs.size(), 2U);
    EXPECT_EQ(repairs[1].feature, 1U);
    ASSERT_EQ(better.feature_count(), 1U);
    EXPECT_DOUBLE_EQ(area_of(better, 0), 2.0);
    const auto valid = make_valid(set, repairs);
    ASSERT_EQ(valid.feature_count(), 3U);
    EXPECT_DOUBLE_EQ(area_of(valid, 1), 2.0);
    EXPECT_DOUBLE_EQ(area_of(valid, 2), 1.0);
}

TEST(Unite, CellsOfOneLetterBecomeOnePolygon) {
    const auto drawn = test::ascii_territory(
        "AAB\n"
        "ACB",
        1);
    ASSERT_EQ(drawn.polygons.feature_count(), 3U);
    EXPECT_EQ(drawn.polygons.polygons_of(0).size(), 1U);
    EXPECT_DOUBLE_EQ(area_of(drawn.polygons, 0), 3.0);
    EXPECT_DOUBLE_EQ(area_of(drawn.polygons, 1), 2.0);
    EXPECT_DOUBLE_EQ(area_of(drawn.polygons, 2), 1.0);
    EXPECT_EQ(drawn.territories.communes.code[2].text(), "01003");
}

TEST(Unite, AnEnclaveIsAHoleAndAnEmptyGroupHasNoPolygon) {
    const auto drawn = test::ascii_territory(
        "AAA\n"
        "ABA\n"
        "AAA",
        1);
    EXPECT_EQ(drawn.polygons.rings_of(drawn.polygons.polygons_of(0).first).size(), 2U);
    EXPECT_DOUBLE_EQ(area_of(drawn.polygons, 0), 8.0);
    const std::array<std::uint32_t, 2> groups{kNoGroup, 1};
    const auto united = unite(drawn.polygons, groups, 3);
    EXPECT_EQ(united.feature_count(), 3U);
    EXPECT_EQ(united.polygons_of(0).size(), 0U);
    EXPECT_DOUBLE_EQ(area_of(united, 1), 1.0);
}

}  // namespace
}  // namespace maillage::geo
