// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The vehicles of one day in the order in which a search reads them.

#include "access/walking.hpp"
#include "base/date.hpp"
#include "base/message.hpp"
#include "base/progress.hpp"
#include "base/result.hpp"
#include "model/transit_feed.hpp"

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace maillage::access {

/// How far the timetable of a day goes on after midnight, with trips of the next day.
inline constexpr Seconds kAfterMidnight = 6 * 60 * kMinute;

struct TimetableOptions {
    Date day;
    bool school = false;       ///< Count lines for pupils as service.
    bool on_demand = false;    ///< Count what has to be booked as service.
    Seconds change = kMinute;  ///< Least time between two vehicles at one stop.
    Walking walking;
};

/// What runs on one day, from all feeds. Times are seconds after midnight of that day: trips of the
/// day before that are still under way after midnight stand in it, so do those of the day after.
/// Clocks are taken to run on: on the two nights of the change of time, trips of the neighbouring
/// day stand an hour off.
///
/// Trips with the same stops that do not overtake each other make a pattern (a "route" of Delling,
/// Pajor and Werneck 2012, "Round-Based Public Transit Routing").
struct Timetable {
    struct Stop {
        std::string id;  ///< Of the feed; "feed:id" where there are several feeds.
        std::string name;
        geo::Point place;
        std::uint32_t feed = 0;
    };
    /// Calls [first_call, first_call + length) of `pattern_stops`; its trips' times are `times`
    /// [first_time + trip × length + call), trips [first_trip, first_trip + trips) of `trips`.
    struct Pattern {
        std::uint32_t first_call = 0;
        std::uint32_t length = 0;
        std::uint32_t first_time = 0;
        std::uint32_t first_trip = 0;
        std::uint32_t trip_count = 0;
    };
    struct Call {
        std::uint32_t stop = 0;
        bool board = true;
        bool alight = true;
    };
    struct Times {
        Seconds arrival = 0;
        Seconds departure = 0;
    };
    struct Trip {
        std::string id;
        std::string line;  ///< Name of its route.
        std::string headsign;
    };
    /// Where a pattern calls.
    struct PatternCall {
        std::uint32_t pattern = 0;
        std::uint32_t call = 0;
    };

    Date day;
    std::vector<Stop> stops;  ///< Where any trip calls on any day.
    std::vector<Pattern> patterns;
    std::vector<Call> calls;
    std::vector<Times> times;
    std::vector<Trip> trips;
    std::vector<std::uint32_t> trip_of;  ///< Position in `trips`, by trip of the patterns.
    std::vector<std::uint32_t>
        stop_first;  ///< Stop s is called at by stop_calls[first[s]..first[s+1]).
    std::vector<PatternCall> stop_calls;
    std::vector<std::uint32_t>
        walk_first;  ///< Changes at or from stop s: walks[first[s]..first[s+1]).
    std::vector<StopWalk> walks;
    /// Convex hull of each feed's stops (longitude, latitude), counter-clockwise, not closed.
    std::vector<std::vector<geo::Point>> areas;
    std::vector<std::string> feeds;
    std::vector<std::string> silent_feeds;  ///< Whose time does not include the day: left out.
    std::int64_t school_trips = 0;          ///< That run on the day and were not asked for.
    std::int64_t on_demand_trips = 0;       ///< The same.
    bool reversed = false;  ///< Times negated and every trip turned round, see reversed().

    std::span<const StopWalk> walks_from(std::uint32_t stop) const {
        return std::span(walks).subspan(walk_first[stop], walk_first[stop + 1] - walk_first[stop]);
    }
    std::span<const PatternCall> calls_at(std::uint32_t stop) const {
        return std::span(stop_calls)
            .subspan(stop_first[stop], stop_first[stop + 1] - stop_first[stop]);
    }
};

/// The timetable of \p options.day.
///
/// A trip known by its headway only (frequencies.txt without exact_times) leaves at the first
/// second of its period and every headway after it. Changes: at the stop itself after
/// \p options.change, or on foot to stops within walking.change; transfers.txt overrules both (a
/// minimum time, a forbidden change, an advised one beyond the walk; between stations: all their
/// stops). Transfers for certain routes or trips are not known to the feed.
///
/// A feed whose first and last day do not include the day says nothing of it: neither its vehicles
/// nor its area count.
/// \returns kNotFound if no feed tells of the day; kRefused if the feeds make more than 10 million
/// calls.
Result<Timetable> build_timetable(std::span<const TransitFeed> feeds,
                                  const TimetableOptions& options, const Progress& progress);

/// A Tuesday or Thursday like most: the first of those on which as many ordinary trips run as on
/// the largest number of them, in the time of all feeds together (if they have none in common, of
/// the first). Nothing: no such day.
std::optional<Date> typical_day(std::span<const TransitFeed> feeds);

/// What a reader of times by this timetable has to know: walks are estimates, what was left out.
std::vector<Message> transit_notices(const Timetable& timetable, const Walking& walking);

/// The same day backwards: a search from a place at time −T in it tells the latest departures
/// that arrive by T, negated.
Timetable reversed(const Timetable& timetable);

/// What a timetable can say of a place.
enum class TransitCover : std::uint8_t {
    kStop,    ///< A stop is within reach on foot.
    kNoStop,  ///< Inside a feed's area, but no stop in reach: no service there.
    kNoData,  ///< No feed tells of this place: nothing is known, not "no service".
};

/// State of each place. A feed's area is the convex hull of its stops.
std::vector<TransitCover> transit_cover(const Timetable& timetable,
                                        std::span<const geo::Point> places, const Walking& walking);

}  // namespace maillage::access
