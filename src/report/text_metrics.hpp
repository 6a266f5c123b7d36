// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Sizes of texts in the fonts that print (Lato, DejaVu Sans behind it).

#include "carto/text_measure.hpp"
#include "report/font_families.hpp"

#include <memory>
#include <string>

namespace maillage::report {

/// Widths scale exactly with the size (no hinting), so that a layout holds at every zoom and on
/// paper. Digits are of equal width, as Lato has them. Bytes that are not UTF-8 are measured as
/// the replacement sign that is drawn for them. May be shared by threads.
class PangoTextMeasure final : public carto::TextMeasure {
public:
    explicit PangoTextMeasure(const std::string& families = kFontFamilies);
    ~PangoTextMeasure() override;
    PangoTextMeasure(const PangoTextMeasure&) = delete;
    PangoTextMeasure& operator=(const PangoTextMeasure&) = delete;
    PangoTextMeasure(PangoTextMeasure&&) = delete;
    PangoTextMeasure& operator=(PangoTextMeasure&&) = delete;

    carto::TextSize measure(std::string_view text, double size, bool bold) const override;

private:
    struct Fonts;
    std::unique_ptr<Fonts> m_fonts;
};

}  // namespace maillage::report
