// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The verb `access`.

#include "base/date.hpp"
#include "base/progress.hpp"
#include "cli/arguments.hpp"
#include "cli/run.hpp"
#include "model/dataset.hpp"
#include "workspace/travel_sources.hpp"

namespace maillage::cli {

/// The roads and timetables of the workspace that is named. \returns What reading maillage.toml and
/// resolving paths says.
Result<workspace::TravelFiles> travel_of(const Arguments& arguments);

/// The question about travel times as it was asked, with what the workspace has to travel on.
/// \returns What resolving the paths of roads and timetables says.
Result<workspace::AccessRequest> travel_request(const Arguments& arguments);

Output run_access(const DatasetPtr& dataset, const Arguments& arguments, OutputFormat format,
                  Date today, const Progress& progress);

}  // namespace maillage::cli
