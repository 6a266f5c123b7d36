// SPDX-License-Identifier: Apache-2.0
/// \file
/// Searches in timetables against the plainest way to find an earliest arrival, on thousands of
/// random small networks.

#include "access/timetable_parts.hpp"
#include "access/transit_search.hpp"
#include "access/transit_times.hpp"
#include "geo/earth.hpp"
#include "support/mini_transit.hpp"
#include "support/slow_transit.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>
#include <random>

namespace maillage::access {
namespace {

constexpr Seconds kDay = 86'400;
constexpr Seconds kNever = kNeverArrives;

/// A small town on a grid whose neighbours are in walking distance, with trips that overtake,
/// return to their stops, run past midnight, on some days only, for pupils only, by frequency.
class RandomNetwork {
public:
    explicit RandomNetwork(unsigned seed) : m_random(seed) {
        const auto stops = pick(3, 7);
        for (int i = 0; i < stops; ++i) {
            feed.stops.push_back({std::to_string(i),
                                  std::to_string(i),
                                  test::metres(pick(0, 4) * 450.0, pick(0, 4) * 450.0),
                                  {},
                                  false,
                                  {}});
        }
        feed.first_day = make_date(2026, 1, 1);
        feed.last_day = make_date(2026, 2, 1);
        add_calendars();
        for (int kind = 0; kind < 3; ++kind) {
            feed.routes.push_back({std::to_string(kind),
                                   std::to_string(kind),
                                   3,
                                   static_cast<TransitKind>(kind),
                                   {}});
        }
        const auto trips = pick(1, 9);
        for (int i = 0; i < trips; ++i) {
            if (i > 0 && pick(0, 2) == 0) {
                add_again();
            } else {
                add_trip();
            }
        }
        add_transfers();
        options.day = make_date(2026, 1, 14);
        options.school = pick(0, 2) == 0;
        options.on_demand = pick(0, 2) == 0;
        options.change = pick(0, 2) * 30;
    }

    int pick(int low, int high) { return std::uniform_int_distribution<int>(low, high)(m_random); }

    TransitFeed feed;
    TimetableOptions options;
    Seconds base = 0;  ///< Trips start around this time.

private:
    void add_calendars() {
        const std::array days = {make_date(2026, 1, 13), make_date(2026, 1, 14),
                                 make_date(2026, 1, 15)};
        for (int i = 0; i < 3; ++i) {
            TransitCalendar calendar;
            calendar.id = std::to_string(i);
            calendar.weekdays = static_cast<std::uint8_t>(pick(0, 127));
            calendar.first = days[0] - std::chrono::days(pick(0, 1));
            calendar.last = days[2] - std::chrono::days(pick(0, 2));
            for (const auto day : days) {
                const auto what = pick(0, 4);
                if (what == 0) {
                    calendar.added.push_back(day);
                } else if (what == 1) {
                    calendar.removed.push_back(day);
                }
            }
            feed.calendars.push_back(calendar);
        }
        feed.calendars.push_back(
            {"all", 0x7F, make_date(2026, 1, 1), make_date(2026, 2, 1), {}, {}});
        base = pick(0, 3) == 0 ? kDay - 20 * kMinute : 8 * 60 * kMinute;
    }

    TransitAccess access() {
        const auto kind = pick(0, 9);
        return kind == 0   ? TransitAccess::kNo
               : kind == 1 ? TransitAccess::kOnCall
                           : TransitAccess::kYes;
    }

    void add_trip() {
        TransitTrip trip;
        trip.id = std::to_string(feed.trips.size());
        trip.route = {static_cast<std::uint32_t>(pick(0, 4) == 0 ? pick(1, 2) : 0)};
        trip.calendar = {static_cast<std::uint32_t>(pick(0, 3))};
        trip.first_call = static_cast<std::uint32_t>(feed.calls.size());
        auto at = base + pick(-600, 2400);
        const auto calls = pick(2, 6);
        for (int c = 0; c < calls; ++c) {
            const auto stop =
                static_cast<std::uint32_t>(pick(0, static_cast<int>(feed.stops.size()) - 1));
            const auto leaves = at + pick(0, 2) * 30;
            feed.calls.push_back({{stop}, at, leaves, access(), access()});
            at = leaves + pick(0, 6) * 45;
        }
        trip.last_call = static_cast<std::uint32_t>(feed.calls.size());
        feed.trips.push_back(trip);
        maybe_by_frequency();
    }

