// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Borders over the pixels of a frame, without OpenGL.
///
/// Borders are the most of what a map draws, short and thin: as triangles they cost software OpenGL
/// 0.6 µs each, two for every piece of line; a piece costs 0.25 µs here. The lines of a rank are
/// one stroke with round joins and ends, as on paper: nothing is darker where two of them meet.

#include "render/bgra.hpp"
#include "render/gl_program.hpp"

#include <cstdint>
#include <vector>

namespace maillage::gl {

/// Blends the borders of the ranks that \p frame of \p scene draws over \p pixels, coarser ones
/// over finer ones, all of them over those outside the focus, on all cores; the result does not
/// depend on how many there are. \param step Points of a border nearer than it to the last are left
/// out: pixels of the texture. \param pixels All of the window's, the first row is the lowest.
/// \returns How many pieces of line were drawn.
std::uint32_t paint_borders(const carto::SheetLevel& level, const carto::MapScene& scene,
                            const carto::Frame& frame, const Window& window, double step,
                            std::vector<Bgra>& pixels);

}  // namespace maillage::gl
