// SPDX-License-Identifier: Apache-2.0
#include "render/line_batch.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

namespace maillage::gl {
namespace {

constexpr carto::Rect kSeen{0, 0, 100, 100};

LineBatch lines(std::span<const carto::Pixel> points, bool closed, double step = 0.0) {
    LineBatch batch;
    LineBuilder builder(batch, kSeen, 0.5, step);
    builder.start({carto::rgb(0), 4.0F});
    builder.add(points, closed);
    builder.finish();
    return batch;
}

TEST(LineBatch, AStraightLineIsOneQuadThatReachesBeyondItsEnds) {
    const auto batch = lines(std::array<carto::Pixel, 2>{{{10, 20}, {30, 20}}}, false);
    ASSERT_EQ(batch.vertices.size(), 4U);
    ASSERT_EQ(batch.indices.size(), 6U);
    EXPECT_FLOAT_EQ(batch.vertices[0].x, 8.0F);
    EXPECT_FLOAT_EQ(batch.vertices[0].y, 22.5F);
    EXPECT_FLOAT_EQ(batch.vertices[0].across, 2.5F);
    EXPECT_FLOAT_EQ(batch.vertices[3].x, 32.0F);
    EXPECT_FLOAT_EQ(batch.vertices[3].y, 17.5F);
    EXPECT_FLOAT_EQ(batch.vertices[3].across, -2.5F);
    EXPECT_FLOAT_EQ(batch.vertices[3].along - batch.vertices[0].along, 24.0F);
    ASSERT_EQ(batch.draws.size(), 1U);
    EXPECT_EQ(batch.draws[0].count, 6U);
    EXPECT_FLOAT_EQ(batch.draws[0].half_width, 2.0F);
}

TEST(LineBatch, ARightAngleIsMitred) {
    const auto batch = lines(std::array<carto::Pixel, 3>{{{10, 20}, {30, 20}, {30, 50}}}, false);
    ASSERT_EQ(batch.vertices.size(), 6U);
    EXPECT_FLOAT_EQ(batch.vertices[3].x, 32.5F);
    EXPECT_FLOAT_EQ(batch.vertices[3].y, 17.5F);
    EXPECT_FLOAT_EQ(batch.vertices[2].x, 27.5F);
    EXPECT_FLOAT_EQ(batch.vertices[2].y, 22.5F);
}

TEST(LineBatch, ASharpTurnHasNoSpike) {
    const auto batch = lines(std::array<carto::Pixel, 3>{{{10, 20}, {60, 20}, {10, 21}}}, false);
    for (const auto& vertex : batch.vertices) {
        EXPECT_LT(vertex.x, 63.0F);
    }
    EXPECT_EQ(batch.indices.size(), 12U);
}

TEST(LineBatch, AClosedLineHasFourMitredCorners) {
    const auto batch = lines(
        std::array<carto::Pixel, 5>{{{10, 10}, {30, 10}, {30, 30}, {10, 30}, {10, 10}}}, true);
    ASSERT_EQ(batch.vertices.size(), 10U);
    EXPECT_EQ(batch.indices.size(), 24U);
    for (const auto& vertex : batch.vertices) {
        EXPECT_NEAR(std::abs(vertex.x - 20.0F), std::abs(vertex.y - 20.0F), 1e-4);
    }
}

TEST(LineBatch, WhatCannotBeSeenIsLeftOut) {
    const auto batch = lines(
        std::array<carto::Pixel, 6>{
            {{10, 10}, {50, 10}, {200, 10}, {300, 10}, {200, 50}, {50, 50}}},
        false);
    // Two segments reach into the picture at the beginning, one at the end; two are beyond.
    EXPECT_EQ(batch.indices.size(), 3U * 6U);
    EXPECT_TRUE(lines(std::array<carto::Pixel, 2>{{{-50, 10}, {-20, 90}}}, false).draws.empty());
}

TEST(LineBatch, PointsNearerThanTheStepAreLeftOutButTheEndIsKept) {
    const auto batch =
        lines(std::array<carto::Pixel, 5>{{{10, 10}, {10.2, 10}, {10.4, 10}, {20, 10}, {20.1, 10}}},
              false, 0.5);
    EXPECT_EQ(batch.indices.size(), 2U * 6U);
    EXPECT_FLOAT_EQ(batch.vertices.back().x, 22.1F);
}

TEST(LineBatch, LinesOfOnePointOrOnePlaceDoNoHarm) {
    EXPECT_TRUE(lines(std::array<carto::Pixel, 1>{{{10, 10}}}, false).indices.empty());
    for (const auto& vertex :
         lines(std::array<carto::Pixel, 3>{{{10, 10}, {10, 10}, {10, 10}}}, true).vertices) {
        EXPECT_TRUE(std::isfinite(vertex.x) && std::isfinite(vertex.y));
    }
}

}  // namespace
}  // namespace maillage::gl