    /// The same stops at other times, so that trips share or split patterns.
    void add_again() {
        auto trip =
            feed.trips[static_cast<std::size_t>(pick(0, static_cast<int>(feed.trips.size()) - 1))];
        const auto first = trip.first_call;
        const auto last = trip.last_call;
        trip.id = std::to_string(feed.trips.size());
        trip.by_frequency = false;
        trip.first_call = static_cast<std::uint32_t>(feed.calls.size());
        auto at = base + pick(-600, 2400);
        for (auto i = first; i < last; ++i) {
            auto call = feed.calls[i];
            call.arrival = at;
            call.departure = at + pick(0, 2) * 30;
            at = call.departure + pick(0, 6) * 45;
            feed.calls.push_back(call);
        }
        trip.last_call = static_cast<std::uint32_t>(feed.calls.size());
        feed.trips.push_back(trip);
        maybe_by_frequency();
    }

    void maybe_by_frequency() {
        if (pick(0, 5) == 0) {
            const auto first = base + pick(-600, 600);
            feed.trips.back().by_frequency = true;
            feed.frequencies.push_back({{static_cast<std::uint32_t>(feed.trips.size() - 1)},
                                        first,
                                        first + pick(1, 40) * 60,
                                        pick(2, 15) * 60,
                                        true});
        }
    }

    void add_transfers() {
        std::map<std::pair<int, int>, bool> told;
        const auto last = static_cast<int>(feed.stops.size()) - 1;
        for (int i = pick(0, 3); i > 0; --i) {
            const auto from = pick(0, last);
            const auto to = pick(0, last);
            if (told.try_emplace({from, to}, true).second) {
                feed.transfers.push_back({{static_cast<std::uint32_t>(from)},
                                          {static_cast<std::uint32_t>(to)},
                                          static_cast<TransitTransfer::Kind>(pick(0, 3)),
                                          pick(0, 10) * 60});
            }
        }
    }

