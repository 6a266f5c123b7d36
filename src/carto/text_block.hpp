// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Lines of text and small marks that are laid out together and then moved to their place.

#include "carto/scene.hpp"
#include "carto/text_measure.hpp"
#include "carto/theme_colors.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace maillage::carto {

/// What every piece of furniture is made with.
struct Pen {
    const TextMeasure& measure;
    const ThemeColors& colors;
    Language language = Language::kFrench;
    double k = 1.0;  ///< Canvas pixels for a pixel of the drawings.

    double px(double pixels) const noexcept { return pixels * k; }
    LineStyle line(Color color, double width, double dash = 0.0) const noexcept {
        return {color, static_cast<float>(width * k), static_cast<float>(dash * k)};
    }
};

struct TextLook {
    double size = 13.0;  ///< Of the drawings.
    bool bold = false;
    Align align = Align::kLeft;
    Color color;
    TextRole role = TextRole::kOther;
};

/// A line whose anchor on the base line is \p place, with its box.
Text set_text(const Pen& pen, std::string text, Pixel place, const TextLook& look);

/// Cut at spaces (no-break ones stay) so that no line is wider than \p width pixels of the canvas,
/// unless a single word is.
std::vector<std::string> wrap(const Pen& pen, std::string_view text, double size, bool bold,
                              double width);
/// Cut with "…" to \p width.
std::string shorten(const Pen& pen, std::string_view text, double size, bool bold, double width);

struct Block {
    std::vector<Text> texts;
    std::vector<Decoration> decorations;
    double width = 0.0;
    double height = 0.0;

    void move(Pixel by);
    /// Texts set from here on stand below it; \returns the base line of the first.
    void add_lines(const Pen& pen, const std::vector<std::string>& lines, const TextLook& look,
                   double leading);
};

}  // namespace maillage::carto
