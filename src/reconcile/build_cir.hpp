// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Rows of role cir and cir_totals → CirYear at the workspace's vintage.

#include "model/dataset.hpp"
#include "reconcile/build_context.hpp"
#include "reconcile/build_lookup.hpp"

#include <span>
#include <vector>

namespace maillage::reconcile {

/// E17: a commune whose signatories per inhabitant exceed those of its peers is pointed out, since
/// people may have been counted at the address of an association. Peers are the communes of its
/// size class; nothing is changed.
struct DomiciliationRule {
    std::int64_t times = 10;
    std::int64_t minimum_count = 20;  ///< Below it a ratio says nothing.
    std::size_t minimum_peers = 5;
};

/// All years found, ascending; cells in the order of the files. Every row whose count can be read
/// makes one cell, also where its commune cannot be found (E16), so that no signatory is lost.
std::vector<CirYear> build_cir(std::span<const TableInput> tables, const BuildContext& context,
                               LazyNames& names);

/// Adds the published totals to \p years. A total below what the cells add up to at least is not
/// used. Totals of a year without cells make an empty year.
void build_cir_totals(std::span<const TableInput> tables, const BuildContext& context,
                      std::vector<CirYear>& years);

/// E17, in the ledger of the first row of each commune concerned.
void note_domiciliation(const std::vector<CirYear>& years, const BuildContext& context,
                        const DomiciliationRule& rule = {});

}  // namespace maillage::reconcile
