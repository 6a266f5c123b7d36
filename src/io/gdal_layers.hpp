// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Sheets and layers through GDAL.

#include "base/progress.hpp"
#include "base/result.hpp"
#include "io/file_kind.hpp"
#include "io/read.hpp"

#include <string>
#include <vector>

namespace maillage::io {

/// What to open and how to call it.
struct GdalSource {
    std::string path;  ///< On disk, in GDAL's memory, or "PG:…".
    std::string name;  ///< In messages.
    FileKind kind = FileKind::kOther;
    bool database = false;
};

/// Layers (or sheets) named by \p options.layer, or all sheets of a workbook, or all layers of a
/// file. \returns Errors with GDAL's words as a detail.
Result<std::vector<RawLayer>> read_gdal(const GdalSource& source, const ReadOptions& options,
                                        const Progress& progress);

}  // namespace maillage::io
