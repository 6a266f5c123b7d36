// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Layers of the sources and services of the Dataset → MapLayer.

#include "model/dataset.hpp"
#include "reconcile/build_context.hpp"

#include <span>
#include <vector>

namespace maillage::reconcile {

/// Name of the built-in layer of prefectures.
inline constexpr const char* kSeatsLayer = "prefectures";

/// Copies geometry: call it only where a map is wanted. A source without polygons, lines and
/// points, or in a coordinate system that PROJ does not know, is noted in the ledger and left out.
/// Ascending by source. \param tables Of role services: each that has a service is a layer.
std::vector<MapLayer> build_map_layers(std::span<const LayerInput> layers,
                                       std::span<const TableInput> tables,
                                       std::span<const Service> services, LedgerBuilder& ledger);

}  // namespace maillage::reconcile
