// SPDX-License-Identifier: Apache-2.0
#include "viewer/map_layer.hpp"

#include <cmath>
#include <utility>

namespace maillage::viewer {

MapLayer::MapLayer(std::unique_ptr<gl::MapRenderer> renderer) : m_renderer(std::move(renderer)) {
    m_port.show = [this](const carto::MapScenePtr& scene, const carto::Camera& camera,
                         const carto::Rect& place, double scale,
                         bool moving) { show(scene, camera, place, scale, moving); };
    m_port.pick = [this](carto::Pixel pixel) -> std::optional<ui::MapHit> {
        const auto hit = m_renderer->pick(pixel);
        return hit ? std::optional(ui::MapHit{hit->frame, hit->commune}) : std::nullopt;
    };
}

bool MapLayer::get_ready() {
    if (!m_drawn && !m_ready) {
        const auto more = m_renderer->get_ready();
        m_ready = !more || !*more;
        if (!more) {
            m_error = more.error();
        }
        return !m_ready;
    }
    return false;
}

void MapLayer::show(const carto::MapScenePtr& scene, const carto::Camera& camera,
                    const carto::Rect& place, double scale, bool moving) {
    m_place = place;
    const auto quality = moving ? gl::Quality::kMoving : gl::Quality::kStill;
    const bool same = scene == m_scene && camera == m_camera && scale == m_scale;
    // A picture drawn well stays good enough while nothing changes.
    if (same && (quality == m_quality || m_quality == gl::Quality::kStill)) {
        return;
    }
    const bool own_camera = camera == scene->frames.front().camera;
    if (!own_camera) {
        if (scene != m_scene || m_moved.geometry != scene->geometry || m_moved.frames.empty()) {
            m_moved = *scene;
        }
        m_moved.frames.front().camera = camera;
    } else {
        m_moved = {};
    }
    const auto drawn = m_renderer->draw(own_camera ? *scene : m_moved, scale, quality);
    ++m_draws;
    m_scene = scene;
    m_camera = camera;
    m_scale = scale;
    m_quality = quality;
    m_drawn = true;
    if (!drawn) {
        m_error = drawn.error();
    }
}

void MapLayer::put(unsigned framebuffer, int height) const {
    if (m_place && m_drawn) {
        const int x = static_cast<int>(std::lround(m_place->x));
        const int top = static_cast<int>(std::lround(m_place->y));
        m_renderer->blit(framebuffer, x, height - top - m_renderer->height());
    }
}

}  // namespace maillage::viewer
