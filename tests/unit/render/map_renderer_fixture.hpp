// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Scenes of squares drawn by OpenGL without a display and read back.

#include "base/screen_messages.hpp"
#include "render/map_renderer.hpp"
#include "support/gl_context.hpp"
#include "support/square_map.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstdlib>
#include <fstream>

namespace maillage::gl {

namespace fs = std::filesystem;
using carto::Color;
using carto::rgb;

inline const fs::path kShaders = fs::path(MAILLAGE_SOURCE_DIR) / "shaders";
inline constexpr Color kGround = rgb(0xF4F5F8);
inline constexpr Color kSea = rgb(0xDDE6F0);
inline constexpr Color kRed = rgb(0xC03020);
inline constexpr Color kBlue = rgb(0x2040A0);
inline constexpr Color kGreen = rgb(0x209040);
inline constexpr Color kBlack = rgb(0x000000);
inline constexpr Color kWhite = rgb(0xFFFFFF);

inline carto::AreaStyle plain(Color fill) {
    carto::AreaStyle style;
    style.fill = fill;
    return style;
}

/// A pixel that two programs may round differently.
inline ::testing::AssertionResult looks_like(Color seen, Color wanted, int tolerance = 1) {
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

inline Color mix(Color a, Color b, double share_of_b) {
    const auto part = [share_of_b](int from, int to) {
        return static_cast<std::uint8_t>(std::lround(from + (to - from) * share_of_b));
    };
    return {part(a.r, b.r), part(a.g, b.g), part(a.b, b.b), 255};
}

inline Color at(const Image& image, int x, int y) {
    const auto* p = &image.rgba[static_cast<std::size_t>((y * image.width + x) * 4)];
    return {p[0], p[1], p[2], p[3]};
}

/// For people: set MAILLAGE_PICTURES to a folder.
inline void keep_picture(const Image& image) {
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
inline carto::MapScene squares() {
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

/// squares() with an inset of one Mayotte-like square, at (60, 10) to (90, 40), corners of 8.
inline carto::MapScene squares_with_inset() {
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

}  // namespace maillage::gl
