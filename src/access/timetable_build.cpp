// SPDX-License-Identifier: Apache-2.0
#include "access/timetable.hpp"
#include "access/timetable_parts.hpp"
#include "base/transit_messages.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace maillage::access {
namespace {

constexpr Seconds kDay = 24 * 60 * kMinute;
constexpr std::uint64_t kMostCalls = 10'000'000;
constexpr std::uint32_t kNoStop = std::numeric_limits<std::uint32_t>::max();

/// One run of a trip: its calls, moved by so many seconds.
struct Run {
    std::uint32_t trip = 0;   ///< In Timetable::trips.
    std::uint32_t first = 0;  ///< Its calls in Group::calls…
    Seconds shift = 0;        ///< …whose times are moved by this.
};

/// Runs with the same stops and the same rights to board and alight.
struct Group {
    std::vector<Timetable::Call> calls;
    std::vector<Timetable::Times> times;  ///< Of its trips, one after the other, not moved.
    std::vector<Run> runs;
};

class Builder {
public:
    Builder(std::span<const TransitFeed> feeds, const TimetableOptions& options)
        : m_feeds(feeds), m_options(options) {
        m_timetable.day = options.day;
    }

    Result<Timetable> run(const Progress& progress) {
        for (std::uint32_t f = 0; f < m_feeds.size(); ++f) {
            add_stops(f);
        }
        if (m_timetable.silent_feeds.size() == m_feeds.size()) {
            return silence();
        }
        for (std::uint32_t f = 0; f < m_feeds.size(); ++f) {
            if (!tells_of_day(m_feeds[f])) {
                continue;
            }
            if (progress.cancelled()) {
                return Error{Error::Code::kCancelled, transit::kTransitStopped, {}};
            }
            add_trips(f);
            if (m_call_count > kMostCalls) {
                return Error{Error::Code::kRefused,
                             Message(transit::kTransitTooManyCalls,
                                     {m_feeds[f].name, static_cast<std::int64_t>(kMostCalls)}),
                             m_feeds[f].name};
            }
        }
        for (auto& group : m_groups) {
            add_patterns(group);
            group = {};
        }
        index_calls(m_timetable);
        index_walks(m_timetable, change_walks(m_timetable, m_feeds, m_stop_of, m_options));
        return std::move(m_timetable);
    }

private:
    std::string full_id(std::uint32_t feed, const std::string& id) const {
        return m_feeds.size() > 1 ? m_feeds[feed].name + ":" + id : id;
    }

    bool tells_of_day(const TransitFeed& feed) const {
        return m_options.day >= feed.first_day && m_options.day <= feed.last_day;
    }

    Error silence() const {
        Date first = Date::max();
        Date last = Date::min();
        for (const auto& feed : m_feeds) {
            first = std::min(first, feed.first_day);
            last = std::max(last, feed.last_day);
        }
        return m_feeds.empty()
                   ? Error{Error::Code::kNotFound, transit::kTransitNoFeed, {}}
                   : Error{Error::Code::kNotFound,
                           Message(transit::kTransitDayOutside,
                                   {iso_date(m_options.day), iso_date(first), iso_date(last)}),
                           {}};
    }

    void add_stops(std::uint32_t f) {
        const auto& feed = m_feeds[f];
        m_timetable.feeds.push_back(feed.name);
        if (!tells_of_day(feed)) {
            m_timetable.silent_feeds.push_back(feed.name);
            m_timetable.areas.emplace_back();
            m_stop_of.emplace_back(feed.stops.size(), kNoStop);
            return;
        }
        std::vector<bool> called(feed.stops.size());
        for (const auto& call : feed.calls) {
            called[call.stop.value] = true;
        }
        auto& stop_of = m_stop_of.emplace_back(feed.stops.size(), kNoStop);
        std::vector<geo::Point> places;
        for (std::size_t i = 0; i < feed.stops.size(); ++i) {
            const auto& stop = feed.stops[i];
            if (called[i] && std::isfinite(stop.place.x) && std::isfinite(stop.place.y)) {
                stop_of[i] = static_cast<std::uint32_t>(m_timetable.stops.size());
                m_timetable.stops.push_back({full_id(f, stop.id), stop.name, stop.place, f});
                places.push_back(stop.place);
            }
        }
        m_timetable.areas.push_back(convex_hull(std::move(places)));
    }

