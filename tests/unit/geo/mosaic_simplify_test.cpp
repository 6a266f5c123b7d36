// SPDX-License-Identifier: Apache-2.0
#include "geo/mosaic.hpp"
#include "support/planar_partition.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace maillage::geo {
namespace {

struct Segment {
    Point a;
    Point b;
};

std::vector<Segment> segments_of(const Mosaic& mosaic) {
    std::vector<Segment> segments;
    for (std::size_t a = 0; a < mosaic.arc_count(); ++a) {
        const auto arc = mosaic.arc(a);
        for (std::size_t i = 0; i + 1 < arc.size(); ++i) {
            segments.push_back({arc[i], arc[i + 1]});
        }
    }
    return segments;
}

double side(Point a, Point b, Point c) {
    return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

/// Every pair, no grid: what the simplification must agree with.
std::size_t crossings(const Mosaic& mosaic) {
    const auto all = segments_of(mosaic);
    std::size_t count = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
        for (std::size_t k = i + 1; k < all.size(); ++k) {
            const auto& [a, b] = all[i];
            const auto& [c, d] = all[k];
            if ((a == c && b == d) || (a == d && b == c)) {
                ++count;
            } else if (!(a == c) && !(a == d) && !(b == c) && !(b == d)) {
                count += side(a, b, c) * side(a, b, d) <= 0 && side(c, d, a) * side(c, d, b) <= 0 &&
                                 std::max(a.x, b.x) >= std::min(c.x, d.x) &&
                                 std::max(c.x, d.x) >= std::min(a.x, b.x)
                             ? 1U
                             : 0U;
            }
        }
    }
    return count;
}

std::vector<GroupMeasure> feature_measures(const Mosaic& mosaic) {
    return measure(mosaic, feature_rings(mosaic));
}

double distance(Point p, Point a, Point b) {
    const double squared = (b.x - a.x) * (b.x - a.x) + (b.y - a.y) * (b.y - a.y);
    const double t =
        squared > 0 ? std::clamp(((p.x - a.x) * (b.x - a.x) + (p.y - a.y) * (b.y - a.y)) / squared,
                                 0.0, 1.0)
                    : 0.0;
    return std::hypot(p.x - a.x - t * (b.x - a.x), p.y - a.y - t * (b.y - a.y));
}

Mosaic mosaic_of(const PolygonSet& set) { return build_mosaic(set, {}).value(); }

void add_feature(PolygonSet& set, const std::vector<Point>& ring) {
    for (const auto& point : ring) {
        set.add_point(point);
    }
    set.close_ring();
    set.close_polygon();
    set.close_feature();
}

TEST(Simplify, RemovesWhatIsNearerThanTheTolerance) {
    PolygonSet set;
    add_feature(set, {{0, 0}, {50, 4}, {100, 0}, {100, 100}, {50, 111}, {0, 100}, {0, 0}});
    const auto simple = simplify(mosaic_of(set), 10, {}).value();
    const auto arc = simple.arc(0);
    ASSERT_EQ(arc.size(), 6U);
    EXPECT_EQ(std::count(arc.begin(), arc.end(), Point{50, 4}), 0);
    EXPECT_EQ(std::count(arc.begin(), arc.end(), Point{50, 111}), 1);
}

TEST(Simplify, ASmallIslandStaysARing) {
    PolygonSet set;
    add_feature(set, {{0, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0}});
    const auto simple = simplify(mosaic_of(set), 1000, {}).value();
    EXPECT_GE(simple.arc(0).size(), 4U);
    EXPECT_GT(feature_measures(simple)[0].area, 0.0);
}

TEST(Simplify, AThinFeatureBetweenTwoNodesKeepsItsTwoSides) {
    // Both sides of the lens lie nearer to its axis than the tolerance.
    PolygonSet set;
    add_feature(set, {{0, 0}, {50, -3}, {100, 0}, {50, 3}, {0, 0}});
    add_feature(set, {{0, 0}, {50, 3}, {100, 0}, {100, 50}, {0, 50}, {0, 0}});
    add_feature(set, {{0, 0}, {0, -50}, {100, -50}, {100, 0}, {50, -3}, {0, 0}});
    const auto simple = simplify(mosaic_of(set), 20, {}).value();
    EXPECT_GT(feature_measures(simple)[0].area, 0.0);
    EXPECT_EQ(crossings(simple), 0U);
}

TEST(Simplify, AnIslandStaysOnItsSideOfTheBorder) {
    // The bay of the border holds an island of the other feature's; without the bay, the island
    // would lie in the first feature though no line crosses another.
    PolygonSet set;
    add_feature(set, {{0, 0},
                      {1000, 0},
                      {1000, 500},
                      {550, 500},
                      {540, 440},
                      {460, 440},
                      {450, 500},
                      {0, 500},
                      {0, 0}});
    add_feature(set, {{490, 460}, {510, 460}, {510, 480}, {490, 480}, {490, 460}});
    const auto simple = simplify(mosaic_of(set), 70, {}).value();
    EXPECT_EQ(crossings(simple), 0U);
    std::size_t west = 0;  // Crossings of the border on the way from the island to the west.
    for (const auto& [a, b] : segments_of(simple)) {
        const bool island = a.x >= 490 && a.x <= 510 && b.x >= 490 && b.x <= 510;
        if (!island && (a.y > 470) != (b.y > 470) &&
            a.x + (470 - a.y) / (b.y - a.y) * (b.x - a.x) < 490) {
            ++west;
        }
    }
    EXPECT_EQ(west % 2, 0U);
}

TEST(Simplify, NothingToDoIsTheSame) {
    const auto mosaic = mosaic_of(test::outlines_of(test::single_cells(3, 3), 1, 3));
    EXPECT_EQ(simplify(mosaic, 0, {})->points, mosaic.points);
    EXPECT_EQ(simplify(mosaic, std::nan(""), {})->points, mosaic.points);
    EXPECT_EQ(simplify(mosaic, 1e-9, {})->points, mosaic.points);
}

TEST(Simplify, OverlappingFeaturesAreNoCrashAndEnd) {
    PolygonSet set;
    add_feature(set, {{0, 0}, {100, 0}, {100, 100}, {0, 100}, {0, 0}});
    add_feature(set, {{50, 50}, {150, 51}, {150, 150}, {50, 150}, {50, 50}});
    add_feature(set, {{0, 0}, {100, 0}, {100, 100}, {0, 100}, {0, 0}});
    add_feature(set, {{0, 0}, {100, 100}, {100, 0}, {0, 100}, {0, 0}});
    const auto simple = simplify(mosaic_of(set), 30, {}).value();
    EXPECT_EQ(simple.feature_count(), 4U);
}

TEST(Simplify, StopsWhenAsked) {
    std::stop_source stop;
    stop.request_stop();
    const auto mosaic = mosaic_of(test::outlines_of(test::single_cells(2, 2), 1, 3));
    const auto result = simplify(mosaic, 10, Progress(stop.get_token(), {}));
    ASSERT_FALSE(result.has_value());
    EXPECT_EQ(result.error().code, Error::Code::kCancelled);
}

/// (seed, tolerance): cells are 1000 wide, so that the larger tolerances endanger everything.
class SimplifyRandomCells : public testing::TestWithParam<std::tuple<unsigned, int>> {};

TEST_P(SimplifyRandomCells, NoNewCrossingNoFeatureLostNoPointTooFar) {
    const auto [seed, tolerance] = GetParam();
    SCOPED_TRACE("seed " + std::to_string(seed));
    const auto cells = test::random_cells(seed, 9, 9, 20);
    const auto mosaic = mosaic_of(test::outlines_of(cells, seed, 6));
    ASSERT_EQ(crossings(mosaic), 0U);
    const auto simple = simplify(mosaic, tolerance, {}).value();
    EXPECT_EQ(crossings(simple), 0U);
    EXPECT_LE(simple.points.size(), mosaic.points.size());
    EXPECT_EQ(simple.left, mosaic.left);
    EXPECT_EQ(simple.right, mosaic.right);

    double longest = 0.0;
    for (std::size_t a = 0; a < mosaic.arc_count(); ++a) {
        const auto fine = mosaic.arc(a);
        const auto coarse = simple.arc(a);
        EXPECT_EQ(fine.front(), coarse.front());
        EXPECT_EQ(fine.back(), coarse.back());
        for (const auto& p : fine) {
            double least = std::numeric_limits<double>::infinity();
            for (std::size_t i = 0; i + 1 < coarse.size(); ++i) {
                least = std::min(least, distance(p, coarse[i], coarse[i + 1]));
            }
            EXPECT_LE(least, tolerance + 1e-9);
        }
        longest += std::hypot(1.0, static_cast<double>(fine.size()) * 400.0);
    }
    const auto before = feature_measures(mosaic);
    const auto after = feature_measures(simple);
    double total = 0.0;
    double total_after = 0.0;
    for (std::size_t f = 0; f < before.size(); ++f) {
        if (before[f].area > 0.0) {
            EXPECT_GT(after[f].area, 0.1 * before[f].area) << "feature " << f;
        }
        EXPECT_LE(std::abs(after[f].area - before[f].area), longest * tolerance);
        total += before[f].area;
        total_after += after[f].area;
    }
    // What one feature loses its neighbour gains: all of them change by the coast only.
    std::vector<std::uint32_t> all(mosaic.feature_count(), 0);
    EXPECT_NEAR(total_after, measure(simple, dissolve(simple, all, 1))[0].area, 1e-3);
    EXPECT_NEAR(total, measure(mosaic, dissolve(mosaic, all, 1))[0].area, 1e-3);
}

INSTANTIATE_TEST_SUITE_P(Seeds, SimplifyRandomCells,
                         testing::Combine(testing::Range(1U, 11U),
                                          testing::Values(20, 150, 600, 3000)));

}  // namespace
}  // namespace maillage::geo
