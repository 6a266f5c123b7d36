// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// How layers look, and which of them a map shows.

#include "carto/content.hpp"
#include "carto/text_block.hpp"
#include "carto/units.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::carto {

inline constexpr double kMarkerSize = 10.0;  ///< Pixels of the drawings.
inline constexpr double kMarkerEdge = 1.0;

/// A colour and a shape; the first 24 looks of a theme all differ.
struct LayerLook {
    Color color;
    MarkerShape shape = MarkerShape::kDisc;
    friend bool operator==(const LayerLook&, const LayerLook&) = default;
};
LayerLook layer_look(std::size_t number, Theme theme);
AreaStyle area_of(const LayerLook& look);
LineStyle line_of(const Pen& pen, const LayerLook& look);
/// Of a layer's lines: wider than around its polygons, for they have nothing else.
LineStyle stroke_of(const Pen& pen, const LayerLook& look);

/// One line of the legend: the polygons of a layer, its lines, or points of one type.
struct LayerEntry {
    std::uint32_t layer = 0;  ///< Position in Dataset::layers.
    std::uint32_t type = 0;   ///< Of a point, position in MapLayer::types.
    enum class Part : std::uint8_t { kPolygons, kLines, kPoints };
    Part part = Part::kPolygons;
    LayerLook look;
    std::string words;
};

/// Whether \p layer is asked for: as the request says, else as the layer does.
bool is_shown(const MapRequest& request, const MapLayer& layer);

/// What is shown of the layers and lies on the sheets and in the box of \p focus; of points, in the
/// views of access, the services it is about and what the user asks for. A look depends on
/// the dataset alone, so that it stays when other layers come and go; points of several layers
/// with the same type look the same.
std::vector<LayerEntry> layer_entries(const SceneInput& input, const MapRequest& request,
                                      const FocusArea& focus);

/// Adds overlays and markers of \p entries to every frame. \pre the frames are in the scene
void add_layers(const Pen& pen, const SceneInput& input, const FocusArea& focus,
                std::span<const LayerEntry> entries, MapScene& scene);

/// The point that is tried and the way that is drawn in the views of access.
void add_access_marks(const Pen& pen, const SceneInput& input, const MapContent& content,
                      MapScene& scene);
LayerLook tried_look(const Pen& pen);
LineStyle route_line(const Pen& pen);

/// The name of a layer for people.
std::string layer_words(const MapLayer& layer, Language language);
/// The type of a point for people: "sous_prefecture" → "sous-préfecture". A type that the program
/// has no word for is said as it stands; without a type, the layer's name.
std::string type_words(const MapLayer& layer, std::uint32_t type, Language language);

}  // namespace maillage::carto
