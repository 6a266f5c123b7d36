// SPDX-License-Identifier: Apache-2.0
/// \file
/// Targets S4 and S13: one frame of the map at 1920 × 1080, all of it: which commune each pixel
/// shows, borders, OpenGL to the last pixel. Needs no display; prints which OpenGL it had. "x_qgis"
/// and "x_triangles" are figures measured on the same kind of machine divided by ours, "x_target"
/// is what S4 allows divided by ours: above 1 we are faster.

#include "base/result.hpp"
#include "render/map_renderer.hpp"
#include "support/gl_context.hpp"
#include "support/real_france.hpp"
#include "support/square_map.hpp"
#include "workspace/open.hpp"

#include <benchmark/benchmark.h>

#include <chrono>

namespace maillage {
namespace {

namespace fs = std::filesystem;
using gl::MapRenderer;
using gl::Quality;

constexpr double kWidth = 1920;
constexpr double kHeight = 1080;

/// Styles, borders and frame of a map like the viewer's.
carto::MapScene scene_of(const carto::MapGeometryPtr& geometry, geo::Point centre,
                         double metres_per_pixel, bool commune_borders) {
    carto::MapScene scene;
    scene.width = kWidth;
    scene.height = kHeight;
    scene.ground = carto::rgb(0xF4F5F8);
    scene.geometry = geometry;
    scene.styles.resize(3);
    scene.styles[0].fill = carto::rgb(0xEFEAE0);
    scene.styles[1].fill = carto::rgb(0x8FB0DD);
    scene.styles[2] = {carto::rgb(0xEDF1F7), carto::Hatch::kDiagonal, carto::rgb(0x6A8FC7), 6.0F,
                       2.0F};
    for (std::size_t c = 0; c < geometry->commune_count(); ++c) {
        scene.style_of_commune.push_back(static_cast<std::uint8_t>(c / 37 % 3));
    }
    carto::Frame frame;
    frame.viewport = {0, 0, kWidth, kHeight};
    frame.camera = {centre, metres_per_pixel};
    frame.ground.fill = carto::rgb(0xFFFFFF);
    const float widths[] = {commune_borders ? 0.6F : 0.0F, commune_borders ? 1.0F : 0.0F, 1.2F,
                            1.6F, 1.2F};
    for (std::size_t rank = 0; rank < carto::kBorderRankCount; ++rank) {
        frame.borders[rank] = {carto::with_alpha(carto::rgb(0x5B6274), 200), widths[rank]};
    }
    scene.frames = {frame};
    return scene;
}

/// Milliseconds: QGIS at its best, fills and mitred borders as triangles, the target. 0: none.
struct Beside {
    double qgis = 0.0;
    double triangles = 0.0;
    double target = 0.0;
};
struct View {
    geo::Point centre;
    double metres_per_pixel;
    bool commune_borders;
    Beside beside;
};
const View kNational{{650000, 6650000}, 1050, false, {306, 104, 40}};
const View kRegion{{600000, 6720000}, 260, true, {55, 51, 25}};
const View kDepartment{{620000, 6760000}, 110, true, {37, 48, 16}};
const View kCommune{{617000, 6755000}, 12, true, {0, 11, 0}};

void add_ratio(benchmark::State& state, const char* name, double milliseconds) {
    if (milliseconds > 0.0) {
        // A rate per iteration, scaled: the benchmark library knows the time only afterwards.
        state.counters[name] = benchmark::Counter(milliseconds / 1000.0,
                                                  benchmark::Counter::kIsIterationInvariantRate);
    }
}

/// What all benchmarks share, made once: reading France takes seconds.
struct Stage {
    std::unique_ptr<support::GlContext> context = support::GlContext::make();
    std::unique_ptr<MapRenderer> renderer;
    carto::MapGeometryPtr france;
    carto::MapGeometryPtr squares;

    Stage() {
        if (context != nullptr) {
            auto made = MapRenderer::create(fs::path(MAILLAGE_SOURCE_DIR) / "shaders");
            renderer = made ? std::move(made).value() : nullptr;
        }
        if (renderer != nullptr) {
            benchmark::AddCustomContext("OpenGL", renderer->description());
            load_france();
        }
    }

