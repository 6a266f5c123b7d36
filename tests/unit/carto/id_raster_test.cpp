// SPDX-License-Identifier: Apache-2.0
#include "carto/id_raster.hpp"

#include "support/planar_partition.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

namespace maillage::carto {
namespace {

geo::Mosaic mosaic_of(const geo::PolygonSet& set) { return geo::build_mosaic(set, {}).value(); }

IdRaster blank(int width, int height, std::uint32_t value = 0) {
    return {width, height,
            std::vector<std::uint32_t>(static_cast<std::size_t>(width * height), value)};
}

/// Every ring of every feature, even-odd: the lowest feature that holds the point.
std::uint32_t feature_at(const geo::PolygonSet& set, geo::Point p) {
    for (std::size_t f = 0; f < set.feature_count(); ++f) {
        const auto polygons = set.polygons_of(f);
        for (auto k = polygons.first; k < polygons.last; ++k) {
            bool inside = false;
            for (auto r = set.rings_of(k).first; r < set.rings_of(k).last; ++r) {
                const auto ring = set.ring(r);
                for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
                    const auto a = ring[i];
                    const auto b = ring[i + 1];
                    inside = inside != ((a.y > p.y) != (b.y > p.y) &&
                                        p.x < a.x + (p.y - a.y) / (b.y - a.y) * (b.x - a.x));
                }
            }
            if (inside) {
                return static_cast<std::uint32_t>(f) + 1;
            }
        }
    }
    return 0;
}

void add_square(geo::PolygonSet& set, double x, double y, double size) {
    for (const auto& p : {geo::Point{x, y}, geo::Point{x + size, y}, geo::Point{x + size, y + size},
                          geo::Point{x, y + size}, geo::Point{x, y}}) {
        set.add_point(p);
    }
    set.close_ring();
    set.close_polygon();
    set.close_feature();
}

TEST(DrawIds, TwoSquaresPixelByPixel) {
    geo::PolygonSet set;
    add_square(set, 0, 0, 2);
    add_square(set, 2, 0, 2);
    auto raster = blank(6, 4);
    // One metre a pixel; the middle of the canvas (3, 2) is the map's (2, 1).
    draw_ids(mosaic_of(set), {{2, 1}, 1.0}, {0, 0, 6, 4}, 1.0, raster);
    const std::vector<std::uint32_t> expected = {0, 0, 0, 0, 0, 0,  //
                                                 0, 1, 1, 2, 2, 0,  //
                                                 0, 1, 1, 2, 2, 0,  //
                                                 0, 0, 0, 0, 0, 0};
    EXPECT_EQ(raster.ids, expected);
}

TEST(DrawIds, OnlyItsWindowIsWritten) {
    geo::PolygonSet set;
    add_square(set, -100, -100, 200);
    auto raster = blank(8, 6, 77);
    draw_ids(mosaic_of(set), {{0, 0}, 1.0}, {2, 1, 3, 4}, 1.0, raster);
    for (int y = 0; y < 6; ++y) {
        for (int x = 0; x < 8; ++x) {
            const bool in = x >= 2 && x < 5 && y >= 1 && y < 5;
            EXPECT_EQ(raster.at(x, y), in ? 1U : 77U) << x << ' ' << y;
        }
    }
    // Windows beyond the canvas, without size or of no number are cut or nothing.
    const auto before = raster.ids;
    draw_ids(mosaic_of(set), {{0, 0}, 1.0}, {20, 1, 3, 4}, 1.0, raster);
    draw_ids(mosaic_of(set), {{0, 0}, 1.0}, {2, 1, 0, 4}, 1.0, raster);
    draw_ids(mosaic_of(set), {{0, 0}, 1.0}, {std::nan(""), 1, 2, 2}, 1.0, raster);
    EXPECT_EQ(raster.ids, before);
    draw_ids(mosaic_of(set), {{0, 0}, 1.0}, {-96, -97, 200, 200}, 1.0, raster);
    EXPECT_EQ(raster.ids, blank(8, 6, 1).ids);
}

TEST(DrawIds, TheScaleMultipliesThePixels) {
    geo::PolygonSet set;
    add_square(set, 0, 0, 2);
    auto raster = blank(8, 8);
    // Four layout pixels with two raster pixels each; the square takes the upper right quarter.
    draw_ids(mosaic_of(set), {{0, 0}, 1.0}, {0, 0, 4, 4}, 2.0, raster);
    for (int y = 0; y < 8; ++y) {
        for (int x = 0; x < 8; ++x) {
            EXPECT_EQ(raster.at(x, y), x >= 4 && y < 4 ? 1U : 0U) << x << ' ' << y;
        }
    }
}

TEST(DrawIds, OverlappingFeaturesFillAndTheLowestIsShown) {
    geo::PolygonSet set;
    add_square(set, 2, 2, 4);
    add_square(set, 0, 0, 4);
    add_square(set, 0, 0, 4);  // An exact copy.
    auto raster = blank(8, 8);
    draw_ids(mosaic_of(set), {{4, 4}, 1.0}, {0, 0, 8, 8}, 1.0, raster);
    for (int y = 0; y < 8; ++y) {
        for (int x = 0; x < 8; ++x) {
            const geo::Point p{x + 0.5, 8 - (y + 0.5)};
            EXPECT_EQ(raster.at(x, y), feature_at(set, p)) << x << ' ' << y;
        }
    }
}

TEST(DrawIds, PointsThatAreNoNumbersAreNoCrash) {
    geo::PolygonSet set;
    for (const auto& p : {geo::Point{0, 0}, geo::Point{std::nan(""), 4}, geo::Point{4, std::nan("")},
                          geo::Point{std::numeric_limits<double>::infinity(), 2},
                          geo::Point{1e300, -1e300}, geo::Point{0, 0}}) {
        set.add_point(p);
    }
    set.close_ring();
    set.close_polygon();
    set.close_feature();
    add_square(set, 2, 2, 4);
    auto raster = blank(8, 8);
    draw_ids(mosaic_of(set), {{4, 4}, 1.0}, {0, 0, 8, 8}, 1.0, raster);
    for (const auto id : raster.ids) {
        EXPECT_LE(id, 2U);
    }
}

class DrawRandomCells : public testing::TestWithParam<unsigned> {};

TEST_P(DrawRandomCells, EveryPixelIsTheFeatureUnderItsCentre) {
    SCOPED_TRACE("seed " + std::to_string(GetParam()));
    std::mt19937 random(GetParam());
    const auto cells = test::random_cells(GetParam(), 12, 9, 15);
    const auto set = test::outlines_of(cells, GetParam(), 4);
    const auto mosaic = mosaic_of(set);
    constexpr int kWidth = 130;
    constexpr int kHeight = 97;
    // From all of it in a corner of the window to a few cells.
    for (const double metres_per_pixel : {200.0, 90.0, 17.0}) {
        const Camera camera{{static_cast<double>(random() % 12000),
                             static_cast<double>(random() % 9000)},
                            metres_per_pixel};
        const Rect window{3.25, 1.5, kWidth - 9.0, kHeight - 5.75};
        auto one = blank(kWidth, kHeight, 999);
        auto two = blank(kWidth, kHeight, 999);
        draw_ids(mosaic, camera, window, 1.0, one, 1);
        draw_ids(mosaic, camera, window, 1.0, two, 2);
        EXPECT_EQ(one.ids, two.ids);
        std::size_t wrong = 0;
        for (int y = 0; y < kHeight; ++y) {
            for (int x = 0; x < kWidth; ++x) {
                const Pixel centre{x + 0.5, y + 0.5};
                const auto expected =
                    window.holds(centre) ? feature_at(set, to_map(camera, window, centre)) : 999U;
                wrong += one.at(x, y) != expected ? 1U : 0U;
            }
        }
        EXPECT_EQ(wrong, 0U) << metres_per_pixel << " m";
    }
}

TEST_P(DrawRandomCells, ThreadsAndBandsDoNotShow) {
    SCOPED_TRACE("seed " + std::to_string(GetParam()));
    const auto set = test::outlines_of(test::random_cells(GetParam(), 40, 40, 200), GetParam(), 3);
    const auto mosaic = mosaic_of(set);
    constexpr int kSide = 800;
    const Camera camera{{20'000, 20'000}, 47.0};
    auto one = blank(kSide, kSide);
    draw_ids(mosaic, camera, {0, 0, kSide, kSide}, 1.0, one, 1);
    for (const unsigned threads : {2U, 5U, 0U}) {
        auto other = blank(kSide, kSide);
        draw_ids(mosaic, camera, {0, 0, kSide, kSide}, 1.0, other, threads);
        EXPECT_EQ(one.ids, other.ids);
    }
}

INSTANTIATE_TEST_SUITE_P(Seeds, DrawRandomCells, testing::Range(1U, 9U));

}  // namespace
}  // namespace maillage::carto
