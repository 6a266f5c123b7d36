// SPDX-License-Identifier: Apache-2.0
#include "ui/parts.hpp"

#include <gtest/gtest.h>

#include <memory>

namespace maillage::ui {
namespace {

namespace command = workspace::command;

constexpr carto::Rect kViewport{0, 0, 800, 600};

/// A snapshot whose map is seen by \p camera.
workspace::Snapshot seen_by(const carto::Camera& camera) {
    workspace::Snapshot snapshot;
    auto scene = std::make_shared<carto::SceneResult>();
    scene->camera = camera;
    snapshot.scene = scene;
    snapshot.scene_current = true;
    snapshot.view = std::make_shared<workspace::ViewState>();
    return snapshot;
}

TEST(MapCamera, AZoomKeepsThePointUnderTheCursorAndLasts150Milliseconds) {
    const carto::Camera start{{600'000, 6'600'000}, 1000};
    auto snapshot = seen_by(start);
    MapState state;
    advance_camera(snapshot, 0.0, state);
    const carto::Pixel about{200, 450};
    const auto held = carto::to_map(start, kViewport, about);
    start_zoom(start, kViewport, about, 2.0, 10.0, state);
    double last = 1000;
    for (const double time : {10.03, 10.06, 10.1, 10.14}) {
        const auto camera = advance_camera(snapshot, time, state);
        EXPECT_TRUE(state.zoom.active);
        EXPECT_LT(camera.metres_per_pixel, last);
        last = camera.metres_per_pixel;
        const auto pixel = carto::to_pixel(camera, kViewport, held);
        EXPECT_NEAR(pixel.x, about.x, 1e-6);
        EXPECT_NEAR(pixel.y, about.y, 1e-6);
    }
    const auto end = advance_camera(snapshot, 10.151, state);
    EXPECT_FALSE(state.zoom.active);
    EXPECT_DOUBLE_EQ(end.metres_per_pixel, 500);
}

TEST(MapCamera, WheelTurnsAddUp) {
    const carto::Camera start{{0, 0}, 100};
    auto snapshot = seen_by(start);
    MapState state;
    advance_camera(snapshot, 0.0, state);
    start_zoom(start, kViewport, {400, 300}, 2.0, 1.0, state);
    const auto halfway = advance_camera(snapshot, 1.05, state);
    start_zoom(halfway, kViewport, {400, 300}, 2.0, 1.05, state);
    EXPECT_DOUBLE_EQ(advance_camera(snapshot, 2.0, state).metres_per_pixel, 25);
}

TEST(MapCamera, ZoomStopsAtAStreetAndAtEurope) {
    const carto::Camera start{{0, 0}, 100};
    auto snapshot = seen_by(start);
    MapState state;
    advance_camera(snapshot, 0.0, state);
    start_zoom(start, kViewport, {0, 0}, 1e9, 0.0, state);
    EXPECT_DOUBLE_EQ(advance_camera(snapshot, 1.0, state).metres_per_pixel, 1.0);
    start_zoom(start, kViewport, {0, 0}, 1e-9, 2.0, state);
    EXPECT_DOUBLE_EQ(advance_camera(snapshot, 3.0, state).metres_per_pixel, 20'000.0);
}

TEST(MapCamera, TheLiveCameraGivesWayOnceTheSceneHasIt) {
    const carto::Camera start{{0, 0}, 100};
    const carto::Camera moved{{5000, 0}, 100};
    auto snapshot = seen_by(start);
    MapState state;
    advance_camera(snapshot, 0.0, state);
    state.live = moved;
    snapshot.scene_current = false;
    EXPECT_EQ(advance_camera(snapshot, 0.1, state), moved);
    auto arrived = seen_by(moved);
    EXPECT_EQ(advance_camera(arrived, 0.2, state), moved);
    EXPECT_FALSE(state.live);
}

TEST(MapCamera, AnotherFocusEndsWhatTheHandDid) {
    auto snapshot = seen_by({{0, 0}, 100});
    MapState state;
    advance_camera(snapshot, 0.0, state);
    state.live = carto::Camera{{1, 2}, 3};
    auto view = std::make_shared<workspace::ViewState>();
    view->map.focus = *DepartmentCode::parse("45");
    snapshot.view = view;
    EXPECT_EQ(advance_camera(snapshot, 0.1, state), snapshot.scene->camera);
}

TEST(MapCamera, TheWorkspaceHearsOfAMoveNowAndThenAndAtItsEnd) {
    MapState state;
    CommandSink sink;
    state.live = carto::Camera{{0, 0}, 100};
    send_camera(1.0, true, state, sink);
    EXPECT_EQ(sink.take().size(), 1U);
    state.live = carto::Camera{{1000, 0}, 100};
    send_camera(1.05, true, state, sink);
    EXPECT_TRUE(sink.take().empty()) << "too soon";
    send_camera(1.06, false, state, sink);
    const auto said = sink.take();
    ASSERT_EQ(said.size(), 1U);
    EXPECT_EQ(std::get<command::SetCamera>(said.front()).camera, state.live);
    send_camera(2.0, false, state, sink);
    EXPECT_TRUE(sink.take().empty()) << "nothing new";
}

}  // namespace
}  // namespace maillage::ui
