// SPDX-License-Identifier: Apache-2.0
/// \file
/// Access by the roads and timetables of a workspace, drawn on five communes along a meridian.

#include "base/access_messages.hpp"
#include "support/dataset_builder.hpp"
#include "unit/workspace/access_case.hpp"
#include "workspace/access.hpp"
#include "workspace/open.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace maillage::workspace {
namespace {

namespace fs = std::filesystem;
using access::kMinute;

class AccessTravel : public testing::Test {
protected:
    void SetUp() override {
        m_folder = fs::temp_directory_path() /
                   ("maillage_travel_" +
                    std::string(testing::UnitTest::GetInstance()->current_test_info()->name()));
        fs::remove_all(m_folder);
        fs::create_directories(m_folder);
    }
    void TearDown() override { fs::remove_all(m_folder); }

    fs::path written(const fs::path& name, const std::string& text) const {
        fs::create_directories((m_folder / name).parent_path());
        std::ofstream(m_folder / name) << text;
        return m_folder / name;
    }

    /// A main road along the meridian, from the first commune to the fourth.
    fs::path road() const { return written("routes.osm", meridian_road()); }

    /// A bus from 100 m of the fifth commune to 100 m of the first, every ten minutes, 30 minutes.
    fs::path bus() const {
        written("gtfs/agency.txt",
                "agency_id,agency_name,agency_url,agency_timezone\n"
                "1,Car,https://example.org,Europe/Paris\n");
        written("gtfs/stops.txt",
                "stop_id,stop_name,stop_lat,stop_lon\n"
                "A,Nord,47.4009,2.0\nB,Sud,47.0009,2.0\nC,Est,47.2,2.2\n");
        written("gtfs/routes.txt", "route_id,agency_id,route_short_name,route_type\n1,1,L1,3\n");
        written("gtfs/calendar.txt",
                "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,"
                "end_date\nS,1,1,1,1,1,0,0,20260105,20260327\n");
        written("gtfs/trips.txt", "route_id,service_id,trip_id\n1,S,T\n1,S,U\n");
        written("gtfs/stop_times.txt",
                "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n"
                "T,06:00:00,06:00:00,A,1\nT,06:30:00,06:30:00,B,2\n"
                "U,05:00:00,05:00:00,A,1\nU,05:30:00,05:30:00,C,2\n");
        written(
            "gtfs/frequencies.txt",
            "trip_id,start_time,end_time,headway_secs,exact_times\nT,06:00:00,10:00:00,600,1\n");
        return m_folder / "gtfs";
    }

