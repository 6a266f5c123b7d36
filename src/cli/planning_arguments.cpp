// SPDX-License-Identifier: Apache-2.0
#include "cli/planning_arguments.hpp"

#include "base/planning_messages.hpp"
#include "base/text.hpp"
#include "cli/planning_options.hpp"
#include "model/contract_details.hpp"

#include <array>
#include <utility>

namespace maillage::cli {
namespace {

Error usage_error(MessageId id, std::initializer_list<MessageArgument> values) {
    return {Error::Code::kParse, {id, values}, ""};
}

std::optional<Error> understand_euros(const char* option, const std::string& text,
                                      std::optional<std::int64_t>& cents) {
    if (text.empty()) {
        return std::nullopt;
    }
    cents = parse_cents(text);
    return cents && *cents > 0
               ? std::nullopt
               : std::optional(usage_error(planning::kWrongEuros, {std::string(option), text}));
}

std::optional<Error> understand_rules_year(const std::string& text, std::optional<int>& year) {
    if (text.empty()) {
        return std::nullopt;
    }
    const auto number = parse_integer(text);
    if (!number || *number < 2000 || *number > 2100) {
        return usage_error(MessageId::kWrongYear, {std::string("--rules"), text});
    }
    year = static_cast<int>(*number);
    return std::nullopt;
}

/// Digits and up to six decimals, 1000 at most, in millionths: "1", "0.5".
std::optional<std::int64_t> parse_weight(std::string_view text) {
    constexpr std::size_t kPlaces = 6;
    constexpr std::int64_t kMost = 1000;
    const auto point = std::min(text.find('.'), text.size());
    auto digits = std::string(text.substr(0, point));
    auto decimals = std::string(text.substr(std::min(point + 1, text.size())));
    if (digits.empty() || digits.size() > 4 || decimals.size() > kPlaces ||
        (digits + decimals).find_first_not_of("0123456789") != std::string::npos) {
        return std::nullopt;
    }
    decimals.append(kPlaces - decimals.size(), '0');
    const auto value = parse_integer(digits + decimals).value_or(0);
    return value <= kMost * planning::kScoreUnit ? std::optional(value) : std::nullopt;
}

std::optional<planning::Criterion> criterion_of(std::string_view word) {
    using planning::Criterion;
    constexpr auto kWords =
        std::to_array<std::pair<std::string_view, Criterion>>({{"gain", Criterion::kGain},
                                                               {"rural", Criterion::kRural},
                                                               {"declin", Criterion::kDecline},
                                                               {"decline", Criterion::kDecline},
                                                               {"cout", Criterion::kCost},
                                                               {"cost", Criterion::kCost}});
    for (const auto& [known, criterion] : kWords) {
        if (fold_key(word) == known) {
            return criterion;
        }
    }
    return std::nullopt;
}

/// "gain=1,rural=0.5"; what is not named weighs nothing.
std::optional<Error> understand_weights(const std::string& text,
                                        std::optional<planning::Weights>& weights) {
    if (text.empty()) {
        return std::nullopt;
    }
    weights.emplace();
    for (const auto part : split(text, ',')) {
        const auto equals = std::min(part.find('='), part.size());
        const auto criterion = criterion_of(trim(part.substr(0, equals)));
        const auto weight = parse_weight(trim(part.substr(std::min(equals + 1, part.size()))));
        if (!criterion || !weight) {
            return usage_error(planning::kWrongWeights, {std::string(part)});
        }
        weights->at(static_cast<std::size_t>(*criterion)) = *weight;
    }
    return std::nullopt;
}

}  // namespace

void add_candidates_options(CLI::App& app, WrittenPlanning& written) {
    app.add_option("--rules", written.rules);
    app.add_option("--unit-cost", written.unit_cost);
    app.add_option("--weights", written.weights);
}

void add_funding_options(CLI::App& app, WrittenPlanning& written) {
    app.add_option("--rules", written.rules);
    app.add_option("--unit-cost", written.unit_cost);
    app.add_option("--envelope", written.envelope);
    app.add_flag("--costs", written.costs);
    app.add_flag("--deadlines", written.deadlines);
}

std::optional<Error> understand_planning(const WrittenPlanning& written,
                                         PlanningArguments& arguments) {
    for (const auto& error :
         {understand_rules_year(written.rules, arguments.rules_year),
          understand_euros("--unit-cost", written.unit_cost, arguments.unit_cost_cents),
          understand_euros("--envelope", written.envelope, arguments.envelope_cents),
          understand_weights(written.weights, arguments.weights)}) {
        if (error) {
            return error;
        }
    }
    if (written.costs && written.deadlines) {
        return usage_error(planning::kTwoFundingViews, {});
    }
    // The share of an envelope stands in the table of costs.
    arguments.view = written.deadlines ? FundingView::kDeadlines
                     : written.costs || arguments.envelope_cents.has_value() ? FundingView::kCosts
                                                                             : FundingView::kRules;
    return std::nullopt;
}

}  // namespace maillage::cli
