// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// `maillage report`: the file for a meeting, for one territory or for every department.

#include "base/progress.hpp"
#include "cli/arguments.hpp"
#include "cli/run.hpp"
#include "model/dataset.hpp"

#include <string>
#include <vector>

namespace maillage::cli {

/// \pre dataset was opened with its outlines
/// \param audit CopilRequest::audit
Output run_report(const DatasetPtr& dataset, const std::vector<std::string>& audit,
                  const Arguments& arguments, Date today, const Progress& progress);

}  // namespace maillage::cli
