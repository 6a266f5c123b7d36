// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Files written so that a crash, a full disk or a kill leaves the old one whole (T6).

#include "base/result.hpp"
#include "geo/polygon_set.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace maillage::io {

/// Writes beside \p path, fsync, rename. The old file stays until the new one is whole on disk.
Result<Done> write_file(const std::filesystem::path& path, std::string_view bytes);

/// A cell of a result: empty = not known.
using Value = std::variant<std::monostate, std::string, std::int64_t, double>;

/// A result table; with geometry, row i has feature i of \p polygons.
struct OutputTable {
    std::string name;  ///< Layer name.
    std::vector<std::string> columns;
    std::vector<std::vector<Value>> rows;
    const geo::PolygonSet* polygons = nullptr;  ///< Not owned; may be null.
    std::vector<bool> align_right;              ///< For people; empty = by the kind of value.
    std::string description;  ///< Sources, vintage, choices: metadata of the layer.
    std::string attribution;
};

/// UTF-8, ",", decimal point, quotes where needed. A text that a spreadsheet would take for a
/// formula (= + - @ tab CR at its start) is written with an apostrophe before it (T9).
std::string to_csv(const OutputTable& table);

/// Writes a GeoPackage ("GPKG") or GeoJSON ("GeoJSON"), atomically, same bytes for same input; or a
/// workbook of one sheet ("XLSX"), which holds the time of writing. Nothing in it is a formula
/// (T9).
Result<Done> write_layer(const std::filesystem::path& path, std::string_view driver,
                         const OutputTable& table);

}  // namespace maillage::io
