// SPDX-License-Identifier: Apache-2.0
#include "cli/plan_arguments.hpp"

#include "base/planning_messages.hpp"
#include "base/text.hpp"
#include "cli/option_words.hpp"
#include "model/contract_details.hpp"

#include <CLI/CLI.hpp>

#include <array>
#include <utility>

namespace maillage::cli {
namespace {

using workspace::PlanBy;
using workspace::PlanQuestion;

constexpr std::int64_t kMostContracts = 100'000;
constexpr std::int64_t kMostEuros = 10'000'000'000;
constexpr std::int64_t kMostWork = 1'000'000'000'000;
constexpr std::int64_t kFirstYear = 2000;
constexpr std::int64_t kLastYear = 2100;

template <typename Value>
using Word = std::pair<std::string_view, Value>;

constexpr auto kBy = std::to_array<Word<PlanBy>>({{"contrats", PlanBy::kContracts},
                                                  {"contracts", PlanBy::kContracts},
                                                  {"euros", PlanBy::kEuros}});
constexpr auto kMeasures =
    std::to_array<Word<planning::Measure>>({{"garanti", planning::Measure::kGuaranteed},
                                            {"guaranteed", planning::Measure::kGuaranteed},
                                            {"possible", planning::Measure::kPossible}});
constexpr auto kRuralOf = std::to_array<Word<planning::RuralShareOf>>(
    {{"contrats", planning::RuralShareOf::kContracts},
     {"contracts", planning::RuralShareOf::kContracts},
     {"signataires", planning::RuralShareOf::kSignatories},
     {"signatories", planning::RuralShareOf::kSignatories}});
constexpr auto kEach = std::to_array<Word<bool>>({{"departement", true}, {"department", true}});

std::optional<Error> understand_number(const char* option, const std::string& text,
                                       std::int64_t most, std::optional<std::int64_t>& number) {
    if (text.empty()) {
        return std::nullopt;
    }
    number = parse_integer(text);
    return number && *number >= 0 && *number <= most
               ? std::nullopt
               : std::optional(
                     usage_error(planning::kWrongNumber, {std::string(option), text, most}));
}

std::optional<int> parse_year(std::string_view text) {
    const auto number = parse_integer(text);
    return number && *number >= kFirstYear && *number <= kLastYear
               ? std::optional(static_cast<int>(*number))
               : std::nullopt;
}

/// A rate, or the year of a target of the workspace.
std::optional<Error> understand_target(const std::string& text, PlanQuestion& question) {
    if (text.empty()) {
        return std::nullopt;
    }
    question.target_year = parse_year(text);
    if (!question.target_year) {
        question.target = parse_part(text);
    }
    return question.target_year || question.target
               ? std::nullopt
               : std::optional(usage_error(planning::kWrongTarget, {text}));
}

/// "2024:2,2025:3", ascending.
std::optional<Error> understand_years(const std::string& text, PlanQuestion& question) {
    if (text.empty()) {
        return std::nullopt;
    }
    for (const auto part : split(text, ',')) {
        const auto colon = std::min(part.find(':'), part.size());
        const auto year = parse_year(trim(part.substr(0, colon)));
        const auto capacity = parse_integer(trim(part.substr(std::min(colon + 1, part.size()))));
        const bool ascends = question.years.empty() || (year && *year > question.years.back().year);
        if (!year || !capacity || *capacity < 0 || *capacity > kMostContracts || !ascends) {
            return usage_error(planning::kWrongYears, {text});
        }
        question.years.push_back({*year, *capacity, {}});
    }
    return std::nullopt;
}

std::optional<Error> understand_rural(const WrittenPlan& written, PlanQuestion& question) {
    if (!written.rural_share.empty()) {
        question.rural_share = parse_part(written.rural_share);
        if (!question.rural_share) {
            return usage_error(planning::kWrongPart,
                               {std::string("--rural-share"), written.rural_share});
        }
    }
    return choose("--rural-of", written.rural_of, kRuralOf, question.rural_share_of);
}

std::optional<Error> understand_money(const WrittenPlan& written, PlanQuestion& question) {
    if (!written.unit_cost.empty()) {
        question.unit_cost_cents = parse_cents(written.unit_cost);
        if (!question.unit_cost_cents || *question.unit_cost_cents <= 0) {
            return usage_error(planning::kWrongEuros,
                               {std::string("--unit-cost"), written.unit_cost});
        }
    }
    if (!written.rules.empty()) {
        question.rules_year = parse_year(written.rules);
        if (!question.rules_year) {
            return usage_error(MessageId::kWrongYear, {std::string("--rules"), written.rules});
        }
    }
    return understand_number("--budget", written.budget, kMostEuros, question.budget);
}

std::vector<std::string> codes_of(const std::string& text) {
    std::vector<std::string> codes;
    for (const auto word : split_words(text)) {
        codes.emplace_back(word);
    }
    return codes;
}

/// Options that each ask for another kind of answer.
std::optional<Error> check_together(const WrittenPlan& written, const PlanArguments& arguments) {
    struct Pair {
        const char* a;
        bool has_a;
        const char* b;
        bool has_b;
    };
    const auto& question = arguments.question;
    const bool years = !question.years.empty();
    const bool frontier = question.frontier.has_value();
    const bool contracts = question.contracts.has_value();
    const bool budget = question.budget.has_value();
    const bool target = !written.target.empty();
    const auto pairs = std::to_array<Pair>({
        {"--frontier", frontier, "--target", target},
        {"--frontier", frontier, "--contracts", contracts},
        {"--frontier", frontier, "--budget", budget},
        {"--frontier", frontier, "--years", years},
        {"--frontier", frontier, "--explain", question.explain},
        {"--years", years, "--contracts", contracts},
        {"--years", years, "--budget", budget},
        {"--years", years, "--explain", question.explain},
        {"--years", years, "--least", !written.least.empty()},
        {"--each", arguments.each_department, "--explain", question.explain},
    });
    for (const auto& [a, has_a, b, has_b] : pairs) {
        if (has_a && has_b) {
            return usage_error(planning::kTwoOptions, {std::string(a), std::string(b)});
        }
    }
    return std::nullopt;
}

}  // namespace

void add_plan_options(CLI::App& app, WrittenPlan& written) {
    app.add_option("--target", written.target);
    app.add_option("--least", written.least);
    app.add_option("--contracts", written.contracts);
    app.add_option("--budget", written.budget);
    app.add_option("--years", written.years);
    app.add_option("--frontier", written.frontier);
    app.add_option("--each", written.each);
    app.add_option("--lock-in", written.locked_in);
    app.add_option("--lock-out", written.locked_out);
    app.add_option("--rural-share", written.rural_share);
    app.add_option("--rural-of", written.rural_of);
    app.add_option("--measure", written.measure);
    app.add_option("--rules", written.rules);
    app.add_option("--unit-cost", written.unit_cost);
    app.add_option("--scenario", written.scenario);
    app.add_option("--work-limit", written.work_limit);
    app.add_flag("--one-per-arrondissement", written.one_per_arrondissement);
    app.add_flag("--explain", written.explain);
}

std::optional<Error> understand_plan(const WrittenPlan& written, PlanArguments& arguments) {
    auto& question = arguments.question;
    for (const auto& error :
         {understand_target(written.target, question),
          choose("--least", written.least, kBy, question.least),
          understand_number("--contracts", written.contracts, kMostContracts, question.contracts),
          understand_years(written.years, question),
          choose("--frontier", written.frontier, kBy, question.frontier),
          choose("--each", written.each, kEach, arguments.each_department),
          understand_rural(written, question),
          choose("--measure", written.measure, kMeasures, question.measure),
          understand_money(written, question)}) {
        if (error) {
            return error;
        }
    }
    std::optional<std::int64_t> work;
    if (auto error = understand_number("--work-limit", written.work_limit, kMostWork, work)) {
        return error;
    }
    question.work_limit = work ? static_cast<std::size_t>(*work) : question.work_limit;
    question.locked_in = codes_of(written.locked_in);
    question.locked_out = codes_of(written.locked_out);
    question.one_per_arrondissement = written.one_per_arrondissement;
    question.explain = written.explain;
    arguments.scenario = written.scenario;
    // --years with a year as --target would say the same thing twice.
    if (!question.years.empty() && question.target_year) {
        return usage_error(planning::kTwoOptions,
                           {std::string("--years"), "--target " + written.target});
    }
    return check_together(written, arguments);
}

}  // namespace maillage::cli
