// SPDX-License-Identifier: Apache-2.0
/// \file
/// One picture of the map, two programs that draw it: OpenGL for the screen, Cairo for paper. Maps
/// of built-in France have to look alike. With MAILLAGE_PICTURES set to a folder both are written
/// there.

#include "carto/build_scene.hpp"
#include "render/map_renderer.hpp"
#include "report/draw_scene.hpp"
#include "report/text_metrics.hpp"
#include "support/gl_context.hpp"
#include "support/image_compare.hpp"
#include "workspace/open.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

namespace maillage {
namespace {

namespace fs = std::filesystem;

/// What two ways of smoothing edges may make of the same lines.
constexpr support::Tolerance kTolerance{0.5, 0.002};
constexpr int kVisible = 32;

carto::SceneInput make_input() {
    workspace::OpenOptions options;
    options.data_folder = MAILLAGE_SOURCE_DIR "/data";
    options.outlines = true;
    carto::SceneInput input;
    input.dataset = workspace::open(std::nullopt, options, {}).value();
    indicators::CoverageQuery query;
    query.date = make_date(2024, 12, 31);
    input.coverage = std::make_shared<indicators::CoverageState>(input.dataset, query);
    input.geometry = carto::build_geometry(*input.dataset, {}).value();
    input.text = std::make_shared<report::PangoTextMeasure>();
    return input;
}

void keep_picture(const report::Image& image, const std::string& name) {
    // NOLINTNEXTLINE(concurrency-mt-unsafe): nothing sets the environment while tests run.
    const char* folder = std::getenv("MAILLAGE_PICTURES");
    if (folder != nullptr) {
        std::ofstream(fs::path(folder) / (name + ".png"), std::ios::binary)
            << report::to_png(image, 3780.0, {});
    }
}

class ScreenAndPaper : public ::testing::Test {
protected:
    void SetUp() override {
        m_context = support::GlContext::make();
        if (m_context == nullptr) {
            GTEST_SKIP() << "no EGL context without surface (OpenGL 3.3) on this machine";
        }
        m_renderer = gl::MapRenderer::create(fs::path(MAILLAGE_SOURCE_DIR) / "shaders").value();
    }

    carto::MapScene map(const carto::MapRequest& request, const carto::Canvas& canvas) const {
        static const carto::SceneInput france = make_input();
        auto scene = *carto::build_scene(france, request, canvas, {}).value().scene;
        // Drawn over the map by other means.
        scene.texts.clear();
        scene.decorations.clear();
        return scene;
    }

    /// Draws \p scene both ways and compares.
    void expect_alike(const carto::MapScene& scene, const std::string& name, double ratio = 1.0) {
        ASSERT_TRUE(m_renderer->draw(scene, ratio, gl::Quality::kStill));
        auto seen = m_renderer->read_back().value();
        const report::Image screen{seen.width, seen.height, std::move(seen.rgba)};
        const auto paper = report::draw_image(scene, ratio).value();
        keep_picture(screen, name + "-screen");
        keep_picture(paper, name + "-paper");
        const auto difference = support::compare(screen, paper, kVisible);
        EXPECT_TRUE(difference.same_size) << name;
        EXPECT_LE(difference.mean, kTolerance.mean) << name;
        EXPECT_LE(difference.share, kTolerance.share) << name;
        RecordProperty(name + " mean", std::to_string(difference.mean));
        RecordProperty(name + " share", std::to_string(difference.share));
    }

