// SPDX-License-Identifier: Apache-2.0
// Estimated travel times of 35,000 communes to 2,600 services of an area like France's, all within
// an hour, and the measures made of them.
#include "access/estimate.hpp"
#include "access/measures.hpp"

#include <benchmark/benchmark.h>

#include <random>
#include <vector>

namespace maillage::access {
namespace {

std::vector<geo::Point> places(std::size_t count, unsigned seed) {
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> lon(-4.5, 8.0);
    std::uniform_real_distribution<double> lat(42.5, 51.0);
    std::vector<geo::Point> all(count);
    for (auto& place : all) {
        place = {lon(random), lat(random)};
    }
    return all;
}

const std::vector<geo::Point>& communes() {
    static const auto all = places(35'000, 1);
    return all;
}

const std::vector<geo::Point>& services() {
    static const auto all = places(2'600, 2);
    return all;
}

void estimate_within_an_hour(benchmark::State& bench) {
    std::size_t pairs = 0;
    for (auto _ : bench) {
        const auto times = estimate_times(communes(), services(), {}, {});
        pairs = times->pair_count();
    }
    bench.counters["pairs"] = static_cast<double>(pairs);
}
BENCHMARK(estimate_within_an_hour)->Unit(benchmark::kMillisecond)->UseRealTime();

void measure_shared(benchmark::State& bench) {
    const auto times = estimate_times(communes(), services(), {}, {});
    const std::vector<double> supply(services().size(), 1.0);
    const std::vector<Bounds> demand(communes().size(), {1.0, 10.0});
    const auto decay = Decay::in_steps(e2sfca_slow());
    for (auto _ : bench) {
        benchmark::DoNotOptimize(shared({*times, *times}, supply, demand, decay));
    }
}
BENCHMARK(measure_shared)->Unit(benchmark::kMillisecond);

void measure_balanced(benchmark::State& bench) {
    const auto times = estimate_times(communes(), services(), {}, {});
    const std::vector<double> supply(services().size(), 1.0);
    const std::vector<Bounds> demand(communes().size(), {1.0, 10.0});
    const auto decay = Decay::gaussian(20);
    for (auto _ : bench) {
        benchmark::DoNotOptimize(balanced({*times, *times}, supply, demand, decay));
    }
}
BENCHMARK(measure_balanced)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace maillage::access
