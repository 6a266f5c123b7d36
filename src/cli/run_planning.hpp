// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The verbs about money and the next contracts.

#include "base/date.hpp"
#include "base/progress.hpp"
#include "cli/arguments.hpp"
#include "cli/run.hpp"
#include "model/dataset.hpp"

namespace maillage::cli {

Output run_candidates(const DatasetPtr& dataset, const Arguments& arguments, OutputFormat format,
                      Date today, const Progress& progress);
Output run_funding(const DatasetPtr& dataset, const Arguments& arguments, OutputFormat format,
                   Date today);

}  // namespace maillage::cli
