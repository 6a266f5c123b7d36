// SPDX-License-Identifier: Apache-2.0
#include "cli/arguments.hpp"

#include "base/access_messages.hpp"
#include "base/date.hpp"
#include "base/pack_messages.hpp"
#include "base/planning_messages.hpp"
#include "base/screen_messages.hpp"
#include "base/text.hpp"
#include "cli/map_arguments.hpp"
#include "cli/option_words.hpp"
#include "cli/planning_options.hpp"
#include "indicators/territory_groups.hpp"
#include "workspace/candidates.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace maillage::cli {
namespace {

/// A word and what it stands for.
template <typename Value>
using Word = std::pair<std::string_view, Value>;

constexpr auto kVerbs = std::to_array<Word<Verb>>({{"access", Verb::kAccess},
                                                   {"candidates", Verb::kCandidates},
                                                   {"check", Verb::kCheck},
                                                   {"coverage", Verb::kCoverage},
                                                   {"export", Verb::kExport},
                                                   {"funding", Verb::kFunding},
                                                   {"plan", Verb::kPlan},
                                                   {"render", Verb::kRender},
                                                   {"report", Verb::kReport}});
constexpr auto kFormats = std::to_array<Word<OutputFormat>>(
    {{"table", OutputFormat::kTable}, {"csv", OutputFormat::kCsv}, {"json", OutputFormat::kJson}});
constexpr auto kLanguages =
    std::to_array<Word<Language>>({{"fr", Language::kFrench}, {"en", Language::kEnglish}});
constexpr auto kLevels = std::to_array<Word<indicators::Level>>(
    {{"commune", indicators::Level::kCommune},
     {"epci", indicators::Level::kEpci},
     {"epci_departement", indicators::Level::kEpciInDepartment},
     {"arrondissement", indicators::Level::kArrondissement},
     {"departement", indicators::Level::kDepartment},
     {"region", indicators::Level::kRegion},
     {"france", indicators::Level::kFrance}});

/// Options as they were written, before they are understood.
struct Written {
    std::string language;
    std::string format;
    std::string level;
    std::string date;
    std::string years;
    std::string department;
    std::string output;
    std::string steps_since;
    std::string causes_since;
    std::string causes_years;
    std::string region;
    WrittenMap map;
    WrittenReport report;
    WrittenAccess access;
    WrittenPlanning planning;
    WrittenPlan plan;
    WrittenRelease release;
    std::string mode;  ///< Of report and export.
    std::vector<std::string> workspace;
    bool help = false;
    bool version = false;
};

void add_common(CLI::App& app, Written& written, Arguments& arguments) {
    app.set_help_flag();
    app.add_flag("-h,--help,--aide", written.help);
    app.add_option("--lang", written.language);
    app.add_option("--format", written.format);
    app.add_option("workspace", written.workspace);
    app.add_flag("--allow-outside", arguments.allow_outside);
    app.add_flag("--allow-remote", arguments.allow_remote);
}

void add_indicator(CLI::App& app, Written& written, Arguments& arguments) {
    app.add_option("--date", written.date);
    app.add_option("--year", written.years);
    app.add_option("--departement", written.department);
    app.add_flag("--all-contracts", arguments.request.include_all_levels);
}

/// The program's command line, bound to \p written and \p arguments.
void describe(CLI::App& app, Written& written, Arguments& arguments) {
    app.set_help_flag();
    app.add_flag("-h,--help,--aide", written.help);
    app.add_flag("--version", written.version);
    app.add_option("--lang", written.language);
    auto* access = app.add_subcommand("access");
    add_common(*access, written, arguments);
    add_indicator(*access, written, arguments);
    add_access_options(*access, written.access);
    add_release_options(*access, written.release);
    auto* check = app.add_subcommand("check");
    add_common(*check, written, arguments);
    auto* coverage = app.add_subcommand("coverage");
    add_common(*coverage, written, arguments);
    add_indicator(*coverage, written, arguments);
    coverage->add_option("--level", written.level);
    add_release_options(*coverage, written.release);
    coverage->add_flag("--details", arguments.details);
    coverage->add_option("--steps-since", written.steps_since);
    coverage->add_option("--causes-since", written.causes_since);
    coverage->add_option("--causes-year", written.causes_years);
    coverage->add_option("--scenario", written.plan.scenario);
    auto* exporting = app.add_subcommand("export");
    add_common(*exporting, written, arguments);
    add_indicator(*exporting, written, arguments);
    add_release_options(*exporting, written.release);
    exporting->add_option("--mode", written.mode);
    exporting->add_option("-o,--output", written.output);
    auto* candidates = app.add_subcommand("candidates");
    add_common(*candidates, written, arguments);
    add_indicator(*candidates, written, arguments);
    add_release_options(*candidates, written.release);
    add_candidates_options(*candidates, written.planning);
    add_travel_options(*candidates, written.access);
    auto* funding = app.add_subcommand("funding");
    add_common(*funding, written, arguments);
    add_indicator(*funding, written, arguments);
    add_release_options(*funding, written.release);
    add_funding_options(*funding, written.planning);
    auto* plan = app.add_subcommand("plan");
    add_common(*plan, written, arguments);
    add_indicator(*plan, written, arguments);
    plan->add_option("--region", written.region);
    add_release_options(*plan, written.release);
    add_plan_options(*plan, written.plan);
    auto* rendering = app.add_subcommand("render");
    add_common(*rendering, written, arguments);
    add_indicator(*rendering, written, arguments);
    add_map_options(*rendering, written.access);
    add_release_options(*rendering, written.release);
    add_look_options(*rendering, written.map);
    rendering->add_option("--level", written.level);
    rendering->add_option("--region", written.region);
    rendering->add_option("-o,--output", written.output);
    auto* reporting = app.add_subcommand("report");
    add_common(*reporting, written, arguments);
    add_indicator(*reporting, written, arguments);
    reporting->add_option("--region", written.region);
    add_release_options(*reporting, written.release);
    reporting->add_option("--mode", written.mode);
    add_report_options(*reporting, written.report);
    reporting->add_option("-o,--output", written.output);
}

std::string nearest(const std::string& word) {
    std::string best;
    int least = 3;
    for (const auto& known : known_words()) {
        const int distance = edit_distance(word, known, least);
        if (distance < least) {
            least = distance;
            best = known;
        }
    }
    return best;
}

std::optional<Error> understand_date(const char* option, const std::string& text,
                                     std::optional<Date>& target) {
    if (text.empty()) {
        return std::nullopt;
    }
    const auto date = parse_date(text);
    if (!date || date->from_serial) {
        return usage_error(MessageId::kWrongDate, {std::string(option), text});
    }
    target = date->date;
    return std::nullopt;
}

std::optional<Error> understand_years(const char* option, const std::string& text,
                                      std::vector<int>& target) {
    for (const auto& word : split_words(text)) {
        const auto year = parse_integer(word);
        if (!year || *year < 2000 || *year > 2100) {
            return usage_error(MessageId::kWrongYear, {std::string(option), std::string(word)});
        }
        target.push_back(static_cast<int>(*year));
    }
    return std::nullopt;
}

/// Steps are those of whole departments, regions and France.
std::optional<Error> check_history_level(const Arguments& arguments) {
    if (!arguments.steps_since || !indicators::made_of_communes(arguments.request.level)) {
        return std::nullopt;
    }
    return usage_error(MessageId::kStepsLevel, {});
}

std::optional<Error> understand_department(const Written& written, Arguments& arguments) {
    if (written.department.empty()) {
        return std::nullopt;
    }
    arguments.request.department = DepartmentCode::parse(written.department);
    if (!arguments.request.department) {
        return usage_error(MessageId::kWrongDepartment, {written.department});
    }
    return std::nullopt;
}

/// \pre understand_department() went well.
std::optional<Error> understand_region(const Written& written, const Arguments& arguments,
                                       std::optional<RegionCode>& region) {
    if (written.region.empty()) {
        return std::nullopt;
    }
    if (arguments.request.department) {
        return usage_error(screen::kTwoPlaces, {});
    }
    region = RegionCode::parse(written.region);
    return region ? std::nullopt
                  : std::optional(usage_error(screen::kWrongRegion, {written.region}));
}

std::optional<Error> understand_focus(const Written& written, const Arguments& arguments,
                                      carto::Focus& focus) {
    if (arguments.request.department) {
        focus = *arguments.request.department;
    }
    std::optional<RegionCode> region;
    if (auto error = understand_region(written, arguments, region)) {
        return error;
    }
    if (region) {
        focus = *region;
    }
    return std::nullopt;
}

/// A plan is asked of one territory, or of each department of one.
std::optional<Error> understand_plan_place(const Written& written, Arguments& arguments) {
    if (arguments.plan.each_department && arguments.request.department) {
        return usage_error(planning::kTwoOptions,
                           {std::string("--each"), std::string("--departement")});
    }
    return understand_region(written, arguments, arguments.plan.question.region);
}

/// Details, steps and causes are of the register alone.
std::optional<Error> check_scenario(const Written& written, const Arguments& arguments) {
    for (const auto& [option, given] :
         {std::pair("--details", arguments.details),
          std::pair("--steps-since", !written.steps_since.empty()),
          std::pair("--causes-since", !written.causes_since.empty())}) {
        if (!written.plan.scenario.empty() && given) {
            return usage_error(planning::kTwoOptions,
                               {std::string("--scenario"), std::string(option)});
        }
    }
    return std::nullopt;
}

/// How people travel matters to candidates by the criterion access alone.
std::optional<Error> check_criterion(const Written& written, const Arguments& arguments) {
    const auto option = travel_option_given(written.access);
    return arguments.verb != Verb::kCandidates || option.empty() ||
                   workspace::weighs_access(arguments.planning.weights)
               ? std::nullopt
               : std::optional(usage_error(planning::kOptionOfAccess, {option}));
}

std::optional<Error> understand_map(const Written& written, Arguments& arguments) {
    auto& map = arguments.map.map;
    map.language = arguments.language;
    for (const auto& error : {understand_look(written.map, written.level, arguments.map),
                              understand_focus(written, arguments, map.focus)}) {
        if (error) {
            return error;
        }
    }
    auto asked = asked_by_map(written.access, arguments.access.request);
    if (!asked) {
        return asked.error();
    }
    arguments.map.access = std::move(asked).value();
    return std::nullopt;
}

std::optional<Error> understand_report(const Written& written, Arguments& arguments) {
    auto& order = arguments.copil;
    for (const auto& error : {understand_pages(written.report, order),
                              understand_focus(written, arguments, order.request.focus)}) {
        if (error) {
            return error;
        }
    }
    if (order.each_department && arguments.request.department) {
        return usage_error(planning::kTwoOptions,
                           {std::string("--each"), std::string("--departement")});
    }
    return std::nullopt;
}

std::optional<Error> understand(const Written& written, Arguments& arguments) {
    auto& request = arguments.request;
    arguments.level_given = !written.level.empty();
    const bool map = arguments.verb == Verb::kRender;
    for (const auto& error :
         {choose("--format", written.format, kFormats, arguments.format),
          map ? std::nullopt : choose("--level", written.level, kLevels, request.level),
          understand_date("--date", written.date, request.date),
          understand_date("--steps-since", written.steps_since, arguments.steps_since),
          understand_date("--causes-since", written.causes_since, arguments.causes_since),
          understand_years("--year", written.years, request.years),
          understand_years("--causes-year", written.causes_years, arguments.causes_years),
          understand_department(written, arguments), check_history_level(arguments),
          understand_access(written.access, arguments.access),
          understand_planning(written.planning, arguments.planning),
          understand_plan(written.plan, arguments.plan), check_scenario(written, arguments),
          check_criterion(written, arguments),
          understand_release(written.release, written.mode, arguments.release)}) {
        if (error) {
            return error;
        }
    }
    if (written.workspace.size() > 1) {
        return usage_error(MessageId::kTooManyWords, {written.workspace[1]});
    }
    if (!written.workspace.empty()) {
        arguments.workspace = written.workspace.front();
    }
    arguments.output = written.output;
    const bool report = arguments.verb == Verb::kReport;
    if ((map || report || arguments.verb == Verb::kExport) && written.output.empty()) {
        return usage_error(MessageId::kOutputMissing, {});
    }
    if (arguments.verb == Verb::kPlan) {
        return understand_plan_place(written, arguments);
    }
    if (report) {
        return understand_report(written, arguments);
    }
    return map ? understand_map(written, arguments) : std::nullopt;
}

MessageId help_of(Verb verb) {
    switch (verb) {
        case Verb::kAccess:
            return access::kHelpAccess;
        case Verb::kCheck:
            return MessageId::kHelpCheck;
        case Verb::kCoverage:
            return MessageId::kHelpCoverage;
        case Verb::kExport:
            return MessageId::kHelpExport;
        case Verb::kCandidates:
            return planning::kHelpCandidates;
        case Verb::kFunding:
            return planning::kHelpFunding;
        case Verb::kPlan:
            return planning::kHelpPlan;
        case Verb::kRender:
            return screen::kHelpRender;
        case Verb::kReport:
            return pack::kHelpReport;
        default:
            return MessageId::kHelpAll;
    }
}

}  // namespace

