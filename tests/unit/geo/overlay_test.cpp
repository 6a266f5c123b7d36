// SPDX-License-Identifier: Apache-2.0
#include "geo/overlay.hpp"

#include "support/ascii_territory.hpp"

#include <gtest/gtest.h>

namespace maillage::geo {
namespace {

PolygonSet rectangle(double west, double south, double east, double north) {
    PolygonSet set;
    for (const auto& point : {Point{west, south}, Point{east, south}, Point{east, north},
                              Point{west, north}, Point{west, south}}) {
        set.add_point(point);
    }
    set.close_ring();
    set.close_polygon();
    set.close_feature();
    return set;
}

TEST(AreaOverlay, SharesAreOfTheCommunesAreaAndBordersCountForNothing) {
    const auto drawn = test::ascii_territory(
        "AAB\n"
        "ACB",
        1000);
    const AreaOverlay overlay(drawn.polygons);
    // The left two columns: all of A (3 cells of 3) and C; B only touches at x = 2000.
    const auto left = overlay.shares(rectangle(0, 0, 2000, 2000), 0);
    ASSERT_TRUE(left.has_value());
    ASSERT_EQ(left->size(), 2U);
    EXPECT_EQ((*left)[0].feature, 0U);
    EXPECT_DOUBLE_EQ((*left)[0].share, 1.0);
    EXPECT_EQ((*left)[1].feature, 2U);
    EXPECT_DOUBLE_EQ((*left)[1].share, 1.0);
    // The upper row: 2 of 3 cells of A, 1 of 2 of B, nothing of C.
    const auto upper = overlay.shares(rectangle(0, 1000, 3000, 2000), 0);
    ASSERT_TRUE(upper.has_value());
    ASSERT_EQ(upper->size(), 2U);
    EXPECT_DOUBLE_EQ((*upper)[0].share, 2.0 / 3.0);
    EXPECT_DOUBLE_EQ((*upper)[1].share, 0.5);
}

TEST(AreaOverlay, NothingIsSharedFarAway) {
    const auto drawn = test::ascii_territory("AB", 1000);
    const AreaOverlay overlay(drawn.polygons);
    EXPECT_TRUE(overlay.shares(rectangle(9000, 9000, 9100, 9100), 0)->empty());
}

TEST(AreaOverlay, AnotherCoordinateSystemIsBroughtOver) {
    // One degree of longitude by one of latitude at 2–3° E, 47–48° N; the perimeter is its western
    // half in Web Mercator, where x is proportional to the longitude.
    auto base = rectangle(2, 47, 3, 48);
    base.crs.definition = kWgs84;
    constexpr double kMetresPerDegree = 6378137.0 * 3.14159265358979323846 / 180.0;
    // ln tan(45° + φ/2) × R: 5 942 074 m at 47° and 6 106 855 m at 48°; wider than the base is as
    // good.
    auto half = rectangle(2 * kMetresPerDegree, 5'900'000, 2.5 * kMetresPerDegree, 6'200'000);
    half.crs.definition = "EPSG:3857";
    const auto shares = AreaOverlay(base).shares(half, 0);
    ASSERT_TRUE(shares.has_value());
    ASSERT_EQ(shares->size(), 1U);
    // Only the corners are projected: the meridian 2.5° E is a straight line there, the parallels
    // are chords on both sides alike.
    EXPECT_NEAR((*shares)[0].share, 0.5, 0.002);
}

TEST(AreaOverlay, AnUnknownCoordinateSystemIsSaid) {
    auto base = rectangle(2, 47, 3, 48);
    base.crs.definition = kWgs84;
    auto other = rectangle(2, 47, 3, 48);
    other.crs.definition = "LOCAL:1";
    EXPECT_EQ(AreaOverlay(base).shares(other, 0).error().code, Error::Code::kGeometry);
}

}  // namespace
}  // namespace maillage::geo
