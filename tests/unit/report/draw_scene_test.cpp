// SPDX-License-Identifier: Apache-2.0
#include "report/draw_scene.hpp"

#include "support/image_compare.hpp"
#include "unit/report/map_of_everything.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace maillage::report {
namespace {

using carto::rgb;

constexpr auto kInk = rgb(0x1B1F2A);

carto::Color at(const Image& image, int x, int y) {
    const auto* p = image.rgba.data() + 4 * (static_cast<std::ptrdiff_t>(y) * image.width + x);
    return {p[0], p[1], p[2], p[3]};
}
Image drawn(const carto::MapScene& scene, double scale = 1.0) {
    auto image = draw_image(scene, scale);
    EXPECT_TRUE(image.has_value());
    return std::move(image).value();
}
int darkest(const Image& image, int x, int y, int width, int height) {
    int least = 255;
    for (int j = y; j < y + height; ++j) {
        for (int i = x; i < x + width; ++i) {
            const auto color = at(image, i, j);
            least = std::min(least, (color.r + color.g + color.b) / 3);
        }
    }
    return least;
}

TEST(DrawScene, FillsEachCommuneWithItsStyle) {
    auto scene = support::grid_scene();
    scene.styles.push_back({rgb(0x8FB0DD), {}, {}});
    scene.styles.push_back({carto::with_alpha(rgb(0x000000), 0), {}, {}});
    scene.style_of_commune[0] = 1;   // Bottom left.
    scene.style_of_commune[11] = 2;  // Top right: nothing is filled.
    const auto image = drawn(scene);
    EXPECT_EQ(image.width, 400);
    EXPECT_EQ(image.height, 300);
    EXPECT_EQ(at(image, 50, 250), rgb(0x8FB0DD));
    EXPECT_EQ(at(image, 150, 250), rgb(0xEFEAE0));
    EXPECT_EQ(at(image, 350, 50), rgb(0xF4F5F8));
}

// Shared edges at half pixels, where an antialiased fill covers its pixel by half.
TEST(DrawScene, NothingShinesThroughBetweenStyles) {
    auto scene = support::grid_scene();
    scene.ground = rgb(0xFF0000);
    scene.frames[0].ground.fill = rgb(0xFF0000);
    scene.frames[0].camera.centre.x += 5.0;
    scene.frames[0].camera.centre.y += 5.0;
    scene.styles.clear();
    for (const std::uint32_t grey : {0x101010U, 0x505050U, 0x909090U, 0xD0D0D0U}) {
        scene.styles.push_back({rgb(grey), {}, {}});
    }
    scene.style_of_commune = {0, 1, 2, 3, 1, 0, 3, 2, 2, 3, 0, 0};
    const auto image = drawn(scene);
    for (int y = 5; y < 290; ++y) {
        for (int x = 5; x < 390; ++x) {
            const auto color = at(image, x, y);
            ASSERT_EQ(color.r, color.g) << "red at " << x << ", " << y;
        }
    }
}

TEST(DrawScene, HatchesInPhaseWithTheCanvas) {
    auto scene = support::grid_scene();
    scene.styles.push_back({rgb(0xFFFFFF), carto::Hatch::kDiagonal, rgb(0x000000), 10.0F, 4.0F});
    scene.styles.push_back(
        {rgb(0xFFFFFF), carto::Hatch::kBackDiagonal, rgb(0x000000), 10.0F, 4.0F});
    scene.styles.push_back({rgb(0xFFFFFF), carto::Hatch::kDots, rgb(0x000000), 10.0F, 6.0F});
    scene.style_of_commune = {1, 1, 2, 2, 1, 1, 2, 2, 3, 3, 3, 3};
    const auto image = drawn(scene);
    // The middle of pixel (x, y) is at (x + ½, y + ½): the phase is ((x + y + 1) mod 10) < 4;
    // its two border pixels are mixed.
    for (int x = 20; x < 180; ++x) {
        const int y = 150;
        const int phase = (x + y + 1) % 10;
        if (phase >= 1 && phase <= 3) {
            EXPECT_EQ(at(image, x, y), rgb(0x000000)) << x;
        } else if (phase >= 5 && phase <= 9) {
            EXPECT_EQ(at(image, x, y), rgb(0xFFFFFF)) << x;
        }
    }
    for (int x = 220; x < 380; ++x) {
        const int y = 150;
        const int phase = (x - y + 1000) % 10;
        if (phase >= 1 && phase <= 2) {
            EXPECT_EQ(at(image, x, y), rgb(0x000000)) << x;
        } else if (phase >= 5 && phase <= 8) {
            EXPECT_EQ(at(image, x, y), rgb(0xFFFFFF)) << x;
        }
    }
    EXPECT_EQ(at(image, 55, 55), rgb(0x000000));
    EXPECT_EQ(at(image, 60, 60), rgb(0xFFFFFF));
}

TEST(DrawScene, BordersLieOverFillsByRank) {
    auto scene = support::grid_scene();
    auto& borders = scene.frames[0].borders;
    borders[static_cast<std::size_t>(carto::BorderRank::kCommune)] = {rgb(0xFFFFFF), 4.0F, 0.0F};
    borders[static_cast<std::size_t>(carto::BorderRank::kDepartment)] = {rgb(0x1B1F2A), 4.0F, 0.0F};
    const auto image = drawn(scene);
    EXPECT_EQ(at(image, 100, 50), rgb(0xFFFFFF));
    EXPECT_EQ(at(image, 200, 50), kInk);
    EXPECT_EQ(at(image, 200, 100), kInk) << "a department over a commune";
    EXPECT_EQ(at(image, 104, 50), rgb(0xEFEAE0));
    EXPECT_EQ(at(image, 0, 50), rgb(0xEFEAE0)) << "an outline of width 0";
}

TEST(DrawScene, BordersOutsideTheFocusAreFaded) {
    auto scene = support::grid_scene();
    constexpr auto kCommune = static_cast<std::size_t>(carto::BorderRank::kCommune);
    scene.styles.push_back({rgb(0xF0F0F0), {}, {}});
    scene.style_of_commune = {1, 1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0};
    scene.frames[0].borders[kCommune] = {rgb(0x1B1F2A), 4.0F, 0.0F};
    scene.frames[0].faded_borders[kCommune] = {rgb(0xFFFFFF), 4.0F, 0.0F};
    EXPECT_EQ(at(drawn(scene), 100, 50), kInk) << "nothing is out of focus";
    scene.faded_style = std::uint8_t{1};
    const auto image = drawn(scene);
    EXPECT_EQ(at(image, 100, 50), rgb(0xFFFFFF));
    EXPECT_EQ(at(image, 350, 100), kInk);
}

TEST(DrawScene, TakesTheLevelOfTheOutput) {
    auto scene = support::grid_scene();
    auto geometry = support::grid_geometry({});
    geometry->sheets[0].levels.push_back(support::grid_level({}, 4.0, -500.0));
    scene.geometry = geometry;
    // 10 metres a pixel: the coarse level's 4 metres do, unless pixels are halved.
    EXPECT_EQ(at(drawn(scene, 1.0), 380, 150), rgb(0xF4F5F8));
    EXPECT_EQ(at(drawn(scene, 2.0), 760, 300), rgb(0xEFEAE0));
}

TEST(DrawScene, DrawsMarksInTheirOrder) {
    const auto image = drawn(map_of_everything());
    // Commune (1, 1) has its middle at 16 + 210 − 50, 24 + 150.
    EXPECT_EQ(at(image, 150, 174), rgb(0x1F3A6E)) << "the large circle";
    EXPECT_EQ(at(image, 196, 174), rgb(0xD0601C)) << "the small one above it";
    EXPECT_EQ(at(image, 40, 392), at(image, 48, 392)) << "hatch of 8 pixels in the swatch";
}

TEST(DrawScene, InsetsEndAtTheirRoundedFrame) {
    const auto image = drawn(map_of_everything());
    EXPECT_EQ(at(image, 461, 41), rgb(0xF4F5F8)) << "its corner";
    EXPECT_EQ(at(image, 458, 100), rgb(0xF4F5F8)) << "left of it, where its circle would be";
    EXPECT_NE(at(image, 500, 100), rgb(0xF4F5F8));
}

TEST(DrawScene, TextsHaveTheirHalo) {
    auto scene = support::grid_scene();
    carto::Text text;
    text.text = "Gien";
    text.map_frame = 0;
    text.map = {2000.0, 1500.0};
    text.size = 40.0F;
    text.align = carto::Align::kCentre;
    text.color = kInk;
    text.halo = rgb(0xFFFFFF);
    text.halo_width = 3.0F;
    scene.texts.push_back(text);
    const auto image = drawn(scene);
    EXPECT_LT(darkest(image, 160, 118, 80, 34), 40);
    // The i is one stem: ink, halo on both sides, then the fill of the commune further off.
    int white = 0;
    for (int x = 150; x < 250; ++x) {
        white += at(image, x, 140) == rgb(0xFFFFFF) ? 1 : 0;
    }
    EXPECT_GE(white, 8);
    EXPECT_EQ(at(image, 140, 140), rgb(0xEFEAE0));
    scene.texts[0].map = {9000.0, 1500.0};
    EXPECT_EQ(darkest(drawn(scene), 0, 0, 400, 300),
              darkest(drawn(support::grid_scene()), 0, 0, 400, 300))
        << "a label goes with its place out of view";
}

TEST(DrawScene, ScaleOnlyAddsPixels) {
    const auto scene = map_of_everything();
    const auto once = drawn(scene, 1.0);
    const auto twice = drawn(scene, 2.0);
    ASSERT_EQ(twice.width, 1280);
    ASSERT_EQ(twice.height, 880);
    Image halved{once.width, once.height, {}};
    for (int y = 0; y < once.height; ++y) {
        for (int x = 0; x < once.width; ++x) {
            for (std::size_t c = 0; c < 4; ++c) {
                const auto sample = [&](int i, int j) {
                    return int{twice.rgba[4 * (static_cast<std::size_t>(2 * y + j) * 1280U +
                                               static_cast<std::size_t>(2 * x + i)) +
                                          c]};
                };
                halved.rgba.push_back(static_cast<std::uint8_t>(
                    (sample(0, 0) + sample(0, 1) + sample(1, 0) + sample(1, 1) + 2) / 4));
            }
        }
    }
    const auto difference = support::compare(once, halved);
    EXPECT_LT(difference.mean, 1.0);
    EXPECT_LT(difference.share, 0.01);
}

TEST(DrawScene, RefusesAnImageThatCannotBe) {
    const auto scene = support::grid_scene();
    for (const double scale : {0.0, -1.0, 1000.0, std::nan("")}) {
        const auto image = draw_image(scene, scale);
        ASSERT_FALSE(image.has_value()) << scale;
        EXPECT_EQ(image.error().code, Error::Code::kRefused);
    }
}

TEST(DrawScene, StrokesTheLinesOfALayerAndDoesNotCloseThem) {
    auto scene = support::grid_scene();
    const auto& frame = scene.frames[0];
    const auto point = [&](double x, double y) {
        return to_map(frame.camera, frame.viewport,
                      {frame.viewport.x + x * frame.viewport.width,
                       frame.viewport.y + y * frame.viewport.height});
    };
    auto lines = std::make_shared<geo::LineSet>();
    for (const auto& p : {point(0.2, 0.2), point(0.8, 0.2), point(0.8, 0.8)}) {
        lines->add_point(p);
    }
    lines->close_line();
    lines->close_feature();
    const auto before = drawn(scene);
    scene.overlays.push_back({0, nullptr, {}, {carto::rgb(0xFF00FF), 4.0F}, lines});
    const auto after = drawn(scene);
    const auto pixel = [&](const Image& image, double x, double y) {
        return at(image, static_cast<int>(frame.viewport.x + x * frame.viewport.width),
                  static_cast<int>(frame.viewport.y + y * frame.viewport.height));
    };
    EXPECT_EQ(pixel(after, 0.5, 0.2), carto::rgb(0xFF00FF));
    EXPECT_EQ(pixel(after, 0.8, 0.5), carto::rgb(0xFF00FF));
    EXPECT_EQ(pixel(after, 0.5, 0.5), pixel(before, 0.5, 0.5));
    EXPECT_EQ(pixel(after, 0.35, 0.35), pixel(before, 0.35, 0.35));
}

TEST(DrawScene, AnOverlayWithinGroupsIsSeenNowhereElse) {
    auto scene = support::grid_scene();
    const auto& frame = scene.frames[0];
    const auto bare = drawn(scene);
    carto::AreaStyle green;
    green.fill = rgb(0x209040);
    auto polygons = std::make_shared<geo::PolygonSet>();
    for (const carto::Pixel p :
         {carto::Pixel{50, 50}, {350, 50}, {350, 250}, {50, 250}, {50, 50}}) {
        polygons->add_point(to_map(frame.camera, frame.viewport, p));
    }
    polygons->close_ring();
    polygons->close_polygon();
    polygons->close_feature();
    std::vector<std::uint32_t> groups(scene.style_of_commune.size(), geo::kOutside);
    groups[5] = 0;  // The commune at x 100…200, y 100…200.
    auto within = std::make_shared<carto::Rings>();
    const auto& mosaic = scene.geometry->sheets[0].levels[0].mosaic;
    within->rings = std::make_shared<geo::GroupRings>(geo::dissolve(mosaic, groups, 1));
    within->groups = {0};
    scene.overlays = {{0, polygons, green, {rgb(0xFF00FF), 4.0F}, nullptr, std::move(within)}};
    auto image = drawn(scene);
    EXPECT_EQ(at(image, 150, 150), rgb(0x209040));
    EXPECT_EQ(at(image, 250, 150), at(bare, 250, 150));
    EXPECT_EQ(at(image, 80, 80), at(bare, 80, 80));
    EXPECT_EQ(at(image, 50, 150), at(bare, 50, 150)) << "nor its line";
    scene.overlays.push_back({0, polygons, green, {}});
    EXPECT_EQ(at(drawn(scene), 250, 150), rgb(0x209040)) << "others are seen everywhere";
}

TEST(DrawScene, StandsAnEmptyOrOddScene) {
    carto::MapScene scene;
    scene.width = 20.0;
    scene.height = 10.0;
    EXPECT_EQ(at(drawn(scene), 5, 5).a, 255) << "the default colour is opaque";
    scene.frames.emplace_back();
    scene.frames[0].viewport = {0.0, 0.0, 20.0, 10.0};
    scene.circles.push_back({0, {std::nan(""), 0.0}, 5.0F, rgb(0xFF0000), {}, {}, {}});
    scene.circles.push_back({7, {0.0, 0.0}, 5.0F, rgb(0xFF0000), {}, {}, {}});
    scene.overlays.emplace_back();
    scene.rings.emplace_back();
    add_text(scene, std::string("\xFF\x01", 2), {2.0, 8.0}, 6.0F, carto::TextRole::kOther);
    EXPECT_EQ(drawn(scene).width, 20);
}

TEST(DrawScene, LooksLikeTheGoldenPicture) {
    EXPECT_TRUE(support::like_golden(drawn(map_of_everything()), "map_of_everything"));
}

TEST(ImageCompare, SeesWhatDiffers) {
    const Image grey{2, 1, {100, 100, 100, 255, 100, 100, 100, 255}};
    auto other = grey;
    EXPECT_EQ(support::compare(grey, other).mean, 0.0);
    other.rgba[0] = 180;
    EXPECT_EQ(support::compare(grey, other).mean, 10.0);
    EXPECT_EQ(support::compare(grey, other).share, 0.5);
    other.width = 1;
    EXPECT_FALSE(support::compare(grey, other).same_size);
}

}  // namespace
}  // namespace maillage::report
