// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Which table of the input is what: roles, sheets, the user's files before the built-in ones.

#include "reconcile/build_context.hpp"
#include "reconcile/reconcile.hpp"

#include <array>
#include <vector>

namespace maillage::reconcile {

/// Tables with their columns matched, by role, in the order of the input; layers for perimeters.
class OpenedSources {
public:
    std::vector<TableInput>& of(Role role) { return m_tables.at(static_cast<std::size_t>(role)); }
    std::vector<LayerInput> layers;
    bool modelled_counts = false;
    bool partial_contracts = false;

private:
    std::array<std::vector<TableInput>, static_cast<std::size_t>(Role::kUnknown) + 1> m_tables;
};

/// Opens every table of \p input and lists it in the ledger. Built-in tables of a role that the
/// user's files have too are left out (names are joined); so are built-in totals beside the user's
/// counts. Rows of what is not used here (roads…) are counted as used, those of what
/// cannot be recognised as set aside. \pre \p input outlives the result.
OpenedSources open_sources(const Input& input, LedgerBuilder& ledger);

}  // namespace maillage::reconcile
