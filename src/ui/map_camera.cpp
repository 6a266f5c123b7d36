// SPDX-License-Identifier: Apache-2.0
#include "ui/parts.hpp"

#include <algorithm>
#include <cmath>

namespace maillage::ui {
namespace {

constexpr double kZoomSeconds = 0.15;
/// While the map moves its labels are placed anew this often.
constexpr double kSendEvery = 0.12;
constexpr double kClosest = 1.0;        ///< Metres per pixel: a street.
constexpr double kFarthest = 20'000.0;  ///< All of Europe.

carto::Camera zoomed(const Zoom& zoom, double part) {
    // Ease out, and evenly for the eye: scales multiply.
    const double eased = 1.0 - (1.0 - part) * (1.0 - part);
    const double scale = zoom.from * std::pow(zoom.to / zoom.from, eased);
    return {{zoom.anchor.x - zoom.offset.x * scale, zoom.anchor.y + zoom.offset.y * scale}, scale};
}

bool same(const carto::Camera& a, const carto::Camera& b) {
    const double pixel = std::max(a.metres_per_pixel, 1e-6);
    return std::abs(a.centre.x - b.centre.x) < pixel * 0.01 &&
           std::abs(a.centre.y - b.centre.y) < pixel * 0.01 &&
           std::abs(a.metres_per_pixel / b.metres_per_pixel - 1.0) < 1e-6;
}

}  // namespace

carto::Camera advance_camera(const workspace::Snapshot& snapshot, double time, MapState& state) {
    const auto& scene = *snapshot.scene;
    const auto& view = *snapshot.view;
    // The workspace moved the map by itself (search, focus, saved view): what the hand did is over.
    const bool other_focus = !(state.focus == view.map.focus);
    const bool other_camera = view.camera != state.view_camera && view.camera != state.sent;
    if (other_focus || other_camera) {
        state.live.reset();
        state.zoom.active = false;
    }
    state.focus = view.map.focus;
    state.view_camera = view.camera;
    if (state.zoom.active) {
        const double part = std::clamp((time - state.zoom.start) / kZoomSeconds, 0.0, 1.0);
        state.live = zoomed(state.zoom, part);
        state.zoom.active = part < 1.0;
    } else if (state.live && snapshot.scene_current && same(*state.live, scene.camera)) {
        state.live.reset();
    }
    return state.live.value_or(scene.camera);
}

void start_zoom(const carto::Camera& camera, const carto::Rect& viewport, carto::Pixel about,
                double factor, double time, MapState& state) {
    const auto middle = viewport.centre();
    const double goal = state.zoom.active ? state.zoom.to : camera.metres_per_pixel;
    state.zoom = {.start = time,
                  .from = camera.metres_per_pixel,
                  .to = std::clamp(goal / factor, kClosest, kFarthest),
                  .anchor = carto::to_map(camera, viewport, about),
                  .offset = {about.x - middle.x, about.y - middle.y},
                  .active = true};
}

void send_camera(double time, bool moving, MapState& state, CommandSink& sink) {
    if (!state.live || (state.sent && same(*state.live, *state.sent))) {
        return;
    }
    if (moving && time - state.sent_at < kSendEvery) {
        return;
    }
    state.sent = state.live;
    state.sent_at = time;
    sink(workspace::command::SetCamera{state.live});
}

}  // namespace maillage::ui
