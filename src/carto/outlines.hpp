// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Lines: borders by rank, and rings around the focus, contracts, the selection.

#include "carto/content.hpp"
#include "carto/text_block.hpp"

#include <array>
#include <cstdint>
#include <optional>

namespace maillage::carto {

std::array<LineStyle, kBorderRankCount> border_lines(const Pen& pen, const MapRequest& request,
                                                     const FocusArea& focus,
                                                     double metres_per_pixel);

/// The same between communes outside the focus.
std::array<LineStyle, kBorderRankCount> faded_lines(const Pen& pen,
                                                    std::array<LineStyle, kBorderRankCount> lines);

/// Around the communes that a point tried brings nearer.
LineStyle gaining_line(const Pen& pen);

/// Around the communes in focus, without a look; nothing in a frame that has none of them.
/// \pre scene.frames are in place.
std::optional<Rings> focus_edge(const SceneInput& input, const FocusArea& focus,
                                const MapScene& scene, std::uint32_t frame);

/// \pre scene.frames are in place.
void add_rings(const Pen& pen, const SceneInput& input, const MapRequest& request,
               const MapContent& content, MapScene& scene);

}  // namespace maillage::carto
