// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Whether what stands in a column looks like what its title promises.

#include "io/raw_table.hpp"

#include <cstddef>
#include <string_view>

namespace maillage::reconcile {

/// Looks at the first filled cells from \p first_row. Codes must mostly read as codes of that
/// kind (SIREN numbers of communes, which begin with 21, are no EPCI), names must mostly hold
/// letters; every other field is believed. \p number_apart: a commune code may be the three
/// digits that follow the department, which has its own column.
bool content_fits(const io::RawTable& table, std::size_t first_row, std::size_t column,
                  std::string_view field, bool number_apart);

/// A row of units ("(nombre)", "en %") or of descriptions of the columns under their titles.
/// \p code_column: a column of codes, or npos where the table has none.
bool is_row_under_titles(const io::RawTable& table, std::size_t row, std::size_t code_column);

inline constexpr std::size_t kNoColumn = static_cast<std::size_t>(-1);

}  // namespace maillage::reconcile
