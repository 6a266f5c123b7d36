// SPDX-License-Identifier: Apache-2.0
#include "cli/run_planning.hpp"

#include "base/planning_messages.hpp"
#include "cli/run_parts.hpp"
#include "report/funding_tables.hpp"
#include "workspace/funding.hpp"

#include <set>

namespace maillage::cli {
namespace {

/// Whose rules were used, which years had none, what was left out, and the sums of the answers.
std::string about_rules(const workspace::FundingResult& result, Language language) {
    std::string text;
    const auto say = [&](const Message& message) { text += render(message, language) + '\n'; };
    std::set<const RuleSet*> used;
    std::int64_t met = 0;
    std::int64_t not_met = 0;
    std::int64_t not_known = 0;
    for (const auto& contract : result.contracts) {
        used.insert(contract.rules);
        for (const auto& answer : contract.answers) {
            auto& sum = answer.state == indicators::Answer::kMet      ? met
                        : answer.state == indicators::Answer::kNotMet ? not_met
                                                                      : not_known;
            ++sum;
        }
    }
    for (const auto& set : *result.sets) {
        if (used.contains(&set)) {
            say({planning::kFundingSource, {std::to_string(set.year), set.source.in(language)}});
        }
    }
    for (const int year : result.earlier) {
        say({planning::kFundingEarlierRules,
             {std::to_string(year), std::to_string(rules_of_year(*result.sets, year)->year)}});
    }
    if (result.too_old > 0) {
        say({planning::kFundingTooOld, {result.too_old, std::to_string(result.first_year)}});
    }
    say({planning::kFundingSums, {met, not_met, not_known}});
    return text;
}

}  // namespace

Output run_funding(const DatasetPtr& dataset, const Arguments& arguments, OutputFormat format,
                   Date today) {
    const auto language = arguments.language;
    const auto sets = workspace::load_rules(arguments.workspace);
    if (!sets) {
        return failed(sets.error(), language);
    }
    const auto& planning = arguments.planning;
    const workspace::FundingRequest request{arguments.request, planning.rules_year,
                                            planning.unit_cost_cents, planning.envelope_cents};
    if (planning.view != FundingView::kRules) {
        const auto answer =
            planning.view == FundingView::kCosts
                ? workspace::funding_costs(dataset, request, today)
                : workspace::funding_deadlines(dataset, *sets, request, today, language);
        return answer ? answered(*dataset, answer->asked, answer->table, format, language)
                      : failed(answer.error(), language);
    }
    const auto result = workspace::funding(dataset, *sets, request, today);
    if (!result) {
        return failed(result.error(), language);
    }
    auto output = answered(*dataset, result->asked,
                           report::funding_table(*dataset, result->contracts), format, language);
    if (format == OutputFormat::kTable) {
        output.result = report::funding_for_people(*dataset, result->contracts, language);
    }
    output.messages += about_rules(*result, language);
    return output;
}

}  // namespace maillage::cli
