// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// What the program can be asked to do, as functions of values: the command line and the viewer
/// call these.

#include "base/language.hpp"
#include "base/progress.hpp"
#include "base/result.hpp"
#include "indicators/coverage.hpp"
#include "io/write.hpp"
#include "model/dataset.hpp"
#include "planning/scenario.hpp"

#include <optional>
#include <string>
#include <vector>

namespace maillage::workspace {

/// A question to the coverage indicator, as words of the command line mean it.
struct CoverageRequest {
    indicators::Level level = indicators::Level::kFrance;
    std::optional<Date> date;  ///< Empty: the workspace's, else today.
    std::vector<int> years;    ///< Empty: the workspace's.
    bool include_all_levels = false;
    std::optional<DepartmentCode> department;  ///< Only rows of this department.
};

/// The question as it was understood.
struct Asked {
    indicators::CoverageQuery query;
    std::vector<int> years;  ///< Of the counts used.
    indicators::Level level = indicators::Level::kFrance;
};

/// Dates and years that the request leaves to the workspace. \returns kNotFound as coverage().
Result<Asked> understand(const Dataset& dataset, const CoverageRequest& request, Date today);

struct CoverageAnswer {
    Asked asked;
    std::vector<indicators::CoverageRow> rows;
    std::vector<std::string> scenario_missing;  ///< ScenarioCoverage::not_found.
};

/// \param scenario On top of the register; null: none.
/// \returns kNotFound if the years asked have no counts or the department does not exist.
Result<CoverageAnswer> coverage(const DatasetPtr& dataset, const CoverageRequest& request,
                                Date today, const planning::Scenario* scenario = nullptr);

/// An answer that is a table already.
struct TableAnswer {
    Asked asked;
    io::OutputTable table;
};

/// The rows of coverage() with what stands beside the rate.
Result<TableAnswer> coverage_details(const DatasetPtr& dataset, const CoverageRequest& request,
                                     Date today);

/// What changed the rate after \p since, day by day, contract by contract. Levels departement,
/// region and france.
Result<TableAnswer> coverage_steps(const DatasetPtr& dataset, const CoverageRequest& request,
                                   Date since, Date today);

/// Why the rate of the request differs from that at \p since with the counts of \p years_since
/// (empty: the same years): new contracts, ended ones, counts, perimeters; adding up exactly.
Result<TableAnswer> coverage_causes(const DatasetPtr& dataset, const CoverageRequest& request,
                                    Date since, const std::vector<int>& years_since, Date today,
                                    Language language);

/// Whether the ledger holds an error: `check` then ends with 1.
bool has_errors(const Ledger& ledger);

}  // namespace maillage::workspace
