// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Tables and layers into a dataset of GDAL. For this folder only: it shows GDAL's types.

#include "io/output_schema.hpp"
#include "io/write.hpp"

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <filesystem>
#include <functional>
#include <vector>

namespace maillage::io {

/// Which driver makes a file, and how it is started.
struct LayerKind {
    const char* driver;
    const char* ending;  ///< By which drivers judge a file too.
    void (*start)();
};

/// The time that stands in files in place of that of writing, as GDAL writes it.
extern const char* const kFixedTime;

/// Makes a dataset in memory, lets \p fill write it and puts it on disk whole: journals of SQLite
/// never lie beside the user's files. \p fill returns false where GDAL failed. \returns kWrite.
Result<Done> write_with_gdal(const std::filesystem::path& path, const LayerKind& kind,
                             const std::function<bool(GDALDataset&)>& fill);

/// Whole numbers, reals or texts, whichever holds all values of each column.
std::vector<FieldType> types_of(const OutputTable& table);

/// Adds a layer with all its rows. \returns Whether GDAL could.
bool add_layer(GDALDataset& dataset, const OutputTable& table, const std::vector<FieldType>& types);

}  // namespace maillage::io
