// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Tables as text for people (a terminal) and for programs (JSON; CSV is io::to_csv).

#include "base/language.hpp"
#include "indicators/coverage.hpp"
#include "io/write.hpp"
#include "model/ledger.hpp"

#include <string>
#include <vector>

namespace maillage::report {

/// An array of objects, keys in column order, null where not known, one object a line.
std::string to_json(const io::OutputTable& table);

/// Columns aligned, texts left, numbers right and grouped as the language writes them.
std::string to_terminal(const io::OutputTable& table, Language language);

/// `maillage check` for people: file by file, its sums, then its remarks, wrapped to \p width.
std::string check_for_people(const Ledger& ledger, bool with_built_in, Language language,
                             std::size_t width = 100);

/// The coverage for people: intervals in one column ("45,3 %", "41,0 – 47,2 %"), column titles
/// of the catalogue, "non calculable" where a rate is not defined.
io::OutputTable coverage_for_people(const std::vector<indicators::CoverageRow>& rows,
                                    Language language);

}  // namespace maillage::report
