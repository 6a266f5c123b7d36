// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Results as tables with the columns of the command line's contract, ready for CSV, JSON or a terminal.

#include <string>
#include <vector>

#include "base/language.hpp"
#include "indicators/coverage.hpp"
#include "io/write.hpp"
#include "model/dataset.hpp"

namespace maillage::report {

/// `maillage coverage`: one row for each territory. Counts are whole signatories, rates decimals
/// between 0 and 1 rounded half up to 6 places, empty where not known or not computable.
/// ecart_points and a_couvrir are the cautious end of an interval: the lowest rate.
io::OutputTable coverage_table(const std::vector<indicators::CoverageRow>& rows);

/// `maillage check`: one row for each remark of the ledger, then one for each source with its sums.
io::OutputTable check_table(const Ledger& ledger, Language language);

/// Notices that stand on every output: choices, schematic outlines, modelled counts, sources.
std::vector<std::string> notices(const Dataset& dataset, Language language);

/// The word of the level in results: "departement", "epci"…
std::string_view level_text(indicators::Level level);

}  // namespace maillage::report
