// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Names on the map: placed one by one by importance, dropped where there is no room.

#include "carto/circles.hpp"
#include "carto/content.hpp"
#include "carto/text_block.hpp"

#include <span>

namespace maillage::carto {

/// Adds labels to frame 0. \p taken: rectangles of furniture and insets.
/// \pre circles are in the scene.
void add_labels(const Pen& pen, const SceneInput& input, const MapRequest& request,
                const MapContent& content, const CircleMarks& marks, std::span<const Rect> taken,
                MapScene& scene);

/// Whether a label whose box has come to \p box on the canvas, because the map moved below the
/// furniture, would run into an inset, a panel or a text that stays in place.
bool runs_into_furniture(const MapScene& scene, const Rect& box);

}  // namespace maillage::carto
