// SPDX-License-Identifier: Apache-2.0
// S1's share of the indicator (from arranged rows to every department) and S5 (one edit → every
// department, region and France) on a synthetic France of 35,000 communes.
#include "indicators/coverage_state.hpp"
#include "indicators/time_series.hpp"
#include "support/synthetic_france.hpp"

#include <benchmark/benchmark.h>

namespace maillage::indicators {
namespace {

const DatasetPtr& france() {
    static const DatasetPtr dataset = test::synthetic_france();
    return dataset;
}

CoverageQuery query() {
    CoverageQuery asked;
    asked.date = make_date(2024, 12, 31);
    return asked;
}

void indicators_of(const CoverageState& state) {
    for (const auto level : {Level::kDepartment, Level::kRegion, Level::kFrance}) {
        benchmark::DoNotOptimize(state.rows(level));
    }
}

void from_scratch(benchmark::State& bench) {
    for (auto _ : bench) {
        const CoverageState state(france(), query());
        benchmark::DoNotOptimize(state.france());
    }
    bench.SetItemsProcessed(bench.iterations() *
                            static_cast<std::int64_t>(france()->territories.communes.size()));
}
BENCHMARK(from_scratch)->Unit(benchmark::kMillisecond);

void departments_from_scratch(benchmark::State& bench) {
    for (auto _ : bench) {
        indicators_of(CoverageState(france(), query()));
    }
}
BENCHMARK(departments_from_scratch)->Unit(benchmark::kMillisecond);

void one_edit(benchmark::State& bench) {
    CoverageState state(france(), query());
    std::size_t contract = 0;
    for (auto _ : bench) {
        if (!state.remove_contract(contract)) {
            state.add_contract(contract);
        }
        indicators_of(state);
        contract = (contract + 1) % france()->contracts.size();
    }
}
BENCHMARK(one_edit)->Unit(benchmark::kMicrosecond);

void rows_of_a_level(benchmark::State& bench) {
    const CoverageState state(france(), query());
    const auto level = static_cast<Level>(bench.range(0));
    for (auto _ : bench) {
        benchmark::DoNotOptimize(state.rows(level));
    }
}
BENCHMARK(rows_of_a_level)->DenseRange(0, 6)->Unit(benchmark::kMicrosecond);

void series_of_five_years(benchmark::State& bench) {
    for (auto _ : bench) {
        benchmark::DoNotOptimize(
            coverage_series(france(), query(), make_date(2018, 12, 31), make_date(2024, 12, 31)));
    }
}
BENCHMARK(series_of_five_years)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace maillage::indicators
