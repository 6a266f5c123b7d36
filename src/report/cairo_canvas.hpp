// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// PNG and PDF: a Canvas on a Cairo surface.

#include "report/canvas.hpp"
#include "report/pango_fonts.hpp"

#include <cairo.h>

#include <memory>

namespace maillage::report {

struct DestroySurface {
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
using Surface = std::unique_ptr<cairo_surface_t, DestroySurface>;

class CairoCanvas final : public Canvas {
public:
    /// \p scale units of the surface for a layout pixel. \p surface outlives the canvas. \p origin
    /// of the canvas on the surface, in layout pixels.
    CairoCanvas(cairo_surface_t* surface, double scale, carto::Pixel origin = {},
                const std::string& families = kFontFamilies);

    void begin_group(std::string_view name) override;
    void end_group() override;
    void begin_clip(const Path& area) override;
    void end_clip() override;
    void fill(const Path& area, carto::Color color) override;
    void stroke(const Path& lines, const carto::LineStyle& style, bool closed) override;
    void circle(carto::Pixel centre, double radius, carto::Color fill,
                const carto::LineStyle& edge) override;
    void text(const carto::Text& text, carto::Pixel anchor) override;

    /// What a reader that speaks is told of the drawing between: "H1", "P", "Table" (PDF only).
    void begin_tag(const char* name) { cairo_tag_begin(m_cairo.get(), name, nullptr); }
    void end_tag(const char* name) { cairo_tag_end(m_cairo.get(), name); }

private:
    struct Destroy {
        void operator()(cairo_t* cairo) const { cairo_destroy(cairo); }
    };
    void trace(const Path& path, bool closed);
    void set_color(carto::Color color);
    void stroke_current(const carto::LineStyle& style);

    std::unique_ptr<cairo_t, Destroy> m_cairo;
    PangoFonts m_fonts;
    /// In pixels, texts are drawn as outlines: Cairo 1.16 moves each glyph to a whole pixel, which
    /// tears words apart at small sizes.
    bool m_keeps_text;
};

}  // namespace maillage::report
