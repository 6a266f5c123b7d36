// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// What a map says of each territory when it is pointed at, in a page.

#include "carto/scene.hpp"
#include "report/svg_canvas.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace maillage::report {

/// Territories of a map with words: communes, or departments as the union of theirs.
struct MapTips {
    std::vector<std::uint32_t> unit_of_commune;  ///< Position in `words`; geo::kOutside: none.
    std::vector<std::string> words;
};

/// Areas that cannot be seen over the map, each with its words as its title. \p tips may be of
/// fewer communes than the map has.
void add_tips(SvgCanvas& canvas, const carto::MapScene& scene, const MapTips& tips);

}  // namespace maillage::report
