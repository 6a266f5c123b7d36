// SPDX-License-Identifier: Apache-2.0
// What stands between outlines and the first map (S3), the part of a frame that the processor does
// (S4), and both on ten times as many units (S13). "x" is a figure measured with other means on the
// same kind of machine divided by ours: above 1 we are faster. Work on one thread is counted in
// processor time (the machine is shared), on several in real time with the processor time beside.
#include "carto/id_raster.hpp"
#include "carto/map_geometry.hpp"
#include "support/planar_partition.hpp"
#include "support/real_france.hpp"
#include "workspace/file_cache.hpp"
#include "workspace/geometry_cache.hpp"
#include "workspace/open.hpp"

#include <benchmark/benchmark.h>

#include <numeric>

namespace maillage {
namespace {

namespace fs = std::filesystem;

/// Milliseconds on real France: hashed arcs, dissolve through arcs, arcs simplified and
/// triangulated again (and left with crossings), the same by GEOS without crossings, filled
/// triangles at national, regional and departmental zoom, a flat file read.
constexpr double kArcs = 244.0;
constexpr double kDissolve = 3.2;
constexpr double kGeosSimplify = 6400.0;
constexpr double kFlatFile = 52.0;
constexpr std::array kFill = {155.0, 29.0, 23.0};

void add_ratio(benchmark::State& state, double milliseconds) {
    // A rate per iteration, scaled: the benchmark library knows the time only afterwards.
    state.counters["x"] =
        benchmark::Counter(milliseconds / 1000.0, benchmark::Counter::kIsIterationInvariantRate);
}

DatasetPtr open(const std::optional<fs::path>& folder) {
    workspace::OpenOptions options;
    options.outlines = true;
    options.rules.allow_outside = true;
    options.data_folder = fs::path(MAILLAGE_SOURCE_DIR) / "data";
    auto dataset = workspace::open(folder, options, {});
    return dataset ? *dataset : nullptr;
}

const DatasetPtr& built_in_france() {
    static const DatasetPtr dataset = open(std::nullopt);
    return dataset;
}

/// Null where the real data are not there.
const DatasetPtr& real_france() {
    static const DatasetPtr dataset = []() -> DatasetPtr {
        const auto data = support::test_data();
        const auto france = data ? support::make_real_france(
                                       fs::temp_directory_path() / "maillage_map_bench", *data)
                                 : std::nullopt;
        return france ? open(france->folder) : nullptr;
    }();
    return dataset;
}

/// The arguments: 0 = built-in, 1 = real France.
const DatasetPtr& chosen(benchmark::State& state) {
    const auto& dataset = state.range(0) == 0 ? built_in_france() : real_france();
    if (!dataset || !dataset->outlines) {
        state.SkipWithError("the outlines are not here (MAILLAGE_TEST_DATA)");
    }
    state.SetLabel(state.range(0) == 0 ? "built-in France" : "real France");
    return dataset;
}

const carto::MapGeometry& geometry_of(const DatasetPtr& dataset) {
    static const auto built_in = *carto::build_geometry(*built_in_france(), {});
    if (dataset == built_in_france()) {
        return *built_in;
    }
    static const auto real = *carto::build_geometry(*real_france(), {});
    return *real;
}

const carto::Sheet& metropole(const DatasetPtr& dataset) { return geometry_of(dataset).sheets[0]; }

void build_mosaic(benchmark::State& state) {
    const auto& dataset = chosen(state);
    for (auto unused : state) {
        benchmark::DoNotOptimize(geo::build_mosaic(dataset->outlines->polygons, {}));
    }
    if (state.range(0) == 1) {
        add_ratio(state, kArcs);
    }
}
BENCHMARK(build_mosaic)->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);

void simplify(benchmark::State& state) {
    const auto& dataset = chosen(state);
    if (!dataset) {
        return;
    }
    const auto& finest = metropole(dataset).levels.front().mosaic;
    std::size_t points = 0;
    for (auto unused : state) {
        points = geo::simplify(finest, static_cast<double>(state.range(1)), {})->points.size();
    }
    state.counters["points"] = static_cast<double>(points);
    if (state.range(0) == 1) {
        add_ratio(state, kGeosSimplify);
    }
}
BENCHMARK(simplify)
    ->ArgsProduct({{0, 1}, {100, 150, 400}})
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime();

void inner_points(benchmark::State& state) {
    const auto& dataset = chosen(state);
    if (!dataset) {
        return;
    }
    const auto& finest = metropole(dataset).levels.front().mosaic;
    for (auto unused : state) {
        benchmark::DoNotOptimize(geo::inner_points(finest, 50.0));
    }
}
BENCHMARK(inner_points)
    ->Arg(0)
    ->Arg(1)
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime();

void dissolve_to_departments(benchmark::State& state) {
    const auto& dataset = chosen(state);
    if (!dataset) {
        return;
    }
    std::vector<std::uint32_t> department;
    for (const auto row : dataset->territories.communes.department) {
        department.push_back(row.value);
    }
    const auto& finest = metropole(dataset).levels.front().mosaic;
    for (auto unused : state) {
        benchmark::DoNotOptimize(
            geo::dissolve(finest, department, dataset->territories.departments.size()));
    }
    if (state.range(0) == 1) {
        add_ratio(state, kDissolve);
    }
}
BENCHMARK(dissolve_to_departments)->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);

void build_geometry(benchmark::State& state) {
    const auto& dataset = chosen(state);
    if (!dataset) {
        return;
    }
    for (auto unused : state) {
        benchmark::DoNotOptimize(carto::build_geometry(*dataset, {}));
    }
}
BENCHMARK(build_geometry)
    ->Arg(0)
    ->Arg(1)
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime();

