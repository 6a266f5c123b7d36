// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Areas in reach of services, on the maps of access.

#include "base/message.hpp"
#include "carto/content.hpp"
#include "carto/text_block.hpp"

#include <string>
#include <vector>

namespace maillage::carto {

bool has_bands(const MapContent& content);

/// How a band looks. In the map of times it has the colour of the class that its minutes are in; in
/// the others it is but an outline, the wider the further.
struct BandSign {
    bool filled = false;
    AreaStyle area;
    LineStyle line;
    std::string words;
};
/// The nearest first. \pre has_bands()
std::vector<BandSign> band_signs(const Pen& pen, const MapRequest& request,
                                 const MapContent& content);
/// \pre has_bands()
Message bands_heading(const MapContent& content, Language language);

/// Adds them, if there are any, to every frame, the farthest first; where the map is about a part
/// of France, within it: around it they would colour what is faded. \pre the frames are in the
/// scene
void add_bands(const Pen& pen, const SceneInput& input, const MapRequest& request,
               const MapContent& content, MapScene& scene);

}  // namespace maillage::carto
