// SPDX-License-Identifier: Apache-2.0
// Fills, hatches, borders, pictures and errors.
#include "unit/render/map_renderer_fixture.hpp"

namespace maillage::gl {
namespace {

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

TEST_F(MapRendererTest, BordersOutsideTheFocusAreFadedAndBelowTheOthers) {
    auto scene = squares();
    constexpr auto kCommune = static_cast<std::size_t>(carto::BorderRank::kCommune);
    constexpr auto kOutline = static_cast<std::size_t>(carto::BorderRank::kOutline);
    auto& frame = scene.frames[0];
    frame.borders[kCommune] = {kGreen, 4.0F};
    frame.faded_borders[kCommune] = {kWhite, 4.0F};
    frame.faded_borders[kOutline] = {kWhite, 4.0F};
    EXPECT_TRUE(looks_like(at(drawn(scene), 30, 60), kGreen)) << "nothing is out of focus";
    scene.faded_style = std::uint8_t{0};  // All but square 5, x 30…50, y 30…50.
    const auto image = drawn(scene);
    EXPECT_TRUE(looks_like(at(image, 30, 60), kWhite));
    EXPECT_TRUE(looks_like(at(image, 10, 60), kWhite)) << "the coast of what is out of focus";
    EXPECT_TRUE(looks_like(at(image, 30, 40), kGreen));
    EXPECT_TRUE(looks_like(at(image, 40, 50), kGreen));
    EXPECT_TRUE(looks_like(at(image, 30, 50), kGreen)) << "where they meet";
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

TEST_F(MapRendererTest, GettingReadyChangesNoPicture) {
    const auto wanted = drawn(squares_with_inset(), 1.0, Quality::kStill);
    auto made = MapRenderer::create(kShaders);
    ASSERT_TRUE(made);
    m_renderer = std::move(made).value();
    int steps = 1;
    for (auto more = m_renderer->get_ready(); more && *more; more = m_renderer->get_ready()) {
        ++steps;
    }
    EXPECT_EQ(steps, 3) << "areas, lines, marks";
    const auto again = m_renderer->get_ready();
    ASSERT_TRUE(again);
    EXPECT_FALSE(*again);
    EXPECT_EQ(drawn(squares_with_inset(), 1.0, Quality::kStill).rgba, wanted.rgba);
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
