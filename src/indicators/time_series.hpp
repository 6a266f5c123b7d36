// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The indicator day by day: every date at which it can change, what changed and why.

#include "base/date.hpp"
#include "indicators/coverage.hpp"
#include "indicators/coverage_state.hpp"
#include "model/dataset.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace maillage::indicators {

/// Coverage of a department, a region or France before and after a step.
struct SeriesChange {
    Level level = Level::kFrance;
    std::size_t territory = 0;
    CoverageRange before;
    CoverageRange after;
};

/// A date at which contracts begin or cease to count. A contract ceases on the day after its last.
struct SeriesStep {
    Date date;
    std::vector<std::size_t> started;  ///< Rows of Dataset::contracts.
    std::vector<std::size_t> ended;
    /// Territories whose range changed: departments, regions, France; empty when every commune
    /// touched is covered by another contract before and after (E1, a renewal without gap).
    std::vector<SeriesChange> changes;
};

struct Series {
    CoverageState start;  ///< At the first date asked.
    std::vector<SeriesStep> steps;
    CoverageState end;  ///< At the last.
};

/// Steps with \p from < date ≤ \p to, ascending. \p query gives everything but the date; the counts
/// are the same at all dates, so every step is a step of contracts.
Series coverage_series(const DatasetPtr& dataset, const CoverageQuery& query, Date from, Date to);

}  // namespace maillage::indicators