void load_from_cache(benchmark::State& state) {
    const auto& dataset = chosen(state);
    if (!dataset) {
        return;
    }
    workspace::CacheOptions options;
    options.folder = fs::temp_directory_path() / "maillage_map_bench_cache";
    if (!workspace::open_geometry(*dataset, {}, options)) {
        state.SkipWithError("no geometry");
    }
    for (auto unused : state) {
        benchmark::DoNotOptimize(workspace::open_geometry(*dataset, {}, options));
    }
    if (state.range(0) == 1) {
        add_ratio(state, kFlatFile);
    }
    std::error_code failed;
    fs::remove_all(*options.folder, failed);
}
BENCHMARK(load_from_cache)->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);

/// What every edit of a workspace costs before anything is computed: its files read and
/// reconciled. The second argument: what the first opening leaves for it, 0 nothing, 1 the geometry
/// in the cache, 2 the tables too.
void read_after_an_edit(benchmark::State& state) {
    if (!chosen(state)) {
        return;
    }
    workspace::CacheOptions cache;
    cache.folder = fs::temp_directory_path() / "maillage_map_bench_edits";
    if (!workspace::open_geometry(*chosen(state), {}, cache)) {
        state.SkipWithError("no geometry");
    }
    cache.enabled = state.range(1) > 0;
    workspace::FileCache files;
    const auto read = [&] {
        workspace::GeometryLookup lookup(cache, nullptr);
        workspace::OpenOptions options;
        options.outlines = true;
        options.geometry = &lookup;
        options.files = state.range(1) > 1 ? &files : nullptr;
        options.rules.allow_outside = true;
        options.data_folder = fs::path(MAILLAGE_SOURCE_DIR) / "data";
        const auto folder = state.range(0) == 0
                                ? std::nullopt
                                : std::optional(fs::temp_directory_path() / "maillage_map_bench");
        return workspace::open(folder, options, {}).has_value();
    };
    // The first says that the files were seen, the second keeps them.
    if (!read() || !read()) {
        state.SkipWithError("the workspace cannot be opened");
    }
    for (auto unused : state) {
        benchmark::DoNotOptimize(read());
    }
    std::error_code failed;
    fs::remove_all(*cache.folder, failed);
}
BENCHMARK(read_after_an_edit)
    ->ArgsProduct({{0, 1}, {0, 1, 2}})
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime();

/// All of France, about the Centre region, about the Loiret.
carto::Camera camera_of(std::int64_t zoom, const carto::Sheet& sheet, const carto::Rect& screen) {
    if (zoom == 0) {
        return carto::fit(sheet.box, screen, 20);
    }
    return {{640'000, 6'750'000}, zoom == 1 ? 250.0 : 110.0};
}

/// Range: dataset, zoom, threads.
void draw_ids(benchmark::State& state) {
    const auto& dataset = chosen(state);
    if (!dataset) {
        return;
    }
    constexpr int kWidth = 1920;
    constexpr int kHeight = 1080;
    carto::IdRaster raster{kWidth, kHeight, std::vector<std::uint32_t>(kWidth * kHeight, 0)};
    const carto::Rect screen{0, 0, kWidth, kHeight};
    const auto& sheet = metropole(dataset);
    const auto camera = camera_of(state.range(1), sheet, screen);
    for (auto unused : state) {
        carto::draw_ids(sheet.levels.front().mosaic, camera, screen, 1.0, raster,
                        static_cast<unsigned>(state.range(2)));
        benchmark::DoNotOptimize(raster.ids.data());
    }
    if (state.range(0) == 1) {
        add_ratio(state, kFill[static_cast<std::size_t>(state.range(1))]);
    }
}
BENCHMARK(draw_ids)->ArgsProduct({{0, 1}, {0, 1, 2}, {1}})->Unit(benchmark::kMillisecond);
BENCHMARK(draw_ids)
    ->ArgsProduct({{0, 1}, {0, 1, 2}, {2}})
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime();

/// S13: 350,464 units, 6.7 million points of which half are shared.
const geo::PolygonSet& ten_times_france() {
    static const auto set = test::outlines_of(test::single_cells(592, 592), 1, 5);
    return set;
}

void build_mosaic_of_350000_units(benchmark::State& state) {
    for (auto unused : state) {
        benchmark::DoNotOptimize(geo::build_mosaic(ten_times_france(), {}));
    }
}
BENCHMARK(build_mosaic_of_350000_units)->Unit(benchmark::kMillisecond);

/// Range: all of it, or a tenth of its width.
void draw_ids_of_350000_units(benchmark::State& state) {
    static const auto mosaic = *geo::build_mosaic(ten_times_france(), {});
    constexpr int kWidth = 1920;
    constexpr int kHeight = 1080;
    carto::IdRaster raster{kWidth, kHeight, std::vector<std::uint32_t>(kWidth * kHeight, 0)};
    geo::Box box;
    for (const auto& one : mosaic.arc_box) {
        box.add(one);
    }
    const carto::Rect screen{0, 0, kWidth, kHeight};
    auto camera = carto::fit(box, screen, 0);
    camera.metres_per_pixel /= static_cast<double>(state.range(0));
    for (auto unused : state) {
        carto::draw_ids(mosaic, camera, screen, 1.0, raster);
        benchmark::DoNotOptimize(raster.ids.data());
    }
}
BENCHMARK(draw_ids_of_350000_units)
    ->Arg(1)
    ->Arg(10)
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime();

}  // namespace
}  // namespace maillage