std::vector<std::string> known_words() {
    std::vector<std::string> words;
    words.reserve(kVerbs.size());
    for (const auto& [verb, unused] : kVerbs) {
        words.emplace_back(verb);
    }
    words.emplace_back("view");  // the viewer's own words are the viewer's
    for (const char* option : {"--help",        "--version",       "--lang",
                               "--format",      "--level",         "--date",
                               "--year",        "--departement",   "--all-contracts",
                               "--details",     "--steps-since",   "--causes-since",
                               "--causes-year", "--view",          "--region",
                               "--size",        "--scale",         "--theme",
                               "--output",      "--allow-outside", "--allow-remote",
                               "--rules",       "--unit-cost",     "--envelope",
                               "--costs",       "--deadlines",     "--weights",
                               "--target",      "--least",         "--contracts",
                               "--budget",      "--years",         "--frontier",
                               "--each",        "--lock-in",       "--lock-out",
                               "--rural-share", "--rural-of",      "--measure",
                               "--scenario",    "--explain",       "--one-per-arrondissement",
                               "--service",     "--mode",          "--threshold",
                               "--method",      "--steps",         "--decay",
                               "--demand",      "--per",           "--speed",
                               "--detour",      "--matrix",        "--day",
                               "--window",      "--save-matrix",   "--try",
                               "--departments", "--typology",      "--hours",
                               "--stay",        "--school",        "--on-demand",
                               "--journey",     "--page",          "--diffusable",
                               "--secret",      "--secret-zero"}) {
        words.emplace_back(option);
    }
    return words;
}

