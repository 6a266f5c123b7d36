// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// When to be at services: the hours that were asked, or those of their openings.

#include "access/opening_hours.hpp"
#include "access/transit_journey.hpp"
#include "access/transit_times.hpp"
#include "base/date.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace maillage::workspace {

/// By service; nothing: not published, or not to be read.
using Openings = std::vector<std::optional<access::OpeningHours>>;

/// Of a service point that is tried: from Monday to Friday, 9:00 to 12:00 and 14:00 to 17:00, our
/// assumption.
const access::OpeningHours& usual_opening();

/// Hours at services, several for one that leaves a choice.
struct Visits {
    std::vector<geo::Point> places;
    std::vector<access::ServiceHours> hours;
    std::vector<std::uint32_t> service;  ///< Position in the places they were made of.
    std::int64_t closed = 0;             ///< Services that are somewhere, but not open that day.
};

/// One visit to each place.
Visits visits_at(std::span<const geo::Point> places, const access::ServiceHours& hours);
/// Each opening of the day from its start to its end; or with \p stay, each stay of that length
/// within one (access::stays_within()). \param openings As many as places.
Visits visits_within(std::span<const geo::Point> places, const Openings& openings, Date day,
                     std::optional<access::Seconds> stay);

/// Of all visits to a service the one whose longer way is the shortest, from each origin: both ways
/// are of that one.
access::CourseTimes best_visits(const access::CourseTimes& all, const Visits& visits);

/// The way there and the way back.
struct Journeys {
    std::optional<access::Journey> there;
    std::optional<access::Journey> back;
};
/// To the first of \p visits that best_visits() would take: neither where no visit has both.
Journeys best_journeys(const access::Timetable& timetable, geo::Point home, const Visits& visits,
                       access::Seconds limit);

/// The ways of \p direction that arrive as early as one can who leaves at \p first: home, or the
/// service.
Journeys journeys_of_window(const access::Timetable& timetable, geo::Point home, geo::Point service,
                            access::Seconds first, access::Direction direction,
                            access::Seconds limit);

}  // namespace maillage::workspace
