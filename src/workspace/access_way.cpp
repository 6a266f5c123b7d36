// SPDX-License-Identifier: Apache-2.0
#include "workspace/access_way.hpp"

#include "access/road_times.hpp"
#include "access/transit_journey.hpp"
#include "geo/projection.hpp"
#include "workspace/access.hpp"
#include "workspace/access_modes.hpp"
#include "workspace/access_visits.hpp"

#include <array>
#include <optional>
#include <utility>

namespace maillage::workspace {
namespace {

using Points = std::vector<geo::Point>;

std::shared_ptr<const carto::PlacedLayer> placed(const std::vector<Points>& ways,
                                                 const carto::MapGeometry& geometry) {
    auto lines = std::make_shared<geo::LineSet>();
    lines->crs = {geo::kWgs84};
    for (const auto& points : ways) {
        for (const auto point : points) {
            lines->add_point(point);
        }
        lines->close_line();
        lines->close_feature();
    }
    MapLayer layer;
    layer.lines = std::move(lines);
    return std::make_shared<carto::PlacedLayer>(carto::place_layer(layer, geometry));
}

std::optional<Error> find_road(RoadMode mode, geo::Point from, geo::Point to,
                               TravelSources& sources, const Progress& progress, AccessWay& way) {
    const auto graph = sources.roads(mode, progress);
    if (!graph) {
        return graph.error();
    }
    access::RoadTimesOptions options;
    options.limit = kLongestNearest;
    options.snap_metres = kMostToRoad;
    const auto direction = way.of->direction;
    std::vector<Points> ways;
    const auto add = [&](access::RoadDirection one, double& metres) -> std::optional<Error> {
        options.direction = one;
        auto route = access::road_route(**graph, from, to, options, progress);
        if (!route) {
            return route.error();
        }
        if (*route && (*route)->points.size() > 1) {
            metres = (*route)->metres;
            ways.push_back((*route)->points);
        }
        return std::nullopt;
    };
    if (direction != access::Direction::kBack) {
        if (auto error = add(access::RoadDirection::kThere, way.metres)) {
            return error;
        }
    }
    if (direction != access::Direction::kThere) {
        const bool both = direction == access::Direction::kBoth;
        if (auto error = add(access::RoadDirection::kBack, both ? way.metres_back : way.metres)) {
            return error;
        }
    }
    if (!ways.empty()) {
        way.route = placed(ways, *way.of->request.geometry);
    }
    return std::nullopt;
}

/// Leaving at the first minute of the window, each way that is asked; there and back where opening
/// hours are.
std::optional<Error> find_journey(geo::Point from, geo::Point to, TravelSources& sources,
                                  const Progress& progress, AccessWay& way) {
    const auto& asked = way.of->request.asked;
    const auto timetable = sources.timetable({asked.day, false, false}, progress);
    if (!timetable) {
        return timetable.error();
    }
    Journeys ways;
    if (asked.opening_hours) {
        const auto& map = *way.of;
        const auto service = map.communes[way.commune.value].nearest->service;
        const auto& text = map.request.dataset->services[service.value].opening_hours;
        ways = best_journeys(**timetable, from,
                             visits_within(std::array{to}, {access::parse_opening_hours(text)},
                                           (*timetable)->day, std::nullopt),
                             kLongestNearest);
    } else {
        ways = journeys_of_window(**timetable, from, to, asked.window_first * access::kMinute,
                                  asked.direction, kLongestNearest);
    }
    for (const auto& journey : {ways.there, ways.back}) {
        if (journey) {
            const auto legs = access::journey_sentences(*journey);
            way.journey.insert(way.journey.end(), legs.begin(), legs.end());
        }
    }
    return std::nullopt;
}

}  // namespace

bool has_way(const AccessMap& map, Index<Commune> commune) {
    const auto mode = map.request.asked.mode.value_or(AccessMode::kEstimate);
    return mode != AccessMode::kEstimate && commune.value < map.communes.size() &&
           map.communes[commune.value].nearest.has_value();
}

Result<AccessWayPtr> access_way(const AccessMapPtr& map, Index<Commune> commune,
                                TravelSources& sources, const Progress& progress) {
    auto way = std::make_shared<AccessWay>();
    way->of = map;
    way->commune = commune;
    const auto from = map->origins[commune.value];
    const auto to = map->places[map->communes[commune.value].nearest->service.value];
    const auto mode = road_mode(map->request.asked);
    const auto error = mode ? find_road(*mode, from, to, sources, progress, *way)
                            : find_journey(from, to, sources, progress, *way);
    if (error) {
        return *error;
    }
    if (progress.cancelled()) {
        return Error{Error::Code::kCancelled, {MessageId::kCancelled}, ""};
    }
    return AccessWayPtr(std::move(way));
}

}  // namespace maillage::workspace
