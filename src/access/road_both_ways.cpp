// SPDX-License-Identifier: Apache-2.0
#include "access/road_times.hpp"

#include <algorithm>
#include <utility>

namespace maillage::access {
namespace {

constexpr std::size_t kNearest = 2;

SnappedPlaces chosen(const SnappedPlaces& all, std::span<const std::size_t> which) {
    SnappedPlaces some;
    for (const auto i : which) {
        some.places.push_back(all.places[i]);
        some.snaps.push_back(all.snaps[i]);
    }
    return some;
}

Result<TwoWays> within_limit(const RoadGraph& graph, const SnappedPlaces& from,
                             const SnappedPlaces& to, RoadTimesOptions options,
                             const Progress& progress) {
    TwoWays ways;
    for (const auto& [direction, into] : {std::pair(RoadDirection::kThere, &ways.there),
                                          std::pair(RoadDirection::kBack, &ways.back)}) {
        options.direction = direction;
        auto times = road_times(graph, from, to, options, progress);
        if (!times) {
            return times.error();
        }
        *into = std::move(times).value();
    }
    return ways;
}

/// One origin's times of both ways.
struct Row {
    std::vector<Reach> there;
    std::vector<Reach> back;
};

Row row_of(const TwoWays& ways, std::size_t origin) {
    const auto there = ways.there.from(origin);
    const auto back = ways.back.from(origin);
    return {{there.begin(), there.end()}, {back.begin(), back.end()}};
}

/// The times to and from one service, which has both ways.
void add_service(const TwoWays& ways, std::size_t origin, Index<Service> service, Row& row) {
    for (const auto& [times, into] :
         {std::pair(&ways.there, &row.there), std::pair(&ways.back, &row.back)}) {
        into->push_back(*std::ranges::find(times->from(origin), service, &Reach::service));
    }
}

}  // namespace

Result<TwoWays> road_times_both_ways(const RoadGraph& graph, const SnappedPlaces& from,
                                     const SnappedPlaces& to, const RoadTimesOptions& options,
                                     Seconds farthest, const Progress& progress) {
    const auto within = within_limit(graph, from, to, options, progress);
    if (!within) {
        return within.error();
    }
    std::vector<Row> rows;
    std::vector<std::size_t> open;  // Origins that have not found their two.
    const auto both = longer_of(within->there, within->back);
    for (std::size_t i = 0; i < from.places.size(); ++i) {
        rows.push_back(row_of(*within, i));
        if (both.from(i).size() < kNearest && from.snaps[i].valid()) {
            open.push_back(i);
        }
    }
    auto wider = options;
    while (!open.empty() && wider.limit < farthest) {
        wider.limit = wider.limit > farthest / 2 ? farthest : std::max(2 * wider.limit, kMinute);
        const auto found = within_limit(graph, chosen(from, open), to, wider, progress);
        if (!found) {
            return found.error();
        }
        const auto longer = longer_of(found->there, found->back);
        std::vector<std::size_t> still_open;
        for (std::size_t k = 0; k < open.size(); ++k) {
            const auto nearest = longer.from(k);
            if (nearest.size() < kNearest && wider.limit < farthest) {
                still_open.push_back(open[k]);
                continue;
            }
            for (const auto& one : nearest.first(std::min(kNearest, nearest.size()))) {
                add_service(*found, k, one.service, rows[open[k]]);
            }
        }
        open = std::move(still_open);
    }
    TwoWays ways;
    for (auto& row : rows) {
        ways.there.add_origin(std::move(row.there));
        ways.back.add_origin(std::move(row.back));
    }
    return ways;
}

}  // namespace maillage::access
