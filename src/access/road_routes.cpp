// SPDX-License-Identifier: Apache-2.0
/// \file
/// What is drawn of roads: a route, isochrones; and the ends of places that all searches use.
#include "access/road_build.hpp"
#include "access/road_ends.hpp"
#include "access/road_search.hpp"
#include "access/road_times.hpp"
#include "base/roads_messages.hpp"

#include <algorithm>
#include <cmath>

namespace maillage::access {
namespace {

Error stopped() { return {Error::Code::kCancelled, {roads::kRoadsStopped}, ""}; }

/// Milliseconds of a metre at 1 km/h.
constexpr double kMetresAnHour = 3600.0;

/// Adds the way between the place and its road to all of its ends.
void add_way(const RoadSnap& place, double kmh, std::vector<RoadEnd>& ends) {
    for (auto& end : ends) {
        end.time += way_time(place, kmh);
    }
}

Milliseconds share_of(Milliseconds time, double share) {
    return static_cast<Milliseconds>(std::llround(share * time));
}

/// How far the place is along its stretch, followed as \p along says.
double progress_along(const RoadSnap& place, std::uint32_t along) {
    return (along & 1U) == 0 ? place.along : 1.0 - static_cast<double>(place.along);
}

/// A place at the very end of its stretch is at the junction there: it need not follow the stretch.
/// Vertices of one place stand side by side (see order_vertices()).
void add_junction(const RoadGraph& graph, const RoadSnap& place, std::vector<RoadEnd>& ends) {
    if (!place.valid() || (place.along > 0.0F && place.along < 1.0F)) {
        return;
    }
    const auto& one = graph.stretches[place.stretch];
    const auto vertex = place.along == 0.0F ? one.first : one.last;
    const auto same = [&](std::uint32_t v) { return graph.place[v] == graph.place[vertex]; };
    auto v = vertex;
    while (v > 0 && same(v - 1)) {
        --v;
    }
    for (; v < graph.vertex_count() && same(v); ++v) {
        ends.push_back({v, 0, RoadEnd::kHere});
    }
}

/// Part [from, to] (shares of its length) of a stretch as followed.
void add_part(const RoadGraph& graph, std::uint32_t along, double from, double to,
              RoadRoute& route) {
    const auto shape = graph.shape_of(along / 2);
    std::vector<RoadPlace> points(shape.begin(), shape.end());
    if ((along & 1U) != 0) {
        std::reverse(points.begin(), points.end());
    }
    double all = 0.0;
    for (std::size_t i = 1; i < points.size(); ++i) {
        all += road_metres(points[i - 1], points[i]);
    }
    const double first = from * all;
    const double last = to * all;
    const auto add = [&](geo::Point point) {
        if (route.points.empty() || !(route.points.back() == point)) {
            route.points.push_back(point);
        }
    };
    double before = 0.0;
    for (std::size_t i = 1; i < points.size(); ++i) {
        const double metres = road_metres(points[i - 1], points[i]);
        const auto a = to_degrees(points[i - 1]);
        const auto b = to_degrees(points[i]);
        const auto at = [&](double where) {
            const double t = metres > 0.0 ? (where - before) / metres : 0.0;
            return geo::Point{a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t};
        };
        if (before + metres >= first && before <= last) {
            add(before >= first ? a : at(first));
            add(before + metres <= last ? b : at(last));
        }
        before += metres;
    }
    route.metres += last - first;
}

/// Stretches from a seed to \p vertex, found backwards from the times: on every fastest way some
/// arc fits exactly.
std::vector<std::uint32_t> stretches_to(const RoadGraph& graph, const RoadSearch& search,
                                        std::span<const RoadEnd> leaving, std::uint32_t& vertex) {
    std::vector<std::uint32_t> way;
    const auto is_start = [&](std::uint32_t v) {
        return std::ranges::any_of(leaving, [&](const RoadEnd& end) {
            return end.vertex == v && end.time == search.at(v);
        });
    };
    while (!is_start(vertex)) {
        for (auto a = graph.in_start[vertex];; ++a) {
            const auto& arc = graph.in[a];
            const auto before = search.at(arc.vertex);
            if (before != kNoTime && before + arc.time == search.at(vertex)) {
                way.push_back(graph.in_stretch[a]);
                vertex = arc.vertex;
                break;
            }
        }
    }
    std::reverse(way.begin(), way.end());
    return way;
}

/// Gives all vertices of a junction the least of their bands. A stretch names the vertex of its
/// junction and the one that those who come along it reach; what a barrier parts has no stretch in
/// common.
void share_times(const RoadGraph& graph, std::vector<Seconds>& times) {
    for (const auto& one : graph.stretches) {
        times[one.first] = std::min(times[one.first], times[one.first_in]);
        times[one.last] = std::min(times[one.last], times[one.last_in]);
    }
    for (const auto& one : graph.stretches) {
        times[one.first_in] = times[one.first];
        times[one.last_in] = times[one.last];
    }
}

}  // namespace

std::vector<RoadEnd> ends_leaving(const RoadGraph& graph, const RoadSnap& place) {
    std::vector<RoadEnd> ends;
    for (std::uint32_t back = 0; place.valid() && back < 2; ++back) {
        const auto& one = graph.stretches[place.stretch];
        if (const auto time = time_of(one, back); time != kNever) {
            const auto gone = share_of(time, progress_along(place, back));
            ends.push_back({head_of(one, back), time - gone, 2 * place.stretch + back});
        }
    }
    add_junction(graph, place, ends);
    return ends;
}

std::vector<RoadEnd> ends_arriving(const RoadGraph& graph, const RoadSnap& place) {
    std::vector<RoadEnd> ends;
    for (std::uint32_t back = 0; place.valid() && back < 2; ++back) {
        const auto& one = graph.stretches[place.stretch];
        const auto along = 2 * place.stretch + back;
        const auto time = time_of(one, back);
        if (time == kNever) {
            continue;
        }
        // Every vertex from which the stretch may be entered: where turns are forbidden, several.
        const auto head = head_of(one, back);
        for (auto a = graph.in_start[head]; a < graph.in_start[head + 1]; ++a) {
            if (graph.in_stretch[a] == along) {
                ends.push_back(
                    {graph.in[a].vertex, share_of(time, progress_along(place, back)), along});
            }
        }
    }
    add_junction(graph, place, ends);
    return ends;
}

std::optional<DirectWay> direct_way(const RoadGraph& graph, const RoadSnap& from,
                                    const RoadSnap& to) {
    std::optional<DirectWay> best;
    if (!from.valid() || from.stretch != to.stretch) {
        return best;
    }
    for (std::uint32_t back = 0; back < 2; ++back) {
        const auto time = time_of(graph.stretches[from.stretch], back);
        const double share = progress_along(to, back) - progress_along(from, back);
        if (time == kNever || share < 0.0) {
            continue;
        }
        const auto taken = share_of(time, share);
        if (!best || taken < best->time) {
            best = DirectWay{taken, 2 * from.stretch + back};
        }
    }
    return best;
}

Milliseconds way_time(const RoadSnap& place, double kmh) {
    return kmh > 0.0 ? static_cast<Milliseconds>(std::llround(place.metres / kmh * kMetresAnHour))
                     : 0;
}

std::optional<Milliseconds> straight_time(const RoadSnap& a, geo::Point place_a, const RoadSnap& b,
                                          geo::Point place_b, double kmh) {
    if (!(kmh > 0.0) || !a.valid() || a.stretch != b.stretch) {
        return std::nullopt;
    }
    const double metres = road_metres(to_road_place(place_a), to_road_place(place_b));
    return metres <= a.metres + b.metres ? std::optional(static_cast<Milliseconds>(
                                               std::llround(metres / kmh * kMetresAnHour)))
                                         : std::nullopt;
}

Milliseconds limit_in_milliseconds(std::int32_t seconds) {
    constexpr std::int64_t kMost = 3'000'000'000;  // One arc more does not overflow.
    return static_cast<Milliseconds>(
        std::clamp<std::int64_t>(std::int64_t{seconds} * 1000 + 499, 0, kMost));
}

Result<std::optional<RoadRoute>> road_route(const RoadGraph& graph, geo::Point from, geo::Point to,
                                            const RoadTimesOptions& options,
                                            const Progress& progress) {
    using Answer = std::optional<RoadRoute>;
    if (options.direction == RoadDirection::kBack) {
        std::swap(from, to);
    }
    const auto start = snap_to_roads(graph, from, options.snap_metres);
    const auto goal = snap_to_roads(graph, to, options.snap_metres);
    const auto limit = limit_in_milliseconds(options.limit);
    auto leaving = ends_leaving(graph, start);
    auto arriving = ends_arriving(graph, goal);
    add_way(start, options.way_kmh, leaving);
    add_way(goal, options.way_kmh, arriving);
    std::vector<Seed<TimeLabel>> seeds;
    seeds.reserve(leaving.size());
    for (const auto& end : leaving) {
        seeds.push_back({end.vertex, end.time});
    }
    auto arcs = forward_arcs(graph);
    arcs.longest += start.valid() ? way_time(start, options.way_kmh) : 0;
    RoadSearch search(arcs);
    if (!search.run(seeds, limit, progress)) {
        return stopped();
    }
    const RoadEnd* last = nullptr;
    Milliseconds best = kNever;
    for (const auto& end : arriving) {
        const auto time = search.at(end.vertex);
        if (time != kNoTime && time + end.time < best) {
            best = time + end.time;
            last = &end;
        }
    }
    auto direct = direct_way(graph, start, goal);
    if (direct) {
        direct->time += way_time(start, options.way_kmh) + way_time(goal, options.way_kmh);
    }
    RoadRoute route;
    const auto straight = straight_time(start, from, goal, to, options.way_kmh);
    if (straight && *straight <= std::min({best, limit, direct ? direct->time : kNever})) {
        route.time = to_seconds(*straight);
        route.points = {from, to};
        return Answer(std::move(route));
    }
    if (direct && direct->time <= std::min(best, limit)) {
        route.time = to_seconds(direct->time);
        add_part(graph, direct->along, progress_along(start, direct->along),
                 progress_along(goal, direct->along), route);
        return Answer(std::move(route));
    }
    if (last == nullptr || best > limit) {
        return Answer();
    }
    route.time = to_seconds(best);
    auto vertex = last->vertex;
    const auto way = stretches_to(graph, search, leaving, vertex);
    const auto first = std::ranges::find_if(leaving, [&](const RoadEnd& end) {
        return end.vertex == vertex && end.time == search.at(vertex);
    });
    if (first->along != RoadEnd::kHere) {
        add_part(graph, first->along, progress_along(start, first->along), 1.0, route);
    }
    for (const auto along : way) {
        add_part(graph, along, 0.0, 1.0, route);
    }
    if (last->along != RoadEnd::kHere) {
        add_part(graph, last->along, 0.0, progress_along(goal, last->along), route);
    }
    return Answer(std::move(route));
}

Result<Isochrones> road_isochrones(const RoadGraph& graph, std::span<const geo::Point> centres,
                                   std::span<const Seconds> thresholds,
                                   const RoadTimesOptions& options, const Progress& progress) {
    const bool there = options.direction == RoadDirection::kThere;
    std::vector<Seed<TimeLabel>> seeds;
    Milliseconds longest_way = 0;
    for (const auto& snap : snap_to_roads(graph, centres, options.snap_metres)) {
        auto ends = there ? ends_arriving(graph, snap) : ends_leaving(graph, snap);
        add_way(snap, options.way_kmh, ends);
        for (const auto& end : ends) {
            seeds.push_back({end.vertex, end.time});
            longest_way = std::max(longest_way, way_time(snap, options.way_kmh));
        }
    }
    auto arcs = there ? backward_arcs(graph) : forward_arcs(graph);
    arcs.longest += longest_way;
    RoadSearch search(arcs);
    const auto limit = thresholds.empty() ? 0 : limit_in_milliseconds(thresholds.back());
    if (!search.run(seeds, limit, progress)) {
        return stopped();
    }
    Isochrones bands;
    bands.seconds.assign(graph.vertex_count(), Isochrones::kNotReached);
    for (const auto vertex : search.touched()) {
        bands.seconds[vertex] = to_seconds(search.at(vertex));
    }
    share_times(graph, bands.seconds);
    for (const auto time : bands.seconds) {
        const auto found = std::ranges::lower_bound(thresholds, time);
        bands.band.push_back(found == thresholds.end()
                                 ? Isochrones::kBeyond
                                 : static_cast<std::uint8_t>(found - thresholds.begin()));
    }
    bands.kilometres.assign(thresholds.size(), 0.0);
    bands.stretch_band.reserve(graph.stretches.size());
    for (std::size_t s = 0; s < graph.stretches.size(); ++s) {
        const auto& one = graph.stretches[s];
        const auto band = std::max(bands.band[one.first], bands.band[one.last]);
        bands.stretch_band.push_back(band);
        const auto shape = graph.shape_of(s);
        for (std::size_t i = 1; band != Isochrones::kBeyond && i < shape.size(); ++i) {
            bands.kilometres[band] += road_metres(shape[i - 1], shape[i]) / 1000.0;
        }
    }
    return bands;
}

}  // namespace maillage::access
