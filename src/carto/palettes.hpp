// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Named rows of colours for classes. All of them can be told apart with any of the three
/// colour-vision deficiencies; sequential ones grow steadily darker (or lighter), so they survive
/// a photocopier.

#include "carto/scene.hpp"

#include <span>
#include <string_view>
#include <vector>

namespace maillage::carto {

struct Palette {
    std::string_view name;  ///< As saved in views: "bleus", "viridis", "brbg".
    bool diverging = false;
    std::span<const std::uint32_t> stops;  ///< 0xRRGGBB from low to high, evenly spaced.
    double first = 0.0;  ///< Where sampling starts: the palest colours look like paper.
};

std::span<const Palette> palettes();
/// \returns The palette of that name, or the first one.
const Palette& palette(std::string_view name);
const Palette* find_palette(std::string_view name);
/// The palette of that name, or where values lie around a middle and it has none, one that has.
const Palette& palette_for(std::string_view name, bool diverging);

/// \p classes colours from low to high. Between stops, colours are mixed in OKLab.
/// \pre 1 ≤ classes ≤ 10
std::vector<Color> palette_colors(const Palette& palette, int classes, bool reversed);

/// Lightness (OKLab), 0 … 1.
double lightness(Color color);
/// Distance of two colours in OKLab: 0.02 is just seen side by side.
double color_distance(Color a, Color b);

}  // namespace maillage::carto
