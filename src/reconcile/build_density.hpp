// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The density of the workspace's communes, from INSEE's grid in seven levels.

#include "reconcile/build_context.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace maillage::reconcile {

/// Dataset::density, brought to the workspace's vintage. A level cannot be computed from those of
/// parts nor shared out to them. A commune that several rows tell of (it was merged since) has the
/// level of the row with its own code, else the level on which all rows agree, else none. Of a
/// commune that is several in the workspace's vintage, only the one with its code has its level.
std::vector<std::uint8_t> build_density(std::span<const TableInput> tables,
                                        const BuildContext& context);

}  // namespace maillage::reconcile
