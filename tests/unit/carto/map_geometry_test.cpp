// SPDX-License-Identifier: Apache-2.0
#include "carto/map_geometry.hpp"

#include "support/square_france.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <map>

namespace maillage::carto {
namespace {

std::uint32_t row(const Dataset& dataset, std::string_view code) {
    return test::commune_row(dataset, code).value;
}

TEST(BuildGeometry, PutsEveryCommuneOnItsSheetInMetres) {
    const auto dataset = test::square_france();
    const auto geometry = build_geometry(dataset, {}).value();
    ASSERT_EQ(geometry->commune_count(), 7U);
    const auto reunion = row(dataset, "97401");
    EXPECT_EQ(geometry->sheet_of_commune[reunion], SheetId::kReunion);
    EXPECT_TRUE(geometry->sheets[static_cast<std::size_t>(SheetId::kGuyane)].levels.empty());

    // 0.01° at 47.9° N: 1 112 m by 748 m (equator 1 113 m × cos 47.9°), within Lambert-93's
    // distortion and the ellipsoid's.
    const auto first = row(dataset, "45001");
    EXPECT_NEAR(geometry->area[first], 1112.0 * 748.0, 10'000.0);
    // At 21.1° S: 1 107 m by 1 039 m.
    EXPECT_NEAR(geometry->area[reunion], 1107.0 * 1039.0, 10'000.0);
    const auto& box = geometry->sheets[0].box;
    EXPECT_NEAR(box.width(), 5 * 748.0, 40.0);
    // Orléans in Lambert-93.
    EXPECT_NEAR(geometry->anchor[first].x, 618'600, 2'000);
    EXPECT_NEAR(geometry->anchor[first].y, 6'756'500, 2'000);

    const auto missing = row(dataset, "45004");
    EXPECT_TRUE(std::isnan(geometry->anchor[missing].x));
    EXPECT_EQ(geometry->area[missing], 0.0);
    for (const auto& level : geometry->sheets[0].levels) {
        EXPECT_TRUE(level.mosaic.feature_box[missing].empty());
        EXPECT_TRUE(level.mosaic.feature_box[reunion].empty());
    }
}

TEST(BuildGeometry, RanksBordersByTheCoarsestThatDiffers) {
    const auto dataset = test::square_france();
    const auto geometry = build_geometry(dataset, {}).value();
    for (const auto& level : geometry->sheets[0].levels) {
        // Five squares in a row: four borders between them, one outer line at either end, two along
        // each of the three others.
        ASSERT_EQ(level.mosaic.arc_count(), 12U);
        std::map<BorderRank, int> counts;
        for (const auto rank : level.rank) {
            ++counts[rank];
        }
        EXPECT_EQ(counts[BorderRank::kCommune], 1);     // 45001 | 45002
        EXPECT_EQ(counts[BorderRank::kEpci], 1);        // 45002 | 45003
        EXPECT_EQ(counts[BorderRank::kDepartment], 1);  // 45003 | 41001
        EXPECT_EQ(counts[BorderRank::kRegion], 1);      // 41001 | 77001
        EXPECT_EQ(counts[BorderRank::kOutline], 8);
    }
}

TEST(BuildGeometry, LevelsAreChosenByHalfAPixel) {
    const auto dataset = test::square_france();
    const auto geometry = build_geometry(dataset, {}).value();
    const auto& sheet = geometry->sheets[0];
    ASSERT_GE(sheet.levels.size(), 2U);
    EXPECT_EQ(sheet.levels[0].tolerance, 0.0);
    EXPECT_EQ(&sheet.level_for(1.0), &sheet.levels[0]);
    EXPECT_EQ(&sheet.level_for(2 * sheet.levels[1].tolerance), &sheet.levels[1]);
    EXPECT_EQ(&sheet.level_for(1e9), &sheet.levels.back());
}

TEST(BuildGeometry, OutlinesInMetresAreTakenAsTheyAre) {
    auto dataset = test::square_france();
    auto outlines = std::make_shared<Outlines>(*dataset.outlines);
    outlines->polygons.crs = {};
    for (auto& point : outlines->polygons.points()) {
        point = {point.x * 100'000 + 600'000, point.y * 100'000};
    }
    dataset.outlines = outlines;
    const auto geometry = build_geometry(dataset, {}).value();
    EXPECT_NEAR(geometry->area[row(dataset, "45001")], 1e6, 1.0);
}

TEST(BuildGeometry, DegreesWithoutASystemAreLongitudesAndLatitudes) {
    auto dataset = test::square_france();
    auto outlines = std::make_shared<Outlines>(*dataset.outlines);
    outlines->polygons.crs = {};
    dataset.outlines = outlines;
    const auto geometry = build_geometry(dataset, {}).value();
    EXPECT_NEAR(geometry->area[row(dataset, "45001")], 1112.0 * 748.0, 10'000.0);
}

TEST(BuildGeometry, ACommuneOutsideTheWorldIsLeftOutAndTheOthersStay) {
    auto dataset = test::square_france();
    auto outlines = std::make_shared<Outlines>(*dataset.outlines);
    // A point of 45002 that is also one of 45001 or 45003's border is not touched: only its own.
    const auto broken = row(dataset, "45002");
    geo::PolygonSet polygons;
    polygons.crs = outlines->polygons.crs;
    for (std::uint32_t f = 0; f < outlines->polygons.feature_count(); ++f) {
        if (f != broken) {
            polygons.add_feature(outlines->polygons, f);
            continue;
        }
        for (const auto& p : {geo::Point{1.91, 47.9}, geo::Point{1e30, 47.9},
                              geo::Point{1.92, 91e9}, geo::Point{1.91, 47.9}}) {
            polygons.add_point(p);
        }
        polygons.close_ring();
        polygons.close_polygon();
        polygons.close_feature();
    }
    outlines->polygons = polygons;
    dataset.outlines = outlines;
    const auto geometry = build_geometry(dataset, {}).value();
    EXPECT_EQ(geometry->area[broken], 0.0);
    EXPECT_GT(geometry->area[row(dataset, "45001")], 0.0);
    EXPECT_GT(geometry->area[row(dataset, "77001")], 0.0);
    EXPECT_TRUE(std::isfinite(geometry->sheets[0].box.max_x));
}

TEST(BuildGeometry, AnUnknownSystemIsSaidAndWorkStops) {
    auto dataset = test::square_france();
    auto outlines = std::make_shared<Outlines>(*dataset.outlines);
    outlines->polygons.crs.definition = "LOCAL:1";
    dataset.outlines = outlines;
    const auto unknown = build_geometry(dataset, {});
    ASSERT_FALSE(unknown.has_value());
    EXPECT_EQ(unknown.error().code, Error::Code::kGeometry);
    std::stop_source stop;
    stop.request_stop();
    const auto stopped = build_geometry(test::square_france(), Progress(stop.get_token(), {}));
    ASSERT_FALSE(stopped.has_value());
    EXPECT_EQ(stopped.error().code, Error::Code::kCancelled);
}

}  // namespace
}  // namespace maillage::carto
