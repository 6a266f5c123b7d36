// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// What follows from a dataset: functions of values, run by jobs.

#include "base/progress.hpp"
#include "workspace/snapshot.hpp"

#include <memory>
#include <vector>

namespace maillage::workspace {

using ResultsPtr = std::shared_ptr<const Results>;

/// What the first picture needs: coverage at \p date, hierarchy. Revision 0: the caller's.
ResultsPtr first_results(const DatasetPtr& dataset, Date date);

/// The rest: contracts by commune, search, time series until \p today or the last date known.
ResultsPtr all_results(const Results& first, Date today);

/// The same at another date, without a scenario: only contracts that begin or cease to count are
/// changed.
ResultsPtr at_date(const Results& results, Date date);

/// The coverage follows \p scenario; null: the register alone. Compares it with nothing.
void put_scenario_on(Results& results, const planning::Scenario* scenario);
/// What the scenario looked at is compared with; null: the register.
void compare_with(Results& results, const planning::Scenario* other);

/// Communes of a thing, ascending; empty when it is not in the dataset (or has none).
std::vector<Index<Commune>> communes_of(const Results& results, const ThingRef& thing);

/// Rows of communes named by their codes; unknown ones are left out. Ascending.
std::vector<Index<Commune>> commune_rows(const Results& results,
                                         const std::vector<ThingRef>& communes);

/// Communes of the focus, ascending; all for France.
std::vector<Index<Commune>> communes_of(const Results& results, const carto::Focus& focus);

/// Whether the dataset has the territory focused on.
bool has_focus(const Dataset& dataset, const carto::Focus& focus);

/// Whether the dataset has the thing.
bool has_thing(const Dataset& dataset, const ThingRef& thing);

}  // namespace maillage::workspace
