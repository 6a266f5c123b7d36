// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Rows of role moves → Move. INSEE's own file of movements is read as it is.

#include "reconcile/build_context.hpp"
#include "reconcile/vintage_map.hpp"

#include <span>
#include <vector>

namespace maillage::reconcile {

/// Rows that are no change of full communes since kFirstVintage (delegated communes, older events)
/// are counted as used and told once.
std::vector<Move> build_moves(std::span<const TableInput> tables, LedgerBuilder& ledger);

}  // namespace maillage::reconcile
