// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The layers of a dataset brought to the sheets of the map.

#include "base/progress.hpp"
#include "carto/map_geometry.hpp"
#include "geo/line_set.hpp"
#include "geo/polygon_set.hpp"
#include "model/dataset.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

namespace maillage::carto {

/// A point of a layer on a sheet.
struct PlacedPoint {
    std::uint32_t row = 0;  ///< Of the layer's points.
    geo::Point place;       ///< Metres.
};

/// What a layer has on one sheet; nothing for most.
struct LayerSheet {
    std::shared_ptr<const geo::PolygonSet> polygons;  ///< In the sheet's metres; null: none.
    std::vector<geo::Box> boxes;                      ///< Of its features.
    std::shared_ptr<const geo::LineSet> lines;        ///< The same.
    std::vector<geo::Box> line_boxes;
    std::vector<PlacedPoint> points;
};
using PlacedLayer = std::array<LayerSheet, kSheetCount>;

/// By layer of the dataset. Immutable; made once for a dataset and its geometry, shared by all
/// scenes.
using MapLayers = std::vector<PlacedLayer>;
using MapLayersPtr = std::shared_ptr<const MapLayers>;

/// Each feature stands on the first sheet that it reaches; what reaches none (or has no finite
/// coordinates there) is left out. Stops early, with what is there, when cancelled.
MapLayersPtr place_layers(const Dataset& dataset, const MapGeometry& geometry,
                          const Progress& progress);

/// One layer that is of no dataset.
PlacedLayer place_layer(const MapLayer& layer, const MapGeometry& geometry);

}  // namespace maillage::carto
