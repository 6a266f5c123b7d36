// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Which commune each pixel of one frame shows, for picking and for colour.

#include "carto/id_raster.hpp"
#include "carto/scene.hpp"
#include "render/gl_program.hpp"

#include <cstdint>

namespace maillage::gl {

/// One raster for each frame: insets stay as they are while the map below moves.
class FrameIds {
public:
    /// Makes the raster with \p samples along a side of a pixel, unless it is there already (finer
    /// ones are kept). \p level null: no feature anywhere. \returns Whether it was made.
    bool update(const carto::SheetLevel* level, const carto::Frame& frame, const Window& window,
                int samples);
    /// Forgets what it was made from: geometry has changed.
    void forget() noexcept { m_samples = 0; }

    /// feature + 1, or 0; \p pixel in layout pixels of the canvas, inside the window.
    std::uint32_t at(carto::Pixel pixel) const;
    const carto::IdRaster& raster() const noexcept { return m_raster; }
    int samples() const noexcept { return m_samples; }
    /// As it was made from; null: nothing is there.
    const carto::SheetLevel* level() const noexcept { return m_level; }
    const Window& window() const noexcept { return m_window; }

private:
    carto::IdRaster m_raster;
    const carto::SheetLevel* m_level = nullptr;
    carto::Camera m_camera;
    Window m_window;
    int m_samples = 0;  ///< 0: nothing made yet.
};

}  // namespace maillage::gl
