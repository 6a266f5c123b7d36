// SPDX-License-Identifier: Apache-2.0
#include "workspace/access_modes.hpp"

#include "access/road_snap.hpp"
#include "access/road_times.hpp"
#include "base/access_messages.hpp"
#include "workspace/access_times.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <set>
#include <utility>

namespace maillage::workspace {
namespace {

using access::Direction;
using access::Seconds;
using access::TransitCover;

/// A commune whose point is further from its road is told of.
constexpr double kFarFromRoad = 1000.0;

Error not_found(Message message) { return {Error::Code::kNotFound, std::move(message), ""}; }

}  // namespace

double way_to_road(RoadMode mode) {
    constexpr std::array<double, kRoadModes> kByMode{20.0, 10.0, access::kWalkSpeed};
    return kByMode.at(static_cast<std::size_t>(mode));
}

std::optional<RoadMode> road_mode(const AccessAsked& asked) {
    switch (asked.mode.value_or(AccessMode::kEstimate)) {
        case AccessMode::kCar:
            return RoadMode::kCar;
        case AccessMode::kBike:
            return RoadMode::kBike;
        case AccessMode::kWalk:
            return RoadMode::kFoot;
        case AccessMode::kTransit:
        case AccessMode::kEstimate:
            break;
    }
    return std::nullopt;
}

Result<ModeTimes> AccessModes::times(AccessMode mode, std::span<const geo::Point> places,
                                     Seconds limit, bool nearest, const Openings& openings) {
    switch (mode) {
        case AccessMode::kCar:
            return by_road(RoadMode::kCar, places, limit, nearest);
        case AccessMode::kBike:
            return by_road(RoadMode::kBike, places, limit, nearest);
        case AccessMode::kWalk:
            return by_road(RoadMode::kFoot, places, limit, nearest);
        case AccessMode::kTransit:
            return by_transit(places, limit, nearest, openings);
        case AccessMode::kEstimate:
            break;
    }
    return estimate(places, m_request.estimate.kilometres_per_hour, limit, nearest);
}

Result<ModeTimes> AccessModes::on_foot(std::span<const geo::Point> places, Seconds limit) {
    return has_roads() ? by_road(RoadMode::kFoot, places, limit, false)
                       : estimate(places, access::kWalkSpeed, limit, false);
}

Result<ModeTimes> AccessModes::estimate(std::span<const geo::Point> places, double speed,
                                        Seconds limit, bool nearest) const {
    auto options = m_request.estimate;
    options.kilometres_per_hour = speed;
    options.limit = limit;
    options.at_least = nearest ? 2 : 0;
    auto found = access::estimate_times(m_origins.place, places, options, m_progress);
    if (!found) {
        return found.error();
    }
    ModeTimes made;
    made.times = std::move(found).value();
    if (m_request.direction == Direction::kBoth) {
        made.ways = access::TwoWays{made.times, made.times};
    }
    for (const auto kind : m_origins.kind) {
        made.known.push_back(kind != access::OriginKind::kUnknown);
    }
    return made;
}

const access::SnappedPlaces& AccessModes::origins_on(const access::RoadGraph& graph) {
    auto& origins = m_origins_on.at(static_cast<std::size_t>(graph.mode));
    if (!origins) {
        origins = access::snapped_places(graph, m_origins.place, kMostToRoad);
    }
    return *origins;
}

void AccessModes::tell_snaps(const access::RoadGraph& graph, const access::SnappedPlaces& places,
                             bool tell, ModeTimes& made) {
    const auto& origins = origins_on(graph).snaps;
    std::set<std::uint32_t> pieces;  // On which services are.
    for (const auto& snap : places.snaps) {
        if (snap.valid()) {
            pieces.insert(snap.piece);
        }
    }
    std::int64_t outside = 0;
    std::int64_t far = 0;
    std::int64_t cut_off = 0;
    for (std::size_t i = 0; i < origins.size(); ++i) {
        const auto& snap = origins[i];
        made.known.push_back(snap.valid());
        if (!m_wanted[i]) {
            continue;
        }
        outside += snap.valid() ? 0 : 1;
        far += snap.valid() && snap.metres > kFarFromRoad ? 1 : 0;
        cut_off += snap.valid() && !pieces.contains(snap.piece) ? 1 : 0;
    }
    if (!tell) {
        return;
    }
    m_told.clear();
    m_told.push_back({access::kWayToRoad, {hundredths(way_to_road(graph.mode))}});
    for (const auto& [count, id] : {std::pair(outside, access::kCommunesOffRoads),
                                    std::pair(far, access::kCommunesFarFromRoads),
                                    std::pair(cut_off, access::kCommunesCutOff)}) {
        if (count > 0) {
            m_told.push_back({id, {count}});
        }
    }
}

Result<ModeTimes> AccessModes::by_road(RoadMode mode, std::span<const geo::Point> places,
                                       Seconds limit, bool nearest) {
    if (!has_roads()) {
        return not_found({access::kAccessNoRoads});
    }
    const auto graph = m_sources->roads(mode, m_progress);
    if (!graph) {
        return graph.error();
    }
    access::RoadTimesOptions options;
    options.limit = limit;
    options.way_kmh = way_to_road(mode);
    const auto services = access::snapped_places(**graph, places, kMostToRoad);
    ModeTimes made;
    if (m_request.direction == Direction::kBoth) {
        auto ways = access::road_times_both_ways(**graph, origins_on(**graph), services, options,
                                                 nearest ? std::max(limit, kLongestNearest) : limit,
                                                 m_progress);
        if (!ways) {
            return ways.error();
        }
        made.times = access::longer_of(ways->there, ways->back);
        made.ways = std::move(ways).value();
    } else {
        options.direction = m_request.direction == Direction::kBack ? access::RoadDirection::kBack
                                                                    : access::RoadDirection::kThere;
        auto times = one_way_by_road(**graph, services, options, nearest);
        if (!times) {
            return times.error();
        }
        made.times = std::move(times).value();
    }
    tell_snaps(**graph, services, nearest, made);
    return made;
}

Result<access::TravelTimes> AccessModes::one_way_by_road(const access::RoadGraph& graph,
                                                         const access::SnappedPlaces& services,
                                                         const access::RoadTimesOptions& options,
                                                         bool nearest) {
    const auto& origins = origins_on(graph);
    auto within = access::road_times(graph, origins, services, options, m_progress);
    if (!within || !nearest) {
        return within;
    }
    auto wider = options;
    wider.limit = std::max(options.limit, kLongestNearest);
    const auto first = access::nearest_by_road(graph, origins, services, wider, m_progress);
    if (!first) {
        return first.error();
    }
    access::TravelTimes times;
    for (std::size_t i = 0; i < first->size(); ++i) {
        const auto row = within->from(i);
        std::vector<access::Reach> all(row.begin(), row.end());
        for (const auto& one : {(*first)[i].first, (*first)[i].second}) {
            if (one) {
                all.push_back(*one);
            }
        }
        times.add_origin(std::move(all));
    }
    return times;
}

Result<const access::Timetable*> AccessModes::timetable() {
    return m_sources->timetable({m_request.day, m_request.school, m_request.on_demand}, m_progress);
}

std::optional<Visits> AccessModes::visits(const access::Timetable& timetable,
                                          std::span<const geo::Point> places,
                                          const Openings& openings) const {
    if (m_request.hours) {
        return visits_at(places, *m_request.hours);
    }
    return m_request.opening_hours
               ? std::optional(visits_within(places, openings, timetable.day, m_request.stay))
               : std::nullopt;
}

Result<ModeTimes> AccessModes::by_transit(std::span<const geo::Point> places, Seconds limit,
                                          bool tell, const Openings& openings) {
    if (!has_feeds()) {
        return not_found({access::kAccessNoTransit});
    }
    const auto day = timetable();
    if (!day) {
        return day.error();
    }
    const auto asked = visits(**day, places, openings);
    if (!asked) {
        return by_window(**day, places, limit, tell);
    }
    access::TransitOptions options;
    options.limit = limit;
    const auto course = access::course_times(**day, m_origins.place, asked->places, asked->hours,
                                             options, m_progress);
    if (!course) {
        return course.error();
    }
    auto best = best_visits(*course, *asked);
    ModeTimes made;
    made.times = std::move(best.both);
    made.ways = access::TwoWays{std::move(best.there), std::move(best.back)};
    tell_cover(places, course->origin_cover, access::transit_cover(**day, places, options.walking),
               tell, made);
    if (tell && asked->closed > 0) {
        m_told.push_back({access::kOpeningsClosed, {asked->closed}});
    }
    return made;
}

Result<ModeTimes> AccessModes::by_window(const access::Timetable& timetable,
                                         std::span<const geo::Point> places, Seconds limit,
                                         bool tell) {
    constexpr int kMedian = 50;
    access::TransitOptions options;
    options.window_first = m_request.window_first;
    options.window_end = m_request.window_end;
    options.limit = limit;
    options.direction = m_request.direction == Direction::kBack ? access::TransitDirection::kBack
                                                                : access::TransitDirection::kThere;
    auto window = access::transit_times(timetable, m_origins.place, places, options, m_progress);
    if (!window) {
        return window.error();
    }
    ModeTimes made;
    made.times = window->percentile(kMedian);
    tell_cover(places, window->origin_cover, window->service_cover, tell, made);
    made.window = std::move(window).value();
    if (m_request.direction == Direction::kBoth) {
        options.direction = access::TransitDirection::kBack;
        auto back = access::transit_times(timetable, m_origins.place, places, options, m_progress);
        if (!back) {
            return back.error();
        }
        made.ways = access::TwoWays{std::move(made.times), back->percentile(kMedian)};
        made.times = access::longer_of(made.ways->there, made.ways->back);
        made.window_back = std::move(back).value();
    }
    return made;
}

void AccessModes::tell_cover(std::span<const geo::Point> places,
                             std::span<const access::TransitCover> origins,
                             std::span<const access::TransitCover> services, bool tell,
                             ModeTimes& made) {
    std::int64_t no_data = 0;
    std::int64_t no_stop = 0;
    for (std::size_t i = 0; i < origins.size(); ++i) {
        const bool known = origins[i] != TransitCover::kNoData;
        made.known.push_back(known);
        no_data += m_wanted[i] && !known ? 1 : 0;
        no_stop += m_wanted[i] && known && origins[i] != TransitCover::kStop ? 1 : 0;
    }
    if (!tell) {
        return;
    }
    std::int64_t services_outside = 0;
    for (std::size_t j = 0; j < places.size(); ++j) {
        services_outside +=
            std::isfinite(places[j].x) && services[j] == TransitCover::kNoData ? 1 : 0;
    }
    m_told.clear();
    if (no_data > 0) {
        m_told.push_back({access::kCommunesNoTimetable, {no_data}});
    }
    if (no_stop > 0) {
        const std::int64_t minutes = access::Walking().to_stop / access::kMinute;
        m_told.push_back({access::kCommunesNoStop, {no_stop, minutes}});
    }
    if (services_outside > 0) {
        m_told.push_back({access::kServicesNoTimetable, {services_outside}});
    }
}

Result<access::DayServices> AccessModes::round_trips(std::span<const geo::Point> places,
                                                     Seconds stay, Seconds limit) {
    const auto day = timetable();
    if (!day) {
        return day.error();
    }
    access::DayOptions options;
    options.stay = stay;
    options.limit = limit;
    return access::day_services(**day, m_origins.place, places, options, m_progress);
}

Result<Journeys> AccessModes::journeys(geo::Point home, geo::Point service, const Openings& opening,
                                       Seconds limit) {
    const auto day = timetable();
    if (!day) {
        return day.error();
    }
    const std::array places{service};
    if (const auto asked = visits(**day, places, opening)) {
        return best_journeys(**day, home, *asked, limit);
    }
    return journeys_of_window(**day, home, service, m_request.window_first, m_request.direction,
                              limit);
}

std::vector<Message> AccessModes::remarks() const {
    auto all = m_sources->remarks();
    all.insert(all.end(), m_told.begin(), m_told.end());
    return all;
}

}  // namespace maillage::workspace
