// SPDX-License-Identifier: Apache-2.0
#include "carto/palettes.hpp"

#include "carto/theme_colors.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace maillage::carto {
namespace {

using Matrix = std::array<double, 9>;

/// Machado, Oliveira and Fernandes (2009), severity 1.0, on linear RGB.
constexpr std::array<Matrix, 3> kDeficiencies{
    Matrix{0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116,
           1.051998},
    Matrix{0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940,
           0.968881},
    Matrix{1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367,
           0.303900}};

Color seen_with(const Matrix& m, Color color) {
    const auto linear = [](std::uint8_t c) {
        const double v = c / 255.0;
        return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
    };
    const auto coded = [](double v) {
        v = std::clamp(v, 0.0, 1.0);
        v = v <= 0.0031308 ? 12.92 * v : 1.055 * std::pow(v, 1 / 2.4) - 0.055;
        return static_cast<std::uint8_t>(std::lround(v * 255));
    };
    const double r = linear(color.r);
    const double g = linear(color.g);
    const double b = linear(color.b);
    return {coded(m[0] * r + m[1] * g + m[2] * b), coded(m[3] * r + m[4] * g + m[5] * b),
            coded(m[6] * r + m[7] * g + m[8] * b), 255};
}

TEST(Palettes, ClassesAreToldApartByEveryEye) {
    for (const auto& one : palettes()) {
        for (int classes = 2; classes <= 9; ++classes) {
            const auto colors = palette_colors(one, classes, false);
            for (std::size_t i = 0; i + 1 < colors.size(); ++i) {
                for (std::size_t d = 0; d < kDeficiencies.size(); ++d) {
                    EXPECT_GT(color_distance(seen_with(kDeficiencies[d], colors[i]),
                                             seen_with(kDeficiencies[d], colors[i + 1])),
                              0.025)
                        << one.name << " " << classes << " class " << i << " deficiency " << d;
                }
            }
            // Far ends of a diverging palette must not look alike.
            for (const auto& matrix : kDeficiencies) {
                EXPECT_GT(color_distance(seen_with(matrix, colors.front()),
                                         seen_with(matrix, colors.back())),
                          0.08)
                    << one.name << " " << classes;
            }
        }
    }
}

TEST(Palettes, SequentialOnesSurviveAPhotocopier) {
    for (const auto& one : palettes()) {
        const auto colors = palette_colors(one, 9, false);
        const bool darker = lightness(colors.back()) < lightness(colors.front());
        for (std::size_t i = 0; i + 1 < colors.size() && !one.diverging; ++i) {
            const double step = luminance(colors[i + 1]) - luminance(colors[i]);
            EXPECT_GT(darker ? -step : step, 0.0) << one.name << " " << i;
        }
        if (one.diverging) {
            EXPECT_GT(lightness(colors[4]), lightness(colors[0])) << one.name;
            EXPECT_GT(lightness(colors[4]), lightness(colors[8])) << one.name;
        }
    }
}

TEST(Palettes, AreReversedAndFoundByName) {
    auto colors = palette_colors(palette("viridis"), 5, false);
    std::reverse(colors.begin(), colors.end());
    EXPECT_EQ(colors, palette_colors(palette("viridis"), 5, true));
    EXPECT_EQ(palette_colors(palette("bleus"), 5, false).back(), rgb(0x1F3A6E));
    EXPECT_EQ(find_palette("inconnue"), nullptr);
    EXPECT_EQ(palette("inconnue").name, "bleus");
}

TEST(Palettes, ValuesAroundAMiddleGetOneThatHasAMiddle) {
    EXPECT_EQ(palette_for("bleus", false).name, "bleus");
    EXPECT_TRUE(palette_for("bleus", true).diverging);
    EXPECT_EQ(palette_for("brbg", true).name, "brbg") << "what was chosen, where it suits";
    EXPECT_TRUE(palette_for("no such palette", true).diverging);
}

TEST(ThemeColors, TextAndMarksHaveContrast) {
    for (const auto theme : {Theme::kLight, Theme::kDark, Theme::kProjector}) {
        const auto& c = theme_colors(theme);
        for (const auto below : {c.ground, c.panel, c.land, c.faded}) {
            EXPECT_GE(contrast(c.ink, below), 4.5);
        }
        for (const auto below : {c.ground, c.panel}) {
            EXPECT_GE(contrast(c.secondary, below), 4.5);
        }
        for (const auto mark :
             {c.circle_covered, c.circle_planned, c.circle_open, c.outline, c.unknown_dots}) {
            EXPECT_GE(contrast(mark, c.land), 3.0) << static_cast<int>(theme);
        }
        EXPECT_GE(contrast(c.circle_covered, c.covered), 3.0);
    }
}

}  // namespace
}  // namespace maillage::carto
