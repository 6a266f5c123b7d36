// SPDX-License-Identifier: Apache-2.0
// S7: the nearest service for every commune, one search over 1.68 M and 5.4 M junctions, beside
// Boost.Graph on the same graph. S8: travel times 35,000 communes × 2,600 services within 60
// minutes on 5.4 M junctions. Graphs are copies of a real extract with few links between them.
#include "access/road_search.hpp"
#include "access/road_sites.hpp"
#include "access/road_times.hpp"
#include "io/osm_file.hpp"
#include "io/road_profile_file.hpp"
#include "support/boost_roads.hpp"
#include "support/test_data.hpp"
#include "support/tiled_roads.hpp"

#include <benchmark/benchmark.h>
#include <sys/resource.h>

#include <map>
#include <memory>

namespace maillage::access {
namespace {

namespace fs = std::filesystem;

fs::path extract() {
    return test::test_data_folder() / "osm-liechtenstein" / "liechtenstein-2013-08-03.osm.pbf";
}

const RoadProfile& car() {
    static const auto kProfiles =
        io::read_road_profiles(MAILLAGE_SOURCE_DIR "/data/roads/profiles.toml").value();
    return kProfiles[0];
}

/// A country of about so many junctions, with its communes and services.
struct Country {
    explicit Country(std::size_t vertices) {
        const std::vector files{extract()};
        const auto one =
            build_road_graph(io::read_osm(files, {}, {}).value(), car(), {}, {}).value();
        const test::TiledRoads tiled(one, vertices);
        graph = build_road_graph(tiled.ways, car(), {}, {}).value();
        communes = tiled.places(vertices * 35'000 / 5'430'000, 1);
        services = tiled.places(vertices * 2'600 / 5'430'000, 2);
    }
    RoadGraph graph;
    std::vector<geo::Point> communes;
    std::vector<geo::Point> services;
};

/// Null without the real data: then \p bench is told to skip. One at a time is kept, they are big.
const Country* country(benchmark::State& bench) {
    if (!fs::exists(extract())) {
        bench.SkipWithError("no real data: set MAILLAGE_TEST_DATA");
        return nullptr;
    }
    static std::unique_ptr<Country> kept;
    static std::int64_t kept_size = 0;
    if (kept_size != bench.range(0)) {
        kept = nullptr;
        kept = std::make_unique<Country>(static_cast<std::size_t>(bench.range(0)));
        kept_size = bench.range(0);
    }
    bench.counters["vertices"] = static_cast<double>(kept->graph.vertex_count());
    return kept.get();
}

void read_extract(benchmark::State& bench) {
    if (!fs::exists(extract())) {
        bench.SkipWithError("no real data: set MAILLAGE_TEST_DATA");
        return;
    }
    const std::vector files{extract()};
    for (auto _ : bench) {
        const auto ways = io::read_osm(files, {}, {});
        benchmark::DoNotOptimize(build_road_graph(*ways, car(), {}, {}));
    }
}
BENCHMARK(read_extract)->Unit(benchmark::kMillisecond);

constexpr Milliseconds kAll = kNever - kLongestArc - 1;

void sizes(benchmark::internal::Benchmark* one) {
    one->Unit(benchmark::kMillisecond)->Arg(100'000)->Arg(1'680'000)->Arg(5'430'000);
}

void one_to_all(benchmark::State& bench) {
    const auto* all = country(bench);
    if (all == nullptr) {
        return;
    }
    RoadSearch search(forward_arcs(all->graph));
    const std::vector seeds{
        Seed<TimeLabel>{static_cast<std::uint32_t>(all->graph.vertex_count() / 2), 0}};
    for (auto _ : bench) {
        benchmark::DoNotOptimize(search.run(seeds, kAll, {}));
    }
    bench.counters["reached"] = static_cast<double>(search.touched().size());
}
BENCHMARK(one_to_all)->Apply(sizes);

void one_to_all_by_boost(benchmark::State& bench) {
    const auto* all = country(bench);
    if (all == nullptr) {
        return;
    }
    const test::BoostRoads boost(all->graph);
    for (auto _ : bench) {
        benchmark::DoNotOptimize(
            boost.times_from(static_cast<std::uint32_t>(all->graph.vertex_count() / 2)));
    }
}
BENCHMARK(one_to_all_by_boost)->Apply(sizes);

std::vector<std::uint32_t> service_vertices(const Country& all) {
    std::vector<std::uint32_t> vertices;
    for (const auto& snap : snap_to_roads(all.graph, all.services)) {
        vertices.push_back(all.graph.stretches[snap.stretch].first);
    }
    return vertices;
}

/// From every service at once, each junction learning which is its nearest.
void nearest_search(benchmark::State& bench) {
    const auto* all = country(bench);
    if (all == nullptr) {
        return;
    }
    std::vector<Seed<SiteLabel>> seeds;
    for (const auto vertex : service_vertices(*all)) {
        seeds.push_back({vertex, site_label(0, static_cast<std::uint32_t>(seeds.size()))});
    }
    for (auto _ : bench) {
        SitesSearch<OneSite> search(backward_arcs(all->graph),
                                    static_cast<std::uint32_t>(all->graph.vertex_count()));
        benchmark::DoNotOptimize(search.run(seeds, kAll, {}));
    }
}
BENCHMARK(nearest_search)->Apply(sizes);

/// The same without the name of the service.
void nearest_search_by_boost(benchmark::State& bench) {
    const auto* all = country(bench);
    if (all == nullptr) {
        return;
    }
    const auto boost =
        test::BoostRoads::with_sources(all->graph.in_start, all->graph.in, service_vertices(*all));
    for (auto _ : bench) {
        benchmark::DoNotOptimize(boost.times_from(boost.vertex_count() - 1));
    }
}
BENCHMARK(nearest_search_by_boost)->Apply(sizes);

/// The same for communes, whose places are on their roads already: a search of the core.
void nearest_of_snapped(benchmark::State& bench) {
    const auto* all = country(bench);
    if (all == nullptr) {
        return;
    }
    RoadTimesOptions options;
    options.limit = 2'000'000;
    const auto from = snapped_places(all->graph, all->communes, options.snap_metres);
    const auto to = snapped_places(all->graph, all->services, options.snap_metres);
    for (auto _ : bench) {
        benchmark::DoNotOptimize(nearest_by_road(all->graph, from, to, options, {}, false));
    }
}
BENCHMARK(nearest_of_snapped)->Apply(sizes)->MeasureProcessCPUTime();

/// As the program calls it: snapping, search, answers.
void nearest_service(benchmark::State& bench) {
    const auto* all = country(bench);
    if (all == nullptr) {
        return;
    }
    RoadTimesOptions options;
    options.limit = 2'000'000;
    for (auto _ : bench) {
        benchmark::DoNotOptimize(
            nearest_by_road(all->graph, all->communes, all->services, options, {}, false));
    }
}
BENCHMARK(nearest_service)->Apply(sizes)->MeasureProcessCPUTime();

void nearest_and_second_service(benchmark::State& bench) {
    const auto* all = country(bench);
    if (all == nullptr) {
        return;
    }
    RoadTimesOptions options;
    options.limit = 2'000'000;
    for (auto _ : bench) {
        benchmark::DoNotOptimize(
            nearest_by_road(all->graph, all->communes, all->services, options, {}));
    }
}
BENCHMARK(nearest_and_second_service)->Apply(sizes)->MeasureProcessCPUTime();

void snapping(benchmark::State& bench) {
    const auto* all = country(bench);
    if (all == nullptr) {
        return;
    }
    for (auto _ : bench) {
        benchmark::DoNotOptimize(snap_to_roads(all->graph, all->communes));
    }
}
BENCHMARK(snapping)->Apply(sizes)->MeasureProcessCPUTime();

void matrix_within_60_minutes(benchmark::State& bench) {
    const auto* all = country(bench);
    if (all == nullptr) {
        return;
    }
    std::size_t pairs = 0;
    for (auto _ : bench) {
        const auto times = road_times(all->graph, all->communes, all->services, {}, {});
        pairs = times->pair_count();
    }
    bench.counters["pairs"] = static_cast<double>(pairs);
    struct ::rusage usage {};
    ::getrusage(RUSAGE_SELF, &usage);
    bench.counters["peak_MiB"] = static_cast<double>(usage.ru_maxrss) / 1024.0;
}
BENCHMARK(matrix_within_60_minutes)->Apply(sizes)->Iterations(1)->MeasureProcessCPUTime();

}  // namespace
}  // namespace maillage::access
