// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The density of the workspace's communes, from INSEE's grid in seven levels.

#include "reconcile/build_context.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace maillage::reconcile {

/// Dataset::density, brought to the workspace's vintage. A commune that several rows tell of (it
/// was merged since) has the level of the row with its own code, else the level on which all
/// rows agree, else none: a level of a merged commune cannot be computed from those of its parts.
std::vector<std::uint8_t> build_density(std::span<const TableInput> tables,
                                        const BuildContext& context);

}  // namespace maillage::reconcile