    void load_france() {
        const auto data = support::test_data();
        const auto files = data ? support::make_real_france(
                                      fs::temp_directory_path() / "maillage_render_france", *data)
                                : std::nullopt;
        if (!files) {
            return;
        }
        workspace::OpenOptions options;
        options.outlines = true;
        options.rules.allow_outside = true;
        const auto dataset = workspace::open(files->folder, options, {});
        if (dataset && dataset.value()->outlines != nullptr) {
            auto geometry = carto::build_geometry(*dataset.value(), {});
            france = geometry ? *geometry : nullptr;
        }
    }
};

Stage& stage() {
    static Stage made;
    return made;
}

/// Software OpenGL compiles shaders for the processor at their first use.
void warm_up(const carto::MapScene& scene, Quality quality) {
    for (int i = 0; i < 2; ++i) {
        if (!stage().renderer->draw(scene, 1.0, quality)) {
            return;
        }
        glFinish();
    }
}

/// Moves the map a little, and draws until the last pixel is there.
void move(benchmark::State& state, carto::MapScene scene, Quality quality) {
    auto& renderer = *stage().renderer;
    gl::Timings sum;
    double finish = 0.0;
    const auto home = scene.frames[0].camera.centre;
    int step = 0;
    warm_up(scene, quality);
    for (auto unused : state) {
        ++step;
        scene.frames[0].camera.centre.x =
            home.x + scene.frames[0].camera.metres_per_pixel * (step % 50);
        if (!renderer.draw(scene, 1.0, quality)) {
            state.SkipWithError("OpenGL failed");
            return;
        }
        const auto drawn = std::chrono::steady_clock::now();
        glFinish();
        finish +=
            std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - drawn)
                .count();
        sum.raster += renderer.last().raster;
        sum.areas += renderer.last().areas;
        sum.borders += renderer.last().borders;
        sum.commands += renderer.last().commands;
    }
    const auto mean = [&](double value) {
        return benchmark::Counter(value, benchmark::Counter::kAvgIterations);
    };
    state.counters["raster"] = mean(sum.raster);
    state.counters["areas"] = mean(sum.areas);
    state.counters["borders"] = mean(sum.borders);
    state.counters["opengl"] = mean(sum.commands + finish);
    state.counters["pieces"] = renderer.last().border_pieces;
}

void france_frame(benchmark::State& state, const View& view, Quality quality) {
    if (stage().renderer == nullptr || stage().france == nullptr) {
        state.SkipWithError("no OpenGL without display, or not the real data (MAILLAGE_TEST_DATA)");
        return;
    }
    move(state, scene_of(stage().france, view.centre, view.metres_per_pixel, view.commune_borders),
         quality);
    add_ratio(state, "x_qgis", view.beside.qgis);
    add_ratio(state, "x_triangles", view.beside.triangles);
    if (quality == Quality::kMoving) {
        add_ratio(state, "x_target", view.beside.target);
    }
}
BENCHMARK_CAPTURE(france_frame, national, kNational, Quality::kMoving)
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime();
BENCHMARK_CAPTURE(france_frame, region, kRegion, Quality::kMoving)
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime();
BENCHMARK_CAPTURE(france_frame, department, kDepartment, Quality::kMoving)
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime();
BENCHMARK_CAPTURE(france_frame, commune, kCommune, Quality::kMoving)
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime();
BENCHMARK_CAPTURE(france_frame, national_still, kNational, Quality::kStill)
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime();
BENCHMARK_CAPTURE(france_frame, region_still, kRegion, Quality::kStill)
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime();
BENCHMARK_CAPTURE(france_frame, department_still, kDepartment, Quality::kStill)
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime();

/// 700 × 500 squares of 1 km, each edge in four pieces: S13's 350,000 units.
carto::MapScene many_units(double metres_per_pixel) {
    auto& squares = stage().squares;
    if (squares == nullptr) {
        squares = support::square_map(700, 500, 1000.0, carto::SheetId::kMetropole, 5);
    }
    return scene_of(squares, {350000, 250000}, metres_per_pixel, metres_per_pixel < 400);
}

void squares_frame(benchmark::State& state) {
    if (stage().renderer == nullptr) {
        state.SkipWithError("no OpenGL without display");
        return;
    }
    move(state, many_units(static_cast<double>(state.range(0))), Quality::kMoving);
}
BENCHMARK(squares_frame)
    ->Arg(500)
    ->Arg(130)
    ->Arg(55)
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime();

/// New colours, the map stands still.
void recolour(benchmark::State& state) {
    if (stage().renderer == nullptr) {
        state.SkipWithError("no OpenGL without display");
        return;
    }
    auto scene = many_units(500);
    auto& renderer = *stage().renderer;
    warm_up(scene, Quality::kMoving);
    for (auto unused : state) {
        for (auto& style : scene.style_of_commune) {
            style = static_cast<std::uint8_t>((style + 1) % 3);
        }
        if (!renderer.draw(scene, 1.0, Quality::kMoving)) {
            state.SkipWithError("OpenGL failed");
            return;
        }
        glFinish();
    }
}
BENCHMARK(recolour)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();

/// A frame in which only panels change: one copy of the map.
void hover(benchmark::State& state) {
    if (stage().renderer == nullptr) {
        state.SkipWithError("no OpenGL without display");
        return;
    }
    auto& renderer = *stage().renderer;
    const auto scene = many_units(500);
    GLuint texture = 0;
    GLuint framebuffer = 0;
    glGenTextures(1, &texture);
    glBindTexture(GL_TEXTURE_2D, texture);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, static_cast<GLsizei>(kWidth),
                 static_cast<GLsizei>(kHeight), 0, GL_BGRA, GL_UNSIGNED_BYTE, nullptr);
    glGenFramebuffers(1, &framebuffer);
    glBindFramebuffer(GL_FRAMEBUFFER, framebuffer);
    glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, texture, 0);
    if (!renderer.draw(scene, 1.0, Quality::kMoving)) {
        state.SkipWithError("OpenGL failed");
    }
    glFinish();
    for (auto unused : state) {
        renderer.blit(framebuffer, 0, 0);
        benchmark::DoNotOptimize(renderer.pick({900, 500}));
        glFinish();
    }
    constexpr double kHoverTarget = 6.0;
    add_ratio(state, "x_target", kHoverTarget);
    glDeleteFramebuffers(1, &framebuffer);
    glDeleteTextures(1, &texture);
}
BENCHMARK(hover)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();

}  // namespace
}  // namespace maillage

int main(int argc, char** argv) {
    benchmark::Initialize(&argc, argv);
    maillage::stage();
    benchmark::RunSpecifiedBenchmarks();
}