    std::mt19937 m_random;
};

/// Stops of the timetable by their number in the feed; nothing calls at those left out.
std::vector<std::uint32_t> feed_stops(const Timetable& timetable) {
    std::vector<std::uint32_t> numbers;
    for (const auto& stop : timetable.stops) {
        numbers.push_back(static_cast<std::uint32_t>(std::stoul(stop.id)));
    }
    return numbers;
}

Timetable made(const RandomNetwork& network) {
    auto timetable = build_timetable(std::span(&network.feed, 1), network.options, {});
    EXPECT_TRUE(timetable);
    return std::move(timetable).value();
}

constexpr unsigned kNetworks = 4000;

TEST(TransitBruteForce, EveryMinuteOfAWindowGivesTheEarliestArrivalAtEveryStop) {
    std::size_t reached = 0;
    for (unsigned seed = 1; seed <= kNetworks; ++seed) {
        RandomNetwork network(seed);
        const test::SlowTransit slow(network.feed, network.options);
        const auto timetable = made(network);
        const auto numbers = feed_stops(timetable);
        const auto near = near_stops(timetable);
        const auto walks =
            walks_within(near, network.feed.stops[0].place, {}, network.options.walking.to_stop);
        std::vector<StopWalk> feed_walks;
        for (const auto& walk : walks) {
            feed_walks.push_back({numbers[walk.stop], walk.seconds});
        }
        TransitSearch search(timetable);
        for (int minute = 30; minute >= -10; --minute) {
            const auto departure = network.base + minute * kMinute;
            search.leave(departure, walks, kNever);
            const auto expected = slow.arrivals(departure, feed_walks);
            for (std::uint32_t s = 0; s < numbers.size(); ++s) {
                ASSERT_EQ(search.arrival(s), expected[numbers[s]])
                    << "seed " << seed << ", minute " << minute << ", stop " << numbers[s];
                reached += search.arrival(s) != kNever ? 1U : 0U;
            }
        }
    }
    EXPECT_GT(reached, 100'000U) << "the networks are not empty";
}

TEST(TransitBruteForce, TheLatestDepartureArrivesInTimeAndASecondLaterDoesNot) {
    std::size_t found = 0;
    for (unsigned seed = 1; seed <= kNetworks; ++seed) {
        RandomNetwork network(seed);
        const test::SlowTransit slow(network.feed, network.options);
        const auto timetable = made(network);
        const auto numbers = feed_stops(timetable);
        const auto backwards = reversed(timetable);
        const auto target = static_cast<std::uint32_t>(seed % timetable.stops.size());
        const auto by = network.base + network.pick(5, 45) * kMinute;
        TransitSearch search(backwards);
        const StopWalk here{target, 0};
        search.leave(-by, std::span(&here, 1), kNever);
        for (std::uint32_t s = 0; s < numbers.size(); ++s) {
            const auto arrival = [&](Seconds departure) {
                return slow.arrivals(departure, {{numbers[s], 0}})[numbers[target]];
            };
            if (search.arrival(s) == kNever) {
                ASSERT_GT(arrival(network.base - 3 * kDay), by) << "seed " << seed;
                continue;
            }
            const auto latest = -search.arrival(s);
            ASSERT_LE(arrival(latest), by) << "seed " << seed << ", stop " << numbers[s];
            ASSERT_GT(arrival(latest + 1), by) << "seed " << seed << ", stop " << numbers[s];
            ++found;
        }
    }
    EXPECT_GT(found, 3'000U);
}

TEST(TransitBruteForce, StepsAreAJourneyThatTakesPlace) {
    std::size_t rides = 0;
    for (unsigned seed = 1; seed <= kNetworks; ++seed) {
        RandomNetwork network(seed);
        const auto timetable = made(network);
        TransitSearch plain(timetable);
        TransitSearch search(timetable, true);
        const StopWalk here{0, 0};
        plain.leave(network.base, std::span(&here, 1), kNever);
        search.leave(network.base, std::span(&here, 1), kNever);
        for (std::uint32_t s = 0; s < timetable.stops.size(); ++s) {
            ASSERT_EQ(search.arrival(s), plain.arrival(s));
            if (search.arrival(s) == kNever) {
                continue;
            }
            auto at = network.base;
            std::uint32_t stop = 0;
            for (const auto& step : search.steps_to(s)) {
                ASSERT_EQ(step.from, stop) << "seed " << seed;
                ASSERT_GE(step.leave, at) << "seed " << seed;
                ASSERT_GE(step.arrive, step.leave) << "seed " << seed;
                at = step.arrive;
                stop = step.to;
                rides += step.kind == TransitSearch::Step::Kind::kRide ? 1U : 0U;
            }
            ASSERT_EQ(stop, s) << "seed " << seed;
            ASSERT_EQ(at, search.arrival(s)) << "seed " << seed;
        }
    }
    EXPECT_GT(rides, 3'000U);
}

TEST(TransitBruteForce, TimesBetweenPlacesAreThoseOfStopsAndWalks) {
    std::size_t pairs = 0;
    for (unsigned seed = 1; seed <= kNetworks / 4; ++seed) {
        RandomNetwork network(seed);
        const test::SlowTransit slow(network.feed, network.options);
        const auto timetable = made(network);
        TransitOptions options;
        options.walking.to_stop = 8 * kMinute;
        options.walking.direct = 10 * kMinute;
        options.limit = network.pick(5, 50) * kMinute;
        options.window_first = std::min(network.base, kDay - 10 * kMinute);
        options.window_end = options.window_first + 10 * kMinute;
        options.threads = 1;
        options.direction = seed % 2 == 0 ? TransitDirection::kBack : TransitDirection::kThere;
        std::vector<geo::Point> from;
        std::vector<geo::Point> to;
        for (int i = 0; i < 4; ++i) {
            from.push_back(test::metres(network.pick(0, 1800), network.pick(0, 1800)));
            to.push_back(test::metres(network.pick(0, 1800), network.pick(0, 1800)));
        }
        const auto times = transit_times(timetable, from, to, options, {});
        ASSERT_TRUE(times);
        const auto walk = [&](geo::Point a, geo::Point b) {
            return walk_seconds(geo::distance_metres(a, b), options.walking);
        };
        for (std::size_t m = 0; m < times->departures.size(); ++m) {
            const auto matrix = times->at(m);
            for (std::size_t i = 0; i < from.size(); ++i) {
                std::vector<Reach> row;
                for (std::uint32_t j = 0; j < to.size(); ++j) {
                    const auto a = seed % 2 == 0 ? to[j] : from[i];
                    const auto b = seed % 2 == 0 ? from[i] : to[j];
                    std::vector<StopWalk> walks;
                    for (std::uint32_t s = 0; s < network.feed.stops.size(); ++s) {
                        const auto seconds = walk(a, network.feed.stops[s].place);
                        if (seconds <= options.walking.to_stop) {
                            walks.push_back({s, seconds});
                        }
                    }
                    const auto arrivals = slow.arrivals(times->departures[m], walks);
                    auto best = walk(a, b) <= options.walking.direct ? walk(a, b) : kNever;
                    for (std::uint32_t s = 0; s < network.feed.stops.size(); ++s) {
                        const auto seconds = walk(network.feed.stops[s].place, b);
                        if (seconds <= options.walking.to_stop && arrivals[s] != kNever) {
                            best = std::min(best, arrivals[s] + seconds - times->departures[m]);
                        }
                    }
                    if (best <= options.limit) {
                        row.push_back({{j}, best});
                    }
                }
                TravelTimes expected;
                expected.add_origin(std::move(row));
                ASSERT_TRUE(std::ranges::equal(matrix.from(i), expected.from(0)))
                    << "seed " << seed << ", minute " << m << ", origin " << i;
                pairs += expected.pair_count();
            }
        }
    }
    EXPECT_GT(pairs, 10'000U);
}

}  // namespace
}  // namespace maillage::access
