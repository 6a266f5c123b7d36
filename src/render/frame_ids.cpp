// SPDX-License-Identifier: Apache-2.0
#include "render/frame_ids.hpp"

#include <algorithm>

namespace maillage::gl {

bool FrameIds::update(const carto::SheetLevel* level, const carto::Frame& frame,
                      const Window& window, int samples) {
    if (m_samples >= samples && level == m_level && frame.camera == m_camera &&
        window == m_window) {
        return false;
    }
    m_level = level;
    m_camera = frame.camera;
    m_window = window;
    m_samples = samples;
    const double scale = window.ratio * samples;
    m_raster.width = window.width * samples;
    m_raster.height = window.height * samples;
    m_raster.ids.resize(static_cast<std::size_t>(m_raster.width) *
                        static_cast<std::size_t>(m_raster.height));
    // The raster's own corner is the frame's first whole pixel: the camera moves by the rest.
    const carto::Rect whole{0.0, 0.0, m_raster.width / scale, m_raster.height / scale};
    const auto middle = whole.centre();
    const carto::Camera camera{
        to_map(frame.camera, frame.viewport,
               {middle.x + window.x / window.ratio, middle.y + window.y / window.ratio}),
        frame.camera.metres_per_pixel};
    if (level != nullptr) {
        carto::draw_ids(level->mosaic, camera, whole, scale, m_raster);
    } else {
        std::fill(m_raster.ids.begin(), m_raster.ids.end(), 0U);
    }
    return true;
}

std::uint32_t FrameIds::at(carto::Pixel pixel) const {
    if (m_samples == 0 || m_raster.ids.empty()) {
        return 0;
    }
    const double scale = m_window.ratio * m_samples;
    const int x = static_cast<int>(pixel.x * scale) - m_window.x * m_samples;
    const int y = static_cast<int>(pixel.y * scale) - m_window.y * m_samples;
    return m_raster.at(std::clamp(x, 0, m_raster.width - 1), std::clamp(y, 0, m_raster.height - 1));
}

}  // namespace maillage::gl
