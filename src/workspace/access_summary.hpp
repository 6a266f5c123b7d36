// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// How many signatories live too far from a service.

#include "access/travel_times.hpp"
#include "indicators/coverage.hpp"
#include "report/access_tables.hpp"

#include <set>
#include <vector>

namespace maillage::workspace {

/// Thresholds of the summary, in minutes (rules.md § 7).
inline constexpr int kSummaryMinutes[] = {30, 45, 60};

/// Signatories beyond each threshold, department by department, of France last where \p whole:
/// those whom a contract of all communes beyond it would cover, so that published totals narrow the
/// interval as they do that of coverage. \param known By commune: whether its times are.
std::vector<report::BeyondRow> beyond_rows(const DatasetPtr& dataset,
                                           const indicators::CoverageQuery& query,
                                           const access::TravelTimes& times,
                                           const std::vector<bool>& known,
                                           const std::set<Index<Department>>& departments,
                                           bool whole);

}  // namespace maillage::workspace
