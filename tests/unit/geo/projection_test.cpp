// SPDX-License-Identifier: Apache-2.0
#include "geo/projection.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

namespace maillage::geo {
namespace {

struct Way {
    const char* system;
    const char* as_looked_up;  ///< The same system, spelt as no way is known by heart.
    Point middle;
};

std::vector<Point> grid_around(Point middle) {
    std::vector<Point> points;
    for (int i = -6; i <= 6; ++i) {
        for (int j = -6; j <= 6; ++j) {
            points.push_back({middle.x + i * 0.77, middle.y + j * 0.61});
        }
    }
    return points;
}

void expect_same(const std::vector<Point>& known, const std::vector<Point>& looked_up,
                 double tolerance, const std::string& what) {
    for (std::size_t i = 0; i < known.size(); ++i) {
        EXPECT_NEAR(known[i].x, looked_up[i].x, tolerance) << what;
        EXPECT_NEAR(known[i].y, looked_up[i].y, tolerance) << what;
    }
}

TEST(Projection, TheWaysKnownByHeartAreThoseOfTheAuthority) {
    for (const auto& way :
         {Way{"EPSG:2154", "epsg:2154", {2.5, 46.5}}, Way{"EPSG:5490", "epsg:5490", {-61.3, 15.5}},
          Way{"EPSG:2972", "epsg:2972", {-53.0, 4.0}}, Way{"EPSG:2975", "epsg:2975", {55.5, -21.1}},
          Way{"EPSG:4471", "epsg:4471", {45.2, -12.8}}}) {
        const auto there = Projection::make({kWgs84}, {way.system});
        const auto asked = Projection::make({"epsg:4326"}, {way.as_looked_up});
        ASSERT_TRUE(there);
        ASSERT_TRUE(asked);
        auto known = grid_around(way.middle);
        auto looked_up = known;
        there->apply(known);
        asked->apply(looked_up);
        EXPECT_TRUE(std::isfinite(known.front().x)) << way.system;
        expect_same(known, looked_up, 0.0, way.system);

        const auto back = Projection::make({way.system}, {kWgs84});
        const auto asked_back = Projection::make({way.as_looked_up}, {"epsg:4326"});
        ASSERT_TRUE(back);
        ASSERT_TRUE(asked_back);
        auto looked_up_back = known;
        back->apply(known);
        asked_back->apply(looked_up_back);
        expect_same(known, looked_up_back, 0.0, std::string("from ") + way.system);
        expect_same(known, grid_around(way.middle), 1e-6, std::string("and back ") + way.system);
    }
}

TEST(Projection, WhatIsNoSystemIsRefused) {
    const auto none = Projection::make({kWgs84}, {"EPSG:0"});
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().message.id, MessageId::kNoProjection);
}

}  // namespace
}  // namespace maillage::geo
