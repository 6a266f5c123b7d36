// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The layers of a map, each drawn on any Canvas.

#include "carto/scene.hpp"
#include "report/canvas.hpp"

#include <cstddef>
#include <cstdint>

namespace maillage::report {

/// A frame with what its layers need.
struct FrameView {
    const carto::MapScene& scene;
    const carto::Frame& frame;
    std::size_t number = 0;
    const carto::Sheet* sheet = nullptr;       ///< Null: nothing to draw on this sheet.
    const carto::SheetLevel* level = nullptr;  ///< For the resolution of the output.
    geo::Box seen;                             ///< Metres; a little more than the viewport.
    double least_step = 0.0;                   ///< Metres; points of an arc closer are left out.

    carto::Pixel pixel(geo::Point p) const {
        return carto::to_pixel(frame.camera, frame.viewport, p);
    }
};
/// \param scale Pixels of the output for a layout pixel.
FrameView frame_view(const carto::MapScene& scene, std::size_t number, double scale);

/// The whole map with its furniture. \param scale As frame_view().
void draw_map(Canvas& canvas, const carto::MapScene& scene, double scale);

/// Communes, those of one style as one area, without seams between styles.
void draw_areas(Canvas& canvas, const FrameView& view);
void draw_overlays(Canvas& canvas, const FrameView& view);
/// Roads and rivers: over the borders, which would cut them into dashes.
void draw_overlay_lines(Canvas& canvas, const FrameView& view);
/// Those outside the focus, then the others; rank by rank, in chains of arcs as long as can be.
void draw_borders(Canvas& canvas, const FrameView& view);
void draw_rings(Canvas& canvas, const FrameView& view);
void draw_circles(Canvas& canvas, const FrameView& view);
void draw_markers(Canvas& canvas, const FrameView& view);
void draw_decorations(Canvas& canvas, const carto::MapScene& scene);
void draw_texts(Canvas& canvas, const carto::MapScene& scene);

/// Adds the points of an arc to the part begun, without its first where it goes on from another,
/// without its last where another follows. An arc has the same points whichever way it is walked,
/// so areas and borders agree.
enum class ArcPoints : std::uint8_t { kAll, kAllButFirst, kAllButLast };
void add_arc(Path& path, const FrameView& view, const geo::Mosaic& mosaic, geo::ArcRef ref,
             ArcPoints which);

/// Adds the rings [first, last) of \p rings as parts of \p path.
void add_rings(Path& path, const FrameView& view, const geo::Mosaic& mosaic,
               const geo::GroupRings& rings, std::uint32_t first, std::uint32_t last);

}  // namespace maillage::report
