// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Small transit feeds written as text, for tests of timetables and searches.

#include "base/text.hpp"
#include "model/transit_feed.hpp"

#include <chrono>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::test {

/// A place so many metres east and north of 0.7° E, 45° N.
inline geo::Point metres(double east, double north) {
    constexpr double kPerDegree = 111'195.08;
    return {0.7 + east / (kPerDegree * std::cos(45.0 * std::numbers::pi / 180.0)),
            45.0 + north / kPerDegree};
}

/// "8:05" or "8:05:30" → seconds.
inline ServiceSeconds clock(std::string_view text) {
    ServiceSeconds seconds = 0;
    int parts = 0;
    for (const auto part : split(text, ':')) {
        seconds = seconds * 60 + std::stoi(std::string(part));
        ++parts;
    }
    return parts == 2 ? seconds * 60 : seconds;
}

/// One line of text for each stop, "A 0 500" (metres as above), and for each trip, "bus: A 8:00,
/// B 8:10/8:12, C 8:20" (arrival/departure) of the line before the colon. All run every day of
/// 2026. A line called "school…" is one of pupils, "call…" on demand.
inline TransitFeed mini_feed(std::string_view text) {
    TransitFeed feed;
    feed.name = "mini";
    feed.first_day = make_date(2026, 1, 1);
    feed.last_day = make_date(2026, 12, 31);
    feed.calendars.push_back({"all", 0x7F, feed.first_day, feed.last_day, {}, {}});
    const auto stop_named = [&](std::string_view name) -> Index<TransitStop> {
        for (std::size_t i = 0; i < feed.stops.size(); ++i) {
            if (feed.stops[i].id == name) {
                return index_of<TransitStop>(i);
            }
        }
        throw std::logic_error("no stop " + std::string(name));
    };
    const auto route_named = [&](std::string_view name) -> Index<TransitRoute> {
        for (std::size_t i = 0; i < feed.routes.size(); ++i) {
            if (feed.routes[i].id == name) {
                return index_of<TransitRoute>(i);
            }
        }
        const auto kind = name.starts_with("school") ? TransitKind::kSchool
                          : name.starts_with("call") ? TransitKind::kOnDemand
                                                     : TransitKind::kOrdinary;
        feed.routes.push_back({std::string(name), std::string(name), 3, kind, {}});
        return index_of<TransitRoute>(feed.routes.size() - 1);
    };
    for (const auto line : split(text, '\n')) {
        const auto words = split_words(line);
        if (words.empty()) {
            continue;
        }
        if (!words[0].ends_with(':')) {
            const auto place =
                metres(std::stod(std::string(words.at(1))), std::stod(std::string(words.at(2))));
            feed.stops.push_back(
                {std::string(words[0]), std::string(words[0]), place, {}, false, {}});
            continue;
        }
        TransitTrip trip;
        trip.id = "t" + std::to_string(feed.trips.size());
        trip.route = route_named(words[0].substr(0, words[0].size() - 1));
        trip.calendar = {0};
        trip.first_call = static_cast<std::uint32_t>(feed.calls.size());
        for (std::size_t i = 1; i + 1 < words.size(); i += 2) {
            const auto times = split(words[i + 1], '/');
            feed.calls.push_back({stop_named(words[i]), clock(times.front()), clock(times.back()),
                                  TransitAccess::kYes, TransitAccess::kYes});
        }
        trip.last_call = static_cast<std::uint32_t>(feed.calls.size());
        feed.trips.push_back(trip);
    }
    return feed;
}

}  // namespace maillage::test
