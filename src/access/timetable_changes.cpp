// SPDX-License-Identifier: Apache-2.0
#include "access/timetable_parts.hpp"
#include "geo/earth.hpp"

#include <algorithm>
#include <optional>

namespace maillage::access {
namespace {

using Kind = TransitTransfer::Kind;

/// The changes from one stop, sorted by the stop they lead to.
void set_change(std::vector<StopWalk>& changes, std::uint32_t to, std::optional<Seconds> seconds) {
    const auto at = std::ranges::lower_bound(changes, to, {}, &StopWalk::stop);
    const bool there = at != changes.end() && at->stop == to;
    if (there && seconds) {
        at->seconds = *seconds;
    } else if (there) {
        changes.erase(at);
    } else if (seconds) {
        changes.insert(at, {to, *seconds});
    }
}

class ChangeMaker {
public:
    ChangeMaker(const Timetable& timetable, const TimetableOptions& options)
        : m_timetable(timetable), m_options(options), m_changes(timetable.stops.size()) {}

    void on_foot() {
        const auto near = near_stops(m_timetable);
        for (std::uint32_t from = 0; from < m_timetable.stops.size(); ++from) {
            m_changes[from] = walks_within(near, m_timetable.stops[from].place, m_options.walking,
                                           m_options.walking.change);
            for (auto& walk : m_changes[from]) {
                walk.seconds = std::max(walk.seconds, m_options.change);
            }
        }
    }

    void transfer(std::uint32_t from, std::uint32_t to, const TransitTransfer& rule) {
        const auto walk = [&] {
            return walk_seconds(
                geo::distance_metres(m_timetable.stops[from].place, m_timetable.stops[to].place),
                m_options.walking);
        };
        auto& changes = m_changes[from];
        switch (rule.kind) {
            case Kind::kAdvised:
                set_change(changes, to, std::max(walk(), m_options.change));
                break;
            case Kind::kTimed:  // the second vehicle waits: no spare time needed
                set_change(changes, to, walk());
                break;
            case Kind::kMinimum:
                set_change(changes, to, rule.seconds);
                break;
            case Kind::kForbidden:
                set_change(changes, to, std::nullopt);
                break;
        }
    }

    std::vector<std::vector<StopWalk>> finish() && { return std::move(m_changes); }

private:
    const Timetable& m_timetable;
    const TimetableOptions& m_options;
    std::vector<std::vector<StopWalk>> m_changes;
};

/// Timetable stops that a stop or station of the feed stands for.
using Members = std::vector<std::vector<std::uint32_t>>;

Members members_of(const TransitFeed& feed, const std::vector<std::uint32_t>& stop_of,
                   std::size_t stop_count) {
    Members members(feed.stops.size());
    for (std::size_t i = 0; i < feed.stops.size(); ++i) {
        if (stop_of[i] >= stop_count) {
            continue;
        }
        members[i].push_back(stop_of[i]);
        const auto station = feed.stops[i].station;
        if (station.valid()) {
            members[station.value].push_back(stop_of[i]);
        }
    }
    return members;
}

}  // namespace

std::vector<std::vector<StopWalk>> change_walks(
    const Timetable& timetable, std::span<const TransitFeed> feeds,
    const std::vector<std::vector<std::uint32_t>>& stop_of, const TimetableOptions& options) {
    ChangeMaker maker(timetable, options);
    maker.on_foot();
    for (std::size_t f = 0; f < feeds.size(); ++f) {
        const auto& feed = feeds[f];
        const auto members = members_of(feed, stop_of[f], timetable.stops.size());
        // What is said of one stop overrules what is said of its station.
        for (int stations = 2; stations >= 0; --stations) {
            for (const auto& rule : feed.transfers) {
                const int named = (feed.stops[rule.from.value].is_station ? 1 : 0) +
                                  (feed.stops[rule.to.value].is_station ? 1 : 0);
                if (named != stations) {
                    continue;
                }
                for (const auto from : members[rule.from.value]) {
                    for (const auto to : members[rule.to.value]) {
                        maker.transfer(from, to, rule);
                    }
                }
            }
        }
    }
    return std::move(maker).finish();
}

}  // namespace maillage::access
