// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Which commune each pixel of one frame shows, in memory for picking and as a texture for colour.

#include "carto/id_raster.hpp"
#include "carto/scene.hpp"
#include "render/gl_program.hpp"

#include <cstdint>

namespace maillage::gl {

/// One raster for each frame: insets stay as they are while the map below moves.
class FrameIds {
public:
    struct Cost {
        double raster_ms = 0.0;
        double upload_ms = 0.0;
    };

    /// Makes the raster with \p samples along a side of a pixel, unless it is there already (finer
    /// ones are kept). \p level null: no feature anywhere.
    Cost update(const carto::SheetLevel* level, const carto::Frame& frame, const Window& window,
                int samples);
    /// Forgets what it was made from: geometry has changed.
    void forget() noexcept { m_samples = 0; }

    /// feature + 1, or 0; \p pixel in layout pixels of the canvas, inside the window.
    std::uint32_t at(carto::Pixel pixel) const;
    GLuint texture() const noexcept { return m_texture.get(); }
    int samples() const noexcept { return m_samples; }
    const Window& window() const noexcept { return m_window; }
    std::size_t bytes() const noexcept { return m_raster.ids.size() * sizeof(std::uint32_t); }

private:
    void upload();

    carto::IdRaster m_raster;
    Texture m_texture;
    int m_texture_width = 0;
    int m_texture_height = 0;
    const carto::SheetLevel* m_level = nullptr;
    carto::Camera m_camera;
    Window m_window;
    int m_samples = 0;  ///< 0: nothing made yet.
};

}  // namespace maillage::gl
