// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Layers of role communes → Outlines at the workspace's vintage.

#include "base/progress.hpp"
#include "model/dataset.hpp"
#include "reconcile/build_context.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace maillage::reconcile {

/// Which commune of the workspace every polygon of one layer is of.
struct PlacedLayer {
    const TableInput* input = nullptr;
    std::vector<std::uint32_t> commune_of_feature;  ///< geo::kNoGroup: none, or several (a split).
};

/// Reads the codes of the layers, not their geometry: cheap.
/// \param count_rows false when the rows already stand in the ledger as the list of communes.
std::vector<PlacedLayer> place_outlines(std::span<const TableInput> tables,
                                        const BuildContext& context, bool count_rows);

/// Makes the polygons: repaired where invalid, brought to one coordinate system, united where
/// communes merged. Notes communes without outline.
/// \returns Null when there is no layer at all, or the work was stopped.
std::shared_ptr<const Outlines> build_outlines(std::span<const PlacedLayer> layers,
                                               const BuildContext& context,
                                               const Progress& progress);

}  // namespace maillage::reconcile
