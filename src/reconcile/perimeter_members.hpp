// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Which communes made up an EPCI (or EPT) in which year.

#include "model/contract.hpp"
#include "reconcile/build_context.hpp"
#include "reconcile/build_lookup.hpp"

#include <map>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace maillage::reconcile {

/// The EPCI of the workspace's communes as their list has them, and the year of that list: what a
/// table of differences differs from. The Dataset may already have those of its own vintage.
struct EpciBase {
    Vintage vintage;
    std::vector<std::optional<EpciCode>> of_commune;
};
EpciBase epci_base(const Territories& territories, Vintage list_vintage);

/// Compositions by year from tables of role members, and that of the workspace's own list.
/// EPCI and EPT are both SIREN numbers and are asked for alike.
///
/// A table may list every member of an EPCI in a year, or only what was different from the
/// workspace's list (the built-in one does, and is forty times smaller). It is of the first kind
/// when most of its rows say what the list says too.
class Members {
public:
    Members(std::span<const TableInput> tables, const BuildContext& context, EpciBase base);

    struct Composition {
        Perimeter communes;  ///< In the workspace's vintage.
        Vintage vintage;     ///< Of which 1 January it is the composition.
    };
    /// The composition on 1 January of \p wanted, else the last one known before, else the first
    /// one known after. \returns Nothing when no year knows this number.
    std::optional<Composition> at(const EpciCode& siren, Vintage wanted);

    /// The composition in the workspace's vintage; empty when it does not exist there.
    Perimeter today(const EpciCode& siren) const;

private:
    struct Row {
        std::optional<EpciCode> siren;  ///< Nothing: in no EPCI that year.
        int year = 0;
        CommuneCode commune;
    };
    void read(const TableInput& input);
    bool agrees_with_list(const Row& row);
    Perimeter listed(const EpciCode& siren) const;
    Perimeter composition(const EpciCode& siren, int year);
    CommunePlacer& placer(int year);

    const BuildContext& m_context;
    EpciBase m_base;
    std::vector<Row> m_full;         ///< Ascending by number and year.
    std::vector<Row> m_differences;  ///< Ascending by year.
    std::map<int, CommunePlacer> m_placers;
};

}  // namespace maillage::reconcile
