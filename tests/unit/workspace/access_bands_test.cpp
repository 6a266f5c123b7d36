// SPDX-License-Identifier: Apache-2.0
#include "workspace/access_bands.hpp"

#include "base/access_screen_messages.hpp"
#include "geo/projection.hpp"
#include "unit/workspace/access_case.hpp"
#include "unit/workspace/one_way_roads.hpp"
#include "workspace/access_map.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <numbers>

namespace maillage::workspace {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMainland = static_cast<std::size_t>(carto::SheetId::kMetropole);

/// Where the five communes are, on the mainland's sheet.
carto::MapGeometryPtr map_of_five() {
    auto geometry = std::make_shared<carto::MapGeometry>();
    for (std::size_t s = 0; s < geometry->sheets.size(); ++s) {
        geometry->sheets.at(s).id = static_cast<carto::SheetId>(s);
    }
    for (int i = 0; i < 5; ++i) {
        geometry->surface.push_back({2.0, 47.0 + 0.1 * i});
    }
    geometry->sheet_of_commune.assign(5, carto::SheetId::kMetropole);
    geometry->anchor.assign(5, {});
    return geometry;
}

double area_of(const geo::PolygonSet& set) {
    double sum = 0.0;
    for (std::size_t r = 0; r < set.ring_count(); ++r) {
        const auto ring = set.ring(r);
        for (std::size_t i = 1; i < ring.size(); ++i) {
            sum += (ring[i - 1].x - ring[0].x) * (ring[i].y - ring[0].y) -
                   (ring[i].x - ring[0].x) * (ring[i - 1].y - ring[0].y);
        }
    }
    return sum / 2.0;
}

bool holds(const geo::PolygonSet& set, geo::Point place) {
    std::vector<geo::Point> moved{place};
    geo::Projection::make({geo::kWgs84}, {geo::kLambert93})->apply(moved);
    const auto p = moved.front();
    bool inside = false;
    for (std::size_t r = 0; r < set.ring_count(); ++r) {
        const auto ring = set.ring(r);
        for (std::size_t i = 1; i < ring.size(); ++i) {
            const auto a = ring[i - 1];
            const auto b = ring[i];
            if ((a.y > p.y) != (b.y > p.y) && p.x < a.x + (p.y - a.y) / (b.y - a.y) * (b.x - a.x)) {
                inside = !inside;
            }
        }
    }
    return inside;
}

const geo::PolygonSet& area(const carto::IsochroneBands& bands, std::size_t band) {
    return *(*bands.areas.at(band)).at(kMainland).polygons;
}

// 50 km/h and a detour of 1.3: 15 minutes are 9.615 km as the crow flies, 60 are 38.46.
TEST(AccessBands, AnEstimateMakesCircles) {
    const std::vector<geo::Point> centres{{2.0, 47.2}, {kNaN, kNaN}};
    const auto bands = *estimated_bands(centres, {15, 60}, {}, *map_of_five(), {}).value();
    EXPECT_EQ(bands.minutes, (std::vector<int>{15, 60}));
    for (const auto& [band, km] : {std::pair(0U, 9.615), std::pair(1U, 38.46)}) {
        ASSERT_EQ(area(bands, band).polygon_count(), 1U);
        const double circle = std::numbers::pi * km * km * 1e6;
        EXPECT_NEAR(area_of(area(bands, band)), circle, 0.01 * circle);
    }
    EXPECT_EQ((*bands.areas[0])[1].polygons, nullptr) << "nothing overseas";
    // The threshold is where the estimate of a commune has it.
    EXPECT_TRUE(holds(area(bands, 0), {2.0, 47.2 + 9.5 / 111.195}));
    EXPECT_FALSE(holds(area(bands, 0), {2.0, 47.2 + 9.7 / 111.195}));
    EXPECT_EQ(area(bands, 0).crs.definition, geo::kLambert93);
    const auto again = *estimated_bands(centres, {15, 60}, {}, *map_of_five(), {}).value();
    EXPECT_EQ(area_of(area(again, 1)), area_of(area(bands, 1)));
}

TEST(AccessBands, NoCentreNoArea) {
    const std::vector<geo::Point> nowhere{{kNaN, kNaN}};
    const auto bands = *estimated_bands(nowhere, {30}, {}, *map_of_five(), {}).value();
    EXPECT_EQ((*bands.areas[0])[kMainland].polygons, nullptr);
}

TEST(AccessBands, ACancelledQuestionHasNoAnswer) {
    std::stop_source stop;
    stop.request_stop();
    const std::vector<geo::Point> centres{{2.0, 47.2}};
    const auto bands =
        estimated_bands(centres, {30}, {}, *map_of_five(), Progress(stop.get_token(), nullptr));
    ASSERT_FALSE(bands.has_value());
    EXPECT_EQ(bands.error().code, Error::Code::kCancelled);
}

class RoadBands : public testing::Test {
protected:
    void SetUp() override {
        // Tests run side by side.
        m_folder =
            fs::temp_directory_path() / ("maillage_road_bands_" + std::to_string(::getpid()));
        fs::create_directories(m_folder);
        std::ofstream(m_folder / "routes.osm") << meridian_road();
    }
    void TearDown() override { fs::remove_all(m_folder); }

