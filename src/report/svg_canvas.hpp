// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// SVG 1.1 as Inkscape, LibreOffice and browsers read it alike.
///
/// Texts are text, in the families of the program, so that they can be searched, read aloud and
/// corrected; where Lato is missing another font stands at the same anchor. A halo is a text of its
/// own below: LibreOffice does not know paint-order. Hatches are clipped lines: it does not know
/// patterns well either.

#include "report/canvas.hpp"
#include "report/font_families.hpp"

#include <string>

namespace maillage::report {

class SvgCanvas final : public Canvas {
public:
    /// \p prefix of every id, so that several pictures stand in one page.
    SvgCanvas(double width, double height, std::string_view title, std::string_view description,
              std::string prefix = {}, std::string families = kFontFamilies);

    void begin_group(std::string_view name) override;
    void end_group() override;
    void begin_clip(const Path& area) override;
    void end_clip() override;
    void fill(const Path& area, carto::Color color) override;
    void stroke(const Path& lines, const carto::LineStyle& style, bool closed) override;
    void circle(carto::Pixel centre, double radius, carto::Color fill,
                const carto::LineStyle& edge) override;
    void text(const carto::Text& text, carto::Pixel anchor) override;

    /// An area that is not seen and says \p words when it is pointed at.
    void tip(const Path& area, std::string_view words);

    /// The whole document. \pre every group and clip was ended.
    std::string finish() &&;

private:
    void add_path_data(const Path& path, bool closed);
    void add_stroke(const carto::LineStyle& style);
    void add_text(const carto::Text& text, carto::Pixel anchor, std::string_view attributes);

    std::string m_text;
    std::string m_prefix;
    std::string m_families;
    int m_clips = 0;
};

}  // namespace maillage::report
