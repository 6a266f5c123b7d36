// SPDX-License-Identifier: Apache-2.0
#include "access/timetable.hpp"

#include "access/timetable_parts.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace maillage::access {
namespace {

/// Positive: c lies to the left of the way from a to b.
double turn(geo::Point a, geo::Point b, geo::Point c) {
    return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

bool inside(std::span<const geo::Point> hull, geo::Point place) {
    if (hull.size() < 3) {
        return false;
    }
    for (std::size_t i = 0; i < hull.size(); ++i) {
        // Written so that a place that is not finite is outside.
        if (!(turn(hull[i], hull[(i + 1) % hull.size()], place) >= 0)) {
            return false;
        }
    }
    return true;
}

}  // namespace

// Andrew's monotone chain.
std::vector<geo::Point> convex_hull(std::vector<geo::Point> points) {
    std::ranges::sort(points, {}, [](geo::Point one) { return std::tuple(one.x, one.y); });
    points.erase(std::unique(points.begin(), points.end()), points.end());
    if (points.size() < 3) {
        return points;
    }
    std::vector<geo::Point> hull;
    const auto add = [&](geo::Point point, std::size_t keep) {
        while (hull.size() >= keep + 2 &&
               turn(hull[hull.size() - 2], hull[hull.size() - 1], point) <= 0) {
            hull.pop_back();
        }
        hull.push_back(point);
    };
    for (const auto& point : points) {
        add(point, 0);
    }
    const auto lower = hull.size() - 1;
    for (auto at = points.rbegin() + 1; at != points.rend(); ++at) {
        add(*at, lower);
    }
    hull.pop_back();
    return hull;
}

void index_calls(Timetable& timetable) {
    const auto each_boarding = [&](const auto& use) {
        for (std::uint32_t p = 0; p < timetable.patterns.size(); ++p) {
            const auto& pattern = timetable.patterns[p];
            for (std::uint32_t c = 0; c + 1 < pattern.length; ++c) {
                const auto& call = timetable.calls[pattern.first_call + c];
                if (call.board) {
                    use(call.stop, Timetable::PatternCall{p, c});
                }
            }
        }
    };
    timetable.stop_first.assign(timetable.stops.size() + 1, 0);
    each_boarding(
        [&](std::uint32_t stop, Timetable::PatternCall) { ++timetable.stop_first[stop + 1]; });
    for (std::size_t i = 1; i < timetable.stop_first.size(); ++i) {
        timetable.stop_first[i] += timetable.stop_first[i - 1];
    }
    timetable.stop_calls.resize(timetable.stop_first.back());
    auto next = timetable.stop_first;
    each_boarding([&](std::uint32_t stop, Timetable::PatternCall call) {
        timetable.stop_calls[next[stop]++] = call;
    });
}

Timetable reversed(const Timetable& timetable) {
    Timetable back = timetable;
    back.reversed = !timetable.reversed;
    for (const auto& pattern : timetable.patterns) {
        for (std::uint32_t c = 0; c < pattern.length; ++c) {
            const auto& call = timetable.calls[pattern.first_call + c];
            back.calls[pattern.first_call + pattern.length - 1 - c] = {call.stop, call.alight,
                                                                       call.board};
        }
        const auto count = pattern.length * pattern.trip_count;
        for (std::uint32_t i = 0; i < count; ++i) {
            const auto& times = timetable.times[pattern.first_time + i];
            back.times[pattern.first_time + count - 1 - i] = {-times.departure, -times.arrival};
        }
        std::reverse_copy(timetable.trip_of.begin() + pattern.first_trip,
                          timetable.trip_of.begin() + pattern.first_trip + pattern.trip_count,
                          back.trip_of.begin() + pattern.first_trip);
    }
    index_calls(back);
    std::vector<std::vector<StopWalk>> walks(timetable.stops.size());
    for (std::uint32_t stop = 0; stop < timetable.stops.size(); ++stop) {
        for (const auto& walk : timetable.walks_from(stop)) {
            walks[walk.stop].push_back({stop, walk.seconds});
        }
    }
    index_walks(back, walks);
    return back;
}

void index_walks(Timetable& timetable, const std::vector<std::vector<StopWalk>>& walks) {
    timetable.walk_first.assign(1, 0);
    timetable.walks.clear();
    for (const auto& from : walks) {
        timetable.walks.insert(timetable.walks.end(), from.begin(), from.end());
        timetable.walk_first.push_back(static_cast<std::uint32_t>(timetable.walks.size()));
    }
}

std::vector<TransitCover> transit_cover(const Timetable& timetable,
                                        std::span<const geo::Point> places,
                                        const Walking& walking) {
    const auto near = near_stops(timetable);
    std::vector<TransitCover> cover;
    cover.reserve(places.size());
    for (const auto& place : places) {
        if (!walks_within(near, place, walking, walking.to_stop).empty()) {
            cover.push_back(TransitCover::kStop);
            continue;
        }
        const bool told = std::any_of(timetable.areas.begin(), timetable.areas.end(),
                                      [&](const auto& area) { return inside(area, place); });
        cover.push_back(told ? TransitCover::kNoStop : TransitCover::kNoData);
    }
    return cover;
}

NearPoints near_stops(const Timetable& timetable) {
    std::vector<geo::Point> places;
    places.reserve(timetable.stops.size());
    for (const auto& stop : timetable.stops) {
        places.push_back(stop.place);
    }
    return NearPoints(places);
}

}  // namespace maillage::access
