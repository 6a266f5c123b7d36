// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Gives the pixels of a frame the colours of their communes, without OpenGL.
///
/// Measured: software OpenGL takes 45 ns for a pixel of a shader that looks up three textures, a
/// row of pixels with few different communes is coloured here at 1 to 2 ns a pixel. The price on
/// graphics cards is that colours travel instead of numbers, which are as large.

#include "carto/id_raster.hpp"
#include "carto/scene.hpp"
#include "render/bgra.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace maillage::gl {

/// What of the canvas a raster shows.
struct PaintWindow {
    int x = 0;           ///< Pixels of the canvas left of it.
    int y = 0;           ///< Above it.
    int samples = 1;     ///< Raster cells along one side of a pixel.
    double ratio = 1.0;  ///< Pixels for each layout pixel.
};

/// Fill and hatch of each commune over the frame's ground; \p pixels is resized to the window, its
/// first row is the lowest. With several samples a pixel is their mean.
void paint_areas(const carto::MapScene& scene, const carto::AreaStyle& ground,
                 const carto::IdRaster& raster, const PaintWindow& window,
                 std::vector<Bgra>& pixels);

}  // namespace maillage::gl