    std::unique_ptr<support::GlContext> m_context;
    std::unique_ptr<gl::MapRenderer> m_renderer;
};

carto::MapRequest communes_of(std::string_view department) {
    carto::MapRequest request;
    request.level = carto::MapLevel::kCommune;
    request.focus = *DepartmentCode::parse(department);
    return request;
}

TEST_F(ScreenAndPaper, FranceByDepartment) {
    const auto scene = map({}, {1280, 720, {}});
    ASSERT_FALSE(scene.circles.empty());
    expect_alike(scene, "france");
    expect_alike(scene, "france-2x", 2.0);
}

TEST_F(ScreenAndPaper, LoiretByCommune) {
    const auto scene = map(communes_of("45"), {1280, 720, {}});
    ASSERT_FALSE(scene.rings.empty());
    expect_alike(scene, "loiret");
    expect_alike(scene, "loiret-1.5x", 1.5);
}

TEST_F(ScreenAndPaper, OverseasDepartment) {
    expect_alike(map(communes_of("974"), {1280, 720, {}}), "reunion");
    expect_alike(map(communes_of("976"), {920, 740, {}}), "mayotte");
}

TEST_F(ScreenAndPaper, ContractsAndThemes) {
    auto request = communes_of("35");
    request.view = carto::View::kContracts;
    const auto scene = map(request, {1280, 720, {}});
    EXPECT_TRUE(std::any_of(
        scene.styles.begin(), scene.styles.end(),
        [](const carto::AreaStyle& style) { return style.hatch != carto::Hatch::kNone; }));
    expect_alike(scene, "contracts");
    request.theme = carto::Theme::kDark;
    request.level = carto::MapLevel::kEpci;
    expect_alike(map(request, {1280, 720, {}}), "dark");
}

/// What no map of built-in France has: every hatch, every marker, polygons over the communes.
TEST_F(ScreenAndPaper, HatchesMarkersAndOverlays) {
    auto scene = map(communes_of("45"), {1280, 720, {}});
    ASSERT_GE(scene.styles.size(), 2U);
    scene.styles.resize(5, scene.styles[0]);
    for (std::size_t i = 0; i < 5; ++i) {
        auto& style = scene.styles[i];
        style.fill = carto::rgb(0xEDF1F7);
        style.hatch = static_cast<carto::Hatch>(i);
        style.hatch_color = carto::rgb(0x3A6FC0);
        style.spacing = 9.0F;
        style.width = 3.0F;
    }
    for (std::size_t c = 0; c < scene.style_of_commune.size(); ++c) {
        scene.style_of_commune[c] = static_cast<std::uint8_t>(c % 5);
    }
    const auto& frame = scene.frames[0];
    const auto at = [&](double x, double y) {
        return to_map(frame.camera, frame.viewport,
                      {frame.viewport.x + x * frame.viewport.width,
                       frame.viewport.y + y * frame.viewport.height});
    };
    for (int shape = 0; shape < 6; ++shape) {
        carto::Marker marker;
        marker.centre = at(0.15 + 0.14 * shape, 0.6);
        marker.shape = static_cast<carto::MarkerShape>(shape);
        marker.size = 40.0F;
        marker.fill = carto::with_alpha(carto::rgb(0xC03020), 200);
        marker.edge = {carto::rgb(0x000000), 3.0F};
        scene.markers.push_back(marker);
    }
    auto polygon = std::make_shared<geo::PolygonSet>();
    for (const auto& p : {at(0.3, 0.1), at(0.6, 0.2), at(0.5, 0.5), at(0.3, 0.1)}) {
        polygon->add_point(p);
    }
    polygon->close_ring();
    polygon->close_polygon();
    polygon->close_feature();
    carto::Overlay overlay;
    overlay.polygons = polygon;
    overlay.area.fill = carto::with_alpha(carto::rgb(0x209040), 90);
    overlay.line = {carto::rgb(0x104020), 2.0F};
    auto road = std::make_shared<geo::LineSet>();
    for (const auto& p : {at(0.1, 0.9), at(0.4, 0.75), at(0.9, 0.85)}) {
        road->add_point(p);
    }
    road->close_line();
    road->close_feature();
    carto::Overlay lines;
    lines.lines = road;
    lines.line = {carto::rgb(0x8E1B6B), 4.0F};
    scene.overlays = {overlay, lines};
    expect_alike(scene, "hatches");
}

}  // namespace
}  // namespace maillage
