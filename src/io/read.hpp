// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// From a file of any kind to raw tables and layers. Nothing here judges content.

#include "base/progress.hpp"
#include "base/result.hpp"
#include "io/raw_layer.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::io {

/// What to read of a file and within which limits.
struct ReadOptions {
    std::string
        layer;  ///< Sheet or layer; empty: all sheets (spreadsheet) or the only/first layer.
    std::string encoding;  ///< Of a CSV, when the user knows better: see known_encoding().
    /// false: attributes only; faster, and far less memory. The kind of the layer and, of JSON,
    /// what is wrong with its geometries are told all the same.
    bool geometry = true;
    std::uint64_t max_bytes = std::uint64_t{2}
                              << 30U;  ///< Of unpacked content; more is refused (T9).
    std::uint64_t max_rows = 20'000'000;
};

/// The name of an encoding that can be asked for ("UTF-8", "Windows-1252", "UTF-16") from one of
/// the names it goes by ("utf8", "cp1252", "latin1", "iso-8859-1"); empty if it is none of them.
std::string known_encoding(std::string_view name);

/// Everything read from one file.
struct RawFile {
    std::string sha256;            ///< Empty for a database.
    std::vector<RawLayer> layers;  ///< One for CSV and GeoJSON; one for each sheet or layer read.
};

/// Reads CSV, TSV, XLSX, ODS, GeoJSON (also .gz), TopoJSON, Shapefile (also in a .zip), GeoPackage,
/// FlatGeobuf and every other vector format of GDAL. A database is read only when \p path begins
/// with "PG:". Errors name the cause in the user's words: not found, empty, cut, not what its
/// ending says, too large, a network path (refused), an archive that explodes (refused).
Result<RawFile> read_file(const std::filesystem::path& path, const ReadOptions& options,
                          const Progress& progress);

/// The same for CSV text already in memory. \p where names it in messages.
Result<RawLayer> read_csv(std::string_view bytes, const ReadOptions& options);
/// The same for GeoJSON text already in memory, by simdjson.
Result<RawLayer> read_geojson(std::string_view bytes, const ReadOptions& options);
/// The same for TopoJSON text already in memory (object \p options.layer or the only one).
Result<RawLayer> read_topojson(std::string_view bytes, const ReadOptions& options);

/// Whole file in memory; .gz is unpacked within max_bytes.
struct FileBytes {
    std::string bytes;   ///< Unpacked.
    std::string sha256;  ///< Of the file as it lies on disk.
};
Result<FileBytes> read_bytes(const std::filesystem::path& path, std::uint64_t max_bytes);

}  // namespace maillage::io
