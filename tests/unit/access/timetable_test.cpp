// SPDX-License-Identifier: Apache-2.0
#include "access/timetable.hpp"

#include "access/timetable_parts.hpp"
#include "geo/earth.hpp"
#include "support/mini_transit.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace maillage::access {
namespace {

using test::clock;
using test::metres;
using test::mini_feed;

TimetableOptions on(int year, unsigned month, unsigned day) {
    TimetableOptions options;
    options.day = make_date(year, month, day);
    return options;
}

Timetable made(const TransitFeed& feed, const TimetableOptions& options) {
    auto timetable = build_timetable(std::span(&feed, 1), options, {});
    EXPECT_TRUE(timetable);
    return std::move(timetable).value();
}

/// "A 08:00 B 08:10" for each trip of each pattern, departures (the last call's arrival).
std::vector<std::string> trips_of(const Timetable& timetable) {
    std::vector<std::string> all;
    for (const auto& pattern : timetable.patterns) {
        for (std::uint32_t trip = 0; trip < pattern.trip_count; ++trip) {
            std::string text;
            for (std::uint32_t c = 0; c < pattern.length; ++c) {
                const auto& times = timetable.times[pattern.first_time + trip * pattern.length + c];
                const auto at = c + 1 < pattern.length ? times.departure : times.arrival;
                text += (c == 0 ? "" : " ") +
                        timetable.stops[timetable.calls[pattern.first_call + c].stop].id + " " +
                        std::to_string(at / 60);
            }
            all.push_back(text);
        }
    }
    return all;
}

constexpr const char* kLine = R"(
A 0 0
B 2000 0
bus: A 8:00, B 8:10
bus: A 9:00, B 9:10
)";

TEST(Timetable, TripsOfOneLineShareAPattern) {
    const auto timetable = made(mini_feed(kLine), on(2026, 1, 14));
    ASSERT_EQ(timetable.patterns.size(), 1U);
    EXPECT_THAT(trips_of(timetable), testing::ElementsAre("A 480 B 490", "A 540 B 550"));
    EXPECT_EQ(timetable.trips[timetable.trip_of[1]].line, "bus");
}

TEST(Timetable, ATripThatOvertakesGoesToAPatternOfItsOwn) {
    const auto timetable = made(mini_feed(R"(
A 0 0
B 2000 0
slow: A 8:00, B 8:30
fast: A 8:10, B 8:20
slow: A 8:20, B 8:50
)"),
                                on(2026, 1, 14));
    EXPECT_EQ(timetable.patterns.size(), 2U);
    EXPECT_THAT(trips_of(timetable),
                testing::ElementsAre("A 480 B 510", "A 500 B 530", "A 490 B 500"));
}

TEST(Timetable, WeekdaysAndExceptionsSayWhatRuns) {
    auto feed = mini_feed(kLine);
    auto& calendar = feed.calendars[0];
    calendar.weekdays = 0b0011111;  // Monday to Friday
    calendar.first = make_date(2026, 1, 5);
    calendar.last = make_date(2026, 1, 16);
    calendar.removed = {make_date(2026, 1, 14)};
    calendar.added = {make_date(2026, 1, 18)};
    const auto runs = [&](unsigned day) { return trips_of(made(feed, on(2026, 1, day))).size(); };
    EXPECT_EQ(runs(13), 2U) << "a Tuesday";
    EXPECT_EQ(runs(14), 0U) << "taken out";
    EXPECT_EQ(runs(17), 0U) << "a Saturday";
    EXPECT_EQ(runs(18), 2U) << "a Sunday put in, after the end";
    EXPECT_EQ(runs(19), 0U) << "past the end";
    EXPECT_EQ(runs(2), 0U) << "before the start";
}

TEST(Timetable, TripsOfTheDayBeforeRunOnPastMidnight) {
    auto feed = mini_feed(R"(
A 0 0
B 2000 0
night: A 23:50, B 24:20
night: A 25:00, B 25:30
evening: A 22:00, B 22:30
)");
    feed.calendars[0].weekdays = 0;
    feed.calendars[0].added = {make_date(2026, 1, 13)};
    EXPECT_THAT(trips_of(made(feed, on(2026, 1, 14))),
                testing::ElementsAre("A -10 B 20", "A 60 B 90"));
    // And of the day after, for journeys that end after midnight.
    EXPECT_THAT(trips_of(made(feed, on(2026, 1, 12))), testing::IsEmpty());
    feed.calendars[0].added = {make_date(2026, 1, 15)};
    EXPECT_THAT(
        trips_of(made(mini_feed("A 0 0\nB 2000 0\nearly: A 5:00, B 5:10\n"), on(2026, 1, 14))),
        testing::ElementsAre("A 300 B 310", "A 1740 B 1750"));
}

