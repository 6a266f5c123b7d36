// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Scenarios as text: the words of commands, and scenarios/NAME.txt beside maillage.toml, one line
/// for each thing supposed, so that a damaged line costs that line.

#include "planning/scenario.hpp"
#include "workspace/command_words.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::workspace {

inline constexpr const char* kScenarioFolder = "scenarios";

/// "suppose epci \"CC Giennoises\" 244500203", "refuse epci 244500203 yes" …
void write_scenario_edit(LineWriter& line, const planning::ScenarioEdit& edit);
planning::ScenarioEdit read_scenario_edit(LineReader& line);

/// A whole scenario in one line, for the journal.
void write_scenario(LineWriter& line, const planning::Scenario& scenario);
planning::Scenario read_scenario(LineReader& line);

std::string to_text(const planning::Scenario& scenario);
/// \param[out] ignored Lines that could not be read. \returns kParse where there is no name.
Result<planning::Scenario> parse_scenario(std::string_view text, std::vector<std::string>& ignored);

/// The name of a scenario's file: letters and digits of its name, never a path.
std::string scenario_file(std::string_view name);

/// All of a workspace's folder, by file name; none where there is no such folder. At most 200 files
/// of 1 MiB are read.
std::vector<planning::Scenario> read_scenarios(const std::filesystem::path& folder,
                                               std::vector<std::string>& ignored);

/// The scenario of this name (or of this file's name) beside the maillage.toml of \p workspace,
/// else the one that the file \p name_or_file holds. \returns kNotFound where there is neither;
/// kParse for a file without a scenario's name.
Result<planning::Scenario> load_scenario(const std::string& name_or_file,
                                         const std::optional<std::filesystem::path>& workspace,
                                         std::vector<std::string>& ignored);

}  // namespace maillage::workspace
