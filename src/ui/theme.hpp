// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The look of the program: colours, sizes, fonts. The one place that sets them.

#include "base/result.hpp"
#include "carto/map_request.hpp"
#include "carto/scene.hpp"

struct ImFont;

namespace maillage::ui {

/// Colours of visual.md, by what they are for.
struct Colors {
    carto::Color ink, secondary, rule, ground, panel, primary, primary_light, on_primary, target,
        warning, warning_light, covered, hover, selected;
};
Colors colors(carto::Theme theme);

/// Fonts at the current scale, loaded once: Lato with DejaVu Sans behind it, by FreeType.
/// Sizes are of the em square, in layout pixels: text 13, small 11, block title 12 bold,
/// title 18 bold, figure 38 bold.
struct Fonts {
    ImFont* text = nullptr;
    ImFont* text_bold = nullptr;
    ImFont* small = nullptr;
    ImFont* block_title = nullptr;
    ImFont* title = nullptr;
    ImFont* figure = nullptr;
};
/// Adds the fonts to the current context's atlas and builds it. \returns kNotFound naming the
/// package when Lato is not installed (DejaVu Sans, then ImGui's own font, stand in).
Fonts load_fonts(double scale);

/// Sets ImGui's style for the theme and scale.
void apply_style(carto::Theme theme, double scale);

/// What panels draw with.
struct Look {
    carto::Theme theme = carto::Theme::kLight;
    Colors colors;
    Fonts fonts;
    double scale = 1.0;
    float px(double layout_pixels) const { return static_cast<float>(layout_pixels * scale); }
};

}  // namespace maillage::ui