    bool counts(const TransitRoute& route) const {
        switch (route.kind) {
            case TransitKind::kOrdinary:
                return true;
            case TransitKind::kSchool:
                return m_options.school;
            case TransitKind::kOnDemand:
                return m_options.on_demand;
        }
        return false;
    }
    bool may(TransitAccess access) const {
        return access == TransitAccess::kYes ||
               (access == TransitAccess::kOnCall && m_options.on_demand);
    }

    void add_trips(std::uint32_t f) {
        const auto& feed = m_feeds[f];
        auto frequency = feed.frequencies.begin();
        for (std::uint32_t t = 0; t < feed.trips.size(); ++t) {
            const auto first = frequency;
            while (frequency != feed.frequencies.end() && frequency->trip.value == t) {
                ++frequency;
            }
            const auto& trip = feed.trips[t];
            const auto& route = feed.routes[trip.route.value];
            if (!counts(route)) {
                leave_out(feed, trip, route.kind);
                continue;
            }
            if (m_call_count > kMostCalls) {
                return;
            }
            std::vector<Seconds> shifts;
            for (const int days : {-1, 0, 1}) {
                const auto& calendar = feed.calendars[trip.calendar.value];
                if (calendar.runs_on(m_options.day + std::chrono::days(days))) {
                    add_shifts(feed, trip, std::span(first, frequency), days * kDay, shifts);
                }
            }
            if (!shifts.empty()) {
                add_runs(f, trip, shifts);
            }
        }
    }

    void leave_out(const TransitFeed& feed, const TransitTrip& trip, TransitKind kind) {
        if (feed.calendars[trip.calendar.value].runs_on(m_options.day)) {
            ++(kind == TransitKind::kSchool ? m_timetable.school_trips
                                            : m_timetable.on_demand_trips);
        }
    }

    /// The moves at which \p trip runs on the day that starts at \p midnight, where they matter.
    void add_shifts(const TransitFeed& feed, const TransitTrip& trip,
                    std::span<const TransitFrequency> frequencies, Seconds midnight,
                    std::vector<Seconds>& shifts) {
        const auto leaves = feed.calls[trip.first_call].departure;
        const auto lasts = feed.calls[trip.last_call - 1].arrival - leaves;
        const auto add = [&](Seconds departure) {
            const auto at = midnight + departure;
            if (at + lasts >= 0 && at < kDay + kAfterMidnight) {
                shifts.push_back(at - leaves);
                m_call_count += trip.last_call - trip.first_call;
            }
        };
        if (!trip.by_frequency) {
            add(leaves);
            return;
        }
        for (const auto& frequency : frequencies) {
            // Not from the first run on: a headway of a second makes many on days that do not
            // matter.
            const auto missed = -lasts - midnight - frequency.first;
            const auto skip = missed <= 0 ? 0 : (missed - 1) / frequency.headway;
            const auto end = std::min(frequency.end, kDay + kAfterMidnight - midnight);
            for (auto at = frequency.first + skip * frequency.headway;
                 at < end && m_call_count <= kMostCalls; at += frequency.headway) {
                add(at);
            }
        }
    }

