// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// A layer of lines with a speed or class → RoadWays: BD TOPO, ROUTE 500, an export of
/// OpenStreetMap.

#include "base/result.hpp"
#include "io/raw_layer.hpp"
#include "model/road_ways.hpp"

namespace maillage::io {

/// Columns are found by name, without case and accents: speed driven (vitesse, vitesse_moyenne_vl,
/// vit_moy_vl, speed), limit (maxspeed, vitesse_max), class (nature, classe, vocation, highway,
/// fclass: the words of IGN or of OpenStreetMap, others are roads of no known class), sense (sens,
/// sens_de_circulation, oneway). Lines meet where they have a point in common, to the centimetre:
/// crossing is not meeting. Lines without two places on Earth are counted as short ways.
/// \returns kGeometry where the layer has no lines or no known coordinate system; kParse where it
/// has neither speed nor class.
Result<RoadWays> roads_of_layer(const RawLayer& layer);

}  // namespace maillage::io
