// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// What the program can be asked to do, as functions of values: the command line and, later, the
/// viewer call these.

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/language.hpp"
#include "base/progress.hpp"
#include "base/result.hpp"
#include "indicators/coverage.hpp"
#include "model/dataset.hpp"

namespace maillage::workspace {

/// A question to the coverage indicator, as words of the command line mean it.
struct CoverageRequest {
    indicators::Level level = indicators::Level::kFrance;
    std::optional<Date> date;           ///< Empty: the workspace's, else today.
    std::vector<int> years;             ///< Empty: the workspace's.
    bool include_all_levels = false;
    std::optional<DepartmentCode> department;  ///< Only rows of this department.
};

struct CoverageAnswer {
    Date date;
    std::vector<int> years;
    std::vector<indicators::CoverageRow> rows;
};

/// \returns kNotFound if the years asked have no counts or the department does not exist.
Result<CoverageAnswer> coverage(const DatasetPtr& dataset, const CoverageRequest& request, Date today);

/// Writes communes with their coverage, and their outlines where the format holds geometry, by the
/// ending of \p path: .csv, .json, .gpkg, .geojson. \returns kRefused for another ending.
Result<Done> export_results(const DatasetPtr& dataset, const CoverageAnswer& answer, const std::filesystem::path& path,
                            Language language);

/// Whether the format of this ending holds outlines.
bool holds_geometry(const std::filesystem::path& path);

/// Whether the ledger holds an error: `check` then ends with 1.
bool has_errors(const Ledger& ledger);

}  // namespace maillage::workspace
