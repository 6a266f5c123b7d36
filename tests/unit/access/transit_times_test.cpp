// SPDX-License-Identifier: Apache-2.0
#include "access/transit_times.hpp"

#include "access/transit_journey.hpp"
#include "support/mini_transit.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace maillage::access {
namespace {

using test::clock;
using test::metres;
using test::mini_feed;

Timetable timetable_of(std::string_view text, bool school = false) {
    const auto feed = mini_feed(text);
    TimetableOptions options;
    options.day = make_date(2026, 1, 14);
    options.school = school;
    auto timetable = build_timetable(std::span(&feed, 1), options, {});
    EXPECT_TRUE(timetable);
    return std::move(timetable).value();
}

std::string journey_text(const std::optional<Journey>& journey) {
    if (!journey) {
        return "none";
    }
    std::string text;
    for (const auto& sentence : journey_sentences(*journey)) {
        text += render(sentence, Language::kEnglish) + "\n";
    }
    return text;
}

constexpr const char* kTown = R"(
Home 0 0
Square 5000 0
Station 5400 0
Town 20000 0
bus: Home 7:05, Square 7:20
bus: Home 8:05, Square 8:20
train: Station 7:30, Town 7:45
train: Station 8:25, Town 8:40
train: Town 17:00, Station 17:15
bus: Square 17:30, Home 17:45
bus: Square 18:30, Home 18:45
)";

