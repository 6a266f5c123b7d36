// SPDX-License-Identifier: Apache-2.0
/// \file
/// Access by the roads and timetables of a workspace, drawn on five communes along a meridian.

#include "base/access_messages.hpp"
#include "base/transit_messages.hpp"
#include "support/dataset_builder.hpp"
#include "unit/workspace/access_case.hpp"
#include "workspace/access.hpp"
#include "workspace/open.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <utility>

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

    fs::path bus() const { return bus_feed(m_folder / "gtfs"); }

    /// Along the same way: to the course at 7:00, 8:00 and 16:00, home at 12:15 and 17:30, half an
    /// hour each; a line for pupils goes home at 12:05.
    fs::path shuttle() const {
        bus();
        fs::remove(m_folder / "gtfs" / "frequencies.txt");
        written("gtfs/routes.txt",
                "route_id,agency_id,route_short_name,route_type\n1,1,L1,3\n2,1,S1,712\n");
        std::string trips = "route_id,service_id,trip_id\n";
        std::string times = "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n";
        const auto add = [&](const char* route, const char* trip, const char* leave,
                             const char* arrive, bool home) {
            trips += std::string(route) + ",S," + trip + "\n";
            times += std::string(trip) + "," + leave + "," + leave + "," + (home ? "B" : "A") +
                     ",1\n" + trip + "," + arrive + "," + arrive + "," + (home ? "A" : "B") +
                     ",2\n";
        };
        add("1", "t7", "07:00:00", "07:30:00", false);
        add("1", "t8", "08:00:00", "08:30:00", false);
        add("1", "t16", "16:00:00", "16:30:00", false);
        add("1", "h12", "12:15:00", "12:45:00", true);
        add("1", "h17", "17:30:00", "18:00:00", true);
        add("2", "s12", "12:05:00", "12:35:00", true);
        trips += "1,S,east\n";
        times += "east,05:00:00,05:00:00,A,1\neast,05:30:00,05:30:00,C,2\n";
        written("gtfs/trips.txt", trips);
        written("gtfs/stop_times.txt", times);
        return m_folder / "gtfs";
    }

    static AccessRequest to_a_course(const fs::path& feed) {
        auto request = courses();
        request.mode = AccessMode::kTransit;
        request.threshold = 90 * kMinute;
        request.travel.feeds = {feed};
        request.hours = {{9 * 3600, 12 * 3600}};
        return request;
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
    EXPECT_TRUE(says(answer, access::kWayToRoad)) << "an assumption";
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

TEST_F(AccessTravel, ACourseWantsBothWaysWithinItsHours) {
    auto request = to_a_course(shuttle());
    const auto answer = ask(column_of_five(), request);
    EXPECT_TRUE(says(answer, access::kAccessBothWays));
    EXPECT_TRUE(answer.listing.both_ways);
    const auto& row = answer.listing.rows[4];
    ASSERT_TRUE(row.nearest && row.there && row.back);
    // The bus of 8:00, for 9:00, 105 s from home; home 105 s after that of 12:15.
    EXPECT_EQ(row.there, 60 * kMinute + 105);
    EXPECT_EQ(row.back, 45 * kMinute + 105);
    EXPECT_EQ(row.nearest->time, *row.there) << "the longer of the two";
    // In walking reach of no stop, but in the feed's area: nobody gets there by bus.
    EXPECT_TRUE(answer.listing.rows[1].known);
    EXPECT_FALSE(answer.listing.rows[1].there.has_value());
    request.hours = {{9 * 3600, 18 * 3600}};
    const auto late = ask(column_of_five(), request).listing.rows[4];
    EXPECT_FALSE(late.nearest.has_value()) << "after the last bus there is no way back";
    EXPECT_EQ(late.gap, access::Gap::kNoCar) << "35 minutes by car, as estimated";
    EXPECT_TRUE(says(answer, access::kGapCarEstimated));
}

// The stops stand about the second, third and fourth of five communes of one department.
TEST_F(AccessTravel, OutsideTheAreaOfTheStopsNothingIsKnownInTheSameDepartmentEither) {
    const auto feed = bus();
    written("gtfs/stops.txt",
            "stop_id,stop_name,stop_lat,stop_lon\nA,Nord,47.3009,1.995\nB,Sud,47.1009,1.995\n"
            "C,Est,47.2,2.2\n");
    auto made = *column_of_five();
    made.services.clear();
    made.services.push_back(service("L1", "langue", {2.0, 47.1}, 1));
    made.services.push_back(service("L2", "langue", {2.0, 47.4}, 4));
    const auto dataset = std::make_shared<const Dataset>(std::move(made));
    auto request = courses();
    request.mode = AccessMode::kTransit;
    request.travel.feeds = {feed};
    request.threshold = 20 * kMinute;
    const auto answer = ask(dataset, request);
    using access::Gap;
    const auto expect = [&](std::size_t i, bool known, Gap gap, const char* why) {
        EXPECT_EQ(answer.listing.rows[i].known, known) << i << ": " << why;
        EXPECT_EQ(answer.listing.rows[i].gap, gap) << i << ": " << why;
    };
    expect(0, false, Gap::kUnknown, "within 20 minutes by car, and no feed tells of it");
    expect(1, true, Gap::kNone, "the course is there");
    expect(2, true, Gap::kNoCar, "between the stops and far from them, 17 minutes by car");
    expect(3, true, Gap::kNoCar, "half an hour by bus, 17 minutes by car");
    expect(4, false, Gap::kNone, "no feed tells of it, but the course is there");
    const auto count_in = [&](MessageId id) {
        const auto found = std::ranges::find(answer.remarks, id, &Message::id);
        return found == answer.remarks.end() ? MessageArgument("not said") : found->arguments[0];
    };
    EXPECT_EQ(count_in(access::kCommunesNoStop), MessageArgument(std::int64_t{1}));
    EXPECT_EQ(count_in(access::kCommunesNoTimetable), MessageArgument(std::int64_t{2}));
    EXPECT_EQ(count_in(access::kServicesNoTimetable), MessageArgument(std::int64_t{1}));
    EXPECT_TRUE(says(answer, access::kGapCarEstimated));
}

TEST_F(AccessTravel, ATimeOfExactlyTheThresholdIsWithinIt) {
    auto request = to_a_course(shuttle());
    request.threshold = 60 * kMinute + 105;
    EXPECT_EQ(ask(column_of_five(), request).listing.rows[4].gap, access::Gap::kNone);
    request.threshold -= 1;
    EXPECT_EQ(ask(column_of_five(), request).listing.rows[4].gap, access::Gap::kNoCar);
}

/// The column with what the lists say of when its two courses are open.
DatasetPtr open_at(const char* first, const char* second) {
    Dataset dataset = *column_of_five();
    dataset.services[0].opening_hours = first;
    dataset.services[1].opening_hours = second;
    return std::make_shared<const Dataset>(std::move(dataset));
}

TEST_F(AccessTravel, OpeningHoursOfEachServiceStandInTheirList) {
    auto request = to_a_course(shuttle());
    const auto with_hours = ask(column_of_five(), request).listing.rows[4];
    request.hours.reset();
    request.opening_hours = true;
    // In the afternoon nobody gets home after 18:00, so the morning it is.
    const auto dataset = open_at("du lundi au vendredi 9h-12h / 14h-18h", "sur rendez-vous");
    const auto answer = ask(dataset, request);
    const auto& row = answer.listing.rows[4];
    EXPECT_TRUE(says(answer, access::kAccessOpenings));
    EXPECT_TRUE(says(answer, access::kOpeningsUnread));
    EXPECT_FALSE(says(answer, access::kOpeningsMissing));
    EXPECT_EQ(row.nearest, with_hours.nearest);
    EXPECT_EQ(row.there, with_hours.there);
    EXPECT_EQ(row.back, with_hours.back);
    EXPECT_EQ(row.gap, access::Gap::kNone);

    request.hours = {{9 * 3600, 18 * 3600}};
    EXPECT_FALSE(ask(dataset, request).listing.rows[4].nearest) << "hours that are asked overrule";
}

TEST_F(AccessTravel, AStayWithinTheOpeningIsChosenWhereItCostsLeast) {
    auto request = to_a_course(shuttle());
    request.hours.reset();
    request.opening_hours = true;
    request.stay = 30 * kMinute;
    const auto answer = ask(open_at("Tu,Th 09:00-18:00", ""), request);
    const auto& row = answer.listing.rows[4];
    // From 16:45 to 17:15: the bus of 16:00, 105 s from home, and that of 17:30 home.
    ASSERT_TRUE(row.nearest && row.there && row.back);
    EXPECT_EQ(row.there, 45 * kMinute + 60 + 45);
    EXPECT_EQ(row.back, 45 * kMinute + 60 + 45);
    EXPECT_TRUE(says(answer, access::kAccessStays));
    EXPECT_TRUE(says(answer, access::kOpeningsMissing));

    request.journey_from = "45005";
    const auto journeys = ask(open_at("Tu,Th 09:00-18:00", ""), request).listing.journeys;
    ASSERT_EQ(journeys.size(), 2U);
    EXPECT_EQ(journeys[0].journey.legs[1].leave, 16 * 3600);
    EXPECT_EQ(journeys[1].journey.legs[1].leave, 17 * 3600 + 1800);
}

TEST_F(AccessTravel, AServiceThatIsClosedThatDayIsNotReached) {
    auto request = to_a_course(shuttle());
    request.hours.reset();
    request.opening_hours = true;
    const auto answer = ask(open_at("mercredi 9h-12h", "jeudi 9h-12h ; mardi 9h-12h"), request);
    EXPECT_FALSE(answer.listing.rows[4].nearest.has_value());
    EXPECT_TRUE(says(answer, access::kOpeningsClosed)) << "on an ordinary Tuesday or Thursday";
    EXPECT_EQ(refusal(open_at("sur rendez-vous", ""), request), access::kOpeningNobody);

    request.new_place = "45001";
    const auto tried = ask(open_at("mercredi 9h-12h", "mardi 9h-12h"), request);
    EXPECT_TRUE(says(tried, access::kOpeningTried));
    ASSERT_FALSE(tried.listing.gains.empty()) << "the new place has usual hours";
}

TEST_F(AccessTravel, RoundTripsOfTheDayAndTheLastWayHome) {
    auto request = to_a_course(shuttle());
    const auto& row = ask(column_of_five(), request).listing.rows[4];
    // Three hours: 7:30 to 12:15 and 8:30 to 17:30; 16:30 to 17:30 is too short.
    EXPECT_EQ(row.round_trips, 2);
    EXPECT_EQ(row.last_home, 17 * 3600 + 28 * 60) << "by the minute, 105 s before 17:30";
    request.stay = 300 * kMinute;
    EXPECT_EQ(ask(column_of_five(), request).listing.rows[4].round_trips, 1) << "7:30 to 17:30";
    request.stay = 600 * kMinute;
    const auto none = ask(column_of_five(), request).listing.rows[4];
    EXPECT_EQ(none.round_trips, 0);
    EXPECT_FALSE(none.last_home.has_value());
    // No hours: one way in a window, and the day where it was asked.
    request.hours.reset();
    request.stay = 60 * kMinute;
    const auto window = ask(column_of_five(), request).listing;
    EXPECT_FALSE(window.both_ways);
    EXPECT_EQ(window.rows[4].round_trips, 2) << "16:30 and the walks leave less than an hour";
    const auto table = report::access_table(window);
    EXPECT_EQ(table.columns.back(), "dernier_retour");
    EXPECT_EQ(std::get<std::string>(table.rows[4].back()), "17:28");
}

TEST_F(AccessTravel, LinesForPupilsCountOnlyWhenAsked) {
    auto request = to_a_course(shuttle());
    const auto without = ask(column_of_five(), request);
    EXPECT_TRUE(says(without, transit::kTransitLeftOut)) << "they are shown, apart";
    EXPECT_FALSE(says(without, access::kSchoolCounted));
    request.school = true;
    const auto with = ask(column_of_five(), request);
    EXPECT_TRUE(says(with, access::kSchoolCounted));
    EXPECT_EQ(with.listing.rows[4].back, 35 * kMinute + 105) << "home by the line of 12:05";
    EXPECT_EQ(with.listing.rows[4].there, without.listing.rows[4].there);
}

TEST_F(AccessTravel, TheJourneyIsToldLegByLeg) {
    auto request = to_a_course(shuttle());
    request.journey_from = "45005";
    const auto listing = ask(column_of_five(), request).listing;
    ASSERT_EQ(listing.journeys.size(), 2U);
    EXPECT_FALSE(listing.journeys[0].back);
    const auto table = report::journeys_table(listing);
    ASSERT_EQ(table.rows.size(), 6U);
    const auto text = [](const io::Value& value) { return std::get<std::string>(value); };
    // sens, depart, arrivee, de, a, ligne, direction
    EXPECT_EQ(text(table.rows[1][1]), "08:00");
    EXPECT_EQ(text(table.rows[1][2]), "08:30");
    EXPECT_EQ(text(table.rows[1][3]), "Nord");
    EXPECT_EQ(text(table.rows[1][5]), "L1");
    EXPECT_EQ(text(table.rows[4][0]), "retour");
    EXPECT_EQ(text(table.rows[4][1]), "12:15");
    EXPECT_EQ(report::journeys_for_people(listing, Language::kFrench).rows.size(), 6U);
    request.journey_from = "45002";
    EXPECT_EQ(refusal(column_of_five(), request), access::kAccessNoJourney);
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
