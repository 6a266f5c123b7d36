// SPDX-License-Identifier: Apache-2.0
// Circles, markers, insets, rings and overlays.
#include "unit/render/map_renderer_fixture.hpp"

namespace maillage::gl {
namespace {

TEST_F(MapRendererTest, CirclesStandInTheirOrderWithTheirEdge) {
    auto scene = squares();
    carto::Circle large;
    large.centre = {2000.0, 1500.0};  // (50, 40)
    large.radius = 12.0F;
    large.fill = kGreen;
    large.edge = {kBlack, 2.0F};
    auto small = large;
    small.radius = 4.0F;
    small.fill = kWhite;
    small.edge = {};
    scene.circles = {large, small};
    const auto image = drawn(scene);
    EXPECT_TRUE(looks_like(at(image, 50, 40), kWhite));
    EXPECT_TRUE(looks_like(at(image, 56, 40), kGreen));
    EXPECT_TRUE(looks_like(at(image, 61, 40), kBlack));
    EXPECT_TRUE(looks_like(at(image, 38, 40), kBlack));
    EXPECT_TRUE(looks_like(at(image, 64, 40), kRed));
}

TEST_F(MapRendererTest, MarkersHaveTheirShapes) {
    auto scene = squares();
    scene.styles[1] = plain(kRed);
    const auto mark = [&](double x, carto::MarkerShape shape) {
        carto::Marker marker;
        marker.centre = to_map(scene.frames[0].camera, scene.frames[0].viewport, {x, 40.0});
        marker.shape = shape;
        marker.size = 12.0F;
        marker.fill = kWhite;
        scene.markers.push_back(marker);
    };
    mark(18, carto::MarkerShape::kSquare);
    mark(31, carto::MarkerShape::kTriangle);
    mark(44, carto::MarkerShape::kDiamond);
    mark(57, carto::MarkerShape::kCross);
    mark(70, carto::MarkerShape::kStar);
    mark(83, carto::MarkerShape::kDisc);
    const auto image = drawn(scene);
    for (const int x : {18, 31, 44, 57, 70, 83}) {
        EXPECT_TRUE(looks_like(at(image, x, 40), kWhite)) << x;
    }
    const auto corner = [&](int x) { return at(image, x + 4, 35); };  // up right of the centre
    EXPECT_TRUE(looks_like(corner(18), kWhite));
    EXPECT_TRUE(looks_like(corner(31), kRed));
    EXPECT_TRUE(looks_like(corner(44), kRed));
    EXPECT_TRUE(looks_like(corner(57), kRed));
    EXPECT_TRUE(looks_like(at(image, 35, 45), kWhite)) << "the triangle stands on its base";
    EXPECT_TRUE(looks_like(at(image, 57, 35), kWhite)) << "an arm of the cross";
    EXPECT_TRUE(looks_like(at(image, 70, 37), kWhite)) << "the star points up";
    EXPECT_TRUE(looks_like(at(image, 70, 45), kRed)) << "and has a notch below";
}

TEST_F(MapRendererTest, AnInsetHasItsOwnSheetAndRoundCorners) {
    auto scene = squares_with_inset();
    carto::Circle circle;  // of the inset, reaching beyond it
    circle.frame = 1;
    circle.centre = to_map(scene.frames[1].camera, scene.frames[1].viewport, {88, 25});
    circle.radius = 5.0F;
    circle.fill = kBlack;
    scene.circles = {circle};
    const auto image = drawn(scene);
    EXPECT_TRUE(looks_like(at(image, 75, 25), kGreen));
    EXPECT_TRUE(looks_like(at(image, 75, 12), kWhite));
    EXPECT_TRUE(looks_like(at(image, 60, 10), kRed)) << "the map below shows at the corner";
    EXPECT_TRUE(looks_like(at(image, 60, 39), kRed));
    EXPECT_TRUE(looks_like(at(image, 60, 18), kWhite));
    EXPECT_TRUE(looks_like(at(image, 60, 25), kRed)) << "square 11";
    EXPECT_TRUE(looks_like(at(image, 89, 25), kBlack));
    EXPECT_TRUE(looks_like(at(image, 91, 25), kSea)) << "nothing leaves the inset";
}

TEST_F(MapRendererTest, PicksInTheMapAndInTheInset) {
    const auto scene = squares_with_inset();
    EXPECT_EQ(m_renderer->pick({40, 40}), std::nullopt) << "nothing drawn yet";
    for (const double ratio : {1.0, 2.0}) {
        for (const auto quality : {Quality::kMoving, Quality::kStill}) {
            drawn(scene, ratio, quality);
            EXPECT_EQ(m_renderer->pick({40, 40}), (Pick{0, index_of<Commune>(5)}));
            EXPECT_EQ(m_renderer->pick({12, 69.5}), (Pick{0, index_of<Commune>(0)}));
            EXPECT_EQ(m_renderer->pick({2, 2}), (Pick{0, {}}));
            EXPECT_EQ(m_renderer->pick({75, 25}), (Pick{1, index_of<Commune>(12)}));
            EXPECT_EQ(m_renderer->pick({75, 12}), (Pick{1, {}}));
            EXPECT_EQ(m_renderer->pick({100, 40}), std::nullopt);
            EXPECT_EQ(m_renderer->pick({-1, 40}), std::nullopt);
        }
    }
}

TEST_F(MapRendererTest, RingsHaveTheirCasingBelowAndDashes) {
    auto scene = squares();
    std::vector<std::uint32_t> groups(12, geo::kOutside);
    groups[5] = groups[6] = 1;  // x 30…70, y 30…50
    const auto& mosaic = scene.geometry->sheets[0].levels[0].mosaic;
    carto::Rings rings;
    rings.rings = std::make_shared<geo::GroupRings>(geo::dissolve(mosaic, groups, 2));
    rings.groups = {1};
    rings.line = {kBlack, 2.0F};
    rings.casing = {kWhite, 6.0F};
    scene.rings = {rings};
    auto image = drawn(scene);
    EXPECT_TRUE(looks_like(at(image, 30, 40), kBlack));
    EXPECT_TRUE(looks_like(at(image, 28, 40), kWhite));
    EXPECT_TRUE(looks_like(at(image, 32, 40), kWhite));
    EXPECT_TRUE(looks_like(at(image, 26, 40), kRed));
    EXPECT_TRUE(looks_like(at(image, 40, 30), kBlack));
    EXPECT_TRUE(looks_like(at(image, 50, 40), kRed)) << "no line between the two";
    EXPECT_TRUE(looks_like(at(image, 29, 29), kBlack)) << "a whole corner";
    scene.rings[0].line.dash = 5.0F;
    image = drawn(scene);
    int dark = 0;
    for (int x = 30; x < 70; ++x) {
        dark += looks_like(at(image, x, 30), kBlack) ? 1 : 0;
    }
    EXPECT_GE(dark, 14);
    EXPECT_LE(dark, 22);
}

TEST_F(MapRendererTest, OverlaysFillTheirUnionAndKeepHoles) {
    auto scene = squares();
    auto polygons = std::make_shared<geo::PolygonSet>();
    const auto ring = [&](double x, double y, double right, double bottom, bool turned) {
        std::array<carto::Pixel, 5> corners{
            {{x, y}, {right, y}, {right, bottom}, {x, bottom}, {x, y}}};
        if (turned) {
            std::reverse(corners.begin(), corners.end());
        }
        for (const auto& p : corners) {
            polygons->add_point(to_map(scene.frames[0].camera, scene.frames[0].viewport, p));
        }
        polygons->close_ring();
    };
    ring(20, 20, 60, 60, false);
    ring(30, 30, 40, 40, false);  // a hole, wound like its outside: files do that
    polygons->close_polygon();
    polygons->close_feature();
    ring(50, 20, 80, 60, true);
    polygons->close_polygon();
    polygons->close_feature();
    scene.overlays = {{0, polygons, plain(kGreen), {kBlack, 2.0F}}};
    auto image = drawn(scene);
    EXPECT_TRUE(looks_like(at(image, 25, 25), kGreen));
    EXPECT_TRUE(looks_like(at(image, 35, 35), kBlue)) << "the hole";
    EXPECT_TRUE(looks_like(at(image, 55, 45), kGreen)) << "both";
    EXPECT_TRUE(looks_like(at(image, 75, 45), kGreen));
    EXPECT_TRUE(looks_like(at(image, 20, 40), kBlack));
    EXPECT_TRUE(looks_like(at(image, 30, 35), kBlack));
    EXPECT_TRUE(looks_like(at(image, 15, 40), kRed));
    scene.frames[0].borders[0] = {kWhite, 2.0F};
    image = drawn(scene);
    EXPECT_TRUE(looks_like(at(image, 50, 45), kWhite)) << "borders lie over overlays";
    EXPECT_TRUE(looks_like(at(image, 55, 45), kGreen));
    scene.frames[0].borders[0] = {};
    scene.overlays[0].area.fill.a = 0;
    image = drawn(scene);
    EXPECT_TRUE(looks_like(at(image, 25, 25), kRed)) << "outline only";
    EXPECT_TRUE(looks_like(at(image, 20, 40), kBlack));
}

TEST_F(MapRendererTest, AnOverlayWithinGroupsIsSeenNowhereElse) {
    auto scene = squares();
    const auto box = [&](double x, double y, double right, double bottom) {
        auto polygons = std::make_shared<geo::PolygonSet>();
        for (const auto& p : std::array<carto::Pixel, 5>{
                 {{x, y}, {right, y}, {right, bottom}, {x, bottom}, {x, y}}}) {
            polygons->add_point(to_map(scene.frames[0].camera, scene.frames[0].viewport, p));
        }
        polygons->close_ring();
        polygons->close_polygon();
        polygons->close_feature();
        return polygons;
    };
    const auto within = [&](const std::vector<std::uint32_t>& groups) {
        auto rings = std::make_shared<carto::Rings>();
        const auto& mosaic = scene.geometry->sheets[0].levels[0].mosaic;
        rings->rings = std::make_shared<geo::GroupRings>(geo::dissolve(mosaic, groups, 1));
        rings->groups = {0};
        return rings;
    };
    std::vector<std::uint32_t> groups(12, geo::kOutside);
    groups[5] = groups[6] = 0;  // x 30…70, y 30…50
    const auto middle = within(groups);
    scene.overlays = {{0, box(20, 20, 60, 60), plain(kGreen), {kBlack, 2.0F}, nullptr, middle},
                      {0, box(20, 35, 42, 45), plain(kWhite), {}, nullptr, middle},
                      {0, box(72, 52, 78, 58), plain(kGreen), {}}};
    auto image = drawn(scene);
    EXPECT_TRUE(looks_like(at(image, 50, 33), kGreen));
    EXPECT_TRUE(looks_like(at(image, 35, 40), kWhite)) << "each over the one before";
    EXPECT_TRUE(looks_like(at(image, 60, 40), kBlack)) << "its line too";
    EXPECT_TRUE(looks_like(at(image, 25, 25), kRed)) << "beside the group";
    EXPECT_TRUE(looks_like(at(image, 26, 40), kRed)) << "of none of the two";
    EXPECT_FALSE(looks_like(at(image, 60, 25), kBlack)) << "nor their lines";
    EXPECT_FALSE(looks_like(at(image, 60, 55), kBlack));
    EXPECT_TRUE(looks_like(at(image, 75, 55), kGreen)) << "others are seen everywhere";
    scene.overlays.resize(1);
    scene.overlays[0].area.fill.a = 0;
    image = drawn(scene);
    EXPECT_TRUE(looks_like(at(image, 60, 40), kBlack)) << "a line alone";
    EXPECT_FALSE(looks_like(at(image, 60, 25), kBlack));

    std::vector<std::uint32_t> around(12, 0);
    around[5] = geo::kOutside;
    scene.overlays = {{0, box(12, 12, 88, 68), plain(kGreen), {}, nullptr, within(around)}};
    image = drawn(scene);
    EXPECT_TRUE(looks_like(at(image, 15, 40), kGreen));
    EXPECT_TRUE(looks_like(at(image, 60, 40), kGreen));
    EXPECT_FALSE(looks_like(at(image, 40, 40), kGreen)) << "a hole in the group";
}

TEST_F(MapRendererTest, LinesAreStrokedWhereTheyRunAndNowhereElse) {
    auto scene = squares();
    auto lines = std::make_shared<geo::LineSet>();
    for (const carto::Pixel p : {carto::Pixel{20, 30}, {80, 30}, {80, 60}}) {
        lines->add_point(to_map(scene.frames[0].camera, scene.frames[0].viewport, p));
    }
    lines->close_line();
    lines->close_feature();
    scene.overlays = {{0, nullptr, {}, {kBlack, 3.0F}, lines}};
    const auto image = drawn(scene);
    EXPECT_TRUE(looks_like(at(image, 40, 30), kBlack));
    EXPECT_TRUE(looks_like(at(image, 80, 45), kBlack));
    EXPECT_FALSE(looks_like(at(image, 50, 45), kBlack)) << "a line is not closed";
    EXPECT_TRUE(looks_like(at(image, 15, 40), kRed));
}

}  // namespace
}  // namespace maillage::gl
