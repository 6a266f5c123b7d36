// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Tables as text for people (a terminal) and for programs (JSON; CSV is io::to_csv).

#include <string>
#include <vector>

#include "base/language.hpp"
#include "indicators/coverage.hpp"
#include "io/write.hpp"

namespace maillage::report {

/// An array of objects, keys in column order, null where not known, one object a line.
std::string to_json(const io::OutputTable& table);

/// Columns aligned, texts left, numbers right and grouped as the language writes them.
std::string to_terminal(const io::OutputTable& table, Language language);

/// The coverage for people: intervals in one column ("45,3 %", "41,0 – 47,2 %"), column titles
/// of the catalogue, "non calculable" where a rate is not defined.
io::OutputTable coverage_for_people(const std::vector<indicators::CoverageRow>& rows, Language language);

}  // namespace maillage::report
