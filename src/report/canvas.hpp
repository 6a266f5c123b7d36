// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// What a medium can do: Cairo (PNG, PDF) and SVG implement it.

#include "carto/scene.hpp"
#include "report/path.hpp"

#include <string_view>

namespace maillage::report {

/// Layout pixels of the scene throughout. Clips nest.
class Canvas {
public:
    Canvas() = default;
    Canvas(const Canvas&) = delete;
    Canvas& operator=(const Canvas&) = delete;
    Canvas(Canvas&&) = delete;
    Canvas& operator=(Canvas&&) = delete;
    virtual ~Canvas() = default;

    /// Groups have a name where the medium has names (layers of an SVG).
    virtual void begin_group(std::string_view name) = 0;
    virtual void end_group() = 0;
    virtual void begin_clip(const Path& area) = 0;
    virtual void end_clip() = 0;

    virtual void fill(const Path& area, carto::Color color) = 0;
    /// Round joins; round ends unless dashed. \p closed joins the last point of each part to its
    /// first.
    virtual void stroke(const Path& lines, const carto::LineStyle& style, bool closed) = 0;
    virtual void circle(carto::Pixel centre, double radius, carto::Color fill,
                        const carto::LineStyle& edge) = 0;
    /// \p anchor on the base line; the text's own place is not read.
    virtual void text(const carto::Text& text, carto::Pixel anchor) = 0;
};

/// Fill and hatch of \p area. The hatch is in phase with the canvas, whatever the area; nothing is
/// hatched outside \p visible.
void fill_area(Canvas& canvas, const Path& area, const carto::AreaStyle& style,
               const carto::Rect& visible);
/// Only the marks of fill_area().
void hatch_area(Canvas& canvas, const Path& area, const carto::AreaStyle& style,
                const carto::Rect& visible);

}  // namespace maillage::report
