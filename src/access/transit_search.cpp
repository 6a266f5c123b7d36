// SPDX-License-Identifier: Apache-2.0
#include "access/transit_search.hpp"

#include <algorithm>
#include <cassert>

namespace maillage::access {

TransitSearch::TransitSearch(const Timetable& timetable, bool explain)
    : m_timetable(timetable), m_explain(explain) {
    reset();
}

void TransitSearch::reset() {
    const auto stops = m_timetable.stops.size();
    m_arrival.assign(stops, kNeverArrives);
    m_ready.assign(stops, kNeverArrives);
    m_boarded.assign(m_timetable.calls.size(), kNone);
    m_from.assign(m_timetable.patterns.size(), kNone);
    m_is_marked.assign(stops, 0);
    m_has_arrived.assign(stops, 0);
    m_is_improved.assign(stops, 0);
    m_marked.clear();
    m_improved.clear();
    if (m_explain) {
        m_steps.clear();
        m_arrival_step.assign(stops, kNoStep);
        m_ready_step.assign(stops, kNoStep);
    }
}

void TransitSearch::leave(Seconds departure, std::span<const StopWalk> walks, Seconds latest) {
    for (const auto stop : m_improved) {
        m_is_improved[stop] = 0;
    }
    m_improved.clear();
    for (const auto& walk : walks) {
        const auto at = departure + walk.seconds;
        be_ready(walk.stop, at,
                 {Step::Kind::kAccess, walk.stop, walk.stop, departure, at, 0, kNoStep});
    }
    while (!m_marked.empty()) {
        collect_patterns();
        for (const auto pattern : m_patterns) {
            ride(pattern, m_from[pattern], latest);
            m_from[pattern] = kNone;
        }
        for (const auto stop : m_marked) {
            m_is_marked[stop] = 0;
        }
        m_marked.clear();
        change();
    }
}

void TransitSearch::be_ready(std::uint32_t stop, Seconds at, const Step& step) {
    if (at >= m_ready[stop]) {
        return;
    }
    m_ready[stop] = at;
    if (m_explain) {
        m_ready_step[stop] = static_cast<std::uint32_t>(m_steps.size());
        m_steps.push_back(step);
    }
    if (m_is_marked[stop] == 0) {
        m_is_marked[stop] = 1;
        m_marked.push_back(stop);
    }
}

void TransitSearch::collect_patterns() {
    m_patterns.clear();
    for (const auto stop : m_marked) {
        for (const auto& call : m_timetable.calls_at(stop)) {
            auto& from = m_from[call.pattern];
            if (from == kNone) {
                m_patterns.push_back(call.pattern);
            }
            from = std::min(from, call.call);
        }
    }
}

std::uint32_t TransitSearch::first_trip_after(const Timetable::Pattern& pattern, std::uint32_t call,
                                              Seconds ready, std::uint32_t before) const {
    std::uint32_t low = 0;
    std::uint32_t high = std::min(before, pattern.trip_count);
    while (low < high) {
        const auto middle = low + (high - low) / 2;
        const auto& times = m_timetable.times[pattern.first_time + middle * pattern.length + call];
        if (times.departure < ready) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < std::min(before, pattern.trip_count) ? low : kNone;
}

void TransitSearch::ride(std::uint32_t number, std::uint32_t from, Seconds latest) {
    const auto& pattern = m_timetable.patterns[number];
    std::uint32_t trip = kNone;
    Step step;
    step.kind = Step::Kind::kRide;
    for (auto c = from; c < pattern.length; ++c) {
        const auto& call = m_timetable.calls[pattern.first_call + c];
        if (trip != kNone && call.alight) {
            const auto at =
                m_timetable.times[pattern.first_time + trip * pattern.length + c].arrival;
            if (at < m_arrival[call.stop] && at <= latest) {
                step.to = call.stop;
                step.arrive = at;
                arrive(call.stop, at, step);
            }
        }
        auto& boarded = m_boarded[pattern.first_call + c];
        if (call.board && m_is_marked[call.stop] != 0) {
            // What was followed from here before, or is ridden already, brings nothing new.
            const auto found =
                first_trip_after(pattern, c, m_ready[call.stop], std::min(trip, boarded));
            if (found != kNone) {
                trip = found;
                step.from = call.stop;
                step.leave =
                    m_timetable.times[pattern.first_time + trip * pattern.length + c].departure;
                step.trip = m_timetable.trip_of[pattern.first_trip + trip];
                step.before = m_explain ? m_ready_step[call.stop] : kNoStep;
            }
        }
        if (trip >= boarded) {
            trip = kNone;
        } else {
            boarded = trip;
        }
    }
}

void TransitSearch::arrive(std::uint32_t stop, Seconds at, const Step& step) {
    m_arrival[stop] = at;
    if (m_explain) {
        m_arrival_step[stop] = static_cast<std::uint32_t>(m_steps.size());
        m_steps.push_back(step);
    }
    if (m_has_arrived[stop] == 0) {
        m_has_arrived[stop] = 1;
        m_arrived.push_back(stop);
    }
    if (m_is_improved[stop] == 0) {
        m_is_improved[stop] = 1;
        m_improved.push_back(stop);
    }
}

void TransitSearch::change() {
    for (const auto stop : m_arrived) {
        m_has_arrived[stop] = 0;
        const auto at = m_arrival[stop];
        for (const auto& walk : m_timetable.walks_from(stop)) {
            be_ready(walk.stop, at + walk.seconds,
                     {Step::Kind::kChange, stop, walk.stop, at, at + walk.seconds, 0,
                      m_explain ? m_arrival_step[stop] : kNoStep});
        }
    }
    m_arrived.clear();
}

std::vector<TransitSearch::Step> TransitSearch::steps_to(std::uint32_t stop) const {
    assert(m_explain && m_arrival[stop] != kNeverArrives);
    std::vector<Step> steps;
    for (auto at = m_arrival_step[stop]; at != kNoStep; at = m_steps[at].before) {
        steps.push_back(m_steps[at]);
    }
    std::ranges::reverse(steps);
    return steps;
}

}  // namespace maillage::access
