// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Which communes belong to what is looked at: a focus of the map, a territory by its code.

#include "carto/map_request.hpp"
#include "indicators/coverage.hpp"
#include "model/territory.hpp"
#include "workspace/snapshot.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace maillage::ui {

/// What a focus leaves. Not valid = no such limit; all three not valid = all of France.
struct FocusLimits {
    Index<Region> region;
    Index<Department> department;
    Index<Epci> epci;
};
FocusLimits focus_limits(const Territories& all, const carto::Focus& focus);
bool within(const Territories& all, const FocusLimits& limits, Index<Commune> commune);

/// The focus as a thing, for its fiche and the computation of its figures.
workspace::ThingRef thing_of(const carto::Focus& focus);
/// The focus that shows a thing; nothing for communes, arrondissements and contracts.
std::optional<carto::Focus> focus_on(const workspace::ThingRef& thing);

/// A territory found by its code.
struct FoundTerritory {
    indicators::Level level = indicators::Level::kFrance;
    std::size_t row = 0;
    std::vector<Index<Commune>> communes;  ///< Ascending.
};
/// \returns Nothing for a contract or a code that this dataset does not have.
std::optional<FoundTerritory> find_territory(const workspace::Results& results,
                                             const workspace::ThingRef& thing);
/// \returns Not valid if no contract has this id.
Index<Contract> find_contract(const Dataset& dataset, const workspace::ThingRef& thing);

/// Name of a territory or contract; its code where it is not there.
std::string name_of(const workspace::Results& results, const workspace::ThingRef& thing);

}  // namespace maillage::ui
