// SPDX-License-Identifier: Apache-2.0
// Scenes of squares drawn by OpenGL without a display and read back.
#include "render/map_renderer.hpp"

#include "base/screen_messages.hpp"
#include "support/gl_context.hpp"
#include "support/square_map.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstdlib>
#include <fstream>

namespace maillage::gl {
namespace {

namespace fs = std::filesystem;
using carto::Color;
using carto::rgb;

const fs::path kShaders = fs::path(MAILLAGE_SOURCE_DIR) / "shaders";
constexpr Color kGround = rgb(0xF4F5F8);
constexpr Color kSea = rgb(0xDDE6F0);
constexpr Color kRed = rgb(0xC03020);
constexpr Color kBlue = rgb(0x2040A0);
constexpr Color kGreen = rgb(0x209040);
constexpr Color kBlack = rgb(0x000000);
constexpr Color kWhite = rgb(0xFFFFFF);

carto::AreaStyle plain(Color fill) {
    carto::AreaStyle style;
    style.fill = fill;
    return style;
}

/// A pixel that two programs may round differently.
::testing::AssertionResult looks_like(Color seen, Color wanted, int tolerance = 1) {
    const std::array<int, 3> off{seen.r - wanted.r, seen.g - wanted.g, seen.b - wanted.b};
    for (const int difference : off) {
        if (std::abs(difference) > tolerance) {
            return ::testing::AssertionFailure()
                   << int{seen.r} << ' ' << int{seen.g} << ' ' << int{seen.b} << " is not "
                   << int{wanted.r} << ' ' << int{wanted.g} << ' ' << int{wanted.b};
        }
    }
    return ::testing::AssertionSuccess();
}

Color mix(Color a, Color b, double share_of_b) {
    const auto part = [share_of_b](int from, int to) {
        return static_cast<std::uint8_t>(std::lround(from + (to - from) * share_of_b));
    };
    return {part(a.r, b.r), part(a.g, b.g), part(a.b, b.b), 255};
}

Color at(const Image& image, int x, int y) {
    const auto* p = &image.rgba[static_cast<std::size_t>((y * image.width + x) * 4)];
    return {p[0], p[1], p[2], p[3]};
}

/// For people: set MAILLAGE_PICTURES to a folder.
void keep_picture(const Image& image) {
    const char* folder = std::getenv("MAILLAGE_PICTURES");  // NOLINT(concurrency-mt-unsafe)
    if (folder == nullptr) {
        return;
    }
    const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
    std::ofstream file(fs::path(folder) / (std::string(test->name()) + ".ppm"), std::ios::binary);
    file << "P6\n" << image.width << ' ' << image.height << "\n255\n";
    for (std::size_t i = 0; i < image.rgba.size(); i += 4) {
        file.write(reinterpret_cast<const char*>(&image.rgba[i]), 3);
    }
}

class MapRendererTest : public ::testing::Test {
protected:
    void SetUp() override {
        m_context = support::GlContext::make();
        if (m_context == nullptr) {
            GTEST_SKIP() << "no EGL context without surface (OpenGL 3.3) on this machine";
        }
        auto made = MapRenderer::create(kShaders);
        ASSERT_TRUE(made) << maillage::render(made.error().message, Language::kEnglish);
        m_renderer = std::move(made).value();
    }

    Image drawn(const carto::MapScene& scene, double ratio = 1.0,
                Quality quality = Quality::kMoving) {
        const auto done = m_renderer->draw(scene, ratio, quality);
        EXPECT_TRUE(done) << maillage::render(done.error().message, Language::kEnglish);
        auto image = m_renderer->read_back();
        EXPECT_TRUE(image);
        keep_picture(*image);
        return std::move(image).value();
    }

