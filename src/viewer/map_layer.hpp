// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The drawn map below the panels: the screen's map port over the renderer.

#include "render/map_renderer.hpp"
#include "ui/screen.hpp"

#include <memory>
#include <optional>

namespace maillage::viewer {

class MapLayer {
public:
    explicit MapLayer(std::unique_ptr<gl::MapRenderer> renderer);

    /// For the screen; valid as long as the layer.
    const ui::MapPort& port() const { return m_port; }
    /// For when there is time and no map yet. \returns Whether there is more to do.
    bool get_ready();
    /// Forgets where the map was: the next frame may not show it.
    void begin_frame() { m_place.reset(); }
    /// Copies the map into \p framebuffer of that height, if this frame shows it.
    void put(unsigned framebuffer, int height) const;
    /// Where this frame shows the map, in pixels.
    const std::optional<carto::Rect>& place() const { return m_place; }
    /// What went wrong while drawing, once.
    std::optional<Error> take_error() { return std::exchange(m_error, std::nullopt); }
    /// Whether the map shown was drawn fast and should be drawn well.
    bool unfinished() const { return m_place && m_quality == gl::Quality::kMoving; }
    bool drawn() const { return m_drawn; }
    double last_draw_ms() const { return m_renderer->last().total; }
    long draws() const { return m_draws; }

private:
    void show(const carto::MapScenePtr& scene, const carto::Camera& camera,
              const carto::Rect& place, double scale, bool moving);

    std::unique_ptr<gl::MapRenderer> m_renderer;
    ui::MapPort m_port;
    carto::MapScenePtr m_scene;  ///< As last drawn.
    carto::MapScene m_moved;     ///< The same from another camera.
    carto::Camera m_camera;
    double m_scale = 0.0;
    gl::Quality m_quality = gl::Quality::kStill;
    std::optional<carto::Rect> m_place;
    std::optional<Error> m_error;
    bool m_drawn = false;
    bool m_ready = false;  ///< Nothing more to get ready.
    long m_draws = 0;
};

}  // namespace maillage::viewer
