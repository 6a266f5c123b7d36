// SPDX-License-Identifier: Apache-2.0
#include "workspace/access_bands.hpp"

#include "access/road_times.hpp"
#include "base/access_screen_messages.hpp"
#include "geo/contours.hpp"
#include "geo/projection.hpp"
#include "workspace/access_modes.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <utility>

namespace maillage::workspace {
namespace {

using access::Seconds;

constexpr double kSteps = 1500.0;
constexpr double kLeastStep = 100.0;
constexpr float kNever = std::numeric_limits<float>::infinity();

/// Somewhere a centre is reached from in so many seconds, and how far around it as well.
struct Reached {
    geo::Point place;  ///< Longitude and latitude; on a sheet, metres.
    double seconds = 0.0;
    double metres = 0.0;
};

/// Where the communes of a sheet are, half a degree around them, in longitude and latitude.
geo::Box degrees_of(const carto::MapGeometry& geometry, carto::SheetId sheet) {
    constexpr double kMargin = 0.5;
    geo::Box box;
    for (std::size_t i = 0; i < geometry.surface.size(); ++i) {
        const auto place = geometry.surface[i];
        if (geometry.sheet_of_commune[i] == sheet && std::isfinite(place.x)) {
            box.add(geo::Point{place.x - kMargin, place.y - kMargin});
            box.add(geo::Point{place.x + kMargin, place.y + kMargin});
        }
    }
    return box;
}

bool holds(const geo::Box& box, geo::Point p) {
    return p.x >= box.min_x && p.x <= box.max_x && p.y >= box.min_y && p.y <= box.max_y;
}

/// Nodes around all that is reached, without times yet.
geo::GridField empty_field(std::span<const Reached> reached) {
    geo::Box box;
    for (const auto& one : reached) {
        box.add(geo::Point{one.place.x - one.metres, one.place.y - one.metres});
        box.add(geo::Point{one.place.x + one.metres, one.place.y + one.metres});
    }
    geo::GridField field;
    field.step = std::max(kLeastStep, std::max(box.width(), box.height()) / kSteps);
    const auto below = [&](double least) { return std::floor(least / field.step) * field.step; };
    field.south_west = {below(box.min_x), below(box.min_y)};
    const auto nodes = [&](double least, double most) {
        return static_cast<std::size_t>(std::ceil((most - least) / field.step)) + 1;
    };
    field.columns = nodes(field.south_west.x, box.max_x);
    field.rows = nodes(field.south_west.y, box.max_y);
    field.values.assign(field.columns * field.rows, kNever);
    return field;
}

/// The times of nodes up to \p metres from what is reached, where they are less than others.
void spread(const Reached& one, double metres, double seconds_per_metre, geo::GridField& field) {
    const auto first = [&](double at, double from) {
        return static_cast<std::size_t>(
            std::max(0.0, std::ceil((at - metres - from) / field.step)));
    };
    const auto first_column = first(one.place.x, field.south_west.x);
    for (auto r = first(one.place.y, field.south_west.y); r < field.rows; ++r) {
        const double dy = field.node(0, r).y - one.place.y;
        if (dy > metres) {
            break;
        }
        for (auto c = first_column; c < field.columns; ++c) {
            const double dx = field.node(c, r).x - one.place.x;
            if (dx > metres) {
                break;
            }
            const double away = std::hypot(dx, dy);
            auto& value = field.values[r * field.columns + c];
            if (away <= metres) {
                value = std::min(value, static_cast<float>(one.seconds + away * seconds_per_metre));
            }
        }
    }
}

/// The least time of every node, as far as the longest that is asked.
geo::GridField field_of(std::span<const Reached> reached, double seconds_per_metre, double longest,
                        const Progress& progress) {
    auto field = empty_field(reached);
    for (const auto& one : reached) {
        if (progress.cancelled()) {
            break;
        }
        // Two steps further than the time allows: the border has a value on both its sides.
        const double allowed = (longest - one.seconds) / seconds_per_metre + 2.0 * field.step;
        spread(one, std::min(one.metres, allowed), seconds_per_metre, field);
    }
    return field;
}

/// Areas on every sheet that anything reached lies on.
Result<std::shared_ptr<const carto::IsochroneBands>> bands_of(const std::vector<Reached>& reached,
                                                              const std::vector<int>& minutes,
                                                              double seconds_per_metre,
                                                              const carto::MapGeometry& geometry,
                                                              const Progress& progress) {
    auto bands = std::make_shared<carto::IsochroneBands>();
    bands->minutes = minutes;
    std::vector<std::shared_ptr<carto::PlacedLayer>> areas;
    for (std::size_t b = 0; b < minutes.size(); ++b) {
        areas.push_back(std::make_shared<carto::PlacedLayer>());
    }
    for (std::size_t s = 0; s < geometry.sheets.size(); ++s) {
        const auto& sheet = geometry.sheets[s];
        progress.at(reach::kStageBands, static_cast<std::int64_t>(s),
                    static_cast<std::int64_t>(geometry.sheets.size()));
        const auto degrees = degrees_of(geometry, sheet.id);
        std::vector<Reached> here;
        std::vector<geo::Point> places;
        for (const auto& one : reached) {
            if (holds(degrees, one.place)) {
                here.push_back(one);
                places.push_back(one.place);
            }
        }
        if (here.empty()) {
            continue;
        }
        const geo::Crs crs{carto::sheet_crs(sheet.id)};
        const auto way = geo::Projection::make({geo::kWgs84}, crs);
        if (!way) {
            return way.error();
        }
        way->apply(places);
        for (std::size_t i = 0; i < here.size(); ++i) {
            here[i].place = places[i];
        }
        std::erase_if(here, [](const Reached& one) { return !std::isfinite(one.place.x); });
        const auto field = field_of(here, seconds_per_metre, minutes.back() * 60.0, progress);
        for (std::size_t b = 0; b < minutes.size() && !progress.cancelled(); ++b) {
            auto area = geo::areas_up_to(field, minutes[b] * 60.0);
            if (area.polygon_count() > 0) {
                area.crs = crs;
                (*areas[b])[s].polygons = std::make_shared<geo::PolygonSet>(std::move(area));
            }
        }
    }
    if (progress.cancelled()) {
        return Error{Error::Code::kCancelled, {MessageId::kCancelled}, ""};
    }
    bands->areas.assign(areas.begin(), areas.end());
    return std::shared_ptr<const carto::IsochroneBands>(std::move(bands));
}

void add_centres(std::span<const geo::Point> centres, double metres,
                 std::vector<Reached>& reached) {
    for (const auto& centre : centres) {
        if (std::isfinite(centre.x)) {
            reached.push_back({centre, 0.0, metres});
        }
    }
}

/// From every stop to the nearest centre, within the limit of the options.
Result<access::TravelTimes> times_of_stops(const access::Timetable& timetable,
                                           std::span<const geo::Point> centres,
                                           const std::optional<Visits>& visits,
                                           const access::TransitOptions& options,
                                           const Progress& progress) {
    std::vector<geo::Point> stops;
    stops.reserve(timetable.stops.size());
    for (const auto& stop : timetable.stops) {
        stops.push_back(stop.place);
    }
    if (visits) {
        const auto course = access::course_times(timetable, stops, visits->places, visits->hours,
                                                 options, progress);
        return course ? Result<access::TravelTimes>(best_visits(*course, *visits).both)
                      : Result<access::TravelTimes>(course.error());
    }
    const auto window = access::transit_times(timetable, stops, centres, options, progress);
    constexpr int kMedian = 50;
    return window ? Result<access::TravelTimes>(window->percentile(kMedian))
                  : Result<access::TravelTimes>(window.error());
}

/// Times along the stretches of a graph.
class Along {
public:
    Along(const access::RoadGraph& graph, const access::Isochrones& times, Seconds limit)
        : m_graph(graph), m_times(times), m_limit(limit) {}