    std::unique_ptr<support::GlContext> m_context;
    std::unique_ptr<MapRenderer> m_renderer;
};

/// 4 × 3 squares of 20 pixels on a canvas of 100 × 80, their corner at (10, 70): square 0 covers
/// x 10…30, y 50…70. Styles: 0 red, 1 blue.
carto::MapScene squares() {
    carto::MapScene scene;
    scene.width = 100;
    scene.height = 80;
    scene.ground = kGround;
    scene.geometry = support::square_map(4, 3, 1000.0);
    scene.styles = {plain(kRed), plain(kBlue)};
    scene.style_of_commune.assign(12, 0);
    scene.style_of_commune[5] = 1;
    carto::Frame frame;
    frame.viewport = {0, 0, 100, 80};
    frame.camera = {{2000.0, 1500.0}, 50.0};
    frame.ground.fill = kSea;
    scene.frames = {frame};
    return scene;
}

TEST_F(MapRendererTest, FillsCommunesOnTheFramesGround) {
    const auto image = drawn(squares());
    EXPECT_EQ(image.width, 100);
    EXPECT_EQ(image.height, 80);
    EXPECT_TRUE(looks_like(at(image, 2, 2), kSea));
    EXPECT_TRUE(looks_like(at(image, 12, 68), kRed));
    EXPECT_TRUE(looks_like(at(image, 40, 40), kBlue));  // square 5: column 1, row 1
    EXPECT_TRUE(looks_like(at(image, 30, 30), kBlue));
    EXPECT_TRUE(looks_like(at(image, 29, 30), kRed));
    EXPECT_TRUE(looks_like(at(image, 49, 49), kBlue));
    EXPECT_TRUE(looks_like(at(image, 50, 49), kRed));
    EXPECT_TRUE(looks_like(at(image, 9, 68), kSea));
}

TEST_F(MapRendererTest, EveryFillIsThatOfAPixelByPixelReference) {
    auto scene = squares();
    scene.width = 90.5;
    scene.frames[0].viewport = {7.3, 5.1, 80.2, 70.1};
    scene.frames[0].camera = {{1830.0, 1420.0}, 37.0};
    scene.frames[0].ground.fill.a = 128;
    scene.styles.clear();
    for (std::uint32_t i = 0; i < 12; ++i) {
        scene.styles.push_back(plain(rgb(0x10203 * (i + 7))));
        scene.style_of_commune[i] = static_cast<std::uint8_t>(11 - i);
    }
    scene.styles[3].fill.a = 100;
    for (const double ratio : {1.0, 1.5, 2.0}) {
        const auto image = drawn(scene, ratio);
        const auto& frame = scene.frames[0];
        int wrong = 0;
        for (int y = 0; y < image.height; ++y) {
            for (int x = 0; x < image.width; ++x) {
                const carto::Pixel p{(x + 0.5) / ratio, (y + 0.5) / ratio};
                auto wanted = scene.ground;
                if (frame.viewport.holds(p)) {
                    wanted = mix(wanted, kSea, 128 / 255.0);
                    const auto square =
                        support::square_at(4, 3, 1000.0, to_map(frame.camera, frame.viewport, p));
                    if (square) {
                        const auto fill = scene.styles[scene.style_of_commune[*square]].fill;
                        wanted = mix(wanted, fill, fill.a / 255.0);
                    }
                }
                wrong += looks_like(at(image, x, y), wanted, 2) ? 0 : 1;
            }
        }
        EXPECT_EQ(wrong, 0) << "at " << ratio;
    }
}

TEST_F(MapRendererTest, HatchesStandStillOnTheCanvas) {
    auto scene = squares();
    scene.styles[0] = {kWhite, carto::Hatch::kDiagonal, kBlack, 8.0F, 4.0F};
    auto image = drawn(scene);
    for (const auto& [x, y] : {std::pair{20, 60}, {21, 60}, {25, 63}, {70, 30}, {13, 52}}) {
        // The pixel's centre, from the middle of the line; lines take [0, 4) of 8.
        const double along = std::fmod(x + y + 1.0, 8.0);
        if (along > 1 && along < 3) {
            EXPECT_TRUE(looks_like(at(image, x, y), kBlack)) << x << ' ' << y;
        } else if (along > 5 && along < 7) {
            EXPECT_TRUE(looks_like(at(image, x, y), kWhite)) << x << ' ' << y;
        }
    }
    EXPECT_TRUE(looks_like(at(image, 20, 61), kBlack));  // 82 mod 8 = 2
    EXPECT_TRUE(looks_like(at(image, 20, 57), kWhite));  // 78 mod 8 = 6
    scene.frames[0].camera.centre.x += 150.0;            // three pixels
    image = drawn(scene);
    EXPECT_TRUE(looks_like(at(image, 20, 61), kBlack));
    EXPECT_TRUE(looks_like(at(image, 20, 57), kWhite));
    scene.styles[0].hatch = carto::Hatch::kBackDiagonal;
    image = drawn(scene);
    EXPECT_TRUE(looks_like(at(image, 66, 64), kBlack));  // 2
    EXPECT_TRUE(looks_like(at(image, 62, 64), kWhite));  // −2 = 6
    scene.styles[0].hatch = carto::Hatch::kCross;
    image = drawn(scene);
    EXPECT_TRUE(looks_like(at(image, 66, 64), kBlack));
    EXPECT_TRUE(looks_like(at(image, 20, 61), kBlack));
    EXPECT_TRUE(looks_like(at(image, 61, 64), kWhite));  // 126 = 6 and −3 = 5
}

TEST_F(MapRendererTest, DotsStandAtTheCentresOfTheirSquares) {
    auto scene = squares();
    scene.styles[0] = {kWhite, carto::Hatch::kDots, kBlack, 10.0F, 6.0F};
    const auto image = drawn(scene);
    EXPECT_TRUE(looks_like(at(image, 15, 55), kBlack));
    EXPECT_TRUE(looks_like(at(image, 25, 65), kBlack));
    EXPECT_TRUE(looks_like(at(image, 20, 60), kWhite));
    EXPECT_TRUE(looks_like(at(image, 19, 55), kWhite));
}

TEST_F(MapRendererTest, BordersLieOverFillsAndCoarserOnesOnTop) {
    auto scene = squares();
    auto& borders = scene.frames[0].borders;
    borders[static_cast<std::size_t>(carto::BorderRank::kCommune)] = {kGreen, 2.0F};
    borders[static_cast<std::size_t>(carto::BorderRank::kOutline)] = {kBlack, 4.0F};
    const auto image = drawn(scene);
    EXPECT_TRUE(looks_like(at(image, 30, 40), kGreen));  // 29…31 around x = 30
    EXPECT_TRUE(looks_like(at(image, 29, 40), kGreen));
    EXPECT_TRUE(looks_like(at(image, 31, 40), kBlue));
    EXPECT_TRUE(looks_like(at(image, 28, 40), kRed));
    EXPECT_TRUE(looks_like(at(image, 40, 30), kGreen));
    EXPECT_TRUE(looks_like(at(image, 8, 40), kBlack));
    EXPECT_TRUE(looks_like(at(image, 11, 40), kBlack));
    EXPECT_TRUE(looks_like(at(image, 12, 40), kRed));
    EXPECT_TRUE(looks_like(at(image, 11, 50), kBlack)) << "where an inner border meets it";
    EXPECT_TRUE(looks_like(at(image, 9, 70), kBlack)) << "the corner";
    EXPECT_FALSE(looks_like(at(image, 8, 71), kBlack)) << "which is round, as on paper";
    EXPECT_GT(m_renderer->last().border_pieces, 0U);
}

TEST_F(MapRendererTest, ThinLinesAreFaintNotBroken) {
    auto scene = squares();
    scene.styles[1] = plain(kRed);
    scene.frames[0].borders[0] = {kBlack, 0.5F};
    scene.frames[0].camera.centre.x -= 25.0;  // half a pixel: borders at the middle of pixels
    const auto image = drawn(scene);
    for (int y = 12; y < 28; ++y) {
        EXPECT_TRUE(looks_like(at(image, 30, y), mix(kRed, kBlack, 0.5), 2)) << y;
    }
}

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

/// squares() with an inset of one Mayotte-like square, at (60, 10) to (90, 40), corners of 8.
carto::MapScene squares_with_inset() {
    auto scene = squares();
    auto both = std::make_shared<carto::MapGeometry>(*scene.geometry);
    const auto island = support::square_map(13, 1, 1000.0, carto::SheetId::kMayotte);
    const auto mayotte = static_cast<std::size_t>(carto::SheetId::kMayotte);
    both->sheets[mayotte] = island->sheets[mayotte];
    scene.geometry = both;
    scene.styles.push_back(plain(kGreen));
    scene.style_of_commune.push_back(2);
    carto::Frame inset;
    inset.sheet = carto::SheetId::kMayotte;
    inset.viewport = {60, 10, 30, 30};
    inset.camera = {{12500.0, 500.0}, 100.0};  // square 12 takes 10 pixels around (75, 25)
    inset.inset = true;
    inset.corner = 8.0F;
    inset.ground.fill = kWhite;
    scene.frames.push_back(inset);
    return scene;
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

TEST_F(MapRendererTest, NewColoursDrawNoGeometryAgain) {
    auto scene = squares_with_inset();
    drawn(scene);
    EXPECT_EQ(m_renderer->last().frames_rastered, 2U);
    scene.style_of_commune[0] = 1;
    scene.styles[2].fill = kBlack;
    auto image = drawn(scene);
    EXPECT_EQ(m_renderer->last().frames_rastered, 0U);
    EXPECT_TRUE(looks_like(at(image, 12, 68), kBlue));
    EXPECT_TRUE(looks_like(at(image, 75, 25), kBlack));
    scene.frames[0].camera.centre.x += 50.0;
    image = drawn(scene);
    EXPECT_EQ(m_renderer->last().frames_rastered, 1U) << "the inset stays";
    EXPECT_TRUE(looks_like(at(image, 28, 60), kBlue));
    EXPECT_TRUE(looks_like(at(image, 29, 60), kRed)) << "all has moved one pixel west";
}

TEST_F(MapRendererTest, StillPicturesHaveSmoothFills) {
    auto scene = squares();
    scene.frames[0].camera.centre.x -= 25.0;  // borders at the middle of pixels
    auto image = drawn(scene, 1.0, Quality::kStill);
    EXPECT_EQ(m_renderer->last().frames_rastered, 1U);
    EXPECT_TRUE(looks_like(at(image, 30, 40), mix(kRed, kBlue, 0.5)));
    EXPECT_TRUE(looks_like(at(image, 31, 40), kBlue));
    image = drawn(scene, 1.0, Quality::kMoving);
    EXPECT_EQ(m_renderer->last().frames_rastered, 0U) << "the finer one is there already";
    EXPECT_TRUE(looks_like(at(image, 30, 40), mix(kRed, kBlue, 0.5)));
}

TEST_F(MapRendererTest, BlitsThePictureAsItIs) {
    const auto image = drawn(squares());
    GLuint texture = 0;
    GLuint framebuffer = 0;
    glGenTextures(1, &texture);
    glBindTexture(GL_TEXTURE_2D, texture);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, 120, 90, 0, GL_RGBA, GL_UNSIGNED_BYTE, nullptr);
    glGenFramebuffers(1, &framebuffer);
    glBindFramebuffer(GL_FRAMEBUFFER, framebuffer);
    glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, texture, 0);
    m_renderer->blit(framebuffer, 20, 10);
    Color seen;
    // Canvas (40, 21) stands 58 rows above the bottom of 80.
    glReadPixels(20 + 12, 10 + (79 - 68), 1, 1, GL_RGBA, GL_UNSIGNED_BYTE, &seen);
    EXPECT_EQ(seen, at(image, 12, 68));
    glReadPixels(20 + 40, 10 + (79 - 40), 1, 1, GL_RGBA, GL_UNSIGNED_BYTE, &seen);
    EXPECT_EQ(seen, kBlue);
    EXPECT_EQ(glGetError(), static_cast<GLenum>(GL_NO_ERROR));
    glDeleteFramebuffers(1, &framebuffer);
    glDeleteTextures(1, &texture);
}

TEST_F(MapRendererTest, ScenesWithoutAnythingAreDrawn) {
    carto::MapScene empty;
    EXPECT_EQ(drawn(empty).width, 1);
    auto scene = squares();
    scene.geometry = nullptr;
    EXPECT_TRUE(looks_like(at(drawn(scene), 40, 40), kSea));
    scene = squares();
    scene.frames[0].sheet = carto::SheetId::kReunion;  // nothing there
    EXPECT_TRUE(looks_like(at(drawn(scene), 40, 40), kSea));
    scene.frames[0].viewport = {200, 200, 50, 50};  // outside the canvas
    EXPECT_TRUE(looks_like(at(drawn(scene), 40, 40), kGround));
    scene = squares();
    scene.circles.push_back({});
    scene.circles[0].centre = {std::nan(""), std::nan("")};
    scene.circles[0].radius = 10.0F;
    carto::Rings rings;  // without arcs
    rings.groups = {3};
    rings.line = {kBlack, 2.0F};
    scene.rings = {rings, rings};
    scene.rings[1].rings = std::make_shared<geo::GroupRings>();
    EXPECT_TRUE(looks_like(at(drawn(scene), 40, 40), kBlue));
}

TEST_F(MapRendererTest, GeometryOfAnotherDatasetTakesItsPlace) {
    auto scene = squares();
    drawn(scene);
    scene.geometry = support::square_map(1, 1, 4000.0);
    scene.style_of_commune = {1};
    EXPECT_TRUE(looks_like(at(drawn(scene), 12, 8), kBlue));
}

TEST_F(MapRendererTest, ATooLargeCanvasIsAnError) {
    auto scene = squares();
    scene.width = 1e6;
    const auto done = m_renderer->draw(scene, 1.0, Quality::kMoving);
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().message.id, screen::kCanvasTooLarge);
    EXPECT_EQ(drawn(squares()).width, 100) << "and the next one is drawn";
}