    void add_runs(std::uint32_t f, const TransitTrip& trip, const std::vector<Seconds>& shifts) {
        const auto& feed = m_feeds[f];
        std::vector<Timetable::Call> calls;
        std::vector<Timetable::Times> times;
        for (auto i = trip.first_call; i < trip.last_call; ++i) {
            const auto& call = feed.calls[i];
            const auto stop = m_stop_of[f][call.stop.value];
            if (stop != kNoStop) {
                calls.push_back({stop, may(call.board), may(call.alight)});
                times.push_back({call.arrival, call.departure});
            }
        }
        if (calls.size() < 2) {
            return;
        }
        calls.front().alight = false;
        calls.back().board = false;
        const auto trip_number = static_cast<std::uint32_t>(m_timetable.trips.size());
        m_timetable.trips.push_back(
            {full_id(f, trip.id), feed.routes[trip.route.value].name, trip.headsign});
        auto& group = group_of(calls);
        const auto first = static_cast<std::uint32_t>(group.times.size());
        group.times.insert(group.times.end(), times.begin(), times.end());
        for (const auto shift : shifts) {
            group.runs.push_back({trip_number, first, shift});
        }
    }

    Group& group_of(const std::vector<Timetable::Call>& calls) {
        std::string key;
        key.reserve(calls.size() * 5);
        for (const auto& call : calls) {
            for (unsigned shift = 0; shift < 32; shift += 8) {
                key += static_cast<char>((call.stop >> shift) & 0xFFU);
            }
            key += static_cast<char>((call.board ? 1 : 0) + (call.alight ? 2 : 0));
        }
        const auto [at, is_new] = m_group_of.try_emplace(std::move(key), m_groups.size());
        if (is_new) {
            m_groups.emplace_back().calls = calls;
        }
        return m_groups[at->second];
    }

    /// Whether \p later comes to every call and leaves it no earlier than \p before.
    static bool follows(const Group& group, const Run& before, const Run& later) {
        for (std::uint32_t c = 0; c < group.calls.size(); ++c) {
            const auto& one = group.times[before.first + c];
            const auto& two = group.times[later.first + c];
            if (one.arrival + before.shift > two.arrival + later.shift ||
                one.departure + before.shift > two.departure + later.shift) {
                return false;
            }
        }
        return true;
    }

    /// Each run goes to the first pattern whose last run it does not overtake.
    void add_patterns(Group& group) {
        std::ranges::stable_sort(group.runs, {}, [&](const Run& run) {
            return std::pair(group.times[run.first].departure + run.shift,
                             group.times[run.first + group.calls.size() - 1].arrival + run.shift);
        });
        std::vector<std::vector<Run>> lines;
        for (const auto& run : group.runs) {
            const auto at = std::ranges::find_if(
                lines, [&](const auto& line) { return follows(group, line.back(), run); });
            (at == lines.end() ? lines.emplace_back() : *at).push_back(run);
        }
        for (const auto& line : lines) {
            Timetable::Pattern pattern;
            pattern.first_call = static_cast<std::uint32_t>(m_timetable.calls.size());
            pattern.length = static_cast<std::uint32_t>(group.calls.size());
            pattern.first_time = static_cast<std::uint32_t>(m_timetable.times.size());
            pattern.first_trip = static_cast<std::uint32_t>(m_timetable.trip_of.size());
            pattern.trip_count = static_cast<std::uint32_t>(line.size());
            m_timetable.patterns.push_back(pattern);
            m_timetable.calls.insert(m_timetable.calls.end(), group.calls.begin(),
                                     group.calls.end());
            for (const auto& run : line) {
                m_timetable.trip_of.push_back(run.trip);
                for (std::uint32_t c = 0; c < pattern.length; ++c) {
                    const auto& times = group.times[run.first + c];
                    m_timetable.times.push_back(
                        {times.arrival + run.shift, times.departure + run.shift});
                }
            }
        }
    }

    std::span<const TransitFeed> m_feeds;
    const TimetableOptions& m_options;
    Timetable m_timetable;
    std::vector<std::vector<std::uint32_t>> m_stop_of;  ///< By feed, by stop of the feed.
    std::vector<Group> m_groups;
    std::unordered_map<std::string, std::size_t> m_group_of;
    std::uint64_t m_call_count = 0;
};

}  // namespace

Result<Timetable> build_timetable(std::span<const TransitFeed> feeds,
                                  const TimetableOptions& options, const Progress& progress) {
    return Builder(feeds, options).run(progress);
}

}  // namespace maillage::access
