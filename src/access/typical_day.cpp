// SPDX-License-Identifier: Apache-2.0
#include "access/timetable.hpp"
#include "base/transit_messages.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace maillage::access {
namespace {

/// Days of which all feeds tell, or the first of them; at most two years.
std::pair<Date, Date> common_days(std::span<const TransitFeed> feeds) {
    constexpr auto kLongest = std::chrono::days(730);
    auto first = feeds.front().first_day;
    auto last = feeds.front().last_day;
    for (const auto& feed : feeds) {
        first = std::max(first, feed.first_day);
        last = std::min(last, feed.last_day);
    }
    if (last < first) {
        first = feeds.front().first_day;
        last = feeds.front().last_day;
    }
    return {first, std::min(last, first + kLongest)};
}

/// Ordinary trips of each calendar of a feed.
std::vector<std::int64_t> trips_by_calendar(const TransitFeed& feed) {
    std::vector<std::int64_t> counts(feed.calendars.size());
    for (const auto& trip : feed.trips) {
        if (feed.routes[trip.route.value].kind == TransitKind::kOrdinary) {
            ++counts[trip.calendar.value];
        }
    }
    return counts;
}

}  // namespace

std::optional<Date> typical_day(std::span<const TransitFeed> feeds) {
    if (feeds.empty()) {
        return std::nullopt;
    }
    std::vector<std::vector<std::int64_t>> counts;
    for (const auto& feed : feeds) {
        counts.push_back(trips_by_calendar(feed));
    }
    std::map<std::int64_t, std::vector<Date>> days;  // by number of trips
    const auto [first, last] = common_days(feeds);
    for (auto day = first; day <= last; day += std::chrono::days(1)) {
        const std::chrono::weekday weekday(day);
        if (weekday != std::chrono::Tuesday && weekday != std::chrono::Thursday) {
            continue;
        }
        std::int64_t trips = 0;
        for (std::size_t f = 0; f < feeds.size(); ++f) {
            for (std::size_t c = 0; c < counts[f].size(); ++c) {
                const bool runs = counts[f][c] > 0 && feeds[f].calendars[c].runs_on(day);
                trips += runs ? counts[f][c] : 0;
            }
        }
        if (trips > 0) {
            days[trips].push_back(day);
        }
    }
    const auto most = std::ranges::max_element(
        days, {}, [](const auto& one) { return std::pair(one.second.size(), one.first); });
    return most == days.end() ? std::nullopt : std::optional(most->second.front());
}

std::vector<Message> transit_notices(const Timetable& timetable, const Walking& walking) {
    std::vector<Message> notices;
    notices.push_back({transit::kTransitWalks,
                       {static_cast<std::int64_t>(std::lround((walking.detour - 1) * 100)),
                        static_cast<std::int64_t>(std::lround(walking.speed_kmh * 1000 / 60)),
                        std::int64_t{walking.to_stop / kMinute}}});
    if (timetable.school_trips + timetable.on_demand_trips > 0) {
        notices.push_back(
            {transit::kTransitLeftOut, {timetable.school_trips, timetable.on_demand_trips}});
    }
    for (const auto& feed : timetable.silent_feeds) {
        notices.push_back({transit::kTransitSilent, {feed, iso_date(timetable.day)}});
    }
    return notices;
}

}  // namespace maillage::access
