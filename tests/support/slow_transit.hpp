// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The plainest way to find an earliest arrival in a transit feed, to compare searches with.

#include "access/timetable.hpp"
#include "access/transit_search.hpp"
#include "access/walking.hpp"
#include "geo/earth.hpp"
#include "model/transit_feed.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

namespace maillage::test {

/// One vehicle that runs, with its calls at true times.
struct Vehicle {
    std::vector<TransitCall> calls;
};

/// Knows nothing of patterns: vehicles, changes by pairs of stops, and repeated until nothing gets
/// earlier.
class SlowTransit {
public:
    SlowTransit(const TransitFeed& feed, const access::TimetableOptions& options)
        : m_feed(feed), m_options(options) {
        for (std::uint32_t t = 0; t < m_feed.trips.size(); ++t) {
            add_vehicles(t);
        }
        for (std::uint32_t a = 0; a < m_feed.stops.size(); ++a) {
            for (std::uint32_t b = 0; b < m_feed.stops.size(); ++b) {
                add_change(a, b);
            }
        }
    }

    /// Arrival by vehicle at each stop of the feed, leaving with so many seconds to each stop.
    std::vector<access::Seconds> arrivals(access::Seconds departure,
                                          const std::vector<access::StopWalk>& walks) const {
        std::vector<access::Seconds> ready(m_feed.stops.size(), access::kNeverArrives);
        std::vector<access::Seconds> arrival(m_feed.stops.size(), access::kNeverArrives);
        for (const auto& walk : walks) {
            ready[walk.stop] = std::min(ready[walk.stop], departure + walk.seconds);
        }
        for (bool again = true; again;) {
            again = false;
            for (const auto& vehicle : m_vehicles) {
                bool aboard = false;
                for (const auto& call : vehicle.calls) {
                    auto& there = arrival[call.stop.value];
                    if (aboard && may(call.alight) && call.arrival < there) {
                        there = call.arrival;
                        again = true;
                    }
                    aboard =
                        aboard || (may(call.board) && ready[call.stop.value] <= call.departure);
                }
            }
            for (const auto& [pair, seconds] : m_changes) {
                const auto from = arrival[pair.first];
                if (from != access::kNeverArrives && from + seconds < ready[pair.second]) {
                    ready[pair.second] = from + seconds;
                    again = true;
                }
            }
        }
        return arrival;
    }

private:
    bool may(TransitAccess access) const {
        return access == TransitAccess::kYes ||
               (access == TransitAccess::kOnCall && m_options.on_demand);
    }

    void add_vehicles(std::uint32_t t) {
        const auto& trip = m_feed.trips[t];
        const auto kind = m_feed.routes[trip.route.value].kind;
        if ((kind == TransitKind::kSchool && !m_options.school) ||
            (kind == TransitKind::kOnDemand && !m_options.on_demand)) {
            return;
        }
        for (int day = -1; day <= 1; ++day) {
            if (!m_feed.calendars[trip.calendar.value].runs_on(m_options.day +
                                                               std::chrono::days(day))) {
                continue;
            }
            if (!trip.by_frequency) {
                add_vehicle(trip, day * 86'400);
                continue;
            }
            for (const auto& frequency : m_feed.frequencies) {
                if (frequency.trip.value == t) {
                    for (auto at = frequency.first; at < frequency.end; at += frequency.headway) {
                        add_vehicle(trip,
                                    day * 86'400 + at - m_feed.calls[trip.first_call].departure);
                    }
                }
            }
        }
    }

    void add_vehicle(const TransitTrip& trip, access::Seconds shift) {
        // What a day's timetable is said to hold.
        if (m_feed.calls[trip.last_call - 1].arrival + shift < 0 ||
            m_feed.calls[trip.first_call].departure + shift >= 86'400 + access::kAfterMidnight) {
            return;
        }
        Vehicle vehicle;
        for (auto i = trip.first_call; i < trip.last_call; ++i) {
            auto call = m_feed.calls[i];
            call.arrival += shift;
            call.departure += shift;
            vehicle.calls.push_back(call);
        }
        m_vehicles.push_back(std::move(vehicle));
    }

    void add_change(std::uint32_t a, std::uint32_t b) {
        const auto walk = access::walk_seconds(
            geo::distance_metres(m_feed.stops[a].place, m_feed.stops[b].place), m_options.walking);
        const std::pair key(a, b);
        if (walk <= m_options.walking.change) {
            m_changes[key] = std::max(walk, m_options.change);
        }
        for (const auto& rule : m_feed.transfers) {
            if (rule.from.value != a || rule.to.value != b) {
                continue;
            }
            switch (rule.kind) {
                case TransitTransfer::Kind::kAdvised:
                    m_changes[key] = std::max(walk, m_options.change);
                    break;
                case TransitTransfer::Kind::kTimed:
                    m_changes[key] = walk;
                    break;
                case TransitTransfer::Kind::kMinimum:
                    m_changes[key] = rule.seconds;
                    break;
                case TransitTransfer::Kind::kForbidden:
                    m_changes.erase(key);
                    break;
            }
        }
    }

    const TransitFeed& m_feed;
    const access::TimetableOptions& m_options;
    std::vector<Vehicle> m_vehicles;
    std::map<std::pair<std::uint32_t, std::uint32_t>, access::Seconds> m_changes;
};

}  // namespace maillage::test