TEST(Timetable, FrequenciesRepeatATripUntilBeforeTheirEnd) {
    auto feed = mini_feed("A 0 0\nB 2000 0\nbus: A 6:00, B 6:10\n");
    feed.trips[0].by_frequency = true;
    feed.frequencies = {{{0}, clock("8:00"), clock("9:00"), 1200, true}};
    EXPECT_THAT(trips_of(made(feed, on(2026, 1, 14))),
                testing::ElementsAre("A 480 B 490", "A 500 B 510", "A 520 B 530"));
    // Past midnight only what still matters is made, in the same rhythm.
    feed.frequencies = {{{0}, clock("23:30"), clock("24:30"), 1200, false}};
    EXPECT_THAT(trips_of(made(feed, on(2026, 1, 14))),
                testing::ElementsAre("A -10 B 0", "A 10 B 20", "A 1410 B 1420", "A 1430 B 1440",
                                     "A 1450 B 1460"));
}

TEST(Timetable, ATooDenseFrequencyIsRefused) {
    auto feed = mini_feed("A 0 0\nB 2000 0\nbus: A 6:00, B 6:10\n");
    feed.trips[0].by_frequency = true;
    feed.frequencies.assign(200, {{0}, 0, clock("24:00"), 1, true});
    const auto timetable = build_timetable(std::span(&feed, 1), on(2026, 1, 14), {});
    ASSERT_FALSE(timetable);
    EXPECT_EQ(timetable.error().code, Error::Code::kRefused);
}

TEST(Timetable, LinesForPupilsAndOnDemandCountOnlyWhenAskedFor) {
    auto feed = mini_feed(R"(
A 0 0
B 2000 0
bus: A 8:00, B 8:10
school: A 7:00, B 7:10
call: A 9:00, B 9:10
)");
    auto options = on(2026, 1, 14);
    EXPECT_THAT(trips_of(made(feed, options)), testing::ElementsAre("A 480 B 490"));
    options.school = true;
    EXPECT_THAT(trips_of(made(feed, options)), testing::ElementsAre("A 420 B 430", "A 480 B 490"));
    options.school = false;
    options.on_demand = true;
    EXPECT_THAT(trips_of(made(feed, options)), testing::ElementsAre("A 480 B 490", "A 540 B 550"));
}

TEST(Timetable, BoardingByACallCountsOnlyWithOnDemandService) {
    auto feed = mini_feed("A 0 0\nB 2000 0\nC 4000 0\nbus: A 8:00, B 8:10, C 8:20\n");
    feed.calls[1].board = TransitAccess::kOnCall;
    feed.calls[1].alight = TransitAccess::kNo;
    auto options = on(2026, 1, 14);
    auto timetable = made(feed, options);
    EXPECT_FALSE(timetable.calls[1].board);
    EXPECT_FALSE(timetable.calls[1].alight);
    options.on_demand = true;
    EXPECT_TRUE(made(feed, options).calls[1].board);
}

std::string changes_of(const Timetable& timetable, std::uint32_t stop) {
    std::string text;
    for (const auto& walk : timetable.walks_from(stop)) {
        text += timetable.stops[walk.stop].id + " " + std::to_string(walk.seconds) + " ";
    }
    return text;
}

TEST(Timetable, ChangesAreWalksWithinTheLimit) {
    // 4.5 km/h with a detour of 1.3: 500 m take 520 s, 600 m 624 s.
    const auto timetable = made(mini_feed(R"(
A 0 0
B 500 0
C 1100 0
bus: A 8:00, B 8:10, C 8:20
)"),
                                on(2026, 1, 14));
    EXPECT_EQ(changes_of(timetable, 0), "A 60 B 520 ");
    EXPECT_EQ(changes_of(timetable, 1), "A 520 B 60 ");
    EXPECT_EQ(changes_of(timetable, 2), "C 60 ");
}

