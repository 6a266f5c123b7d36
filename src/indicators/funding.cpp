// SPDX-License-Identifier: Apache-2.0
#include "indicators/funding.hpp"

#include "base/planning_messages.hpp"
#include "indicators/counted_contracts.hpp"
#include "model/contract_details.hpp"

#include <algorithm>
#include <utility>

namespace maillage::indicators {
namespace {

constexpr std::int64_t kCentsOfEuro = 100;

void say(FundingAnswer& answer, Answer state, MessageId why, std::vector<FundingValue> operands) {
    answer.state = state;
    answer.why = why;
    answer.operands = std::move(operands);
}

FundingFigure figure(RateBounds bounds, FundingUnit unit) { return {bounds, unit}; }

FundingFigure count_figure(Count count, std::int64_t years = 1) {
    return figure({{count.low, years}, {count.high, years}}, FundingUnit::kNumber);
}

std::string year_text(const std::vector<int>& years) {
    std::string text;
    for (const int year : years) {
        text += (text.empty() ? "" : ", ") + std::to_string(year);
    }
    return text;
}

/// The amount of a column; without one, the answer says why.
std::optional<std::int64_t> cents_of(const Contract& contract, const char* column,
                                     FundingAnswer& answer) {
    const auto text = detail(contract, column);
    if (text.empty()) {
        say(answer, Answer::kNotKnown, planning::kFundingColumnEmpty, {std::string(column)});
        return std::nullopt;
    }
    const auto cents = parse_cents(text);
    if (!cents) {
        say(answer, Answer::kNotKnown, planning::kFundingUnreadable,
            {std::string(column), quote_excerpt(text)});
    }
    return cents;
}

/// M3 and M4. With a previous sum under the cap the cap is the limit, above it the sum is: the
/// larger of the two. So an amount under the cap is allowed whatever the previous sum.
void renewal_at_most_previous(const Contract& contract, const FundingRule& rule,
                              FundingAnswer& answer) {
    const auto amount = cents_of(contract, "montant_etat", answer);
    if (!amount) {
        return;
    }
    const auto asked = euros_of_cents(*amount);
    answer.value = asked;
    FundingAnswer unread;
    const auto previous = cents_of(contract, "montant_precedent", unread);
    if (previous) {
        const auto limit = std::max(*previous, rule.most_cents.value_or(0));
        answer.threshold = euros_of_cents(limit);
        if (*amount <= *previous) {
            say(answer, Answer::kMet, planning::kFundingPrevious,
                {asked, euros_of_cents(*previous)});
        } else if (*amount <= limit) {
            say(answer, Answer::kMet, planning::kFundingRaised,
                {asked, euros_of_cents(*previous), euros_of_cents(limit)});
        } else {
            say(answer, Answer::kNotMet, planning::kFundingPreviousOver,
                {asked, euros_of_cents(*previous), euros_of_cents(*amount - limit)});
        }
        return;
    }
    if (rule.most_cents && *amount <= *rule.most_cents) {
        answer.threshold = euros_of_cents(*rule.most_cents);
        say(answer, Answer::kMet, planning::kFundingUnderCap,
            {asked, euros_of_cents(*rule.most_cents)});
    } else if (unread.why == planning::kFundingUnreadable) {
        say(answer, Answer::kNotKnown, unread.why, std::move(unread.operands));
    } else {
        say(answer, Answer::kNotKnown, planning::kFundingPreviousUnknown, {asked});
    }
}

/// M7.
void coordinator_share(const Contract& contract, const FundingRule& rule, FundingAnswer& answer) {
    const std::string column = "part_coordonnateur";
    const auto least = figure({{rule.least->numerator, rule.least->denominator},
                               {rule.least->numerator, rule.least->denominator}},
                              FundingUnit::kShare);
    answer.threshold = least;
    const auto text = detail(contract, column);
    if (text.empty()) {
        say(answer, Answer::kNotKnown, planning::kFundingColumnEmpty, {column});
        return;
    }
    const auto share = parse_part(text);
    if (!share) {
        say(answer, Answer::kNotKnown, planning::kFundingUnreadable, {column, quote_excerpt(text)});
        return;
    }
    const Rate rate{share->numerator, share->denominator};
    const auto value = figure({rate, rate}, FundingUnit::kShare);
    answer.value = value;
    say(answer, std::is_gteq(compare(rate, *rule.least)) ? Answer::kMet : Answer::kNotMet,
        planning::kFundingLeast, {value, least});
}

/// M8.
void participation(const Contract& contract, FundingAnswer& answer) {
    if (const auto cents = cents_of(contract, "montant_collectivite", answer)) {
        answer.value = euros_of_cents(*cents);
        say(answer, *cents > 0 ? Answer::kMet : Answer::kNotMet, planning::kFundingParticipation,
            {euros_of_cents(*cents)});
    }
}

std::string joined(const auto& texts) {
    std::string all;
    for (const auto& text : texts) {
        all += (all.empty() ? "" : ", ") + text;
    }
    return all;
}

/// R1. A word that is no known domain may be one more: it leaves the answer open only where it
/// would decide it.
void domains_at_least(const Contract& contract, const FundingRule& rule, const RuleSet& rules,
                      FundingAnswer& answer) {
    const auto text = detail(contract, "axes");
    answer.threshold = number_of(rule.number);
    if (text.empty()) {
        say(answer, Answer::kNotKnown, planning::kFundingColumnEmpty, {std::string("axes")});
        return;
    }
    const auto domains = parse_domains(text, rules.domains);
    const auto known = static_cast<std::int64_t>(domains.found.size());
    const auto possible = known + static_cast<std::int64_t>(domains.unknown.size());
    answer.value = number_of(known);
    if (known < rule.number && possible >= rule.number) {
        say(answer, Answer::kNotKnown, planning::kFundingDomainsOpen,
            {number_of(known), number_of(rule.number), quote_excerpt(joined(domains.unknown))});
        return;
    }
    say(answer, known >= rule.number ? Answer::kMet : Answer::kNotMet, planning::kFundingDomains,
        {number_of(known), number_of(rule.number), known == 0 ? "–" : joined(domains.found)});
}

/// R1, housing.
void domain_if_competent(const Contract& contract, const FundingRule& rule, const RuleSet& rules,
                         FundingAnswer& answer) {
    const auto competent = parse_yes_no(detail(contract, "competence_logement"));
    const auto axes = detail(contract, "axes");
    const auto domains = parse_domains(axes, rules.domains);
    const bool there = domains.found.contains(rule.domain);
    answer.threshold = rule.domain;
    if (there) {
        answer.value = rule.domain;
        say(answer, Answer::kMet, planning::kFundingDomainThere, {rule.domain});
    } else if (competent == false) {
        say(answer, Answer::kMet, planning::kFundingNotCompetent, {});
    } else if (competent == true && !axes.empty() && domains.unknown.empty()) {
        answer.value = joined(domains.found);
        say(answer, Answer::kNotMet, planning::kFundingDomainAbsent, {rule.domain});
    } else {
        say(answer, Answer::kNotKnown, planning::kFundingDomainOpen, {rule.domain});
    }
}

/// R13.
void report_complete(const Contract& contract, FundingAnswer& answer) {
    const std::string column = "bilan";
    const auto text = detail(contract, column);
    answer.threshold = std::string("complet");
    if (text.empty()) {
        say(answer, Answer::kNotKnown, planning::kFundingColumnEmpty, {column});
        return;
    }
    const auto state = parse_report(text);
    if (!state) {
        say(answer, Answer::kNotKnown, planning::kFundingUnreadable, {column, quote_excerpt(text)});
        return;
    }
    const bool complete = *state == ReportState::kComplete;
    const std::string word = complete                          ? "complet"
                             : *state == ReportState::kPartial ? "partiel"
                                                               : "absent";
    answer.value = word;
    say(answer, complete ? Answer::kMet : Answer::kNotMet, planning::kFundingReport, {word});
}

bool applies(AppliesTo to, bool renewal) {
    return to == AppliesTo::kAll || (renewal ? to == AppliesTo::kRenewal : to == AppliesTo::kNew);
}

}  // namespace

FundingFigure euros_of_cents(std::int64_t cents) {
    const Rate rate{cents, kCentsOfEuro};
    return figure({rate, rate}, FundingUnit::kEuros);
}

FundingFigure number_of(std::int64_t number) {
    return figure({{number, 1}, {number, 1}}, FundingUnit::kNumber);
}

bool is_renewal(const Dataset& dataset, const Contract& contract) {
    if (const auto told = parse_yes_no(detail(contract, "renouvellement"))) {
        return *told;
    }
    if (!detail(contract, "montant_precedent").empty()) {
        return true;
    }
    return std::any_of(
        dataset.contracts.begin(), dataset.contracts.end(), [&](const Contract& other) {
            return &other != &contract && other.status == ContractStatus::kSigne &&
                   other.kind != ContractKind::kPartenariat && other.signed_on &&
                   (!contract.signed_on || other.signed_on->date < contract.signed_on->date) &&
                   !contract.perimeter_signed.empty() && other.level == contract.level &&
                   other.perimeter_signed == contract.perimeter_signed;
        });
}

bool is_examined(const Contract& contract) {
    return contract.kind != ContractKind::kPartenariat &&
           contract.status != ContractStatus::kRefuse &&
           contract.status != ContractStatus::kAbandonne;
}

int rule_year(const Contract& contract, Date asked) {
    const bool dated = contract.status == ContractStatus::kSigne && contract.signed_on;
    return year_of(dated ? contract.signed_on->date : asked);
}

FundingCheck::FundingCheck(DatasetPtr dataset, FundingParameters parameters)
    : m_dataset(std::move(dataset)), m_parameters(parameters), m_counts(m_dataset) {}

std::vector<FundingAnswer> FundingCheck::evaluate(std::size_t contract, const RuleSet& rules) {
    const auto& one = m_dataset->contracts[contract];
    const bool renewal = is_renewal(*m_dataset, one);
    std::vector<FundingAnswer> answers;
    for (const auto& rule : rules.rules) {
        if (applies(rule.applies, renewal)) {
            answers.push_back(answer(one, rule, rules));
        }
    }
    return answers;
}

FundingAnswer FundingCheck::answer(const Contract& contract, const FundingRule& rule,
                                   const RuleSet& rules) {
    FundingAnswer answer;
    answer.rule = &rule;
    switch (rule.test) {
        case RuleTest::kAmountAtMost:
            amount_at_most(contract, rule, answer);
            break;
        case RuleTest::kRenewalAtMostPrevious:
            renewal_at_most_previous(contract, rule, answer);
            break;
        case RuleTest::kAmountForSignatories:
            amount_for_signatories(contract, answer);
            break;
        case RuleTest::kAmountForMean:
            amount_for_mean(contract, rule, answer);
            break;
        case RuleTest::kCoordinatorShare:
            coordinator_share(contract, rule, answer);
            break;
        case RuleTest::kParticipation:
            participation(contract, answer);
            break;
        case RuleTest::kDomainsAtLeast:
            domains_at_least(contract, rule, rules, answer);
            break;
        case RuleTest::kDomainIfCompetent:
            domain_if_competent(contract, rule, rules, answer);
            break;
        case RuleTest::kReportComplete:
            report_complete(contract, answer);
            break;
        case RuleTest::kFiledBy:
            filed_by(contract, rule, answer);
            break;
        case RuleTest::kToVerify:
            say(answer, Answer::kNotKnown, planning::kFundingToVerify, {rule.id});
            break;
    }
    return answer;
}

/// M1 and its exception M2: both conditions are needed, and whether the exception is granted is
/// still decided case by case.
void FundingCheck::amount_at_most(const Contract& contract, const FundingRule& rule,
                                  FundingAnswer& answer) {
    const auto amount = cents_of(contract, "montant_etat", answer);
    answer.threshold = euros_of_cents(*rule.most_cents);
    if (!amount) {
        return;
    }
    const auto asked = euros_of_cents(*amount);
    answer.value = asked;
    const auto most = euros_of_cents(*rule.most_cents);
    if (*amount <= *rule.most_cents) {
        say(answer, Answer::kMet, planning::kFundingAmount, {asked, most});
        return;
    }
    if (!rule.exception_inhabitants_above) {
        say(answer, Answer::kNotMet, planning::kFundingAmountOver,
            {asked, most, euros_of_cents(*amount - *rule.most_cents)});
        return;
    }
    const auto& perimeter = perimeter_of(contract, m_dataset->choices.perimeter);
    const auto inhabitants = population_of(m_dataset->territories.communes, perimeter);
    const auto counted = m_counts.signatories(perimeter, {rule.exception_year});
    const ExceptionThresholds thresholds{*rule.exception_inhabitants_above,
                                         *rule.exception_signatories_from};
    // Without counts anything is possible: the population alone may still decide.
    constexpr std::int64_t kAny = 1'000'000'000;
    const auto state = above_exception_thresholds(
        inhabitants, counted.value_or(Count::masked(0, kAny)), thresholds);
    const auto why = state == Answer::kMet      ? planning::kFundingException
                     : state == Answer::kNotMet ? planning::kFundingNoException
                                                : planning::kFundingExceptionOpen;
    say(answer, state, why,
        {asked, most, inhabitants ? FundingValue(number_of(*inhabitants)) : FundingValue(),
         counted ? FundingValue(count_figure(*counted)) : FundingValue(),
         number_of(thresholds.inhabitants_above), number_of(thresholds.signatories_from),
         std::to_string(rule.exception_year)});
}

/// M5: without a flat cost nothing is tested, the cost is shown.
void FundingCheck::amount_for_signatories(const Contract& contract, FundingAnswer& answer) {
    const auto unit = m_parameters.unit_cost_cents;
    if (unit) {
        answer.threshold = euros_of_cents(*unit);
    }
    const auto amount = cents_of(contract, "montant_etat", answer);
    if (!amount) {
        return;
    }
    const auto years = reference_years(*m_dataset);
    const auto sum =
        m_counts.signatories(perimeter_of(contract, m_dataset->choices.perimeter), years);
    if (!sum) {
        say(answer, Answer::kNotKnown, planning::kFundingYearMissing, {year_text(years)});
        return;
    }
    const auto asked = euros_of_cents(*amount);
    const auto count_of_years = static_cast<std::int64_t>(years.size());
    const auto signatories = count_figure(*sum, count_of_years);
    if (sum->low == 0) {  // The cost of one has no upper bound.
        const bool never =
            unit && Int128{*amount} * count_of_years > Int128{*unit} * Int128{sum->high};
        say(answer, never ? Answer::kNotMet : Answer::kNotKnown,
            sum->high == 0 ? planning::kFundingNoSignatory : planning::kFundingPerhapsNone,
            {asked, signatories});
        return;
    }
    const auto each = figure({reduced(Int128{*amount} * count_of_years, Int128{100} * sum->high),
                              reduced(Int128{*amount} * count_of_years, Int128{100} * sum->low)},
                             FundingUnit::kEuros);
    answer.value = each;
    if (!unit) {
        say(answer, Answer::kNotKnown, planning::kFundingPerSignatory, {each, asked, signatories});
        return;
    }
    const auto flat = euros_of_cents(*unit);
    const bool surely = std::is_lteq(compare(each.bounds.high, flat.bounds.low));
    const bool never = std::is_gt(compare(each.bounds.low, flat.bounds.high));
    say(answer,
        surely  ? Answer::kMet
        : never ? Answer::kNotMet
                : Answer::kNotKnown,
        planning::kFundingUnitCost, {each, asked, signatories, flat});
}

/// M6: unit × mean of the years, compared without dividing.
void FundingCheck::amount_for_mean(const Contract& contract, const FundingRule& rule,
                                   FundingAnswer& answer) {
    const auto sum =
        m_counts.signatories(perimeter_of(contract, m_dataset->choices.perimeter), rule.years);
    if (!sum) {
        say(answer, Answer::kNotKnown, planning::kFundingYearMissing, {year_text(rule.years)});
        return;
    }
    const auto years = static_cast<std::int64_t>(rule.years.size());
    const auto mean = count_figure(*sum, years);
    const auto unit = m_parameters.unit_cost_cents;
    if (!unit) {
        say(answer, Answer::kNotKnown, planning::kFundingMeanAlone, {mean, year_text(rule.years)});
        return;
    }
    const auto share = [&](std::int64_t signatories) {
        return reduced(Int128{*unit} * signatories, Int128{100} * years);
    };
    const auto envelope = figure({share(sum->low), share(sum->high)}, FundingUnit::kEuros);
    answer.threshold = envelope;
    const auto amount = cents_of(contract, "montant_etat", answer);
    if (!amount) {
        return;
    }
    const auto asked = euros_of_cents(*amount);
    answer.value = asked;
    const bool surely = std::is_lteq(compare(asked.bounds.low, envelope.bounds.low));
    const bool never = std::is_gt(compare(asked.bounds.low, envelope.bounds.high));
    say(answer,
        surely  ? Answer::kMet
        : never ? Answer::kNotMet
                : Answer::kNotKnown,
        planning::kFundingMean,
        {asked, euros_of_cents(*unit), mean, year_text(rule.years), envelope});
}

/// The register does not hold the day a file was handed in. A signature by the last day proves it
/// was in time; a contract only thought of after that day has no file.
void FundingCheck::filed_by(const Contract& contract, const FundingRule& rule,
                            FundingAnswer& answer) const {
    answer.threshold = *rule.until;
    const bool is_signed = contract.status == ContractStatus::kSigne;
    if (is_signed && contract.signed_on && contract.signed_on->date <= *rule.until) {
        answer.value = contract.signed_on->date;
        say(answer, Answer::kMet, planning::kFundingSignedInTime,
            {contract.signed_on->date, *rule.until});
        return;
    }
    const bool nothing_yet =
        contract.status == ContractStatus::kEnvisage || contract.status == ContractStatus::kContact;
    if (nothing_yet && m_parameters.date > *rule.until) {
        answer.value = m_parameters.date;
        say(answer, Answer::kNotMet, planning::kFundingNothingFiled,
            {m_parameters.date, *rule.until});
        return;
    }
    say(answer, Answer::kNotKnown, planning::kFundingFilingUnknown, {*rule.until});
}

}  // namespace maillage::indicators
