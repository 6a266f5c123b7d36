// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The look of the program: colours, sizes, fonts. The one place that sets them.

#include "carto/map_request.hpp"
#include "carto/scene.hpp"

#include <string>
#include <string_view>
#include <vector>

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
    ImFont* legend = nullptr;   ///< Text 12, of the map's legend.
    double height_of_em = 1.0;  ///< ImGui's size of the regular font for an em square of 1.
    // Of presentation mode (sizes in slide_layout.hpp); null outside of it.
    ImFont* slide_title = nullptr;
    ImFont* slide_text = nullptr;
    ImFont* slide_small = nullptr;
    ImFont* slide_label = nullptr;
    ImFont* slide_figure = nullptr;
};
/// Adds the fonts to the current context's atlas and builds it. Where Lato is not installed,
/// DejaVu Sans, then ImGui's own font, stand in. \param slides Those of presentation mode too.
/// \param file_folder Empty: the system's.
Fonts load_fonts(double scale, bool slides = false, std::string_view file_folder = {});

/// Sets ImGui's style for the theme and scale.
void apply_style(carto::Theme theme, double scale);

/// Where every widget of a frame stood, by its id: for tests that click, and for the text that a
/// screen reader would read.
struct ItemLog {
    struct Item {
        std::string id;
        std::string label;
        carto::Rect box;  ///< Screen pixels.
    };
    std::vector<Item> items;  ///< In the order they were drawn.
    const Item* find(std::string_view id) const;
};

/// What panels draw with.
struct Look {
    carto::Theme theme = carto::Theme::kLight;
    Colors colors;
    Fonts fonts;
    double scale = 1.0;
    ItemLog* log = nullptr;  ///< Tests: note_item() writes here.
    float px(double layout_pixels) const { return static_cast<float>(layout_pixels * scale); }
};

}  // namespace maillage::ui
