// SPDX-License-Identifier: Apache-2.0
#include "access/road_times.hpp"

#include "access/road_ends.hpp"
#include "access/road_search.hpp"
#include "access/road_sites.hpp"
#include "access/road_trees.hpp"
#include "base/parallel.hpp"
#include "base/roads_messages.hpp"

#include <algorithm>
#include <atomic>
#include <memory>
#include <mutex>
#include <type_traits>
#include <utility>

namespace maillage::access {
namespace {

Error stopped() { return {Error::Code::kCancelled, {roads::kRoadsStopped}, ""}; }

/// The places of one side of the journeys, on the roads.
struct Places {
    Places(const RoadGraph& graph, const SnappedPlaces& places, const RoadTimesOptions& options,
           bool leaving)
        : points(places.places), snaps(places.snaps) {
        start.reserve(snaps.size() + 1);
        for (const auto& snap : snaps) {
            auto around = leaving ? ends_leaving(graph, snap) : ends_arriving(graph, snap);
            way.push_back(snap.valid() ? way_time(snap, options.way_kmh) : 0);
            longest_way = std::max(longest_way, way.back());
            for (auto& end : around) {
                end.time += way.back();
            }
            ends.insert(ends.end(), around.begin(), around.end());
            start.push_back(ends.size());
        }
    }
    std::size_t size() const { return snaps.size(); }
    std::span<const RoadEnd> ends_of(std::size_t place) const {
        return std::span(ends).subspan(start[place], start[place + 1] - start[place]);
    }

    std::span<const geo::Point> points;
    std::span<const RoadSnap> snaps;
    std::vector<Milliseconds> way;  ///< Between each place and its road.
    Milliseconds longest_way = 0;
    std::vector<RoadEnd> ends;
    std::vector<std::size_t> start{0};
};

/// Which places are on a stretch.
class ByStretch {
public:
    explicit ByStretch(const Places& places) {
        for (std::uint32_t p = 0; p < places.size(); ++p) {
            if (places.snaps[p].valid()) {
                m_entries.emplace_back(places.snaps[p].stretch, p);
            }
        }
        std::sort(m_entries.begin(), m_entries.end());
    }
    std::span<const std::pair<std::uint32_t, std::uint32_t>> on(std::uint32_t stretch) const {
        const auto first = std::ranges::lower_bound(m_entries, std::pair(stretch, 0U));
        const auto last = std::find_if(first, m_entries.end(),
                                       [&](const auto& entry) { return entry.first != stretch; });
        return {first, last};
    }

private:
    std::vector<std::pair<std::uint32_t, std::uint32_t>> m_entries;
};

/// Journeys between two sides; searches start at `sites` and are read at `asked`.
struct Sides {
    const RoadGraph& graph;
    Places sites;
    Places asked;
    ByStretch asked_on;
    bool sites_leave;
    double way_kmh;

    /// \pre the places outlive it
    Sides(const RoadGraph& roads, const SnappedPlaces& site_places,
          const SnappedPlaces& asked_places, bool leave, const RoadTimesOptions& options)
        : graph(roads),
          sites(roads, site_places, options, leave),
          asked(roads, asked_places, options, !leave),
          asked_on(asked),
          sites_leave(leave),
          way_kmh(options.way_kmh) {}

    SearchArcs arcs() const {
        auto all = sites_leave ? forward_arcs(graph) : backward_arcs(graph);
        all.longest += sites.longest_way;
        return all;
    }
    RoadTrees trees() const {
        return {graph.core, sites_leave ? forward_arcs(graph) : backward_arcs(graph),
                sites_leave ? backward_arcs(graph) : forward_arcs(graph)};
    }
    /// Without a junction, for two places on one stretch.
    std::optional<Milliseconds> direct(std::size_t site, std::size_t one) const {
        const auto& from = sites.snaps[site];
        const auto& to = asked.snaps[one];
        const auto along = sites_leave ? direct_way(graph, from, to) : direct_way(graph, to, from);
        const auto straight =
            straight_time(from, sites.points[site], to, asked.points[one], way_kmh);
        if (!along) {
            return straight;
        }
        const auto time = along->time + sites.way[site] + asked.way[one];
        return straight ? std::min(*straight, time) : time;
    }
};

/// One time of a search, not yet by row.
struct Found {
    std::uint32_t asked = 0;
    Seconds time = 0;
};

/// Bounded searches from every site on all cores, each with the tables of one that is done.
class Matrix {
public:
    Matrix(const Sides& sides, const RoadTimesOptions& options, const Progress& progress)
        : m_sides(sides),
          m_limit(limit_in_milliseconds(options.limit)),
          m_options(options),
          m_progress(progress),
          m_rows(sides.sites.size()) {}

