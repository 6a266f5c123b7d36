// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Lines of text laid out by Pango.

#include "carto/text_measure.hpp"
#include "report/font_families.hpp"

#include <pango/pangocairo.h>

#include <memory>
#include <string>
#include <string_view>

namespace maillage::report {

/// \p text with U+FFFD for each byte that is not UTF-8 and without control signs, which neither
/// Pango nor XML takes.
std::string printable(std::string_view text);

/// Fonts of one thread.
class PangoFonts {
public:
    /// \param families Those wanted, the first first; behind them stands what the system has.
    explicit PangoFonts(const std::string& families = kFontFamilies);

    /// \returns The extents of one line; widths grow exactly with \p size.
    carto::TextSize measure(std::string_view text, double size, bool bold) const;

    /// The line laid out at \p size pixels; valid until the next call.
    PangoLayout* layout(std::string_view text, double size, bool bold) const;

private:
    struct Unref {
        void operator()(void* object) const { g_object_unref(object); }
    };
    struct Free {
        void operator()(PangoFontDescription* font) const { pango_font_description_free(font); }
    };
    std::unique_ptr<PangoFontMap, Unref> m_map;
    std::unique_ptr<PangoContext, Unref> m_context;
    std::unique_ptr<PangoLayout, Unref> m_layout;
    std::unique_ptr<PangoFontDescription, Free> m_font;
};

}  // namespace maillage::report
