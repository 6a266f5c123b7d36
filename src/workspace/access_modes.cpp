// SPDX-License-Identifier: Apache-2.0
#include "workspace/access_modes.hpp"

#include "access/road_snap.hpp"
#include "access/road_times.hpp"
#include "base/access_messages.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <set>
#include <utility>

namespace maillage::workspace {
namespace {

using access::Seconds;

/// A commune whose point is further from its road is told of.
constexpr double kFarFromRoad = 1000.0;

Error not_found(Message message) { return {Error::Code::kNotFound, std::move(message), ""}; }

}  // namespace

Result<ModeTimes> AccessModes::times(AccessMode mode, std::span<const geo::Point> places,
                                     Seconds limit, bool nearest) {
    switch (mode) {
        case AccessMode::kCar:
            return by_road(RoadMode::kCar, places, limit, nearest);
        case AccessMode::kBike:
            return by_road(RoadMode::kBike, places, limit, nearest);
        case AccessMode::kWalk:
            return by_road(RoadMode::kFoot, places, limit, nearest);
        case AccessMode::kTransit:
            return by_transit(places, limit, nearest);
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
    ModeTimes made{std::move(found).value(), {}, {}};
    for (const auto kind : m_origins.kind) {
        made.known.push_back(kind != access::OriginKind::kUnknown);
    }
    return made;
}

void AccessModes::tell_snaps(const access::RoadGraph& graph, std::span<const geo::Point> places,
                             bool tell, ModeTimes& made) {
    const auto origins = access::snap_to_roads(graph, m_origins.place, kMostToRoad);
    std::set<std::uint32_t> pieces;  // On which services are.
    for (const auto& snap : access::snap_to_roads(graph, places, kMostToRoad)) {
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
    options.snap_metres = kMostToRoad;
    auto within = access::road_times(**graph, m_origins.place, places, options, m_progress);
    if (!within) {
        return within.error();
    }
    ModeTimes made;
    tell_snaps(**graph, places, nearest, made);
    if (!nearest) {
        made.times = std::move(within).value();
        return made;
    }
    options.limit = std::max(limit, kLongestNearest);
    const auto first =
        access::nearest_by_road(**graph, m_origins.place, places, options, m_progress);
    if (!first) {
        return first.error();
    }
    for (std::size_t i = 0; i < first->size(); ++i) {
        const auto row = within->from(i);
        std::vector<access::Reach> all(row.begin(), row.end());
        for (const auto& one : {(*first)[i].first, (*first)[i].second}) {
            if (one) {
                all.push_back(*one);
            }
        }
        made.times.add_origin(std::move(all));
    }
    return made;
}

Result<ModeTimes> AccessModes::by_transit(std::span<const geo::Point> places, Seconds limit,
                                          bool tell) {
    if (!has_feeds()) {
        return not_found({access::kAccessNoTransit});
    }
    const auto timetable = m_sources->timetable(m_request.day, m_progress);
    if (!timetable) {
        return timetable.error();
    }
    access::TransitOptions options;
    options.window_first = m_request.window_first;
    options.window_end = m_request.window_end;
    options.limit = limit;
    auto window = access::transit_times(**timetable, m_origins.place, places, options, m_progress);
    if (!window) {
        return window.error();
    }
    constexpr int kMedian = 50;
    ModeTimes made{window->percentile(kMedian), {}, {}};
    std::int64_t no_data = 0;
    for (std::size_t i = 0; i < window->origin_cover.size(); ++i) {
        const bool known = window->origin_cover[i] != access::TransitCover::kNoData;
        made.known.push_back(known);
        no_data += m_wanted[i] && !known ? 1 : 0;
    }
    std::int64_t services_outside = 0;
    for (std::size_t j = 0; j < places.size(); ++j) {
        services_outside +=
            std::isfinite(places[j].x) && window->service_cover[j] == access::TransitCover::kNoData
                ? 1
                : 0;
    }
    if (tell) {
        m_told.clear();
    }
    if (tell && no_data > 0) {
        m_told.push_back({access::kCommunesNoTimetable, {no_data}});
    }
    if (tell && services_outside > 0) {
        m_told.push_back({access::kServicesNoTimetable, {services_outside}});
    }
    made.window = std::move(window).value();
    return made;
}

std::vector<Message> AccessModes::remarks() const {
    auto all = m_sources->remarks();
    all.insert(all.end(), m_told.begin(), m_told.end());
    return all;
}

}  // namespace maillage::workspace