    void run() {
        constexpr std::size_t kChunk = 4;
        in_chunks(
            m_rows.size(), kChunk, m_options.threads, [this](std::size_t first, std::size_t last) {
                auto search = borrow();
                for (auto s = first; s < last && !m_progress.cancelled() && !too_many(); ++s) {
                    row(*search, s);
                }
                m_progress.at(roads::kStageRoadTimes,
                              static_cast<std::int64_t>(m_done += last - first),
                              static_cast<std::int64_t>(m_rows.size()));
                give_back(std::move(search));
            });
    }
    bool too_many() const { return m_pairs > m_options.most_pairs; }
    std::vector<std::vector<Found>>& rows() { return m_rows; }

private:
    using Search = RoadSearch;

    std::unique_ptr<Search> borrow() {
        {
            const std::lock_guard lock(m_mutex);
            if (!m_free.empty()) {
                auto search = std::move(m_free.back());
                m_free.pop_back();
                return search;
            }
        }
        return std::make_unique<Search>(m_sides.arcs());
    }
    void give_back(std::unique_ptr<Search> search) {
        const std::lock_guard lock(m_mutex);
        m_free.push_back(std::move(search));
    }

    void row(Search& search, std::size_t site) {
        const auto& snap = m_sides.sites.snaps[site];
        if (!snap.valid()) {
            return;
        }
        std::vector<Seed<TimeLabel>> seeds;
        for (const auto& end : m_sides.sites.ends_of(site)) {
            seeds.push_back({end.vertex, end.time});
        }
        if (!search.run(seeds, m_limit, m_progress)) {
            return;
        }
        auto& found = m_rows[site];
        const auto& asked = m_sides.asked;
        for (std::uint32_t one = 0; one < asked.size(); ++one) {
            std::uint64_t best = kNever;
            for (const auto& end : asked.ends_of(one)) {
                const auto time = search.at(end.vertex);
                if (time != kNoTime) {
                    best = std::min(best, std::uint64_t{time} + end.time);
                }
            }
            if (asked.snaps[one].stretch == snap.stretch) {
                if (const auto direct = m_sides.direct(site, one)) {
                    best = std::min<std::uint64_t>(best, *direct);
                }
            }
            if (best <= m_limit) {
                found.push_back({one, to_seconds(static_cast<Milliseconds>(best))});
            }
        }
        found.shrink_to_fit();
        m_pairs += found.size();
    }

    const Sides& m_sides;
    Milliseconds m_limit;
    const RoadTimesOptions& m_options;
    const Progress& m_progress;
    std::vector<std::vector<Found>> m_rows;
    std::mutex m_mutex;
    std::vector<std::unique_ptr<Search>> m_free;
    std::atomic<std::size_t> m_pairs = 0;
    std::atomic<std::size_t> m_done = 0;
};

/// Rows of origins from rows of services.
TravelTimes transposed(std::vector<std::vector<Found>>& rows, std::size_t origins) {
    std::vector<std::size_t> start(origins + 1, 0);
    for (const auto& row : rows) {
        for (const auto& one : row) {
            ++start[one.asked + 1];
        }
    }
    for (std::size_t o = 0; o < origins; ++o) {
        start[o + 1] += start[o];
    }
    std::vector<Reach> all(start.back());
    auto next = start;
    for (std::size_t s = 0; s < rows.size(); ++s) {
        for (const auto& one : rows[s]) {
            all[next[one.asked]++] = {index_of<Service>(s), one.time};
        }
        std::vector<Found>().swap(rows[s]);
    }
    TravelTimes times;
    for (std::size_t o = 0; o < origins; ++o) {
        times.add_origin({all.begin() + static_cast<std::ptrdiff_t>(start[o]),
                          all.begin() + static_cast<std::ptrdiff_t>(start[o + 1])});
    }
    return times;
}

TravelTimes by_origin(const std::vector<std::vector<Found>>& rows) {
    TravelTimes times;
    for (const auto& row : rows) {
        std::vector<Reach> reach;
        reach.reserve(row.size());
        for (const auto& one : row) {
            reach.push_back({index_of<Service>(one.asked), one.time});
        }
        times.add_origin(std::move(reach));
    }
    return times;
}

/// Seeds of all sites at once, with their numbers, down to the core.
std::vector<Seed<SiteLabel>> seeds_of(const Sides& sides, Milliseconds limit) {
    const auto trees = sides.trees();
    std::vector<Seed<SiteLabel>> seeds;
    for (std::uint32_t s = 0; s < sides.sites.size(); ++s) {
        for (const auto& end : sides.sites.ends_of(s)) {
            trees.leave(end.vertex, site_label(end.time, s), limit,
                        [&](std::uint32_t vertex, SiteLabel label) {
                            seeds.push_back({vertex, label});
                        });
        }
    }
    return seeds;
}

/// The labels at the ends of an asked place, and those of sites on its own stretch.
class NearestReader {
public:
    NearestReader(const Sides& sides, const ByStretch& sites_on, Milliseconds limit)
        : m_sides(sides), m_trees(sides.trees()), m_sites_on(sites_on), m_limit(limit) {}

