// SPDX-License-Identifier: Apache-2.0
#include "workspace/access_bands.hpp"

#include "access/road_times.hpp"
#include "base/access_screen_messages.hpp"
#include "geo/contours.hpp"
#include "geo/projection.hpp"
#include "workspace/access_modes.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <utility>

namespace maillage::workspace {
namespace {

using access::Direction;
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

/// Between every stop and the centres, within the limit of the options.
Result<access::TravelTimes> times_of_stops(const access::Timetable& timetable,
                                           std::span<const geo::Point> centres,
                                           const std::optional<Visits>& visits, Direction direction,
                                           access::TransitOptions options,
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
    const auto median = [&](access::TransitDirection one) {
        options.direction = one;
        const auto window = access::transit_times(timetable, stops, centres, options, progress);
        constexpr int kMedian = 50;
        return window ? Result<access::TravelTimes>(window->percentile(kMedian))
                      : Result<access::TravelTimes>(window.error());
    };
    if (direction != Direction::kBoth) {
        return median(direction == Direction::kBack ? access::TransitDirection::kBack
                                                    : access::TransitDirection::kThere);
    }
    const auto there = median(access::TransitDirection::kThere);
    if (!there) {
        return there.error();
    }
    const auto back = median(access::TransitDirection::kBack);
    return back ? Result<access::TravelTimes>(access::longer_of(*there, *back))
                : Result<access::TravelTimes>(back.error());
}

/// Points along the stretches of a graph, so close that the areas around them join, and the times
/// there, of one way or of both.
class Along {
public:
    explicit Along(const access::RoadGraph& graph) : m_graph(graph) {
        m_first.reserve(graph.stretches.size() + 1);
        for (std::size_t s = 0; s < graph.stretches.size(); ++s) {
            m_first.push_back(m_share.size());
            add_points(s);
        }
        m_first.push_back(m_share.size());
        m_least.assign(m_share.size(), kNever);
    }

    /// Lowers the times to the longer one of \p ways to or from the same centres.
    void lower(std::span<const std::pair<access::RoadDirection, const access::Isochrones*>> ways) {
        for (std::size_t s = 0; s < m_graph.stretches.size(); ++s) {
            if (std::ranges::all_of(ways, [&](const auto& way) { return touches(s, way); })) {
                for (auto k = m_first[s]; k < m_first[s + 1]; ++k) {
                    float longest = 0.0F;
                    for (const auto& way : ways) {
                        longest = std::max(longest, time_at(s, m_share[k], way));
                    }
                    m_least[k] = std::min(m_least[k], longest);
                }
            }
        }
    }

    std::vector<Reached> within(Seconds limit) const {
        std::vector<Reached> reached;
        for (std::size_t k = 0; k < m_least.size(); ++k) {
            if (m_least[k] <= static_cast<float>(limit)) {
                reached.push_back({m_place[k], m_least[k], kBandReach});
            }
        }
        return reached;
    }

private:
    using Way = std::pair<access::RoadDirection, const access::Isochrones*>;

    void add_points(std::size_t stretch) {
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
                const auto a = to_degrees(from);
                const auto b = to_degrees(shape[i]);
                m_place.push_back({a.x + share * (b.x - a.x), a.y + share * (b.y - a.y)});
                m_share.push_back(length > 0.0 ? (gone + share * metres) / length : 0.0);
            }
            gone += metres;
        }
    }

