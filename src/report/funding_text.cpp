// SPDX-License-Identifier: Apache-2.0
#include "base/planning_messages.hpp"
#include "base/text.hpp"
#include "report/funding_tables.hpp"
#include "report/wrapped_text.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace maillage::report {
namespace {

using indicators::Answer;
using indicators::FundingAnswer;
using indicators::FundingFigure;
using indicators::FundingUnit;
using indicators::Rate;

/// "150 000", "1 234,56": no more decimals than there are.
std::string number_text(Rate rate, int places, Language language) {
    if (rate.num % rate.den == 0) {
        return group_digits(rate.num / rate.den, language);
    }
    const char mark = language == Language::kFrench ? ',' : '.';
    const auto text = fixed_ratio(rate.num, rate.den, places, mark);
    const auto whole = text.substr(0, text.find(mark));
    return group_digits(parse_integer(whole).value_or(0), language) + text.substr(whole.size());
}

std::string rate_text(Rate rate, FundingUnit unit, Language language) {
    switch (unit) {
        case FundingUnit::kEuros:
            return render({planning::kFundingEuros, {number_text(rate, 2, language)}}, language);
        case FundingUnit::kShare:
            return number_text({rate.num * 100, rate.den}, 2, language) +
                   (language == Language::kFrench ? "\u00A0%" : "%");
        case FundingUnit::kNumber:
            break;
    }
    return number_text(rate, 1, language);
}

MessageArgument argument(const indicators::FundingValue& value, Language language) {
    if (const auto* figure = std::get_if<FundingFigure>(&value)) {
        const auto& [low, high] = figure->bounds;
        const bool exact = std::is_eq(indicators::compare(low, high));
        if (exact && figure->unit == FundingUnit::kNumber && low.num % low.den == 0) {
            return low.num / low.den;
        }
        const auto first = rate_text(low, figure->unit, language);
        return exact ? first : first + "\u00A0–\u00A0" + rate_text(high, figure->unit, language);
    }
    if (const auto* date = std::get_if<Date>(&value)) {
        return long_date(*date, language);
    }
    if (const auto* text = std::get_if<std::string>(&value)) {
        return *text;
    }
    return planning::kFundingUnknownFigure;
}

constexpr std::size_t kStateColumn = 2;
constexpr std::size_t kRuleColumn = 18;
constexpr std::size_t kTextColumn = 31;

std::string padded(const std::string& text, std::size_t to) {
    const auto used = display_width(text);
    return text + std::string(to > used ? to - used : 1, ' ');
}

std::string answer_lines(const FundingAnswer& answer, Language language, std::size_t width) {
    auto line = padded(std::string(kStateColumn, ' ') + render({funding_state(answer)}, language),
                       kRuleColumn);
    line = padded(line + answer.rule->id, kTextColumn);
    line += wrapped(funding_sentence(answer, language), kTextColumn, width) + '\n';
    if (answer.state == Answer::kMet) {
        return line;
    }
    const auto rule = answer.rule->sentence.in(language) + " (" + answer.rule->section + ")";
    return line + std::string(kTextColumn, ' ') + wrapped(rule, kTextColumn, width) + '\n';
}

std::string contract_lines(const Dataset& dataset, const indicators::ExaminedContract& examined,
                           Language language, std::size_t width) {
    const auto& contract = dataset.contracts[examined.contract];
    auto text = render({planning::kFundingContract,
                        {contract.name,
                         examined.renewal ? planning::kFundingRenewed : planning::kFundingNew,
                         std::to_string(examined.rules->year)}},
                       language) +
                '\n';
    for (const auto state : {Answer::kNotMet, Answer::kNotKnown, Answer::kMet}) {
        for (const auto& answer : examined.answers) {
            if (answer.state == state && answer.rule->test != RuleTest::kToVerify) {
                text += answer_lines(answer, language, width);
            }
        }
    }
    return text;
}

/// What no contract's row can tell, once for each rule set.
std::string to_verify_lines(std::span<const indicators::ExaminedContract> contracts,
                            Language language, std::size_t width) {
    std::set<const RuleSet*> seen;
    std::string text;
    for (const auto& examined : contracts) {
        if (!seen.insert(examined.rules).second) {
            continue;
        }
        for (const auto& rule : examined.rules->rules) {
            if (rule.test == RuleTest::kToVerify) {
                text += padded("  " + rule.id, kRuleColumn) +
                        wrapped(rule.sentence.in(language) + " (" + rule.section + ")", kRuleColumn,
                                width) +
                        '\n';
            }
        }
    }
    return text.empty() ? text
                        : '\n' + render({planning::kFundingToVerifyTitle}, language) + '\n' + text;
}

}  // namespace

MessageId funding_state(const FundingAnswer& answer) {
    switch (answer.state) {
        case Answer::kMet:
            return planning::kFundingMet;
        case Answer::kNotMet:
            return answer.rule->advice ? planning::kFundingAdvice : planning::kFundingNotMet;
        case Answer::kNotKnown:
            break;
    }
    return planning::kFundingNotKnown;
}

std::string funding_sentence(const FundingAnswer& answer, Language language) {
    Message message(answer.why);
    for (const auto& operand : answer.operands) {
        message.arguments.push_back(argument(operand, language));
    }
    return render(message, language);
}

std::string funding_for_people(const Dataset& dataset,
                               std::span<const indicators::ExaminedContract> contracts,
                               Language language, std::size_t width) {
    if (contracts.empty()) {
        return render({planning::kFundingNothing}, language) + '\n';
    }
    std::string text;
    for (const auto& examined : contracts) {
        text += (text.empty() ? "" : "\n") + contract_lines(dataset, examined, language, width);
    }
    return text + to_verify_lines(contracts, language, width);
}

}  // namespace maillage::report
