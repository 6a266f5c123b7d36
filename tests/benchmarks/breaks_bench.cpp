// SPDX-License-Identifier: Apache-2.0
// S10, the part of Fisher: exact classes of 35,000 values, at most 50 ms.
#include "statistics/breaks.hpp"

#include <benchmark/benchmark.h>

#include <random>

namespace maillage::statistics {
namespace {

/// Distinct values with a heavy tail, as populations have.
std::vector<double> heavy_tail(std::size_t count) {
    std::mt19937 random(7);
    std::lognormal_distribution<double> values(6.0, 1.5);
    std::vector<double> result(count);
    for (auto& value : result) {
        value = values(random);
    }
    return result;
}

void fisher(benchmark::State& bench) {
    const auto values = heavy_tail(35'000);
    for (auto _ : bench) {
        benchmark::DoNotOptimize(fisher_breaks(values, static_cast<int>(bench.range(0))));
    }
    bench.SetItemsProcessed(bench.iterations() * static_cast<std::int64_t>(values.size()));
}
BENCHMARK(fisher)->Arg(5)->Arg(10)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace maillage::statistics
