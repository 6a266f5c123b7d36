// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Layers and services of the sources, and the seats of prefectures → MapLayer.

#include "model/dataset.hpp"
#include "reconcile/build_context.hpp"

#include <span>
#include <vector>

namespace maillage::reconcile {

/// Name of the built-in layer of prefectures, and the types of its points.
inline constexpr const char* kSeatsLayer = "prefectures";
inline constexpr const char* kPrefectureType = "prefecture";
inline constexpr const char* kSubPrefectureType = "sous_prefecture";

/// Copies geometry: call it only where a map is wanted. A source without polygons, lines and
/// points, or in a coordinate system that PROJ does not know, is noted in the ledger and left out.
/// Ascending by source. \param names Tables of role names: departments and arrondissements have
/// their `chef_lieu`.
std::vector<MapLayer> build_map_layers(std::span<const LayerInput> layers,
                                       std::span<const TableInput> services,
                                       std::span<const TableInput> names,
                                       const BuildContext& context);

}  // namespace maillage::reconcile
