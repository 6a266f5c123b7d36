// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme.hpp"

#include <string>
#include <vector>

namespace maillage::ui {

/// What the map says of the place under the mouse, beside it; at the right edge of the map, \p
/// place, on its left: not over the panel that is read.
void draw_map_tip(const Look& look, const std::vector<std::string>& lines,
                  const carto::Rect& place);

}  // namespace maillage::ui