TEST(Journeys, AreToldLegByLeg) {
    const auto timetable = timetable_of(kTown);
    // From 104 m west of the stop (109 s), change on foot over 400 m (416 s) to the train.
    EXPECT_EQ(journey_text(earliest_journey(timetable, metres(-104, 0), metres(20'000, 52),
                                            clock("6:50"), {}, 7200)),
              "07:03–07:05: on foot to Home\n"
              "07:05–07:20: line bus, from Home to Square\n"
              "07:20–07:26: on foot to Station\n"
              "07:30–07:45: line train, from Station to Town\n"
              "07:45–07:45: on foot to the destination\n");
    // The second bus arrives too late for the second train: the change takes seven minutes.
    EXPECT_EQ(journey_text(earliest_journey(timetable, metres(0, 0), metres(20'000, 0),
                                            clock("7:10"), {}, 7200)),
              "none");
}

TEST(Journeys, ByTheLatestDepartureThatArrivesInTime) {
    const auto timetable = timetable_of(kTown);
    const auto back = reversed(timetable);
    const auto journey =
        latest_journey(timetable, back, metres(0, 0), metres(20'000, 0), clock("9:00"), {}, 7200);
    ASSERT_TRUE(journey);
    EXPECT_EQ(journey->leave, clock("7:05"));
    EXPECT_EQ(journey->arrive, clock("7:45"));
    EXPECT_FALSE(
        latest_journey(timetable, back, metres(0, 0), metres(20'000, 0), clock("9:06"), {}, 7200))
        << "two hours are over";
    EXPECT_FALSE(
        latest_journey(timetable, back, metres(0, 0), metres(20'000, 0), clock("7:44"), {}, 7200));
}

TEST(Journeys, WalkAllTheWayWhereThatIsAsFast) {
    const auto timetable = timetable_of(kTown);
    EXPECT_EQ(journey_text(earliest_journey(timetable, metres(5000, 0), metres(5400, 0),
                                            clock("12:00"), {}, 7200)),
              "12:00–12:06: on foot to the destination\n");
}

TEST(Journeys, OfEqualArrivalsTheOneWithFewestRides) {
    const auto timetable = timetable_of(R"(
A 0 0
B 5000 0
C 10000 0
one: A 8:00, B 8:10
two: B 8:15, C 8:30
direct: A 8:05, C 8:30
)");
    EXPECT_EQ(journey_text(earliest_journey(timetable, metres(0, 0), metres(10'000, 0),
                                            clock("7:55"), {}, 7200)),
              "08:05–08:05: on foot to A\n"
              "08:05–08:30: line direct, from A to C\n"
              "08:30–08:30: on foot to the destination\n");
}

TEST(Clock, GoesPastMidnight) {
    EXPECT_EQ(clock_text(clock("7:05")), "07:05");
    EXPECT_EQ(clock_text(clock("24:10")), "24:10");
    EXPECT_EQ(clock_text(-20 * kMinute), "\u221200:20");
}

TransitOptions window(std::string_view first, std::string_view end) {
    TransitOptions options;
    options.window_first = clock(first);
    options.window_end = clock(end);
    return options;
}

TEST(TransitTimes, AreThoseOfEveryMinuteWithTheWait) {
    const auto timetable =
        timetable_of("A 0 0\nB 9000 0\nbus: A 8:00, B 8:20\nbus: A 8:05, B 8:25\n");
    const std::vector from = {metres(0, 0)};
    const std::vector to = {metres(9000, 0)};
    const auto times = transit_times(timetable, from, to, window("7:58", "8:07"), {});
    ASSERT_TRUE(times);
    ASSERT_EQ(times->reached(0).size(), 1U);
    std::vector<Seconds> minutes;
    for (const auto time : times->times(0, 0)) {
        minutes.push_back(time == TransitTimes::kOut ? -1 : time / kMinute);
    }
    EXPECT_THAT(minutes, testing::ElementsAre(22, 21, 20, 24, 23, 22, 21, 20, -1));
    EXPECT_EQ(times->departures.front(), clock("7:58"));
    // Nine values: the median is the fifth, 22; at 90 % the pair is out of reach.
    EXPECT_THAT(times->percentile(50).from(0), testing::ElementsAre(Reach{{0}, 22 * kMinute}));
    EXPECT_TRUE(times->percentile(90).from(0).empty());
    EXPECT_THAT(times->at(3).from(0), testing::ElementsAre(Reach{{0}, 24 * kMinute}));
    EXPECT_TRUE(times->at(8).from(0).empty());
}

// The example of conveyal/r5 issue 785 in small: two services, each in reach every other minute.
TEST(TransitTimes, AccessibilityIsComputedForEachDepartureNotFromPercentilesOfTimes) {
    std::string text = "A 0 0\nB 9000 0\nC -9000 0\n";
    for (int minute = 0; minute < 10; ++minute) {
        text += (minute % 2 == 0 ? "even: A 8:0" : "odd: A 8:0") + std::to_string(minute) +
                (minute % 2 == 0 ? ", B 8:1" : ", C 8:1") + std::to_string(minute) + "\n";
    }
    const auto timetable = timetable_of(text);
    const std::vector from = {metres(0, 0)};
    const std::vector to = {metres(9000, 0), metres(-9000, 0)};
    auto options = window("8:00", "8:10");
    options.limit = 10 * kMinute;
    const auto times = transit_times(timetable, from, to, options, {});
    ASSERT_TRUE(times);
    std::vector<int> in_reach;
    for (std::size_t m = 0; m < times->departures.size(); ++m) {
        in_reach.push_back(static_cast<int>(times->at(m).from(0).size()));
    }
    EXPECT_EQ(percentile_of(in_reach, 50), 1) << "at every minute one service is in reach";
    EXPECT_EQ(times->percentile(60).from(0).size(), 0U) << "by percentiles of times: none";
}

TEST(TransitTimes, BackIsFromTheServiceInRowsOfOrigins) {
    const auto timetable = timetable_of(kTown);
    const std::vector from = {metres(0, 0), metres(5000, 0)};
    const std::vector to = {metres(0, 30'000), metres(20'000, 0)};
    auto options = window("17:00", "17:01");
    options.direction = TransitDirection::kBack;
    const auto times = transit_times(timetable, from, to, options, {});
    ASSERT_TRUE(times);
    ASSERT_EQ(times->origin_count(), 2U);
    EXPECT_THAT(times->at(0).from(0), testing::ElementsAre(Reach{{1}, 45 * kMinute}));
    EXPECT_THAT(times->at(0).from(1), testing::ElementsAre(Reach{{1}, 15 * kMinute + 416}))
        << "on foot from the station";
}

TEST(TransitTimes, TheLimitIsInclusiveAndWalksCount) {
    const auto timetable = timetable_of("A 0 0\nB 9000 0\nbus: A 8:00, B 8:20\n");
    // 500 m to the stop: 520 s before 8:00.
    const std::vector from = {metres(-500, 0), metres(-1200, 0)};
    const std::vector to = {metres(9000, 0), metres(-605, 0)};
    auto options = window("7:51", "7:52");
    options.limit = 29 * kMinute;
    const auto times = transit_times(timetable, from, to, options, {});
    ASSERT_TRUE(times);
    EXPECT_THAT(times->at(0).from(0),
                testing::ElementsAre(Reach{{1}, 110}, Reach{{0}, 29 * kMinute}));
    EXPECT_THAT(times->at(0).from(1), testing::ElementsAre(Reach{{1}, 619}))
        << "twenty minutes do not lead 1,200 m to the stop";
    options.limit = 29 * kMinute - 1;
    const auto shorter = transit_times(timetable, from, to, options, {});
    ASSERT_TRUE(shorter);
    EXPECT_THAT(shorter->at(0).from(0), testing::ElementsAre(Reach{{1}, 110}));
}

TEST(TransitTimes, SayWhereThereIsNoDataAndWhereNoService) {
    const auto timetable =
        timetable_of("A 0 0\nB 20000 0\nC 0 20000\nbus: A 8:00, B 8:20, C 9:00\n");
    const std::vector from = {metres(5000, 5000), metres(40'000, 0)};
    const std::vector to = {metres(20'000, 0)};
    const auto times = transit_times(timetable, from, to, window("7:00", "7:05"), {});
    ASSERT_TRUE(times);
    EXPECT_THAT(times->origin_cover,
                testing::ElementsAre(TransitCover::kNoStop, TransitCover::kNoData));
    EXPECT_THAT(times->service_cover, testing::ElementsAre(TransitCover::kStop));
    EXPECT_TRUE(times->reached(0).empty());
}

TEST(TransitTimes, TheResultDoesNotDependOnThreads) {
    const auto timetable = timetable_of(kTown);
    std::vector<geo::Point> from;
    for (int i = 0; i < 60; ++i) {
        from.push_back(metres(i * 350.0, i % 7 * 100.0));
    }
    auto options = window("7:00", "8:30");
    options.threads = 1;
    const auto one = transit_times(timetable, from, from, options, {});
    options.threads = 4;
    const auto four = transit_times(timetable, from, from, options, {});
    ASSERT_TRUE(one && four);
    for (std::size_t m = 0; m < one->departures.size(); ++m) {
        const auto a = one->at(m);
        const auto b = four->at(m);
        for (std::size_t i = 0; i < from.size(); ++i) {
            EXPECT_TRUE(std::ranges::equal(a.from(i), b.from(i)));
        }
    }
}

TEST(TransitTimes, AWindowThatIsNoneIsRefused) {
    const auto timetable = timetable_of(kTown);
    const std::vector place = {metres(0, 0)};
    for (const auto& options :
         {window("8:00", "8:00"), window("9:00", "8:00"), window("23:00", "24:01")}) {
        const auto times = transit_times(timetable, place, place, options, {});
        ASSERT_FALSE(times);
        EXPECT_EQ(times.error().code, Error::Code::kRefused);
    }
    auto options = window("8:00", "9:00");
    options.limit = 7 * 60 * kMinute;
    EXPECT_FALSE(transit_times(timetable, place, place, options, {}));
}

TEST(TransitTimes, StopWhenAsked) {
    const auto timetable = timetable_of(kTown);
    const std::vector place = {metres(0, 0)};
    std::stop_source stop;
    stop.request_stop();
    const Progress progress(stop.get_token(), {});
    const auto times = transit_times(timetable, place, place, window("8:00", "9:00"), progress);
    ASSERT_FALSE(times);
    EXPECT_EQ(times.error().code, Error::Code::kCancelled);
    EXPECT_FALSE(day_services(timetable, place, place, {}, progress));
    EXPECT_FALSE(
        course_times(timetable, place, place, std::vector<ServiceHours>{{0, 0}}, {}, progress));
}

TEST(CourseTimes, ThereBeforeTheStartAndBackAfterTheEnd) {
    const auto timetable = timetable_of(kTown);
    const std::vector from = {metres(0, 0), metres(5000, 0)};
    const std::vector to = {metres(20'000, 0), metres(20'000, 0), metres(20'000, 0)};
    const std::vector<ServiceHours> hours = {{clock("8:00"), clock("16:30")},
                                             {clock("8:00"), clock("17:01")},
                                             {clock("7:00"), clock("16:30")}};
    const auto times = course_times(timetable, from, to, hours, {}, {});
    ASSERT_TRUE(times);
    // Leaves at 7:05 for 8:00; after 16:30 the train at 17:00, home at 17:45.
    EXPECT_THAT(times->there.from(0),
                testing::ElementsAre(Reach{{0}, 55 * kMinute}, Reach{{1}, 55 * kMinute}));
    EXPECT_THAT(times->back.from(0),
                testing::ElementsAre(Reach{{0}, 75 * kMinute}, Reach{{2}, 75 * kMinute}));
    EXPECT_THAT(times->both.from(0), testing::ElementsAre(Reach{{0}, 75 * kMinute}))
        << "the second ends after the last train, the third starts before the first";
    // From the square 416 s before the train of 7:30.
    EXPECT_THAT(times->there.from(1), testing::ElementsAre(Reach{{0}, 30 * kMinute + 416},
                                                           Reach{{1}, 30 * kMinute + 416}));
}

TEST(CourseTimes, HoursThatAreNoneAreRefused) {
    const auto timetable = timetable_of(kTown);
    const std::vector place = {metres(0, 0)};
    for (const auto& hours :
         {std::vector<ServiceHours>{}, std::vector<ServiceHours>{{clock("9:00"), clock("8:00")}},
          std::vector<ServiceHours>{{clock("9:00"), clock("24:30")}}}) {
        EXPECT_FALSE(course_times(timetable, place, place, hours, {}, {}));
    }
}

TEST(DayServices, CountPairsOfWaysAndTheLastWayHome) {
    const auto timetable = timetable_of(R"(
A 0 0
B 20000 0
bus: A 7:00, B 7:30
bus: A 9:00, B 9:30
bus: A 16:00, B 16:30
bus: B 8:00, A 8:30
bus: B 12:00, A 12:30
bus: B 18:00, A 18:30
)");
    const std::vector from = {metres(0, 0), metres(10'000, 0)};
    const std::vector to = {metres(20'000, 0)};
    const auto day = day_services(timetable, from, to, {}, {});
    ASSERT_TRUE(day);
    ASSERT_EQ(day->rows[0].size(), 1U);
    const auto& service = day->rows[0][0];
    // 7:30 → 12:00 and 9:30 → 18:00; after 16:30 two hours are not left.
    EXPECT_EQ(service.round_trips, 2);
    EXPECT_EQ(service.first_leave, clock("7:00"));
    EXPECT_EQ(service.last_home, clock("18:00"));
    EXPECT_TRUE(day->rows[1].empty());
    DayOptions brief;
    brief.stay = 30 * kMinute;
    const auto more = day_services(timetable, from, to, brief, {});
    ASSERT_TRUE(more);
    EXPECT_EQ(more->rows[0][0].round_trips, 3) << "7:30 → 8:00, 9:30 → 12:00, 16:30 → 18:00";
}

TEST(DayServices, WithoutAWayHomeThereIsNoRoundTrip) {
    const auto timetable = timetable_of("A 0 0\nB 20000 0\nbus: A 7:00, B 7:30\n");
    const std::vector from = {metres(0, 0)};
    const std::vector to = {metres(20'000, 0)};
    const auto day = day_services(timetable, from, to, {}, {});
    ASSERT_TRUE(day);
    EXPECT_TRUE(day->rows[0].empty());
}

TEST(TransitTimes, ALineForPupilsBringsNobodyToACourse) {
    const auto* text = "A 0 0\nB 20000 0\nschool: A 7:00, B 7:30\n";
    const std::vector from = {metres(0, 0)};
    const std::vector to = {metres(20'000, 0)};
    const auto options = window("6:50", "7:00");
    const auto without = transit_times(timetable_of(text), from, to, options, {});
    const auto with = transit_times(timetable_of(text, true), from, to, options, {});
    ASSERT_TRUE(without && with);
    EXPECT_TRUE(without->reached(0).empty());
    EXPECT_EQ(without->origin_cover[0], TransitCover::kStop);
    EXPECT_EQ(with->reached(0).size(), 1U);
}

}  // namespace
}  // namespace maillage::access
