// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The words of the command line as values.

#include "base/language.hpp"
#include "base/message.hpp"
#include "base/result.hpp"
#include "cli/access_arguments.hpp"
#include "cli/plan_arguments.hpp"
#include "cli/planning_arguments.hpp"
#include "cli/release_arguments.hpp"
#include "workspace/copil_files.hpp"
#include "workspace/render_map.hpp"
#include "workspace/verbs.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace maillage::cli {

enum class Verb : std::uint8_t {
    kHelp,
    kVersion,
    kAccess,
    kCandidates,
    kCheck,
    kCoverage,
    kExport,
    kFunding,
    kPlan,
    kRender,
    kReport
};
enum class OutputFormat : std::uint8_t { kTable, kCsv, kJson };

struct Arguments {
    Verb verb = Verb::kHelp;
    Language language = Language::kFrench;
    std::optional<OutputFormat> format;  ///< Empty: table on a terminal, csv in a pipe.
    std::optional<std::filesystem::path> workspace;
    std::filesystem::path output;
    workspace::CoverageRequest request;
    workspace::MapOrder map;      ///< Of render.
    workspace::CopilOrder copil;  ///< Of report.
    AccessArguments access;
    PlanningArguments planning;               ///< Of funding and candidates.
    PlanArguments plan;                       ///< Of plan; its scenario of coverage too.
    std::optional<disclosure::Rule> release;  ///< Set: small counts are hidden by it.
    bool level_given = false;          ///< Else: departement where the workspace names departments.
    bool details = false;              ///< What stands beside the rate.
    std::optional<Date> steps_since;   ///< The steps of the rate since then.
    std::optional<Date> causes_since;  ///< The causes of its change since then.
    std::vector<int> causes_years;     ///< Counts of the earlier date; empty = the same.
    bool allow_outside = false;
    bool allow_remote = false;
    MessageId help = MessageId::kHelpAll;  ///< Which help was asked for.
};

/// \param words Without the program's name. \param system_language Of LC_ALL, LC_MESSAGES or LANG.
/// \returns kParse with what was wrong and what is possible.
Result<Arguments> parse_arguments(const std::vector<std::string>& words, Language system_language);

/// "fr_FR.UTF-8" → French, "en_GB" → English; anything else, also "C", is French (French first).
Language language_of_locale(std::string_view locale);

/// Every verb and option, for the completion script's test.
std::vector<std::string> known_words();

}  // namespace maillage::cli
