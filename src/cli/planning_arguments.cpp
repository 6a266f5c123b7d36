// SPDX-License-Identifier: Apache-2.0
#include "cli/planning_arguments.hpp"

#include "base/planning_messages.hpp"
#include "base/text.hpp"
#include "cli/option_words.hpp"
#include "cli/planning_options.hpp"
#include "model/contract_details.hpp"

#include <array>
#include <utility>

namespace maillage::cli {
namespace {

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
    if (!written.weights.empty()) {
        auto weights = planning::parse_weights(written.weights);
        if (!weights) {
            return weights.error();
        }
        arguments.weights = *weights;
    }
    for (const auto& error :
         {understand_rules_year(written.rules, arguments.rules_year),
          understand_euros("--unit-cost", written.unit_cost, arguments.unit_cost_cents),
          understand_euros("--envelope", written.envelope, arguments.envelope_cents)}) {
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
