// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Results as tables with the columns of the command line's contract, ready for CSV, JSON or a
/// terminal.

#include "base/language.hpp"
#include "indicators/coverage.hpp"
#include "indicators/secondary_values.hpp"
#include "io/write.hpp"
#include "model/dataset.hpp"

#include <string>
#include <vector>

namespace maillage::report {

/// `maillage coverage`: one row for each territory. Counts are whole signatories, rates decimals
/// between 0 and 1 rounded half up to 6 places, empty where not known or not computable.
/// ecart_points and a_couvrir are the cautious end of an interval: the lowest rate.
io::OutputTable coverage_table(const std::vector<indicators::CoverageRow>& rows);

/// The same with what stands beside the rate (`--details`): the rate with all contracts, covered
/// per contract, PILOTE's mean of departments and progress, the change on a year in points, the
/// rate with funded contracts only. \pre The lists are of the same territories in the same order.
io::OutputTable coverage_details_table(
    const std::vector<indicators::CoverageRow>& rows,
    const std::vector<indicators::CoverageRow>& with_all_contracts,
    const std::vector<indicators::CoverageRow>& funded_only,
    const std::vector<std::optional<indicators::YearChange>>& changes);

/// "114 lignes lues : 110 utilisées, 2 réparées, 2 écartées."
Message sums_message(const Source& source);

/// `maillage check`: one row for each remark of the ledger, then one for each source with its sums.
/// Built-in sources are listed where they are asked about (\p with_built_in) or where rows of them
/// were set aside.
bool listed_in_check(const Source& source, bool with_built_in);
io::OutputTable check_table(const Ledger& ledger, bool with_built_in, Language language);

/// Notices that stand on every output: choices, schematic outlines, modelled counts, sources.
std::vector<std::string> notices(const Dataset& dataset, Language language);

/// The word of the level in results: "departement", "epci"…
std::string_view level_text(indicators::Level level);

}  // namespace maillage::report