TEST_F(MapRendererTest, AnErrorOfOpenGlIsToldOnce) {
    glEnable(GL_TEXTURE_2D_MULTISAMPLE);  // not something that can be enabled
    const auto done = m_renderer->draw(squares(), 1.0, Quality::kMoving);
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().message.id, screen::kGlFailed);
    EXPECT_TRUE(m_renderer->draw(squares(), 1.0, Quality::kMoving));
}

TEST_F(MapRendererTest, MissingAndRefusedShadersAreNamed) {
    const auto missing = MapRenderer::create("/nowhere");
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().message.id, screen::kShaderMissing);
    EXPECT_EQ(missing.error().code, Error::Code::kNotFound);

    const auto folder = fs::path(::testing::TempDir()) / "maillage_wrong_shaders";
    fs::remove_all(folder);
    fs::copy(kShaders, folder);
    std::ofstream(folder / "mark.frag.glsl") << "void main() { wrong; }\n";
    const auto refused = MapRenderer::create(folder);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().message.id, screen::kShaderRefused);
    EXPECT_NE(maillage::render(refused.error().message, Language::kFrench).find("mark.frag.glsl"),
              std::string::npos);
    fs::remove_all(folder);
}

TEST(MapRendererWithoutContext, SaysSo) {
    const auto made = MapRenderer::create(kShaders);
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().message.id, screen::kGlMissing);
}

TEST(MapRendererOnOldOpenGl, SaysSo) {
    const auto context = support::GlContext::make(3, 2);
    if (context == nullptr) {
        GTEST_SKIP() << "no EGL context without surface (OpenGL 3.2) on this machine";
    }
    if (epoxy_gl_version() >= 33) {
        GTEST_SKIP() << "this driver gives a newer OpenGL than asked for";
    }
    const auto made = MapRenderer::create(kShaders);
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().message.id, screen::kGlTooOld);
}

}  // namespace
}  // namespace maillage::gl
