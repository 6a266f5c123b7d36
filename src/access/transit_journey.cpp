// SPDX-License-Identifier: Apache-2.0
#include "access/transit_journey.hpp"

#include "access/timetable_parts.hpp"
#include "access/transit_search.hpp"
#include "base/transit_messages.hpp"

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace maillage::access {
namespace {

using Step = TransitSearch::Step;

/// The walk all the way, in seconds, if it is short enough.
std::optional<Seconds> direct_walk(geo::Point from, geo::Point to, const Walking& walking) {
    const NearPoints near(std::span(&to, 1));
    const auto walks = walks_within(near, from, walking, walking.direct);
    return walks.empty() ? std::nullopt : std::optional(walks.front().seconds);
}

struct Best {
    Seconds arrive = kNeverArrives;
    std::vector<Step> steps;
    Seconds last_walk = 0;
};

Best best_of(const TransitSearch& search, std::span<const StopWalk> walks_to) {
    Best best;
    for (const auto& walk : walks_to) {
        const auto arrival = search.arrival(walk.stop);
        if (arrival == kNeverArrives || arrival + walk.seconds > best.arrive) {
            continue;
        }
        auto steps = search.steps_to(walk.stop);
        if (arrival + walk.seconds < best.arrive || steps.size() < best.steps.size()) {
            best = {arrival + walk.seconds, std::move(steps), walk.seconds};
        }
    }
    return best;
}

Journey::Leg leg_of(const Step& step, const Timetable& timetable) {
    Journey::Leg leg;
    leg.on_foot = step.kind != Step::Kind::kRide;
    leg.from = step.kind == Step::Kind::kAccess ? "" : timetable.stops[step.from].name;
    leg.to = timetable.stops[step.to].name;
    leg.leave = step.leave;
    leg.arrive = step.arrive;
    if (!leg.on_foot) {
        const auto& trip = timetable.trips[step.trip];
        leg.line = trip.line;
        leg.headsign = trip.headsign;
        leg.trip = trip.id;
    }
    return leg;
}

Journey journey_of(const Best& best, const Timetable& timetable) {
    Journey journey;
    for (const auto& step : best.steps) {
        if (step.kind == Step::Kind::kChange && step.from == step.to) {
            continue;  // waiting at the stop
        }
        journey.legs.push_back(leg_of(step, timetable));
    }
    // The way to the first stop starts only as early as the first ride asks for.
    auto& first = journey.legs.front();
    const auto walk = first.arrive - first.leave;
    first.arrive = journey.legs[1].leave;
    first.leave = first.arrive - walk;
    Journey::Leg last;
    last.from = journey.legs.back().to;
    last.leave = best.arrive - best.last_walk;
    last.arrive = best.arrive;
    journey.legs.push_back(last);
    journey.leave = first.leave;
    journey.arrive = best.arrive;
    return journey;
}

}  // namespace

std::optional<Journey> earliest_journey(const Timetable& timetable, geo::Point from, geo::Point to,
                                        Seconds departure, const Walking& walking, Seconds limit) {
    const auto near = near_stops(timetable);
    TransitSearch search(timetable, true);
    search.leave(departure, walks_within(near, from, walking, walking.to_stop), departure + limit);
    const auto best = best_of(search, walks_within(near, to, walking, walking.to_stop));
    const auto walk = direct_walk(from, to, walking);
    const auto by_vehicle = best.arrive == kNeverArrives ? kNeverArrives : best.arrive - departure;
    if (walk && *walk <= limit && *walk <= by_vehicle) {
        Journey journey{departure, departure + *walk, {}};
        journey.legs.push_back({true, "", "", departure, departure + *walk, "", "", ""});
        return journey;
    }
    if (by_vehicle > limit) {
        return std::nullopt;
    }
    return journey_of(best, timetable);
}

std::optional<Journey> latest_journey(const Timetable& timetable, const Timetable& backwards,
                                      geo::Point from, geo::Point to, Seconds arrival,
                                      const Walking& walking, Seconds limit) {
    const auto near = near_stops(timetable);
    TransitSearch search(backwards);
    search.leave(-arrival, walks_within(near, to, walking, walking.to_stop), -arrival + limit);
    auto best = kNeverArrives;
    for (const auto& walk : walks_within(near, from, walking, walking.to_stop)) {
        if (search.arrival(walk.stop) != kNeverArrives) {
            best = std::min(best, search.arrival(walk.stop) + walk.seconds);
        }
    }
    if (const auto walk = direct_walk(from, to, walking)) {
        best = std::min(best, -arrival + *walk);
    }
    if (best > -arrival + limit) {
        return std::nullopt;
    }
    return earliest_journey(timetable, from, to, -best, walking, limit);
}

std::vector<Message> journey_sentences(const Journey& journey) {
    std::vector<Message> sentences;
    for (const auto& leg : journey.legs) {
        const auto from = clock_text(leg.leave);
        const auto to = clock_text(leg.arrive);
        if (!leg.on_foot) {
            const auto id =
                leg.headsign.empty() ? transit::kJourneyRide : transit::kJourneyRideTowards;
            sentences.push_back({id, {from, to, leg.line, leg.from, leg.to, leg.headsign}});
        } else if (leg.to.empty()) {
            sentences.push_back({transit::kJourneyWalkToEnd, {from, to}});
        } else {
            sentences.push_back({transit::kJourneyWalk, {from, to, leg.to}});
        }
    }
    return sentences;
}

std::string clock_text(Seconds seconds) {
    const auto minutes = std::abs(seconds) / kMinute;
    const auto two = [](Seconds number) {
        return (number < 10 ? "0" : "") + std::to_string(number);
    };
    return (seconds < 0 ? "\u2212" : "") + two(minutes / 60) + ":" + two(minutes % 60);
}

}  // namespace maillage::access
