// SPDX-License-Identifier: Apache-2.0
#include "report/svg_canvas.hpp"

#include "base/format.hpp"
#include "report/xml_text.hpp"

#include <cmath>
#include <cstdint>

namespace maillage::report {
namespace {

/// Hundredths of a pixel: finer than any print of a map shows, half the size of full numbers.
constexpr double kUnits = 100.0;
std::int64_t to_units(double value) { return std::llround(value * kUnits); }

/// "12.5", "-3", ".25": the shortest a path takes.
void add_units(std::string& text, std::int64_t units) {
    if (units < 0) {
        text += '-';
        units = -units;
    }
    const auto whole = units / 100;
    const auto part = units % 100;
    if (whole != 0 || part == 0) {
        text += std::to_string(whole);
    }
    if (part != 0) {
        text += '.';
        text += static_cast<char>('0' + part / 10);
        if (part % 10 != 0) {
            text += static_cast<char>('0' + part % 10);
        }
    }
}

std::string number(double value) {
    std::string text;
    add_units(text, to_units(value));
    return text;
}

std::string paint(const char* what, carto::Color color) {
    if (color.a == 0) {
        return format(" {}=\"none\"", what);
    }
    auto text = format(" {}=\"#{:02x}{:02x}{:02x}\"", what, color.r, color.g, color.b);
    if (color.a != 255) {
        text += format(" {}-opacity=\"{}\"", what, number(color.a / 255.0));
    }
    return text;
}

}  // namespace

SvgCanvas::SvgCanvas(double width, double height, std::string_view title,
                     std::string_view description, std::string prefix, std::string families)
    : m_prefix(std::move(prefix)), m_families(std::move(families)) {
    const auto w = number(width);
    const auto h = number(height);
    m_text = format(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{1}\" "
        "viewBox=\"0 0 {0} {1}\" role=\"img\" aria-labelledby=\"{4}title {4}desc\" "
        "style=\"font-variant-ligatures:none\">\n"
        "<title id=\"{4}title\">{2}</title>\n<desc id=\"{4}desc\">{3}</desc>\n",
        w, h, xml_text(title), xml_text(description), m_prefix);
}

void SvgCanvas::begin_group(std::string_view name) {
    m_text += format("<g id=\"{}{}\">\n", m_prefix, xml_text(name));
}
void SvgCanvas::end_group() { m_text += "</g>\n"; }

void SvgCanvas::begin_clip(const Path& area) {
    ++m_clips;
    m_text +=
        format("<clipPath id=\"{}clip-{}\"><path clip-rule=\"evenodd\" d=\"", m_prefix, m_clips);
    add_path_data(area, true);
    m_text += format("\"/></clipPath>\n<g clip-path=\"url(#{}clip-{})\">\n", m_prefix, m_clips);
}
void SvgCanvas::end_clip() { m_text += "</g>\n"; }

void SvgCanvas::add_path_data(const Path& path, bool closed) {
    for (std::size_t i = 0; i < path.part_count(); ++i) {
        std::int64_t x = 0;
        std::int64_t y = 0;
        bool first = true;
        bool lone = true;
        for (const auto& p : path.part(i)) {
            const auto to_x = to_units(p.x);
            const auto to_y = to_units(p.y);
            if (!first && to_x == x && to_y == y) {
                continue;
            }
            if (first) {
                m_text += 'M';
            } else if (lone) {
                m_text += 'l';
                lone = false;
            } else if (to_x >= x) {
                m_text += ' ';
            }
            add_units(m_text, first ? to_x : to_x - x);
            if ((first ? to_y : to_y - y) >= 0) {
                m_text += ' ';
            }
            add_units(m_text, first ? to_y : to_y - y);
            first = false;
            x = to_x;
            y = to_y;
        }
        if (closed) {
            m_text += 'z';
        }
    }
}

void SvgCanvas::fill(const Path& area, carto::Color color) {
    m_text += "<path fill-rule=\"evenodd\"" + paint("fill", color) + " d=\"";
    add_path_data(area, true);
    m_text += "\"/>\n";
}

void SvgCanvas::add_stroke(const carto::LineStyle& style) {
    m_text +=
        paint("stroke", style.color) + format(" stroke-width=\"{}\" stroke-linejoin=\"round\"",
                                              number(static_cast<double>(style.width)));
    m_text += style.dash > 0.0F
                  ? format(" stroke-dasharray=\"{}\"", number(static_cast<double>(style.dash)))
                  : " stroke-linecap=\"round\"";
}

void SvgCanvas::stroke(const Path& lines, const carto::LineStyle& style, bool closed) {
    m_text += "<path fill=\"none\"";
    add_stroke(style);
    m_text += " d=\"";
    add_path_data(lines, closed);
    m_text += "\"/>\n";
}

void SvgCanvas::circle(carto::Pixel centre, double radius, carto::Color fill,
                       const carto::LineStyle& edge) {
    m_text += format("<circle cx=\"{}\" cy=\"{}\" r=\"{}\"", number(centre.x), number(centre.y),
                     number(radius));
    m_text += paint("fill", fill);
    if (edge.width > 0.0F) {
        add_stroke(edge);
    }
    m_text += "/>\n";
}

void SvgCanvas::add_text(const carto::Text& text, carto::Pixel anchor,
                         std::string_view attributes) {
    m_text += format("<text x=\"{}\" y=\"{}\" font-family=\"{}, sans-serif\" font-size=\"{}\"",
                     number(anchor.x), number(anchor.y), m_families,
                     number(static_cast<double>(text.size)));
    if (text.bold) {
        m_text += " font-weight=\"bold\"";
    }
    if (text.align != carto::Align::kLeft) {
        m_text += text.align == carto::Align::kCentre ? " text-anchor=\"middle\""
                                                      : " text-anchor=\"end\"";
    }
    m_text += format("{} xml:space=\"preserve\">{}</text>\n", attributes, xml_text(text.text));
}

void SvgCanvas::text(const carto::Text& text, carto::Pixel anchor) {
    if (text.halo_width > 0.0F && text.halo.a != 0) {
        const auto width = number(2.0 * static_cast<double>(text.halo_width));
        add_text(text, anchor,
                 paint("fill", text.halo) + paint("stroke", text.halo) +
                     format(" stroke-width=\"{}\" stroke-linejoin=\"round\" "
                            "aria-hidden=\"true\"",
                            width));
    }
    add_text(text, anchor, paint("fill", text.color));
}

void SvgCanvas::tip(const Path& area, std::string_view words) {
    m_text += "<path fill-rule=\"evenodd\" fill=\"#000\" fill-opacity=\"0\" d=\"";
    add_path_data(area, true);
    m_text += format("\"><title>{}</title></path>\n", xml_text(words));
}

std::string SvgCanvas::finish() && {
    m_text += "</svg>\n";
    return std::move(m_text);
}

}  // namespace maillage::report
