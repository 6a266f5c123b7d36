// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Layers of role communes → Outlines at the workspace's vintage.

#include "base/progress.hpp"
#include "model/dataset.hpp"
#include "reconcile/build_context.hpp"
#include "reconcile/reconcile.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace maillage::reconcile {

/// Which commune of the workspace every polygon of one layer is of.
struct PlacedLayer {
    const TableInput* input = nullptr;
    std::vector<std::uint32_t> commune_of_feature;  ///< geo::kNoGroup: none, or several (a split).
    /// The same layer read again with its geometry; null: `input` has it.
    std::shared_ptr<const io::RawFile> again;
    const io::RawLayer* layer_again = nullptr;

    const io::RawLayer& shapes() const {
        return layer_again != nullptr ? *layer_again : *input->layer;
    }
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

/// Whether one of \p layers is schematic: what build_outlines would say.
bool is_schematic(std::span<const PlacedLayer> layers);

/// Reads those of \p layers that were read without geometry again, on all cores. One that is gone
/// or another one by now is noted in the ledger and places nothing.
void bring_shapes(std::vector<PlacedLayer>& layers, const Input& input, LedgerBuilder& ledger);

/// Notes what build_outlines would note, from what is known of these outlines.
void note_known(const KnownOutlines& known, std::span<const PlacedLayer> layers,
                const BuildContext& context);

}  // namespace maillage::reconcile
