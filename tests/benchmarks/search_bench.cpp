// SPDX-License-Identifier: Apache-2.0
/// \file
/// One keystroke in the search over built-in France, the start of the application to its first
/// complete results, and a step of the time slider.

#include "workspace/application.hpp"
#include "workspace/results.hpp"

#include <benchmark/benchmark.h>

namespace {

using namespace maillage;

workspace::ApplicationOptions options() {
    workspace::ApplicationOptions given;
    given.data_folder = std::filesystem::path(MAILLAGE_SOURCE_DIR) / "data";
    given.today = make_date(2025, 1, 1);
    given.watch_files = false;
    return given;
}

workspace::ResultsPtr france() {
    static const auto results = [] {
        workspace::Application app(options());
        app.dispatch(workspace::command::Open{});
        app.wait();
        return app.snapshot()->results;
    }();
    return results;
}

void search(benchmark::State& state, const char* text) {
    const auto& index = *france()->search;
    for (auto _ : state) {
        benchmark::DoNotOptimize(index.find(text, 20));
    }
}
BENCHMARK_CAPTURE(search, one_letter, "s")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(search, name, "saint etienne")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(search, typing_error, "clermon ferand")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(search, nonsense, "saint zzzqqq des esperantos du bois")
    ->Unit(benchmark::kMillisecond);

void date_step(benchmark::State& state) {
    const auto results = france();
    auto date = make_date(2021, 1, 1);
    for (auto _ : state) {
        date += std::chrono::days{30};
        benchmark::DoNotOptimize(workspace::at_date(*results, date));
    }
}
BENCHMARK(date_step)->Unit(benchmark::kMillisecond);

void open_france_to_geometry(benchmark::State& state) {
    auto given = options();
    given.cache_folder = std::filesystem::temp_directory_path() / "maillage_bench_cache";
    for (auto _ : state) {
        workspace::Application app(given);
        app.dispatch(workspace::command::Open{});
        app.wait();
        benchmark::DoNotOptimize(app.snapshot()->results->geometry);
    }
}
BENCHMARK(open_france_to_geometry)->Unit(benchmark::kMillisecond);

}  // namespace
