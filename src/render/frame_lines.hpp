// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Which lines of a scene are seen in a frame: borders, rings, outlines of overlays.

#include "render/gl_program.hpp"
#include "render/line_batch.hpp"

namespace maillage::gl {

/// Borders of the ranks that \p frame draws, coarser ones over finer ones.
/// \p step as LineBuilder's.
void add_borders(LineBatch& batch, const carto::SheetLevel& level, const carto::Frame& frame,
                 const Window& window, double step);

/// The casing of all groups, then their lines.
void add_rings(LineBatch& batch, const carto::Sheet& sheet, const carto::Rings& rings,
               const carto::Frame& frame, const Window& window);

void add_outlines(LineBatch& batch, const carto::Overlay& overlay, const carto::Frame& frame,
                  const Window& window);

/// Fans over the rings of an overlay, for a stencil that counts turns: outsides one way, holes
/// the other. One draw, without style.
void add_fans(LineBatch& batch, const geo::PolygonSet& polygons, const carto::Frame& frame);

}  // namespace maillage::gl
