// SPDX-License-Identifier: Apache-2.0
#include "cli/run_planning.hpp"

#include "base/access_messages.hpp"
#include "base/planning_messages.hpp"
#include "cli/run_access.hpp"
#include "cli/run_parts.hpp"
#include "report/candidate_tables.hpp"
#include "report/funding_tables.hpp"
#include "workspace/candidates.hpp"
#include "workspace/funding.hpp"

#include <set>

namespace maillage::cli {
namespace {

/// Says that the rules of an earlier year were taken; nothing where they are of the year wanted.
std::string about_year(int wanted, int taken, Language language) {
    return wanted == taken ? ""
                           : render({planning::kFundingEarlierRules,
                                     {std::to_string(wanted), std::to_string(taken)}},
                                    language) +
                                 '\n';
}

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
        text += about_year(year, rules_of_year(*result.sets, year)->year, language);
    }
    if (result.too_old > 0) {
        say({planning::kFundingTooOld, {result.too_old, std::to_string(result.first_year)}});
    }
    say({planning::kFundingSums, {met, not_met, not_known}});
    return text;
}

/// Whose rules limit the amounts, and whether the year's last day for new files has passed.
std::string about_candidates(const workspace::CandidatesAnswer& answer, Language language) {
    const auto& rules = *answer.rules;
    std::string text;
    const auto say = [&](const Message& message) { text += render(message, language) + '\n'; };
    say({planning::kFundingSource, {std::to_string(rules.year), rules.source.in(language)}});
    text += about_year(answer.rules_year, rules.year, language);
    const auto last = planning::last_day_for_new(rules);
    if (last && answer.rules_year == rules.year && answer.asked.query.date > *last) {
        say({planning::kCandidatesAfterLastDay, {long_date(*last, language)}});
    }
    constexpr std::uint32_t kFirst = 5;
    std::string names;
    for (const auto v : answer.listing.order) {
        if (planning::certainly_among_first(answer.listing.ranks[v], kFirst)) {
            names += names.empty() ? "" : ", ";
            names += answer.listing.candidates.name(v);
        }
    }
    if (names.empty()) {
        say({planning::kNoneCertain, {std::int64_t{kFirst}}});
    } else {
        say({planning::kCertainlyFirst, {std::int64_t{kFirst}, names}});
    }
    return text;
}

/// What the part of access is a share of, and what the times behind it are.
std::string about_beyond(const workspace::CommunesBeyond& beyond, access::Seconds threshold,
                         Language language) {
    std::string text;
    const auto say = [&](const Message& message) { text += render(message, language) + '\n'; };
    say({planning::kCandidatesAccess, {std::int64_t{threshold}}});
    for (const auto& remark : beyond.remarks) {
        say(remark);
    }
    for (const auto& wrong : beyond.wrong_rows) {
        text += error_line(wrong, language);
    }
    if (beyond.wrong > 0) {
        say({access::kMatrixWrong, {beyond.wrong}});
    }
    if (beyond.unknown > 0) {
        say({planning::kCandidatesAccessUnknown, {beyond.unknown}});
    }
    return text;
}

}  // namespace

Output run_candidates(const DatasetPtr& dataset, const Arguments& arguments, OutputFormat format,
                      Date today, const Progress& progress) {
    const auto language = arguments.language;
    const auto sets = workspace::load_rules(arguments.workspace);
    if (!sets) {
        return failed(sets.error(), language);
    }
    const auto travel = travel_request(arguments);
    if (!travel) {
        return failed(travel.error(), language);
    }
    const auto answer = workspace::candidates(
        dataset, *sets,
        {arguments.request, arguments.planning.rules_year, arguments.planning.weights,
         arguments.planning.unit_cost_cents, *travel},
        today, progress);
    if (!answer) {
        return failed(answer.error(), language);
    }
    const auto table = format == OutputFormat::kTable
                           ? report::candidates_for_people(answer->listing, language)
                           : report::candidates_table(answer->listing, language);
    auto output = answered(*dataset, answer->asked, table, format, language);
    output.messages += about_candidates(*answer, language);
    if (const auto& beyond = answer->beyond) {
        output.messages += about_beyond(*beyond, travel->threshold, language);
        if (beyond->wrong > 0) {
            output.exit_code = kDoneWithErrors;
        }
    }
    return output;
}

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
    if (planning.view == FundingView::kCosts) {
        const auto answer = workspace::funding_costs(dataset, request, today);
        return answer ? answered(*dataset, answer->asked, answer->table, format, language)
                      : failed(answer.error(), language);
    }
    if (planning.view == FundingView::kDeadlines) {
        const auto answer = workspace::funding_deadlines(dataset, *sets, request, today, language);
        if (!answer) {
            return failed(answer.error(), language);
        }
        auto output = answered(*dataset, answer->asked, answer->table, format, language);
        output.messages += about_year(answer->rules_year, answer->set_year, language);
        return output;
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