    fs::path m_folder;
};

TEST_F(AccessTravel, ByRoadReachesWhatTheRoadReachesAndKnowsWhatItDoesNot) {
    auto request = courses();
    request.mode = AccessMode::kCar;
    request.travel.roads = {road()};
    const auto answer = ask(column_of_five(), request);
    ASSERT_EQ(answer.listing.rows.size(), 5U);
    EXPECT_FALSE(answer.listing.is_estimate);
    const auto& rows = answer.listing.rows;
    EXPECT_EQ(rows[0].nearest, (access::Reach{{0}, 0}));
    ASSERT_TRUE(rows[1].nearest && rows[1].second);
    // 11.1 km of secondary road, at between 40 and 90 km/h.
    EXPECT_GT(rows[1].nearest->time, 444);
    EXPECT_LT(rows[1].nearest->time, 1000);
    EXPECT_NEAR(rows[3].nearest->time, rows[1].nearest->time, 3);
    // The fifth is 11 km from the road's end.
    EXPECT_FALSE(rows[4].known);
    EXPECT_EQ(rows[4].gap, access::Gap::kUnknown);
    EXPECT_TRUE(says(answer, access::kCommunesOffRoads));
    EXPECT_FALSE(says(answer, access::kAccessEstimate));
    // On foot the second is two hours away: within 20 minutes by car, and no timetable.
    EXPECT_EQ(rows[1].gap, access::Gap::kUnknown);
    EXPECT_EQ(rows[0].gap, access::Gap::kNone);
    request.threshold = 5 * kMinute;
    EXPECT_EQ(ask(column_of_five(), request).listing.rows[1].gap, access::Gap::kTotal);
    request.mode = AccessMode::kTransit;
    EXPECT_EQ(refusal(column_of_five(), request), access::kAccessNoTransit);
}

TEST_F(AccessTravel, ByBusWaitsAndWalksAreCountedAndWhereNoFeedTellsNothingIsKnown) {
    auto request = courses();
    request.mode = AccessMode::kTransit;
    request.method = AccessMethod::kCumulative;
    request.threshold = 45 * kMinute;
    request.travel.feeds = {bus()};
    request.travel.roads = {road()};
    const auto answer = ask(column_of_five(), request);
    const auto& last = answer.listing.rows[4];
    ASSERT_TRUE(last.nearest.has_value());
    // Leaving any minute, the lower median waits and walks 6 minutes, rides 30, walks 2.
    EXPECT_GE(last.nearest->time, 36 * kMinute);
    EXPECT_LE(last.nearest->time, 39 * kMinute);
    EXPECT_EQ(last.nearest->service.value, 0U);
    EXPECT_EQ(last.gap, access::Gap::kNone) << "within the threshold without a car";
    EXPECT_EQ(*last.accessibility, (access::Bounds{12, 12}));
    EXPECT_TRUE(says(answer, access::kTimetableDay));
    // In the feed's area, but far from any stop: out of reach, and by car within it.
    const auto& second = answer.listing.rows[2];
    EXPECT_TRUE(second.known);
    request.day = make_date(2026, 1, 10);
    EXPECT_EQ(refusal(column_of_five(), request), access::kNoTripThatDay) << "a Saturday";
}

TEST_F(AccessTravel, AWorkspaceFindsItsRoadsAndFeedsAndDoesNotTakeThemForTables) {
    road();
    bus();
    written("maillage.toml",
            "[workspace]\nname = \"essai\"\n"
            "[[source]]\nrole = \"roads\"\npath = \"routes.osm\"\n"
            "[[source]]\nrole = \"transit\"\npath = \"gtfs\"\n");
    const auto spec = describe(m_folder);
    ASSERT_TRUE(spec.has_value());
    const auto files = find_travel_files(*spec, {});
    ASSERT_TRUE(files.has_value());
    ASSERT_EQ(files->roads.size(), 1U);
    EXPECT_EQ(files->roads[0].filename(), "routes.osm");
    ASSERT_EQ(files->feeds.size(), 1U);
    EXPECT_EQ(files->feeds[0].filename(), "gtfs");
    EXPECT_EQ(travel_role_of(m_folder / "routes.osm"), Role::kRoads);
    EXPECT_EQ(travel_role_of(m_folder / "gtfs"), Role::kTransit);
    EXPECT_EQ(travel_role_of(m_folder / "maillage.toml"), Role::kUnknown);

    OpenOptions options;
    options.data_folder = fs::path(MAILLAGE_SOURCE_DIR) / "data";
    const auto dataset = open(*spec, options, {});
    ASSERT_TRUE(dataset.has_value());
    EXPECT_FALSE(has_errors((*dataset)->ledger));
    int listed = 0;
    for (const auto& source : (*dataset)->ledger.sources) {
        listed += is_travel(source.role) ? 1 : 0;
        EXPECT_EQ(source.rows_read, is_travel(source.role) ? 0 : source.rows_read);
    }
    EXPECT_EQ(listed, 2);
}

TEST_F(AccessTravel, SourcesThatLeaveTheFolderAreRefused) {
    written("maillage.toml", "[[source]]\nrole = \"transit\"\npath = \"../ailleurs\"\n");
    const auto spec = describe(m_folder);
    ASSERT_TRUE(spec.has_value());
    EXPECT_FALSE(find_travel_files(*spec, {}).has_value());
}

}  // namespace
}  // namespace maillage::workspace
