// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Which communes made up an EPCI (or EPT) in which year.

#include "model/contract.hpp"
#include "reconcile/build_context.hpp"
#include "reconcile/build_lookup.hpp"

#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace maillage::reconcile {

/// Compositions by year from tables of role members, and that of the workspace's own list.
/// EPCI and EPT are both SIREN numbers and are asked for alike.
class Members {
public:
    Members(std::span<const TableInput> tables, const BuildContext& context);

    struct Composition {
        Perimeter communes;  ///< In the workspace's vintage.
        Vintage vintage;     ///< Of which 1 January it is the composition.
    };
    /// The composition on 1 January of \p wanted, else the last one known before, else the first
    /// one known after. \returns Nothing when no year knows this number.
    std::optional<Composition> at(const EpciCode& siren, Vintage wanted) const;

    /// The composition in the workspace's vintage; empty when it does not exist there.
    Perimeter today(const EpciCode& siren) const;

private:
    struct Row {
        EpciCode siren;
        int year = 0;
        CommuneCode commune;
    };
    void read(const TableInput& input);

    const BuildContext& m_context;
    std::vector<Row> m_rows;  ///< Ascending by number and year.
};

}  // namespace maillage::reconcile
