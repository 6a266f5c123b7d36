// SPDX-License-Identifier: Apache-2.0
#include "geo/contours.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <span>

namespace maillage::geo {
namespace {

constexpr float kNever = std::numeric_limits<float>::infinity();

/// Values given by a function of the place, on 81 × 81 nodes ten units apart about the origin.
template <typename Value>
GridField field_of(const Value& value) {
    GridField field;
    field.south_west = {-400, -400};
    field.step = 10;
    field.columns = field.rows = 81;
    for (std::size_t r = 0; r < field.rows; ++r) {
        for (std::size_t c = 0; c < field.columns; ++c) {
            const auto node = field.node(c, r);
            field.values.push_back(static_cast<float>(value(node.x, node.y)));
        }
    }
    return field;
}

double ring_area(std::span<const Point> ring) {
    double sum = 0.0;
    for (std::size_t i = 1; i < ring.size(); ++i) {
        sum += ring[i - 1].x * ring[i].y - ring[i].x * ring[i - 1].y;
    }
    return sum / 2.0;
}

double area_of(const PolygonSet& set) {
    double sum = 0.0;
    for (std::size_t r = 0; r < set.ring_count(); ++r) {
        sum += ring_area(set.ring(r));
    }
    return sum;
}

TEST(Contours, ACircleIsFoundBetweenTheNodes) {
    const auto cone = field_of([](double x, double y) { return std::hypot(x, y); });
    for (const double radius : {55.0, 123.0, 300.0}) {
        const auto areas = areas_up_to(cone, radius);
        ASSERT_EQ(areas.feature_count(), 1U);
        ASSERT_EQ(areas.polygon_count(), 1U);
        const double circle = std::numbers::pi * radius * radius;
        EXPECT_NEAR(area_of(areas), circle, 0.03 * circle) << radius;
        for (const auto point : areas.ring(0)) {
            EXPECT_NEAR(std::hypot(point.x, point.y), radius, 1.0);
        }
        EXPECT_EQ(areas.ring(0).front(), areas.ring(0).back());
        EXPECT_LT(areas.point_count(), radius) << "simplified";
    }
}

TEST(Contours, AHoleIsInTheAreaAroundItAndAnIslandInItIsAnArea) {
    const auto rings = field_of([](double x, double y) {
        const double r = std::hypot(x, y);
        return r < 60 || (r > 140 && r < 260) ? 1.0 : 100.0;
    });
    const auto areas = areas_up_to(rings, 2.0);
    ASSERT_EQ(areas.polygon_count(), 2U);
    ASSERT_EQ(areas.ring_count(), 3U);
    std::size_t with_hole = areas.rings_of(0).size() == 2 ? 0 : 1;
    const auto of_ring = areas.rings_of(with_hole);
    ASSERT_EQ(of_ring.size(), 2U);
    EXPECT_GT(ring_area(areas.ring(of_ring.first)), 0.0) << "counter-clockwise outside";
    EXPECT_LT(ring_area(areas.ring(of_ring.first + 1)), 0.0);
    EXPECT_GT(ring_area(areas.ring(areas.rings_of(1 - with_hole).first)), 0.0);
}

TEST(Contours, WhatReachesTheEdgeOfTheGridIsClosedThere) {
    const auto all = areas_up_to(field_of([](double, double) { return 1.0; }), 2.0);
    ASSERT_EQ(all.polygon_count(), 1U);
    EXPECT_NEAR(area_of(all), 810.0 * 810.0, 0.03 * 810 * 810);
    EXPECT_EQ(areas_up_to(field_of([](double, double) { return kNever; }), 2.0).polygon_count(),
              0U);
}

TEST(Contours, SpecksAreLeftOut) {
    const auto speck = field_of([](double x, double y) { return x == 0 && y == 0 ? 1.0 : 100.0; });
    const auto areas = areas_up_to(speck, 2.0);
    EXPECT_EQ(areas.polygon_count(), 0U);
    EXPECT_EQ(areas.feature_count(), 1U);
}

TEST(Contours, NestedLevelsLieInEachOther) {
    // Two hills whose feet meet in the middle, between 141 and 142, corner to corner.
    const auto field = field_of([](double x, double y) {
        return std::min(std::hypot(x - 100, y - 100), std::hypot(x + 100, y + 100));
    });
    double before = 0.0;
    for (const double level : {40.0, 80.0, 120.0, 130.0, 143.0, 160.0}) {
        const auto areas = areas_up_to(field, level);
        EXPECT_EQ(areas.polygon_count(), level < 141.0 ? 2U : 1U) << level;
        EXPECT_GT(area_of(areas), before);
        before = area_of(areas);
        EXPECT_EQ(area_of(areas_up_to(field, level)), before) << "the same again";
    }
}

}  // namespace
}  // namespace maillage::geo
