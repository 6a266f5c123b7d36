// SPDX-License-Identifier: Apache-2.0
#include "report/cairo_canvas.hpp"

#include <numbers>

namespace maillage::report {
namespace {
constexpr double kStrokeTolerance = 0.25;  ///< Pixels of the output.
}

CairoCanvas::CairoCanvas(cairo_surface_t* surface, double scale, carto::Pixel origin,
                         const std::string& families)
    : m_cairo(cairo_create(surface)),
      m_fonts(families),
      m_keeps_text(cairo_surface_get_type(surface) != CAIRO_SURFACE_TYPE_IMAGE) {
    cairo_scale(m_cairo.get(), scale, scale);
    cairo_translate(m_cairo.get(), origin.x, origin.y);
    cairo_set_fill_rule(m_cairo.get(), CAIRO_FILL_RULE_EVEN_ODD);
    cairo_set_line_join(m_cairo.get(), CAIRO_LINE_JOIN_ROUND);
}

void CairoCanvas::begin_group(std::string_view) {}
void CairoCanvas::end_group() {}

void CairoCanvas::begin_clip(const Path& area) {
    cairo_save(m_cairo.get());
    trace(area, true);
    cairo_clip(m_cairo.get());
}

void CairoCanvas::end_clip() { cairo_restore(m_cairo.get()); }

void CairoCanvas::trace(const Path& path, bool closed) {
    cairo_new_path(m_cairo.get());
    for (std::size_t i = 0; i < path.part_count(); ++i) {
        bool first = true;
        for (const auto& p : path.part(i)) {
            first ? cairo_move_to(m_cairo.get(), p.x, p.y) : cairo_line_to(m_cairo.get(), p.x, p.y);
            first = false;
        }
        if (closed) {
            cairo_close_path(m_cairo.get());
        }
    }
}

void CairoCanvas::set_color(carto::Color color) {
    cairo_set_source_rgba(m_cairo.get(), color.r / 255.0, color.g / 255.0, color.b / 255.0,
                          color.a / 255.0);
}

void CairoCanvas::fill(const Path& area, carto::Color color) {
    trace(area, true);
    set_color(color);
    cairo_fill(m_cairo.get());
}

void CairoCanvas::stroke_current(const carto::LineStyle& style) {
    set_color(style.color);
    cairo_set_line_width(m_cairo.get(), static_cast<double>(style.width));
    const double dash = static_cast<double>(style.dash);
    cairo_set_dash(m_cairo.get(), &dash, dash > 0.0 ? 1 : 0, 0.0);
    cairo_set_line_cap(m_cairo.get(), dash > 0.0 ? CAIRO_LINE_CAP_BUTT : CAIRO_LINE_CAP_ROUND);
    // Half the time for joins and halos, and no eye sees a quarter of a pixel on a bend.
    const double tolerance = cairo_get_tolerance(m_cairo.get());
    cairo_set_tolerance(m_cairo.get(), kStrokeTolerance);
    cairo_stroke(m_cairo.get());
    cairo_set_tolerance(m_cairo.get(), tolerance);
}

void CairoCanvas::stroke(const Path& lines, const carto::LineStyle& style, bool closed) {
    trace(lines, closed);
    stroke_current(style);
}

void CairoCanvas::circle(carto::Pixel centre, double radius, carto::Color fill,
                         const carto::LineStyle& edge) {
    const auto trace_circle = [&] {
        cairo_new_path(m_cairo.get());
        cairo_arc(m_cairo.get(), centre.x, centre.y, radius, 0.0, 2.0 * std::numbers::pi);
        cairo_close_path(m_cairo.get());
    };
    if (fill.a != 0) {
        trace_circle();
        set_color(fill);
        cairo_fill(m_cairo.get());
    }
    if (edge.width > 0.0F) {
        trace_circle();
        stroke_current(edge);
    }
}

void CairoCanvas::text(const carto::Text& text, carto::Pixel anchor) {
    const auto size = static_cast<double>(text.size);
    const double width = m_fonts.measure(text.text, size, text.bold).width;
    const double left = text.align == carto::Align::kLeft     ? 0.0
                        : text.align == carto::Align::kCentre ? width / 2
                                                              : width;
    auto* line = m_fonts.layout(text.text, size, text.bold);
    pango_cairo_update_layout(m_cairo.get(), line);
    const auto place = [&] {
        cairo_move_to(
            m_cairo.get(), anchor.x - left,
            anchor.y - static_cast<double>(pango_layout_get_baseline(line)) / PANGO_SCALE);
    };
    if (text.halo_width > 0.0F && text.halo.a != 0) {
        cairo_new_path(m_cairo.get());
        place();
        pango_cairo_layout_path(m_cairo.get(), line);
        stroke_current({text.halo, 2 * text.halo_width, 0.0F});
    }
    cairo_new_path(m_cairo.get());
    place();
    set_color(text.color);
    if (m_keeps_text) {
        pango_cairo_show_layout(m_cairo.get(), line);
    } else {
        pango_cairo_layout_path(m_cairo.get(), line);
        cairo_set_fill_rule(m_cairo.get(), CAIRO_FILL_RULE_WINDING);
        cairo_fill(m_cairo.get());
        cairo_set_fill_rule(m_cairo.get(), CAIRO_FILL_RULE_EVEN_ODD);
    }
    cairo_new_path(m_cairo.get());
}

}  // namespace maillage::report