TEST(Timetable, TransfersOverruleWalks) {
    auto feed = mini_feed(R"(
A 0 0
B 500 0
C 5000 0
bus: A 8:00, B 8:10, C 8:20
)");
    using Kind = TransitTransfer::Kind;
    feed.transfers = {{{0}, {1}, Kind::kMinimum, 900},
                      {{1}, {0}, Kind::kForbidden, 0},
                      {{1}, {1}, Kind::kTimed, 0},
                      {{0}, {2}, Kind::kAdvised, 0},
                      {{2}, {2}, Kind::kMinimum, 300}};
    const auto timetable = made(feed, on(2026, 1, 14));
    EXPECT_EQ(changes_of(timetable, 0), "A 60 B 900 C 5200 ");
    EXPECT_EQ(changes_of(timetable, 1), "B 0 ");
    EXPECT_EQ(changes_of(timetable, 2), "C 300 ");
}

TEST(Timetable, TransfersOfAStationHoldForItsStopsUnlessAStopSaysOtherwise) {
    auto feed = mini_feed(R"(
A 0 0
B 500 0
C 5000 0
bus: A 8:00, B 8:10, C 8:20
)");
    TransitStop station;
    station.id = "S";
    station.place = metres(250, 0);
    station.is_station = true;
    feed.stops.push_back(station);
    feed.stops[0].station = {3};
    feed.stops[1].station = {3};
    using Kind = TransitTransfer::Kind;
    feed.transfers = {{{0}, {1}, Kind::kMinimum, 100}, {{3}, {3}, Kind::kMinimum, 240}};
    const auto timetable = made(feed, on(2026, 1, 14));
    EXPECT_EQ(changes_of(timetable, 0), "A 240 B 100 ");
    EXPECT_EQ(changes_of(timetable, 1), "A 240 B 240 ");
    EXPECT_EQ(timetable.stops.size(), 3U) << "nothing calls at a station";
}

TEST(Timetable, SeveralFeedsKeepTheirIdsApart) {
    std::vector feeds = {mini_feed(kLine), mini_feed(kLine)};
    feeds[0].name = "nord";
    feeds[1].name = "sud";
    const auto timetable = build_timetable(feeds, on(2026, 1, 14), {});
    ASSERT_TRUE(timetable);
    EXPECT_EQ(timetable->stops[0].id, "nord:A");
    EXPECT_EQ(timetable->stops[2].id, "sud:A");
    EXPECT_EQ(timetable->trips[0].id, "nord:t0");
}

TEST(Timetable, AFeedOfAnotherTimeSaysNothingOfTheDay) {
    std::vector feeds = {mini_feed(kLine), mini_feed(kLine)};
    feeds[0].name = "2025";
    feeds[0].first_day = make_date(2025, 1, 1);
    feeds[0].last_day = make_date(2025, 12, 31);
    const auto timetable = build_timetable(feeds, on(2026, 1, 14), {});
    ASSERT_TRUE(timetable);
    EXPECT_THAT(timetable->silent_feeds, testing::ElementsAre("2025"));
    EXPECT_EQ(timetable->stops.size(), 2U);
    EXPECT_EQ(timetable->trips[0].id, "mini:t0");
    // Alone it is no data, not an empty day.
    const auto alone = build_timetable(std::span(feeds).first(1), on(2026, 1, 14), {});
    ASSERT_FALSE(alone);
    EXPECT_EQ(
        render(alone.error().message, Language::kEnglish),
        "2026-01-14: no transit feed tells of this day (feeds from 2025-01-01 to 2025-12-31). "
        "Choose a day among theirs.");
    const auto none = build_timetable({}, on(2026, 1, 14), {});
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().code, Error::Code::kNotFound);
}

TEST(Timetable, NoticesSayWhatIsEstimatedAndLeftOut) {
    const auto timetable = made(mini_feed(R"(
A 0 0
B 2000 0
bus: A 8:00, B 8:10
school: A 7:00, B 7:10
school: A 17:00, B 17:10
call: A 9:00, B 9:10
)"),
                                on(2026, 1, 14));
    std::vector<std::string> texts;
    for (const auto& notice : transit_notices(timetable, {})) {
        texts.push_back(render(notice, Language::kEnglish));
    }
    EXPECT_THAT(texts, testing::ElementsAre(
                           "Walks are estimated: straight distance and 30% more, at 75 m a "
                           "minute, at most 20 min to a stop.",
                           "Trips of this day counted apart, not as ordinary service: 2 "
                           "for pupils, 1 on demand."));
}

