// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Draws a raw table as text: "code;nom\n45234;Orléans" has two rows of two cells.

#include "base/text.hpp"
#include "io/raw_table.hpp"

#include <string>
#include <string_view>

namespace maillage::test {

/// Lines are rows, numbered from 1; no quoting. A final newline makes no row.
inline io::RawTable raw_table_from_text(std::string_view text, char separator = ';') {
    io::RawTable table;
    table.separator = separator;
    if (text.ends_with('\n')) {
        text.remove_suffix(1);
    }
    std::uint32_t line = 0;
    for (const auto row : split(text, '\n')) {
        if (!row.empty()) {
            for (const auto cell : split(row, separator)) {
                table.add_cell(cell);
            }
        }
        table.close_row(++line);
    }
    return table;
}

/// The same as a layer: the first line holds the names of its fields, feature 1 is the second.
inline io::RawTable raw_layer_from_text(std::string_view text, char separator = ';') {
    const auto end = text.find('\n');
    auto table =
        raw_table_from_text(end == std::string_view::npos ? "" : text.substr(end + 1), separator);
    for (const auto name : split(text.substr(0, end), separator)) {
        table.field_names.emplace_back(name);
    }
    return table;
}

}  // namespace maillage::test
