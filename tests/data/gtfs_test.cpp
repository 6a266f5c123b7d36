// SPDX-License-Identifier: Apache-2.0
/// \file
/// Published feeds: those that validators keep because something is wrong with them, and a real
/// one.

#include "access/transit_journey.hpp"
#include "access/transit_search.hpp"
#include "access/transit_times.hpp"
#include "support/gtfs_text.hpp"
#include "support/test_data.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace maillage {
namespace {

using testing::Contains;
using testing::ElementsAre;

class MalformedFeeds : public testing::Test {
protected:
    void SetUp() override {
        if (!std::filesystem::exists(test::test_data_folder() / "malformed/transitfeed")) {
            GTEST_SKIP() << "no test data (MAILLAGE_TEST_DATA)";
        }
    }
    static test::GtfsOutcome judged(const std::string& name) {
        const auto file = io::read_gtfs(test::test_data_folder() / "malformed" / name, {}, {});
        EXPECT_TRUE(file) << name;
        auto outcome = test::judge_feed(*file, name);
        for (const auto& source : outcome.ledger.sources) {
            EXPECT_EQ(source.rows_read,
                      source.rows_used + source.rows_repaired + source.rows_set_aside);
        }
        return outcome;
    }
};

TEST_F(MalformedFeeds, BadDateFormat) {
    const auto outcome = judged("transitfeed/bad_date_format.gtfs.zip");
    EXPECT_THAT(outcome.remarks,
                testing::IsSupersetOf({"calendar.txt 2 start_date transport_pas_une_date set aside",
                                       "calendar_dates.txt 2 date transport_pas_une_date set aside",
                                       "trips.txt 2 service_id transport_cle_inconnue set aside"}));
    ASSERT_TRUE(outcome.feed);
    EXPECT_EQ(outcome.feed->trips.size(), 4U) << "those of weekends are left";
}

TEST_F(MalformedFeeds, DuplicateStop) {
    const auto outcome = judged("transitfeed/duplicate_stop.gtfs.zip");
    EXPECT_THAT(outcome.remarks, Contains("stops.txt 5 stop_lat transport_arrets_confondus"));
    EXPECT_TRUE(outcome.feed);
}

TEST_F(MalformedFeeds, MissingStops) {
    const auto outcome = judged("transitfeed/missing_stops.gtfs.zip");
    EXPECT_THAT(outcome.remarks, Contains("feed 0 transport_fichier_manque"));
    EXPECT_THAT(outcome.remarks,
                Contains("stop_times.txt 2 stop_id transport_cle_inconnue set aside"));
    ASSERT_TRUE(outcome.error);
    EXPECT_EQ(outcome.error->code, Error::Code::kNotFound);
}

TEST_F(MalformedFeeds, RepeatedRouteName) {
    const auto outcome = judged("transitfeed/repeated_route_name.gtfs.zip");
    EXPECT_THAT(outcome.remarks, Contains("routes.txt 5 route_long_name transport_ligne_double"));
    EXPECT_TRUE(outcome.feed);
}

TEST_F(MalformedFeeds, AByteOrderMarkIsNoFault) {
    const auto outcome = judged("transitfeed/utf8bom.gtfs.zip");
    ASSERT_TRUE(outcome.feed);
    EXPECT_EQ(outcome.feed->stops.size(), 9U);
    for (const auto& entry : outcome.ledger.entries) {
        EXPECT_NE(entry.severity, Severity::kError) << test::remark_text(outcome.ledger, entry);
    }
}

TEST_F(MalformedFeeds, Agency) {
    const auto outcome = judged("transport-validator/agency.gtfs.zip");
    EXPECT_THAT(
        outcome.remarks,
        testing::IsSupersetOf({"agency.txt 2 agency_url transport_valeur_manque",
                               "agency.txt 3 agency_timezone transport_fuseaux",
                               "calendar.txt 2 service_id transport_valeur_manque set aside",
                               "routes.txt 2 route_id transport_valeur_manque set aside",
                               "routes.txt 2 agency_id transport_cle_inconnue",
                               "stops.txt 3 stop_lat transport_arrets_confondus",
                               "stops.txt 6 stop_id transport_valeur_manque set aside",
                               "trips.txt 2 route_id transport_valeur_manque set aside",
                               "stop_times.txt 7 stop_id transport_valeur_manque set aside"}));
    ASSERT_TRUE(outcome.error);
    EXPECT_EQ(outcome.error->code, Error::Code::kFormat);
}

TEST_F(MalformedFeeds, CustomRouteColor) {
    const auto outcome = judged("transport-validator/custom_route_color.gtfs.zip");
    EXPECT_THAT(
        outcome.remarks,
        testing::IsSupersetOf({"routes.txt 3 route_type transport_type_inconnu repaired",
                               "routes.txt 2 agency_id transport_cle_inconnue",
                               "stops.txt 4 parent_station transport_cle_inconnue repaired",
                               "trips.txt 2 route_id transport_cle_inconnue set aside",
                               "stop_times.txt 2 trip_id transport_cle_inconnue set aside"}));
    EXPECT_TRUE(outcome.error);
}

TEST_F(MalformedFeeds, UnusedStop) {
    const auto outcome = judged("transport-validator/unused_stop.gtfs.zip");
    EXPECT_THAT(outcome.remarks, Contains("stops.txt 6 stop_id transport_arret_inutilise"));
    EXPECT_TRUE(outcome.feed);
}

class GrandPerigueux : public testing::Test {
protected:
    void SetUp() override {
        const auto path =
            test::test_data_folder() / "gtfs-grand-perigueux/gtfs-grand-perigueux-2026-01.zip";
        if (!std::filesystem::exists(path)) {
            GTEST_SKIP() << "no test data (MAILLAGE_TEST_DATA)";
        }
        const auto file = io::read_gtfs(path, {}, {});
        ASSERT_TRUE(file);
        outcome = test::judge_feed(*file, "perigueux.zip");
        ASSERT_TRUE(outcome.feed);
    }
    access::Timetable timetable(unsigned day, bool school = false) const {
        access::TimetableOptions options;
        options.day = make_date(2026, 1, day);
        options.school = school;
        auto made = access::build_timetable(std::span(&*outcome.feed, 1), options, {});
        EXPECT_TRUE(made);
        return std::move(made).value();
    }
    test::GtfsOutcome outcome;
};

TEST_F(GrandPerigueux, EveryRowIsAccountedForAndNoneSetAside) {
    const auto& feed = *outcome.feed;
    EXPECT_EQ(feed.routes.size(), 80U);
    EXPECT_EQ(std::ranges::count(feed.routes, TransitKind::kSchool, &TransitRoute::kind), 43);
    EXPECT_EQ(std::ranges::count(feed.routes, TransitKind::kOrdinary, &TransitRoute::kind), 36);
    EXPECT_EQ(std::ranges::count(feed.routes, TransitKind::kOnDemand, &TransitRoute::kind), 1);
    EXPECT_EQ(feed.stops.size(), 1329U);
    EXPECT_EQ(feed.trips.size(), 2374U);
    EXPECT_EQ(feed.calls.size(), 33'408U);
    for (const auto& source : outcome.ledger.sources) {
        EXPECT_EQ(source.rows_set_aside, 0) << source.layer;
        EXPECT_EQ(source.rows_read, source.rows_used + source.rows_repaired) << source.layer;
    }
}

TEST_F(GrandPerigueux, SundaysAndLinesForPupilsAreKeptApart) {
    const auto weekday = timetable(14).trips.size();
    const auto sunday = timetable(18).trips.size();
    const auto with_school = timetable(14, true).trips.size();
    EXPECT_GT(weekday, 300U);
    EXPECT_LT(sunday, weekday / 3);
    EXPECT_GT(with_school, weekday + 30);
}

TEST_F(GrandPerigueux, TimesOfEveryStopAreThoseOfTheirOwnJourneys) {
    const auto day = timetable(14);
    std::vector<geo::Point> places;
    for (std::size_t i = 0; i < day.stops.size(); i += 60) {
        places.push_back(day.stops[i].place);
    }
    access::TransitOptions options;
    const auto times = access::transit_times(day, places, places, options, {});
    ASSERT_TRUE(times);
    std::size_t pairs = 0;
    for (std::size_t m = 0; m < times->departures.size(); m += 40) {
        const auto matrix = times->at(m);
        for (std::size_t i = 0; i < places.size(); ++i) {
            for (const auto& reach : matrix.from(i)) {
                const auto journey =
                    access::earliest_journey(day, places[i], places[reach.service.value],
                                             times->departures[m], options.walking, options.limit);
                ASSERT_TRUE(journey);
                EXPECT_EQ(journey->arrive - times->departures[m], reach.time);
                ++pairs;
            }
        }
    }
    EXPECT_GT(pairs, 150U);
}

}  // namespace
}  // namespace maillage