TEST(TypicalDay, IsLikeMostTuesdaysAndThursdays) {
    auto feed = mini_feed(kLine);
    EXPECT_EQ(typical_day(std::span(&feed, 1)), make_date(2026, 1, 1)) << "a Thursday";
    // More runs on two days of the holidays, nothing on the first Thursday.
    feed.calendars.push_back(
        {"holidays", 0, {}, {}, {make_date(2026, 1, 6), make_date(2026, 1, 8)}, {}});
    feed.calendars[0].removed = {make_date(2026, 1, 1)};
    feed.trips.push_back(feed.trips[0]);
    feed.trips.back().calendar = {1};
    EXPECT_EQ(typical_day(std::span(&feed, 1)), make_date(2026, 1, 13));
    feed.first_day = make_date(2026, 1, 2);
    feed.last_day = make_date(2026, 1, 5);
    EXPECT_EQ(typical_day(std::span(&feed, 1)), std::nullopt) << "Friday to Monday";
    EXPECT_EQ(typical_day({}), std::nullopt);
}

TEST(Timetable, TurnedRoundTwiceItIsTheSame) {
    const auto timetable = made(mini_feed(R"(
A 0 0
B 500 0
C 1100 0
bus: A 8:00, B 8:10/8:12, C 8:20
bus: A 9:00, B 9:10, C 9:20
)"),
                                on(2026, 1, 14));
    const auto back = reversed(timetable);
    EXPECT_THAT(trips_of(back),
                testing::ElementsAre("C -560 B -550 A -540", "C -500 B -490 A -480"));
    const auto again = reversed(back);
    EXPECT_EQ(trips_of(again), trips_of(timetable));
    EXPECT_EQ(again.trip_of, timetable.trip_of);
    EXPECT_EQ(again.walks, timetable.walks);
}

TEST(Timetable, NoStopInReachIsNotNoData) {
    const auto timetable = made(mini_feed(R"(
A 0 0
B 10000 0
C 0 10000
bus: A 8:00, B 8:30, C 9:00
)"),
                                on(2026, 1, 14));
    const std::vector places = {metres(300, 300), metres(3000, 3000), metres(8000, 8000),
                                metres(-500, -500),
                                geo::Point{std::numeric_limits<double>::quiet_NaN(), 45.0}};
    EXPECT_THAT(
        transit_cover(timetable, places, {}),
        testing::ElementsAre(TransitCover::kStop, TransitCover::kNoStop, TransitCover::kNoData,
                             TransitCover::kStop, TransitCover::kNoData));
}

TEST(ConvexHull, LeavesOutInnerPointsAndPointsOfASide) {
    EXPECT_THAT(convex_hull({{0, 0}, {1, 0}, {2, 0}, {2, 2}, {0, 2}, {1, 1}, {0, 0}}),
                testing::ElementsAre(geo::Point{0, 0}, geo::Point{2, 0}, geo::Point{2, 2},
                                     geo::Point{0, 2}));
    EXPECT_EQ(convex_hull({{1, 1}, {1, 1}}).size(), 1U);
    EXPECT_EQ(convex_hull({{0, 0}, {1, 1}, {2, 2}}).size(), 2U);
}

TEST(Walking, DistanceIsThatOfTheSphere) {
    // A degree of a great circle of radius 6,371,008.8 m.
    EXPECT_NEAR(geo::distance_metres({0, 0}, {1, 0}), 111'195.08, 0.01);
    EXPECT_NEAR(geo::distance_metres({0, 0}, {0, 90}), 10'007'557.2, 1.0);
    EXPECT_EQ(walk_seconds(0, {}), 0);
    EXPECT_EQ(walk_seconds(1000, {}), 1040);
}

TEST(NearPoints, AreThoseOfBruteForceAlsoAcrossTheAntimeridian) {
    std::vector<geo::Point> points;
    for (int i = 0; i < 400; ++i) {
        const double east = 179.9 + 0.0013 * (i * 37 % 151);
        points.push_back({east > 180 ? east - 360 : east, -16.0 + 0.0011 * (i * 53 % 173)});
    }
    const NearPoints near(points);
    std::size_t found = 0;
    for (const auto& place : points) {
        std::vector<std::uint32_t> expected;
        for (std::uint32_t i = 0; i < points.size(); ++i) {
            if (geo::distance_metres(place, points[i]) <= 2500.0) {
                expected.push_back(i);
            }
        }
        std::vector<std::uint32_t> got;
        for (const auto& one : near.within(place, 2500.0)) {
            got.push_back(one.point);
        }
        EXPECT_EQ(got, expected);
        found += got.size();
    }
    EXPECT_GT(found, 5'000U);
}

}  // namespace
}  // namespace maillage::access
