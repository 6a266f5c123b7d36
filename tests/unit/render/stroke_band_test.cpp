// SPDX-License-Identifier: Apache-2.0
#include "render/stroke_band.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

namespace maillage::gl {
namespace {

constexpr int kSide = 20;
constexpr carto::Color kBlack = carto::rgb(0x000000);
constexpr Bgra kWhite{255, 255, 255, 255};

/// A white square; row 0 of the band is its first.
struct Paper {
    std::vector<Bgra> pixels = std::vector<Bgra>(kSide * kSide, kWhite);
    StrokeBand band{kSide, kSide};

    void paint(carto::Color color = kBlack) { band.paint(color, pixels.data(), kSide); }
    /// Share of black, in percent.
    long ink(int x, int y) const {
        const auto& p = pixels[static_cast<std::size_t>(y * kSide + x)];
        return std::lround((255 - p.g) / 2.55);
    }
    double all() const {
        double sum = 0.0;
        for (const auto& p : pixels) {
            sum += (255 - p.g) / 255.0;
        }
        return sum;
    }
};

TEST(Bgra, FourChannelsAreScaledAsOne) {
    for (unsigned value = 0; value < 256; ++value) {
        for (unsigned share = 0; share < 256; ++share) {
            const auto v = static_cast<std::uint8_t>(value);
            const auto other = static_cast<std::uint8_t>(255 - value);
            const auto seen = faded({v, other, 255, v}, share);
            const Bgra wanted{scaled(value, share), scaled(255 - value, share),
                              static_cast<std::uint8_t>(share), scaled(value, share)};
            ASSERT_EQ(seen, wanted) << value << ' ' << share;
        }
    }
}

TEST(Bgra, LiesOver) {
    const auto half = multiplied({200, 100, 0, 128});
    EXPECT_EQ(half, (Bgra{0, 50, 100, 128}));
    EXPECT_EQ(over(half, kWhite), (Bgra{127, 177, 227, 255}));
    EXPECT_EQ(over(kWhite, half), kWhite);
    EXPECT_EQ(over({}, half), half);
}

TEST(StrokeBand, LevelAndUprightLinesCoverWhatTheyShould) {
    Paper paper;
    paper.band.start(2.0, 0.0);
    paper.band.add({4.0, 10.0}, {16.0, 10.0}, 0.0);  // rows 9 and 10
    paper.paint();
    for (int x = 4; x < 16; ++x) {
        EXPECT_EQ(paper.ink(x, 8), 0) << x;
        EXPECT_EQ(paper.ink(x, 9), 100) << x;
        EXPECT_EQ(paper.ink(x, 10), 100) << x;
        EXPECT_EQ(paper.ink(x, 11), 0) << x;
    }
    Paper turned;
    turned.band.start(1.5, 0.0);
    turned.band.add({10.5, 16.0}, {10.5, 4.0}, 0.0);  // the column at 10, a quarter beside it
    turned.paint();
    for (int y = 4; y < 16; ++y) {
        EXPECT_EQ(turned.ink(9, y), 25) << y;
        EXPECT_EQ(turned.ink(10, y), 100) << y;
        EXPECT_EQ(turned.ink(11, y), 25) << y;
        EXPECT_EQ(turned.ink(12, y), 0) << y;
    }
}

TEST(StrokeBand, ThinLinesAreFaintNotBroken) {
    for (const auto& to : {carto::Pixel{17.0, 13.0}, {17.0, 2.5}, {5.0, 18.0}}) {
        Paper paper;
        paper.band.start(0.5, 0.0);
        paper.band.add({3.0, 3.0}, to, 0.0);
        paper.paint();
        const double length = std::hypot(to.x - 3.0, to.y - 3.0);
        EXPECT_NEAR(paper.all(), 0.5 * length, 0.06 * length + 0.4);
        for (double t = 0.05; t < 1.0; t += 0.05) {
            const int x = static_cast<int>(3.0 + t * (to.x - 3.0));
            const int y = static_cast<int>(3.0 + t * (to.y - 3.0));
            EXPECT_GE(paper.ink(x, y), 5) << t;
            EXPECT_LE(paper.ink(x, y), 50) << t;
        }
    }
}

TEST(StrokeBand, NothingIsDarkerWherePiecesMeet) {
    Paper paper;
    paper.band.start(3.0, 0.0);
    paper.band.add({4.0, 10.0}, {10.0, 10.0}, 0.0);
    paper.band.add({10.0, 10.0}, {16.0, 10.0}, 6.0);
    paper.band.add({10.0, 10.0}, {10.0, 3.0}, 6.0);
    paper.paint(carto::with_alpha(kBlack, 102));
    EXPECT_EQ(paper.ink(6, 10), 40);
    EXPECT_EQ(paper.ink(10, 9), 40);
    EXPECT_EQ(paper.ink(9, 9), 40);
}

TEST(StrokeBand, EndsAndJoinsAreRound) {
    Paper paper;
    paper.band.start(8.0, 0.0);
    paper.band.add({10.0, 10.0}, {10.0, 10.0}, 0.0);
    paper.paint();
    EXPECT_NEAR(paper.all(), 16 * 3.14159265, 0.5) << "a disc";
    EXPECT_GE(paper.ink(6, 10), 95);
    EXPECT_EQ(paper.ink(6, 6), 0);
}

TEST(StrokeBand, DashesAndGapsAreAlike) {
    Paper paper;
    paper.band.start(2.0, 4.0);
    paper.band.add({2.0, 10.0}, {18.0, 10.0}, 0.0);
    paper.paint();
    for (int x = 2; x < 18; ++x) {
        EXPECT_EQ(paper.ink(x, 10), (x - 2) % 8 < 4 ? 100 : 0) << x;
    }
    Paper later;
    later.band.start(2.0, 4.0);
    later.band.add({2.0, 10.0}, {18.0, 10.0}, 4.0);
    later.paint();
    EXPECT_EQ(later.ink(3, 10), 0);
    EXPECT_EQ(later.ink(8, 10), 100);
}

TEST(StrokeBand, BandsShowTheSameLineAsOne) {
    Paper whole;
    Paper parts;
    const auto draw = [](StrokeBand& band, double up) {
        band.start(2.3, 0.0);
        band.add({-4.0, 1.3 - up}, {13.0, 9.1 - up}, 0.0);
        band.add({13.0, 9.1 - up}, {7.0, 31.0 - up}, 0.0);
    };
    draw(whole.band, 0.0);
    whole.paint();
    for (int first = 0; first < kSide; first += 5) {
        StrokeBand band(kSide, 5);
        draw(band, first);
        band.paint(kBlack, parts.pixels.data() + first * kSide, kSide);
    }
    EXPECT_EQ(whole.pixels, parts.pixels);
}

TEST(StrokeBand, WhatLiesFarAwayIsLeftOut) {
    Paper paper;
    paper.band.start(2.0, 0.0);
    const double nan = std::numeric_limits<double>::quiet_NaN();
    paper.band.add({-50.0, 5.0}, {-10.0, 5.0}, 0.0);
    paper.band.add({30.0, 5.0}, {1e300, 1e300}, 0.0);
    paper.band.add({5.0, -1e15}, {5.0, -10.0}, 0.0);
    paper.band.add({nan, 5.0}, {5.0, 5.0}, 0.0);
    paper.band.add({5.0, nan}, {nan, 5.0}, 0.0);
    paper.paint();
    EXPECT_EQ(paper.pixels, std::vector<Bgra>(kSide * kSide, kWhite));
    // Through the paper from very far to very far.
    paper.band.add({-1e6, 10.0}, {1e6, 10.0}, 0.0);
    paper.paint();
    EXPECT_EQ(paper.ink(0, 9), 100);
    EXPECT_EQ(paper.ink(19, 10), 100);
}

}  // namespace
}  // namespace maillage::gl
