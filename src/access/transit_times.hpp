// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Times by public transport: for every minute of a window, for the hours of a course, over a day.

#include "access/timetable.hpp"
#include "access/travel_times.hpp"
#include "base/progress.hpp"
#include "base/result.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace maillage::access {

enum class TransitDirection : std::uint8_t {
    kThere,  ///< From the origin to the service.
    kBack,   ///< From the service to the origin. Rows stay origins.
};

struct TransitOptions {
    Seconds window_first = 7 * 60 * kMinute;  ///< First minute of departure, after midnight.
    Seconds window_end = 9 * 60 * kMinute;    ///< Past the last one.
    TransitDirection direction = TransitDirection::kThere;
    Seconds limit = 120 * kMinute;  ///< Longer is out of reach; ≤ counts.
    Walking walking;
    unsigned threads = 0;  ///< 0 = all cores.
};

/// Times from each origin to each service it reaches at some minute of the window. A time counts
/// from the minute people leave to their arrival: walks, waits and rides, or the walk all the way
/// where that is shorter.
///
/// What is derived of them: times may be summed up by percentiles; accessibility may not be
/// computed from percentiles of times, but for each departure first (at()) and summed up then
/// (conveyal/r5 issue 785).
class TransitTimes {
public:
    static constexpr Seconds kOut = std::numeric_limits<Seconds>::max();

    std::vector<Seconds> departures;          ///< Every minute of the window, after midnight.
    std::vector<TransitCover> origin_cover;   ///< What is known of each origin.
    std::vector<TransitCover> service_cover;  ///< And of each service.

    std::size_t origin_count() const noexcept { return m_first.size() - 1; }
    /// Services that origin \p i reaches at some minute, ascending.
    std::span<const Index<Service>> reached(std::size_t i) const {
        return std::span(m_services).subspan(m_first[i], m_first[i + 1] - m_first[i]);
    }
    /// Time at each departure to the service at position \p k of reached(i); kOut: out of reach.
    std::span<const Seconds> times(std::size_t i, std::size_t k) const {
        return std::span(m_times).subspan((m_first[i] + k) * departures.size(), departures.size());
    }

    /// The matrix of one departure: what a measure is computed from, departure by departure.
    /// \pre departure < departures.size()
    TravelTimes at(std::size_t departure) const;

    /// Percentile \p percent of the times over the window for each pair; a pair that is out of
    /// reach at that percentile is absent. For showing and comparing times, not for accessibility.
    TravelTimes percentile(int percent) const;

    /// Adds the next origin's row: `times` holds departures.size() times for each of `services`.
    void add_origin(std::span<const Index<Service>> services, std::span<const Seconds> times);

private:
    std::vector<std::size_t> m_first{0};
    std::vector<Index<Service>> m_services;
    std::vector<Seconds> m_times;
};

/// The value below or at which \p percent of \p values lie (nearest rank; 50 is the lower median).
/// Works for times and for accessibilities A_i(m) alike. \pre values is not empty, 0 < percent ≤
/// 100
template <typename Value>
Value percentile_of(std::vector<Value> values, int percent) {
    const auto count = values.size();
    const auto rank = (count * static_cast<std::size_t>(percent) + 99) / 100;
    const auto at = values.begin() + static_cast<std::ptrdiff_t>(rank - 1);
    std::nth_element(values.begin(), at, values.end());
    return *at;
}

/// Times for every minute of a window.
/// \param from origins, \param to services: longitude, latitude; not finite: no data.
/// \returns kRefused for a window that is empty or longer than a day; kCancelled.
Result<TransitTimes> transit_times(const Timetable& timetable, std::span<const geo::Point> from,
                                   std::span<const geo::Point> to, const TransitOptions& options,
                                   const Progress& progress);

/// A service with fixed hours (a course, a counter): there before it starts, back after it ends.
struct ServiceHours {
    Seconds start = 0;  ///< After midnight.
    Seconds end = 0;
    friend bool operator==(const ServiceHours&, const ServiceHours&) = default;
};

/// Both directions for the hours of each service (one for each of \p to).
struct CourseTimes {
    TravelTimes there;  ///< Time from leaving home to the start.
    TravelTimes back;   ///< Time from the end to being home.
    TravelTimes both;   ///< The longer of the two, for pairs that have both within the limit.
    std::vector<TransitCover> origin_cover;
    std::vector<TransitCover> service_cover;
};
Result<CourseTimes> course_times(const Timetable& timetable, std::span<const geo::Point> from,
                                 std::span<const geo::Point> to,
                                 std::span<const ServiceHours> hours, const TransitOptions& options,
                                 const Progress& progress);

/// What one day offers between an origin and a service, by vehicle.
struct DayService {
    Index<Service> service;
    /// Most pairs of a way there and a way back with no journey in common, that leave at least the
    /// stay asked for between them.
    std::int32_t round_trips = 0;
    Seconds first_leave = 0;  ///< Of the first way there that has a way back; after midnight.
    Seconds last_home = 0;    ///< Departure of the last way home from the service.
};

struct DayOptions {
    Seconds stay = 120 * kMinute;   ///< Least time at the service.
    Seconds limit = 120 * kMinute;  ///< Of each journey.
    Walking walking;
    unsigned threads = 0;
};

struct DayServices {
    std::vector<std::vector<DayService>>
        rows;  ///< By origin: services with a round trip, ascending.
    std::vector<TransitCover> origin_cover;
    std::vector<TransitCover> service_cover;
};

/// Round trips of the timetable's day (departures from 0:00 to 24:00, by the minute) and the last
/// way home. A pair in walking reach of each other counts by its vehicles all the same.
Result<DayServices> day_services(const Timetable& timetable, std::span<const geo::Point> from,
                                 std::span<const geo::Point> to, const DayOptions& options,
                                 const Progress& progress);

}  // namespace maillage::access