    void add(std::size_t stretch, std::vector<Reached>& reached) const {
        const auto& one = m_graph.stretches[stretch];
        const auto forward = end_time(one.last_in, one.forward);
        const auto backward = end_time(one.first_in, one.backward);
        if (!std::isfinite(forward) && !std::isfinite(backward)) {
            return;
        }
        const auto shape = m_graph.shape_of(stretch);
        double length = 0.0;
        for (std::size_t i = 1; i < shape.size(); ++i) {
            length += access::road_metres(shape[i - 1], shape[i]);
        }
        double gone = 0.0;
        for (std::size_t i = 0; i < shape.size(); ++i) {
            const auto from = shape[i > 0 ? i - 1 : 0];
            const double metres = access::road_metres(from, shape[i]);
            // Bends and, on a straight road, so close that the areas around them join.
            const auto parts = std::max(1, static_cast<int>(std::ceil(metres / kBandReach * 4.0)));
            for (int part = i == 0 ? parts : 1; part <= parts; ++part) {
                const double share = static_cast<double>(part) / parts;
                const double along = length > 0.0 ? (gone + share * metres) / length : 0.0;
                const double time = std::min(forward + (1.0 - along) * one.forward / 1000.0,
                                             backward + along * one.backward / 1000.0);
                if (time <= m_limit) {
                    const auto a = to_degrees(from);
                    const auto b = to_degrees(shape[i]);
                    reached.push_back(
                        {{a.x + share * (b.x - a.x), a.y + share * (b.y - a.y)}, time, kBandReach});
                }
            }
            gone += metres;
        }
    }

private:
    /// From the vertex where those arrive who go one way; infinite: nobody does.
    double end_time(std::uint32_t vertex, access::Milliseconds time) const {
        const auto seconds = m_times.seconds[vertex];
        return time == access::kNever || seconds == access::Isochrones::kNotReached
                   ? std::numeric_limits<double>::infinity()
                   : static_cast<double>(seconds);
    }