    /// \param sites_at What a search has for a vertex.
    template <typename SitesAt>
    NearestServices read(std::size_t one, bool second, const SitesAt& sites_at) const {
        TwoSites two;
        const auto& snap = m_sides.asked.snaps[one];
        for (const auto& end : m_sides.asked.ends_of(one)) {
            m_trees.enter(end.vertex, m_limit, [&](std::uint32_t vertex, Milliseconds time) {
                sites_at(vertex).each([&](SiteLabel label) {
                    if (time_in(label) <= m_limit - time) {
                        two.take(later(label, time + end.time));
                    }
                });
            });
        }
        if (snap.valid()) {
            for (const auto& [stretch, site] : m_sites_on.on(snap.stretch)) {
                if (const auto direct = m_sides.direct(site, one)) {
                    two.take(site_label(*direct, site));
                }
            }
        }
        NearestServices nearest{reach_of(two.first), std::nullopt};
        if (second) {
            nearest.second = reach_of(two.second);
        }
        return nearest;
    }

private:
    std::optional<Reach> reach_of(SiteLabel label) const {
        if (label == kNoSite || time_in(label) > m_limit) {
            return std::nullopt;
        }
        return Reach{Index<Service>{site_in(label)}, to_seconds(time_in(label))};
    }

    const Sides& m_sides;
    RoadTrees m_trees;
    const ByStretch& m_sites_on;
    Milliseconds m_limit;
};

template <typename Sites>
Result<std::vector<NearestServices>> nearest_of(const Sides& sides,
                                                std::span<const Seed<SiteLabel>> seeds,
                                                Milliseconds limit, const NearestReader& reader,
                                                const Progress& progress) {
    SitesSearch<Sites> search(sides.arcs(), sides.graph.core);
    if (!search.run(seeds, limit, progress)) {
        return stopped();
    }
    constexpr bool kSecond = std::is_same_v<Sites, TwoSites>;
    std::vector<NearestServices> nearest;
    nearest.reserve(sides.asked.size());
    for (std::size_t o = 0; o < sides.asked.size(); ++o) {
        nearest.push_back(
            reader.read(o, kSecond, [&](std::uint32_t v) -> const Sites& { return search.at(v); }));
    }
    return nearest;
}

}  // namespace

Result<TravelTimes> road_times(const RoadGraph& graph, std::span<const geo::Point> from,
                               std::span<const geo::Point> to, const RoadTimesOptions& options,
                               const Progress& progress) {
    return road_times(graph, snapped_places(graph, from, options.snap_metres, options.threads),
                      snapped_places(graph, to, options.snap_metres, options.threads), options,
                      progress);
}

Result<TravelTimes> road_times(const RoadGraph& graph, const SnappedPlaces& from,
                               const SnappedPlaces& to, const RoadTimesOptions& options,
                               const Progress& progress) {
    // One search for each place of the shorter side.
    const bool from_origins = from.places.size() < to.places.size();
    const bool leave = from_origins == (options.direction == RoadDirection::kThere);
    const Sides sides(graph, from_origins ? from : to, from_origins ? to : from, leave, options);
    Matrix matrix(sides, options, progress);
    matrix.run();
    if (progress.cancelled()) {
        return stopped();
    }
    if (matrix.too_many()) {
        return Error{Error::Code::kRefused,
                     {roads::kTooManyPairs, {static_cast<std::int64_t>(options.most_pairs)}},
                     ""};
    }
    return from_origins ? by_origin(matrix.rows()) : transposed(matrix.rows(), from.places.size());
}

Result<std::vector<NearestServices>> nearest_by_road(const RoadGraph& graph,
                                                     std::span<const geo::Point> from,
                                                     std::span<const geo::Point> to,
                                                     const RoadTimesOptions& options,
                                                     const Progress& progress, bool second) {
    return nearest_by_road(graph, snapped_places(graph, from, options.snap_metres, options.threads),
                           snapped_places(graph, to, options.snap_metres, options.threads), options,
                           progress, second);
}

Result<std::vector<NearestServices>> nearest_by_road(const RoadGraph& graph,
                                                     const SnappedPlaces& from,
                                                     const SnappedPlaces& to,
                                                     const RoadTimesOptions& options,
                                                     const Progress& progress, bool second) {
    const Sides sides(graph, to, from, options.direction == RoadDirection::kBack, options);
    const ByStretch sites_on(sides.sites);
    const auto limit = limit_in_milliseconds(options.limit);
    const NearestReader reader(sides, sites_on, limit);
    const auto seeds = seeds_of(sides, limit);
    return second ? nearest_of<TwoSites>(sides, seeds, limit, reader, progress)
                  : nearest_of<OneSite>(sides, seeds, limit, reader, progress);
}

}  // namespace maillage::access
