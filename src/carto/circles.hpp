// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Proportional circles of signatories.

#include "carto/content.hpp"
#include "carto/text_block.hpp"

#include <cstdint>
#include <vector>

namespace maillage::carto {

/// Radius = factor × √count, so areas compare as counts do.
struct CircleScale {
    double factor = 0.0;    ///< Canvas pixels; 0 = no circle.
    double largest = 0.0;   ///< Count of the largest circle.
    double smallest = 0.0;  ///< Count of the smallest.
    double radius(double count) const;
};

/// More hollow marks of masked counts than this would bury the map.
inline constexpr std::int64_t kMostMaskedCircles = 60;

/// What a circle stands for, before it has a place.
struct CircleMark {
    std::uint32_t unit = kNoUnit;  ///< Row of units, where communes are not the units.
    Index<Commune> commune;
    Index<Department> department;
    double low = 0.0;  ///< Signatories, mean over the years.
    double high = 0.0;
    bool masked = false;  ///< Hidden by secrecy: a hollow mark without a size.
    geo::Point place;
    SheetId sheet = SheetId::kMetropole;
    Cover cover = Cover::kOpen;
};

struct CircleMarks {
    std::vector<CircleMark> marks;
    CircleScale scale;
    std::int64_t masked_shown = 0;
    std::int64_t masked_hidden = 0;  ///< Masked communes too many to be drawn.
    std::int64_t masked_high = 0;    ///< The largest value that an interval of a source may have.
    bool intervals = false;          ///< Some circle has a smallest and a largest size.
};

CircleMarks make_marks(const SceneInput& input, const MapRequest& request, const Canvas& canvas,
                       const MapContent& content);

/// Adds the circles of every frame, large ones first.
void add_circles(const CircleMarks& marks, const MapRequest& request, const MapContent& content,
                 const Pen& pen, MapScene& scene);

Color circle_color(const ThemeColors& colors, const MapContent& content, Cover cover);

}  // namespace maillage::carto