    /// The end of the stretch where those arrive who go on to a centre, or come from one.
    struct Ends {
        double forward;
        double backward;
    };
    Ends ends_of(std::size_t stretch, const Way& way) const {
        const auto& one = m_graph.stretches[stretch];
        const bool there = way.first == access::RoadDirection::kThere;
        return {end_time(*way.second, there ? one.last_in : one.first, one.forward),
                end_time(*way.second, there ? one.first_in : one.last, one.backward)};
    }
    bool touches(std::size_t stretch, const Way& way) const {
        const auto ends = ends_of(stretch, way);
        return std::isfinite(ends.forward) || std::isfinite(ends.backward);
    }
    float time_at(std::size_t stretch, double along, const Way& way) const {
        const auto& one = m_graph.stretches[stretch];
        const auto ends = ends_of(stretch, way);
        const double gone = way.first == access::RoadDirection::kThere ? 1.0 - along : along;
        return static_cast<float>(std::min(ends.forward + gone * one.forward / 1000.0,
                                           ends.backward + (1.0 - gone) * one.backward / 1000.0));
    }
    /// Infinite: nobody goes that way.
    static double end_time(const access::Isochrones& times, std::uint32_t vertex,
                           access::Milliseconds time) {
        const auto seconds = times.seconds[vertex];
        return time == access::kNever || seconds == access::Isochrones::kNotReached
                   ? std::numeric_limits<double>::infinity()
                   : static_cast<double>(seconds);
    }

    const access::RoadGraph& m_graph;
    std::vector<std::size_t> m_first;  ///< Points of stretch s are m_first[s] .. m_first[s + 1).
    std::vector<geo::Point> m_place;   ///< Longitude, latitude.
    std::vector<double> m_share;       ///< Of the stretch's length, from its first end.
    std::vector<float> m_least;        ///< Seconds.
};

/// One centre after the other where both ways have to be with the same.
std::optional<Error> lower_all(const access::RoadGraph& graph, std::span<const geo::Point> centres,
                               Direction direction, std::span<const Seconds> thresholds,
                               access::RoadTimesOptions options, const Progress& progress,
                               Along& along) {
    const auto times = [&](access::RoadDirection one, std::span<const geo::Point> some) {
        options.direction = one;
        return access::road_isochrones(graph, some, thresholds, options, progress);
    };
    if (direction != Direction::kBoth) {
        const auto one = direction == Direction::kBack ? access::RoadDirection::kBack
                                                       : access::RoadDirection::kThere;
        const auto found = times(one, centres);
        if (!found) {
            return found.error();
        }
        along.lower(std::array{std::pair(one, &*found)});
        return std::nullopt;
    }
    for (std::size_t i = 0; i < centres.size(); ++i) {
        if (!std::isfinite(centres[i].x)) {
            continue;
        }
        progress.at(reach::kStageBands, static_cast<std::int64_t>(i), std::ssize(centres));
        const auto there = times(access::RoadDirection::kThere, centres.subspan(i, 1));
        if (!there) {
            return there.error();
        }
        const auto back = times(access::RoadDirection::kBack, centres.subspan(i, 1));
        if (!back) {
            return back.error();
        }
        along.lower(std::array{std::pair(access::RoadDirection::kThere, &*there),
                               std::pair(access::RoadDirection::kBack, &*back)});
    }
    return std::nullopt;
}

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

Result<std::shared_ptr<const carto::IsochroneBands>> road_bands(
    const access::RoadGraph& graph, std::span<const geo::Point> centres, Direction direction,
    const std::vector<int>& minutes, double way_kmh, const carto::MapGeometry& geometry,
    const Progress& progress) {
    std::vector<Seconds> thresholds;
    thresholds.reserve(minutes.size());
    for (const int one : minutes) {
        thresholds.push_back(one * access::kMinute);
    }
    access::RoadTimesOptions options;
    options.snap_metres = kMostToRoad;
    options.way_kmh = way_kmh;
    Along along(graph);
    if (const auto error =
            lower_all(graph, centres, direction, thresholds, options, progress, along)) {
        return *error;
    }
    return bands_of(along.within(thresholds.back()), minutes, 3.6 / way_kmh, geometry, progress);
}

Result<std::shared_ptr<const carto::IsochroneBands>> transit_bands(
    const access::Timetable& timetable, std::span<const geo::Point> centres,
    const std::optional<Visits>& visits, Direction direction, access::TransitOptions options,
    const std::vector<int>& minutes, const carto::MapGeometry& geometry, const Progress& progress) {
    options.limit = minutes.back() * access::kMinute;
    const auto times = times_of_stops(timetable, centres, visits, direction, options, progress);
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
