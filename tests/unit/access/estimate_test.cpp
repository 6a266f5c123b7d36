// SPDX-License-Identifier: Apache-2.0
#include "access/estimate.hpp"

#include "access/point_index.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>
#include <vector>

namespace maillage::access {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

TEST(Distance, IsTheGreatCircleOfTheMeanSphere) {
    // A degree of the meridian, a quarter of the equator, across the 180th meridian, no way at all.
    EXPECT_NEAR(geo::distance_metres({2, 47}, {2, 48}), 111195.08, 0.01);
    EXPECT_NEAR(geo::distance_metres({0, 0}, {90, 0}), 10007557.2, 0.1);
    EXPECT_NEAR(geo::distance_metres({179.5, 0}, {-179.5, 0}), 111195.08, 0.01);
    EXPECT_EQ(geo::distance_metres({2, 47}, {2, 47}), 0.0);
    // Paris to Orléans, 111.2 km on the ellipsoid (WGS 84).
    EXPECT_NEAR(geo::distance_metres({2.3522, 48.8566}, {1.9093, 47.9029}), 110900, 700);
}

TEST(Estimate, IsDistanceTimesDetourAtOneSpeed) {
    const std::vector<geo::Point> origins{{2, 47}, {2, 48}, {kNaN, kNaN}};
    const std::vector<geo::Point> services{{2, 47.1}, {kNaN, kNaN}};
    const auto times = estimate_times(origins, services, {}, {});
    ASSERT_TRUE(times.has_value());
    ASSERT_EQ(times->origin_count(), 3U);
    // 11,119.5 m × 1.3 at 50 km/h: 1,040.8 s.
    ASSERT_EQ(times->from(0).size(), 1U);
    EXPECT_EQ(times->from(0)[0], (Reach{{0}, 1041}));
    // Further than the limit, but the nearest there is.
    ASSERT_EQ(times->from(1).size(), 1U);
    EXPECT_EQ(times->from(1)[0].time, 9367);
    EXPECT_TRUE(times->from(2).empty());
}

TEST(Estimate, TheLimitIsInclusive) {
    const std::vector<geo::Point> origins{{2, 47}};
    const std::vector<geo::Point> services{{2, 47.1}};
    EstimateOptions options;
    options.at_least = 0;
    options.limit = 1041;
    EXPECT_EQ(estimate_times(origins, services, options, {})->pair_count(), 1U);
    options.limit = 1040;
    EXPECT_EQ(estimate_times(origins, services, options, {})->pair_count(), 0U);
}

TEST(Estimate, StopsWhenAsked) {
    std::stop_source stop;
    stop.request_stop();
    const std::vector<geo::Point> places{{2, 47}};
    const auto times = estimate_times(places, places, {}, Progress(stop.get_token(), {}));
    ASSERT_FALSE(times.has_value());
    EXPECT_EQ(times.error().code, Error::Code::kCancelled);
}

/// Every pair, one by one.
TravelTimes all_pairs(const std::vector<geo::Point>& origins,
                      const std::vector<geo::Point>& services, const EstimateOptions& options) {
    TravelTimes times;
    for (const auto& from : origins) {
        std::vector<Reach> row;
        for (std::uint32_t j = 0; j < services.size(); ++j) {
            const double metres = geo::distance_metres(from, services[j]);
            row.push_back({{j},
                           static_cast<Seconds>(std::lround(metres * options.detour /
                                                            (options.kilometres_per_hour / 3.6)))});
        }
        std::sort(row.begin(), row.end(),
                  [](const Reach& a, const Reach& b) { return a.time < b.time; });
        std::size_t kept = 0;
        while (kept < row.size() && (row[kept].time <= options.limit || kept < options.at_least)) {
            ++kept;
        }
        row.resize(kept);
        times.add_origin(row);
    }
    return times;
}

// Clusters, poles and both sides of the 180th meridian; whole degrees make equal distances.
TEST(Estimate, FindsWhatEveryPairFinds) {
    std::mt19937 random(5);
    for (int round = 0; round < 60; ++round) {
        std::uniform_real_distribution<double> spread(0.5, 180);
        const double width = spread(random);
        const auto place = [&] {
            std::uniform_real_distribution<double> lon(170 - width, 170 + width);
            std::uniform_real_distribution<double> lat(-88, 88);
            double x = lon(random);
            x = x > 180 ? x - 360 : x < -180 ? x + 360 : x;
            return geo::Point{x, lat(random)};
        };
        std::vector<geo::Point> origins(40);
        std::vector<geo::Point> services(static_cast<std::size_t>(round) + 1);
        std::generate(origins.begin(), origins.end(), place);
        std::generate(services.begin(), services.end(), place);
        EstimateOptions options;
        options.limit = static_cast<Seconds>(spread(random) * 3000);
        options.at_least = static_cast<std::size_t>(round % 4);
        const auto times = estimate_times(origins, services, options, {});
        ASSERT_TRUE(times.has_value());
        const auto wanted = all_pairs(origins, services, options);
        for (std::size_t i = 0; i < origins.size(); ++i) {
            const auto found = times->from(i);
            const auto pairs = wanted.from(i);
            ASSERT_TRUE(std::equal(found.begin(), found.end(), pairs.begin(), pairs.end()))
                << "round " << round << ", origin " << i;
        }
    }
}

TEST(PointIndex, OfEqualDistancesTheFirstPlacesAreNearest) {
    const std::vector<geo::Point> places{{1, 0}, {-1, 0}, {0, 0}, {0, 0}, {1, 0}};
    const PointIndex index(places);
    const auto hits = index.nearest({0, 0}, 3);
    ASSERT_EQ(hits.size(), 3U);
    EXPECT_EQ(hits[0].place, 2U);
    EXPECT_EQ(hits[1].place, 3U);
    EXPECT_EQ(hits[2].place, 0U);
    EXPECT_EQ(index.nearest({0, 0}, 9).size(), 5U);
    EXPECT_TRUE(index.nearest({0, 0}, 0).empty());
    std::vector<PointIndex::Hit> all;
    index.within({0, 0}, 1e9, all);
    EXPECT_EQ(all.size(), 5U);
}

}  // namespace
}  // namespace maillage::access