Language language_of_locale(std::string_view locale) {
    return locale.starts_with("en") ? Language::kEnglish : Language::kFrench;
}

Result<Arguments> parse_arguments(const std::vector<std::string>& words, Language system_language) {
    Arguments arguments;
    arguments.language = system_language;
    Written written;
    CLI::App app;
    describe(app, written, arguments);
    std::vector<std::string> reversed(words.rbegin(), words.rend());
    std::optional<Error> wrong;
    try {
        app.parse(reversed);
    } catch (const CLI::ExtrasError&) {
        const auto extras = app.remaining(true);
        const auto word = extras.empty() ? std::string() : extras.front();
        const auto proposal = nearest(word);
        wrong = proposal.empty() ? usage_error(MessageId::kUnknownWord, {word})
                                 : usage_error(MessageId::kUnknownWordNear, {word, proposal});
    } catch (const CLI::ParseError& error) {
        // An option without its value, or a flag with one; CLI11 names it first in its text.
        const std::string text = error.what();
        wrong =
            usage_error(MessageId::kIncompleteOption, {text.substr(0, text.find_first_of(": "))});
    }
    if (auto error = choose("--lang", written.language, kLanguages, arguments.language);
        error && !wrong) {
        wrong = error;
    }
    for (const auto& [word, verb] : kVerbs) {
        if (app.got_subcommand(std::string(word))) {
            arguments.verb = verb;
        }
    }
    if (wrong) {
        return *wrong;
    }
    if (written.version) {
        arguments.verb = Verb::kVersion;
        return arguments;
    }
    if (written.help || arguments.verb == Verb::kHelp) {
        arguments.help = help_of(arguments.verb);
        arguments.verb = Verb::kHelp;
        return arguments;
    }
    if (auto error = understand(written, arguments)) {
        return *error;
    }
    return arguments;
}

}  // namespace maillage::cli
