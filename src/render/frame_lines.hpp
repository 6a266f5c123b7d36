// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Which lines of a scene OpenGL draws in a frame: rings, outlines of overlays.

#include "render/gl_program.hpp"
#include "render/line_batch.hpp"

namespace maillage::gl {

/// The casing of all groups, then their lines.
void add_rings(LineBatch& batch, const carto::Sheet& sheet, const carto::Rings& rings,
               const carto::Frame& frame, const Window& window);

/// Of its polygons.
void add_outlines(LineBatch& batch, const carto::Overlay& overlay, const carto::Frame& frame,
                  const Window& window);
/// Its lines, which stand over the borders: these would cut them into dashes.
void add_lines(LineBatch& batch, const carto::Overlay& overlay, const carto::Frame& frame,
               const Window& window);

/// Fans over the rings of an overlay, for a stencil that counts turns: outsides one way, holes
/// the other. One draw, without style.
void add_fans(LineBatch& batch, const geo::PolygonSet& polygons, const carto::Frame& frame);
/// The same over the groups of \p rings.
void add_fans(LineBatch& batch, const carto::Sheet& sheet, const carto::Rings& rings,
              const carto::Frame& frame);

}  // namespace maillage::gl
