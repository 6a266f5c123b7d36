// SPDX-License-Identifier: Apache-2.0
#include "access/estimate.hpp"

#include "access/point_index.hpp"
#include "base/access_messages.hpp"
#include "base/parallel.hpp"

#include <atomic>
#include <cmath>
#include <limits>
#include <vector>

namespace maillage::access {
namespace {

Seconds time_of(double metres, double metres_per_second) {
    // Half way round the Earth on foot is 16 million seconds: it fits.
    return static_cast<Seconds>(std::lround(metres / metres_per_second));
}

}  // namespace

Result<TravelTimes> estimate_times(std::span<const geo::Point> origins,
                                   std::span<const geo::Point> services,
                                   const EstimateOptions& options, const Progress& progress) {
    constexpr double kPerHour = 3.6;
    constexpr std::size_t kChunk = 256;
    const double speed = options.kilometres_per_hour / kPerHour / options.detour;
    // Times are rounded: what takes half a second more is still within the limit.
    const double reach = (static_cast<double>(options.limit) + 0.5) * speed;
    const PointIndex index(services);
    std::vector<std::vector<Reach>> rows(origins.size());
    std::atomic<std::int64_t> done = 0;
    in_chunks(origins.size(), kChunk, 0, [&](std::size_t first, std::size_t last) {
        std::vector<PointIndex::Hit> hits;
        for (auto i = first; i < last && !progress.cancelled(); ++i) {
            if (!std::isfinite(origins[i].x) || !std::isfinite(origins[i].y)) {
                continue;
            }
            hits.clear();
            index.within(origins[i], reach, hits);
            if (hits.size() < options.at_least) {
                hits = index.nearest(origins[i], options.at_least);
            }
            for (const auto& hit : hits) {
                rows[i].push_back({Index<Service>{hit.place},
                                   time_of(geo::arc_of_chord(hit.squared_chord), speed)});
            }
        }
        progress.at(kStageTravelTimes, done += static_cast<std::int64_t>(last - first),
                    static_cast<std::int64_t>(origins.size()));
    });
    if (progress.cancelled()) {
        return Error{Error::Code::kCancelled, {MessageId::kCancelled}, ""};
    }
    TravelTimes times;
    for (auto& row : rows) {
        times.add_origin(std::move(row));
    }
    return times;
}

}  // namespace maillage::access
