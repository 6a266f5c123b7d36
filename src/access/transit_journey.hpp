// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// One journey with its legs, to explain a time.

#include "access/timetable.hpp"
#include "base/message.hpp"

#include <optional>
#include <string>
#include <vector>

namespace maillage::access {

struct Journey {
    struct Leg {
        bool on_foot = true;
        std::string from;  ///< Name of the stop; empty: the place of departure.
        std::string to;    ///< Name of the stop; empty: the place of arrival.
        Seconds leave = 0;
        Seconds arrive = 0;
        std::string line;      ///< Of a ride.
        std::string headsign;  ///< Of a ride; may be empty.
        std::string trip;      ///< Id of its trip.
    };
    Seconds leave = 0;  ///< As late as the first ride allows.
    Seconds arrive = 0;
    std::vector<Leg> legs;
};

/// The earliest arrival leaving at \p departure, with the fewest rides; on foot if that is as fast.
/// \returns Nothing if there is none within \p limit. \pre !timetable.reversed
std::optional<Journey> earliest_journey(const Timetable& timetable, geo::Point from, geo::Point to,
                                        Seconds departure, const Walking& walking, Seconds limit);

/// The journey that leaves as late as possible and arrives by \p arrival.
/// \param backwards reversed(timetable).
std::optional<Journey> latest_journey(const Timetable& timetable, const Timetable& backwards,
                                      geo::Point from, geo::Point to, Seconds arrival,
                                      const Walking& walking, Seconds limit);

/// One sentence for each leg: "07:02–07:10 : à pied jusqu’à Mairie".
std::vector<Message> journey_sentences(const Journey& journey);

/// "07:05"; past midnight "24:10", as timetables write it; "−00:20" before it.
std::string clock_text(Seconds seconds);

}  // namespace maillage::access
