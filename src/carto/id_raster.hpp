// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Which commune every pixel shows. Picking reads it; the screen colours it.
///
/// A sweep over arcs instead of polygons: each border is visited once, knows the feature on either
/// side, and a row of pixels is filled from crossing to crossing. No triangles, no level of detail
/// needed for exactness, the same result on every machine and for every number of threads.

#include "carto/camera.hpp"
#include "geo/mosaic.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace maillage::carto {

/// Row by row from the top; a pixel holds feature + 1, or 0 where there is none, of the feature
/// under its centre.
struct IdRaster {
    int width = 0;
    int height = 0;
    std::vector<std::uint32_t> ids;
    std::uint32_t at(int x, int y) const {
        return ids[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) +
                   static_cast<std::size_t>(x)];
    }
};

/// One window of the canvas: its part of the raster is overwritten, the rest is left alone.
/// \p viewport and \p camera are in layout pixels, \p scale raster pixels for each of them.
/// \p threads 0 = all cores.
void draw_ids(const geo::Mosaic& mosaic, const Camera& camera, const Rect& viewport, double scale,
              IdRaster& raster, unsigned threads = 0);

}  // namespace maillage::carto
