// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The verb `plan`, and scenarios on the command line.

#include "base/date.hpp"
#include "base/progress.hpp"
#include "base/result.hpp"
#include "cli/arguments.hpp"
#include "cli/run.hpp"
#include "model/dataset.hpp"
#include "planning/scenario.hpp"

#include <optional>
#include <string>
#include <vector>

namespace maillage::cli {

Output run_plan(const DatasetPtr& dataset, const Arguments& arguments, OutputFormat format,
                Date today, const Progress& progress);

/// The scenario that was asked for; nothing when none was. \param[out] ignored Lines of its file
/// that could not be read.
Result<std::optional<planning::Scenario>> scenario_asked(const Arguments& arguments,
                                                         std::vector<std::string>& ignored);

/// What is to be said of a scenario under a result: its name, lines left out, what the data do not
/// have. Empty without one.
std::string about_scenario(const std::optional<planning::Scenario>& scenario,
                           const std::vector<std::string>& ignored,
                           const std::vector<std::string>& missing, Language language);

}  // namespace maillage::cli
