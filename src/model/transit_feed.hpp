// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// A public transport timetable as a GTFS feed tells it, judged and with every reference resolved:
/// reconcile fills it, access makes the timetable of one day of it.

#include "base/date.hpp"
#include "base/index.hpp"
#include "geo/polygon_set.hpp"
#include "model/source.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace maillage {

/// Seconds after 0:00 of the service day (noon minus twelve hours); may pass 24:00.
using ServiceSeconds = std::int32_t;

/// Who a line is for. Only ordinary service is counted unless the others are asked for.
enum class TransitKind : std::uint8_t {
    kOrdinary,
    kSchool,    ///< Extended route type 712.
    kOnDemand,  ///< 713 and 715 as French feeds use them, taxis (1500–1507), or booked throughout.
};

/// A place to board (location_type 0), or the station that holds several (1). Entrances, nodes and
/// boarding areas are not kept.
struct TransitStop {
    std::string id;
    std::string name;
    geo::Point place;            ///< Longitude, latitude (WGS 84, degrees); a station's if its own
                                 ///< is missing.
    Index<TransitStop> station;  ///< The station it belongs to; invalid: none.
    bool is_station = false;
    Origin origin;
};

struct TransitRoute {
    std::string id;
    std::string name;        ///< Its short name, else its long one.
    std::uint16_t type = 3;  ///< route_type, basic (0–12) or extended (100–1702).
    TransitKind kind = TransitKind::kOrdinary;
    Origin origin;
};

/// The days on which trips run: calendar.txt, changed by calendar_dates.txt.
struct TransitCalendar {
    std::string id;
    std::uint8_t weekdays = 0;  ///< Bit 0 is Monday; 0 where calendar_dates.txt says it all.
    Date first;                 ///< Meaningless while weekdays is 0.
    Date last;                  ///< Inclusive.
    std::vector<Date> added;    ///< Sorted.
    std::vector<Date> removed;  ///< Sorted.

    bool runs_on(Date day) const {
        if (std::binary_search(added.begin(), added.end(), day)) {
            return true;
        }
        const auto bit = std::chrono::weekday(day).iso_encoding() - 1;
        return day >= first && day <= last && ((weekdays >> bit) & 1U) != 0 &&
               !std::binary_search(removed.begin(), removed.end(), day);
    }
};

/// Whether passengers may board or alight.
enum class TransitAccess : std::uint8_t {
    kYes,  ///< Regular, or by a sign to the driver.
    kNo,
    kOnCall,  ///< After a call to the operator.
};

/// One call of a vehicle. \invariant arrival ≤ departure ≤ the next arrival of its trip
struct TransitCall {
    Index<TransitStop> stop;
    ServiceSeconds arrival = 0;
    ServiceSeconds departure = 0;
    TransitAccess board = TransitAccess::kYes;
    TransitAccess alight = TransitAccess::kYes;
};

/// A vehicle's way along at least two stops: calls[first_call .. last_call) of the feed.
struct TransitTrip {
    std::string id;
    std::string headsign;
    Index<TransitRoute> route;
    Index<TransitCalendar> calendar;
    std::uint32_t first_call = 0;
    std::uint32_t last_call = 0;
    bool by_frequency = false;  ///< It runs as `frequencies` say, not at the times of its calls.
    Origin origin;
};

/// A trip repeated from `first` on, every `headway`, before `end`.
struct TransitFrequency {
    Index<TransitTrip> trip;
    ServiceSeconds first = 0;
    ServiceSeconds end = 0;
    std::int32_t headway = 0;  ///< Seconds, > 0.
    bool exact = false;        ///< A timetable written short; else only the headway is promised.
};

/// How passengers change between two stops or stations (transfer_type 0–3).
struct TransitTransfer {
    enum class Kind : std::uint8_t { kAdvised, kTimed, kMinimum, kForbidden };
    Index<TransitStop> from;
    Index<TransitStop> to;
    Kind kind = Kind::kAdvised;
    std::int32_t seconds = 0;  ///< Of kMinimum.
};

struct TransitFeed {
    std::string name;  ///< "peribus.zip": stands before its ids where there are several feeds.
    std::vector<TransitStop> stops;
    std::vector<TransitRoute> routes;
    std::vector<TransitCalendar> calendars;
    std::vector<TransitTrip> trips;
    std::vector<TransitCall> calls;
    std::vector<TransitFrequency> frequencies;  ///< By trip.
    std::vector<TransitTransfer> transfers;
    /// On which anything runs; last_day before first_day: nothing ever does.
    Date first_day{std::chrono::days(1)};
    Date last_day;
};

}  // namespace maillage
