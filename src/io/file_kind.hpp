// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// What a file is, from its first bytes and its name, before any reader is let near it.

#include "base/result.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string_view>

namespace maillage::io {

enum class FileKind : std::uint8_t {
    kCsv,
    kJson,        ///< GeoJSON, TopoJSON or a list of objects.
    kWorkbook,    ///< XLSX or ODS.
    kArchive,     ///< Any other .zip.
    kShapefile,   ///< .shp, or a .dbf alone.
    kGeoPackage,  ///< SQLite.
    kFlatGeobuf,
    kMapInfo,
    kXml,    ///< GML, KML, GPX, GeoRSS…
    kOther,  ///< Left to the other drivers of GDAL.
};

/// \p bytes are the first bytes of the file (unpacked when it was a .gz), at least 4 KiB of it when
/// it is as long. \returns An error for what is known not to be a table or layer.
Result<FileKind> file_kind(const std::filesystem::path& path, std::string_view bytes);

bool has_workbook_ending(const std::filesystem::path& path);  ///< .xlsx, .ods, .xls…

/// A name that a folder given as source is read for: data, not documents or side files.
bool is_data_file(const std::filesystem::path& path);

/// "https://…", "PG:…", "/vsicurl/…": not a file on this machine.
bool is_remote(std::string_view path);

/// Lower-case ending without ".gz": ".csv" of "A.CSV.gz".
std::string data_extension(const std::filesystem::path& path);

}  // namespace maillage::io
