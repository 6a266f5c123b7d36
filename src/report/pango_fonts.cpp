// SPDX-License-Identifier: Apache-2.0
#include "report/pango_fonts.hpp"

namespace maillage::report {
namespace {

/// Texts are measured at this size and scaled: FreeType rounds advances to 1/64 pixel.
constexpr double kReferenceSize = 200.0;

}  // namespace

std::string printable(std::string_view text) {
    const std::unique_ptr<char, decltype(&g_free)> valid(
        g_utf8_make_valid(text.data(), static_cast<gssize>(text.size())), &g_free);
    std::string result;
    for (const char* at = valid.get(); *at != '\0'; ++at) {
        const auto byte = static_cast<unsigned char>(*at);
        if (byte >= 0x20 && byte != 0x7F) {
            result += *at;
        }
    }
    return result;
}

PangoFonts::PangoFonts(const std::string& families)
    : m_map(pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT)),
      m_context(pango_font_map_create_context(m_map.get())),
      m_font(pango_font_description_from_string((families + ",").c_str())) {
    // No hinting and no rounding: the same line at every scale and on every medium. Everything the
    // system's settings could change (language, antialiasing) is said here.
    const std::unique_ptr<cairo_font_options_t, decltype(&cairo_font_options_destroy)> options(
        cairo_font_options_create(), &cairo_font_options_destroy);
    cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_antialias(options.get(), CAIRO_ANTIALIAS_GRAY);
    pango_cairo_context_set_font_options(m_context.get(), options.get());
    pango_context_set_round_glyph_positions(m_context.get(), FALSE);
    pango_context_set_language(m_context.get(), pango_language_from_string("fr"));
    m_layout.reset(pango_layout_new(m_context.get()));
    pango_layout_set_single_paragraph_mode(m_layout.get(), TRUE);
    // Lato joins "ti" and "fi"; the screen does not, and words shall be as long there.
    const std::unique_ptr<PangoAttrList, decltype(&pango_attr_list_unref)> features(
        pango_attr_list_new(), &pango_attr_list_unref);
    pango_attr_list_insert(features.get(), pango_attr_font_features_new("liga=0, clig=0"));
    pango_layout_set_attributes(m_layout.get(), features.get());
}

PangoLayout* PangoFonts::layout(std::string_view text, double size, bool bold) const {
    pango_font_description_set_weight(m_font.get(), bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_font_description_set_absolute_size(m_font.get(), size * PANGO_SCALE);
    pango_layout_set_font_description(m_layout.get(), m_font.get());
    const auto valid = printable(text);
    pango_layout_set_text(m_layout.get(), valid.c_str(), static_cast<int>(valid.size()));
    return m_layout.get();
}

carto::TextSize PangoFonts::measure(std::string_view text, double size, bool bold) const {
    auto* line = layout(text, kReferenceSize, bold);
    PangoRectangle logical;
    pango_layout_get_extents(line, nullptr, &logical);
    const double unit = size / kReferenceSize / PANGO_SCALE;
    const double ascent = pango_layout_get_baseline(line) * unit;
    return {logical.width * unit, ascent, logical.height * unit - ascent};
}

}  // namespace maillage::report
