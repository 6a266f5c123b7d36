// SPDX-License-Identifier: Apache-2.0
// Building the scene of a map from built-in France (France ≤ 15 ms, a department ≤ 8 ms), and the
// colours alone after an edit (≤ 1 ms).
#include "carto/build_scene.hpp"
#include "report/text_metrics.hpp"
#include "workspace/open.hpp"

#include <benchmark/benchmark.h>

namespace maillage::carto {
namespace {

SceneInput make_input() {
    workspace::OpenOptions options;
    options.data_folder = MAILLAGE_SOURCE_DIR "/data";
    options.outlines = true;
    SceneInput input;
    input.dataset = workspace::open(std::optional<std::filesystem::path>(), options, {}).value();
    indicators::CoverageQuery query;
    query.date = make_date(2024, 12, 31);
    input.coverage = std::make_shared<indicators::CoverageState>(input.dataset, query);
    input.geometry = build_geometry(*input.dataset, {}).value();
    input.text = std::make_shared<report::PangoTextMeasure>();
    input.layers = place_layers(*input.dataset, *input.geometry, {});
    return input;
}

const SceneInput& france() {
    static const SceneInput input = make_input();
    return input;
}

MapRequest whole(MapLevel level) {
    MapRequest request;
    request.level = level;
    return request;
}
MapRequest loiret() {
    auto request = whole(MapLevel::kCommune);
    request.focus = *DepartmentCode::parse("45");
    return request;
}

void scene(benchmark::State& bench, const MapRequest& request) {
    france();  // Read before the clock starts.
    for (auto _ : bench) {
        benchmark::DoNotOptimize(build_scene(france(), request, {1600, 900, {}}, {}));
    }
}
BENCHMARK_CAPTURE(scene, france_by_department, whole(MapLevel::kDepartment))
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(scene, france_by_commune, whole(MapLevel::kCommune))
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(scene, loiret_by_commune, loiret())->Unit(benchmark::kMillisecond);

void colours(benchmark::State& bench, const MapRequest& request) {
    const auto drawn = build_scene(france(), request, {1600, 900, {}}, {}).value().scene;
    for (auto _ : bench) {
        benchmark::DoNotOptimize(style_of_communes(france(), request, *drawn));
    }
}
BENCHMARK_CAPTURE(colours, france_by_department, whole(MapLevel::kDepartment))
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(colours, france_by_epci, whole(MapLevel::kEpci))->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(colours, loiret_by_commune, loiret())->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace maillage::carto
