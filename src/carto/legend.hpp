// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The legend: a panel with classes or contracts, circles, layers and what the patterns mean.

#include "carto/circles.hpp"
#include "carto/content.hpp"
#include "carto/layer_marks.hpp"
#include "carto/text_block.hpp"

#include <span>
#include <vector>

namespace maillage::carto {

/// Laid out with its top left corner at (0, 0); the panel is the first of its decorations.
/// \p styles as in the scene.
Block make_legend(const Pen& pen, const MapRequest& request, const Dataset& dataset,
                  const MapContent& content, const CircleMarks& circles,
                  const std::vector<AreaStyle>& styles, std::span<const LayerEntry> layers);

/// The room it may come to need when a scenario is painted on the same map: what it says then takes
/// no more, so that the map stays where it is.
Rect legend_room(const Pen& pen, const MapRequest& request, const Dataset& dataset,
                 const MapContent& content, const CircleMarks& circles,
                 const std::vector<AreaStyle>& styles, std::span<const LayerEntry> layers);

/// Classes with the number of units in each.
std::vector<LegendClass> legend_classes(const MapContent& content);

}  // namespace maillage::carto
