// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Rows of role targets → Target.

#include "model/dataset.hpp"
#include "reconcile/build_context.hpp"

#include <span>
#include <vector>

namespace maillage::reconcile {

/// Rates from 0 to 1 or with a per cent sign; a bare "45" is taken for 45 % and said so.
std::vector<Target> build_targets(std::span<const TableInput> tables, const BuildContext& context);

}  // namespace maillage::reconcile