    AccessMapPtr map_with(const AccessAsked& asked) const {
        AccessMapRequest request{column_of_five(), map_of_five(), {}, asked};
        request.travel.roads = {m_folder / "routes.osm"};
        auto map = access_map(request, nullptr, {});
        EXPECT_TRUE(map.has_value());
        return map.value();
    }
    fs::path m_folder;
};

// The road goes north from the course at 47.0, passes that at 47.2 and comes south elsewhere.
TEST_F(RoadBands, BackAndBothAreWhereOneGetsHome) {
    std::ofstream(m_folder / "routes.osm") << round_road();
    const auto areas = [&](access::Direction direction, int minutes = 5) {
        return map_with({.service = "langue",
                         .mode = AccessMode::kCar,
                         .minutes = minutes,
                         .isochrones = Isochrones::kServices,
                         .direction = direction})
            ->bands;
    };
    const auto there = areas(access::Direction::kThere);
    const auto back = areas(access::Direction::kBack);
    const auto both = areas(access::Direction::kBoth);
    const auto holds_at = [](const auto& bands, std::size_t band, double latitude) {
        const auto& polygons = (*bands->areas.at(band)).at(kMainland).polygons;
        return polygons && holds(*polygons, {2.0, latitude});
    };
    // Within five minutes, more than 3 km: before a course there, behind one back.
    EXPECT_TRUE(holds_at(there, 0, 47.18));
    EXPECT_FALSE(holds_at(there, 0, 47.02));
    EXPECT_TRUE(holds_at(back, 0, 47.02));
    EXPECT_FALSE(holds_at(back, 0, 47.18));
    EXPECT_TRUE(holds_at(back, 0, 47.22));
    EXPECT_FALSE(holds_at(there, 0, 47.22));
    for (const double latitude : {47.02, 47.18, 47.22}) {
        EXPECT_FALSE(holds_at(both, 0, latitude)) << latitude;
    }
    // The whole round is within two hours, each way.
    const auto whole = areas(access::Direction::kBoth, 120);
    EXPECT_TRUE(holds_at(whole, whole->areas.size() - 1, 47.18));
}

TEST_F(RoadBands, AreAStripAlongTheRoadsAsFarAsTheMinutesGo) {
    const auto map = map_with({.service = "langue",
                               .mode = AccessMode::kCar,
                               .minutes = 10,
                               .isochrones = Isochrones::kServices});
    ASSERT_NE(map->bands, nullptr);
    const auto& bands = *map->bands;
    EXPECT_EQ(bands.minutes, (std::vector<int>{10, 15, 30, 45, 60}));
    EXPECT_FALSE(bands.of_point);
    for (std::size_t b = 1; b < bands.areas.size(); ++b) {
        EXPECT_GE(area_of(area(bands, b)), area_of(area(bands, b - 1)));
    }
    // The road goes from 47.0 to 47.3; courses stand at 47.0 and 47.2.
    EXPECT_TRUE(holds(area(bands, 4), {2.0, 47.1}));
    EXPECT_TRUE(holds(area(bands, 4), {2.0, 47.299}));
    EXPECT_FALSE(holds(area(bands, 4), {2.0, 47.32})) << "beyond the road's end";
    EXPECT_TRUE(holds(area(bands, 4), {2.012, 47.1})) << "900 m from the road";
    EXPECT_FALSE(holds(area(bands, 4), {2.015, 47.1})) << "1,140 m from it";
    // As the times say of who lives by the road: half-way takes (47.1) less than 10 minutes or not.
    const bool near = map->communes[1].nearest->time <= 600;
    EXPECT_EQ(holds(area(bands, 0), {2.0, 47.1}), near) << map->communes[1].nearest->time;
    EXPECT_TRUE(holds(area(bands, 0), {2.0, 47.0}));
    EXPECT_EQ(access_times(*map)->bands, map->bands);
}

TEST_F(RoadBands, OfThePointThatIsTriedAlone) {
    const auto map = map_with({.service = "langue",
                               .mode = AccessMode::kCar,
                               .minutes = 15,
                               .new_place = "45004",
                               .isochrones = Isochrones::kPoint});
    ASSERT_NE(map->bands, nullptr);
    EXPECT_TRUE(map->bands->of_point);
    EXPECT_EQ(map->bands->minutes, (std::vector<int>{15, 30, 45, 60}));
    EXPECT_TRUE(holds(area(*map->bands, 0), {2.0, 47.29}));
    EXPECT_FALSE(holds(area(*map->bands, 0), {2.0, 47.0})) << "there is a course, but no point";
}

TEST_F(RoadBands, AreMadeOnlyWhenAskedFor) {
    EXPECT_EQ(map_with({.service = "langue", .mode = AccessMode::kCar})->bands, nullptr);
    const auto estimate = map_with({.service = "langue", .isochrones = Isochrones::kServices});
    ASSERT_NE(estimate->bands, nullptr);
    EXPECT_TRUE(holds(area(*estimate->bands, 0), {2.1, 47.0})) << "as the crow flies";
}

class TransitBands : public testing::Test {
protected:
    void SetUp() override { bus_feed(m_folder); }
    void TearDown() override { fs::remove_all(m_folder); }

