// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Results as files for other programs: a GeoPackage that QGIS opens as our map looks, GeoJSON, CSV
/// with its Table Schema, a workbook, JSON. Each says its date, sources, vintage and mode.

#include "base/progress.hpp"
#include "base/result.hpp"
#include "carto/map_request.hpp"
#include "workspace/verbs.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace maillage::workspace {

struct ExportOrder {
    CoverageRequest coverage;  ///< Date, years, contracts; department and level are not used.
    /// A department, a region, or France: then the departments of the workspace, if it names some.
    carto::Focus focus{};
    /// What is hidden and how it was checked (publication.hpp), of a dataset that may be published;
    /// empty: an internal file. Said in every file.
    std::vector<std::string> audit{};
    Language language = Language::kFrench;
    std::string version{};       ///< Of the program, said in every file; may be empty.
    std::filesystem::path path;  ///< Its ending is the format.
};

struct ExportAnswer {
    Asked asked;
    std::int64_t rows = 0;  ///< Of communes.
    std::vector<std::filesystem::path>
        files;  ///< Written: the file, then its schema, if it has one.
};

/// .gpkg: layers `communes`, `epci`, `departements`, `contrats` with their styles, tables `sources`
/// and `metadonnees`; .xlsx: the same as sheets; .geojson, .csv and .json: communes. Beside a.csv
/// and a.json stands a.schema.json. An existing file stays until the new one is whole; the same
/// bytes for the same data and order. \pre The dataset was opened with its outlines where
/// holds_geometry(). \returns kRefused for another ending, kNotFound for a territory or year that
/// is not there, kWrite, kCancelled.
Result<ExportAnswer> export_results(const DatasetPtr& dataset, const ExportOrder& order, Date today,
                                    const Progress& progress);

/// Whether the format of this ending holds outlines.
bool holds_geometry(const std::filesystem::path& path);

/// Where the description of the columns of \p path stands: "a.csv" → "a.schema.json".
std::filesystem::path schema_path(const std::filesystem::path& path);

}  // namespace maillage::workspace