    const access::RoadGraph& m_graph;
    const access::Isochrones& m_times;
    Seconds m_limit;
};

}  // namespace

Result<std::shared_ptr<const carto::IsochroneBands>> estimated_bands(
    std::span<const geo::Point> centres, const std::vector<int>& minutes,
    const access::EstimateOptions& options, const carto::MapGeometry& geometry,
    const Progress& progress) {
    const double seconds_per_metre = options.detour * 3.6 / options.kilometres_per_hour;
    std::vector<Reached> reached;
    // A tenth beyond the last border, for its values.
    add_centres(centres, 1.1 * minutes.back() * 60.0 / seconds_per_metre, reached);
    return bands_of(reached, minutes, seconds_per_metre, geometry, progress);
}

Result<std::shared_ptr<const carto::IsochroneBands>> road_bands(const access::RoadGraph& graph,
                                                                std::span<const geo::Point> centres,
                                                                const std::vector<int>& minutes,
                                                                double way_kmh,
                                                                const carto::MapGeometry& geometry,
                                                                const Progress& progress) {
    std::vector<Seconds> thresholds;
    thresholds.reserve(minutes.size());
    for (const int one : minutes) {
        thresholds.push_back(one * access::kMinute);
    }
    access::RoadTimesOptions options;
    options.snap_metres = kMostToRoad;
    options.way_kmh = way_kmh;
    const auto times = access::road_isochrones(graph, centres, thresholds, options, progress);
    if (!times) {
        return times.error();
    }
    std::vector<Reached> reached;
    const Along along(graph, *times, thresholds.back());
    for (std::size_t s = 0; s < graph.stretches.size() && !progress.cancelled(); ++s) {
        along.add(s, reached);
    }
    return bands_of(reached, minutes, 3.6 / way_kmh, geometry, progress);
}

Result<std::shared_ptr<const carto::IsochroneBands>> transit_bands(
    const access::Timetable& timetable, std::span<const geo::Point> centres,
    const std::optional<Visits>& visits, access::TransitOptions options,
    const std::vector<int>& minutes, const carto::MapGeometry& geometry, const Progress& progress) {
    options.limit = minutes.back() * access::kMinute;
    const auto times = times_of_stops(timetable, centres, visits, options, progress);
    if (!times) {
        return times.error();
    }
    const auto& walking = options.walking;
    // Elsewhere nothing is known, and the grid would be coarse for nothing.
    std::vector<geo::Point> covered;
    const auto cover = access::transit_cover(timetable, centres, walking);
    for (std::size_t i = 0; i < centres.size(); ++i) {
        if (cover[i] != access::TransitCover::kNoData) {
            covered.push_back(centres[i]);
        }
    }
    std::vector<Reached> reached;
    add_centres(covered, access::reach_metres(walking.direct, walking), reached);
    const double metres = access::reach_metres(walking.to_stop, walking);
    for (std::size_t s = 0; s < timetable.stops.size(); ++s) {
        if (const auto nearest = access::nearest(*times, s)) {
            reached.push_back(
                {timetable.stops[s].place, static_cast<double>(nearest->time), metres});
        }
    }
    return bands_of(reached, minutes, walking.detour * 3.6 / walking.speed_kmh, geometry, progress);
}

}  // namespace maillage::workspace