    AccessMapPtr map_with(AccessAsked asked) const {
        asked.service = "langue";
        asked.mode = AccessMode::kTransit;
        asked.day = make_date(2026, 1, 13);
        auto dataset = *column_of_five();
        dataset.services.front().opening_hours = "Mo-Fr 09:00-12:00";
        AccessMapRequest request{
            std::make_shared<const Dataset>(std::move(dataset)), map_of_five(), {}, asked};
        request.travel.feeds = {m_folder};
        auto map = access_map(request, nullptr, {});
        EXPECT_TRUE(map.has_value());
        return map.value();
    }
    fs::path m_folder =
        fs::temp_directory_path() / ("maillage_transit_bands_" + std::to_string(::getpid()));
};

// On foot a minute is 57.7 m as the crow flies: 4.5 km/h and a detour of 1.3.
TEST_F(TransitBands, StandAroundStopsAndWhereServicesAreWalkedTo) {
    const auto map = map_with({.isochrones = Isochrones::kServices});
    ASSERT_NE(map->bands, nullptr);
    const auto& bands = *map->bands;
    ASSERT_EQ(bands.minutes, (std::vector<int>{15, 30, 45, 60}));
    for (std::size_t b = 1; b < bands.areas.size(); ++b) {
        EXPECT_GE(area_of(area(bands, b)), area_of(area(bands, b - 1)));
    }
    // Within 865 and 1,730 m of the courses; people walk half an hour at most.
    EXPECT_TRUE(holds(area(bands, 0), {2.0, 47.007}));
    EXPECT_FALSE(holds(area(bands, 0), {2.0, 47.009}));
    EXPECT_TRUE(holds(area(bands, 1), {2.0, 47.2145}));
    EXPECT_FALSE(holds(area(bands, 3), {2.0, 47.217}));
    // From the stop in the north: a wait of some minutes, 30 on the bus, 2 on foot.
    EXPECT_FALSE(holds(area(bands, 1), {2.0, 47.4009}));
    EXPECT_TRUE(holds(area(bands, 2), {2.0, 47.4009}));
    EXPECT_TRUE(holds(area(bands, 3), {2.0, 47.41})) << "1,012 m from it";
    EXPECT_FALSE(holds(area(bands, 3), {2.0, 47.4125})) << "1,290 m: too far to a stop";
    EXPECT_FALSE(holds(area(bands, 3), {2.2, 47.2})) << "nothing leaves there in the morning";
    // Never less than what is computed for a commune.
    const auto& fifth = map->communes[4];
    ASSERT_TRUE(fifth.nearest);
    EXPECT_GT(fifth.nearest->time, 32 * 60);
    EXPECT_LE(fifth.nearest->time, 45 * 60);
    const auto times = access_times(*map);
    EXPECT_TRUE(std::any_of(times->notices.begin(), times->notices.end(),
                            [](const Message& one) { return one.id == reach::kBandsByTransit; }));
}

TEST_F(TransitBands, BothWaysWithinOpeningHoursOfThePointThatIsTried) {
    const auto map =
        map_with({.opening_hours = true, .new_place = "45001", .isochrones = Isochrones::kPoint});
    ASSERT_NE(map->bands, nullptr);
    EXPECT_TRUE(map->bands->of_point);
    EXPECT_TRUE(holds(area(*map->bands, 0), {2.0, 47.0}));
    EXPECT_FALSE(holds(area(*map->bands, 0), {2.0, 47.2})) << "another course";
    EXPECT_FALSE(holds(area(*map->bands, 3), {2.0, 47.4009})) << "no bus goes back";
}

}  // namespace
}  // namespace maillage::workspace
