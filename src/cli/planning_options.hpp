// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Options of the verbs about money and the next contracts, as CLI11 is told of them.

#include "cli/planning_arguments.hpp"

#include <CLI/CLI.hpp>

namespace maillage::cli {

/// \p written outlives \p app.
void add_funding_options(CLI::App& app, WrittenPlanning& written);
void add_candidates_options(CLI::App& app, WrittenPlanning& written);

}  // namespace maillage::cli
