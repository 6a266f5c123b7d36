// SPDX-License-Identifier: Apache-2.0
#include "report/text_metrics.hpp"

#include "report/pango_fonts.hpp"

#include <array>
#include <mutex>

namespace maillage::report {

struct PangoTextMeasure::Fonts {
    explicit Fonts(const std::string& families) : pango(families) {}

    std::mutex mutex;  ///< Pango's objects are for one thread at a time.
    PangoFonts pango;
    std::array<carto::TextSize, 2> line;  ///< Of an empty line of size 1, by weight.
};

PangoTextMeasure::PangoTextMeasure(const std::string& families)
    : m_fonts(std::make_unique<Fonts>(families)) {
    for (const bool bold : {false, true}) {
        const auto size = m_fonts->pango.measure("x", 1.0, bold);
        m_fonts->line[bold ? 1U : 0U] = {0.0, size.ascent, size.descent};
    }
}
PangoTextMeasure::~PangoTextMeasure() = default;

carto::TextSize PangoTextMeasure::measure(std::string_view text, double size, bool bold) const {
    const auto& line = m_fonts->line[bold ? 1U : 0U];
    const std::lock_guard lock(m_fonts->mutex);
    return {m_fonts->pango.measure(text, size, bold).width, line.ascent * size,
            line.descent * size};
}

}  // namespace maillage::report
