// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/contract_funding.hpp"

#include "base/planning_messages.hpp"
#include "base/text.hpp"
#include "report/funding_tables.hpp"

#include <utility>

namespace maillage::ui {
namespace {

using indicators::Answer;
using indicators::FundingAnswer;

std::string text_of(MessageId id, Language language,
                    std::initializer_list<MessageArgument> values = {}) {
    return render({id, values}, language);
}

SheetLine rule_line(const FundingAnswer& answer, Language language) {
    SheetLine line;
    line.label = answer.rule->id;
    line.value = text_of(report::funding_state(answer), language);
    line.note = report::funding_sentence(answer, language) + '\n' +
                text_of(planning::kRuleSentence, language,
                        {answer.rule->sentence.in(language), answer.rule->section});
    line.warning = answer.state == Answer::kNotMet && !answer.rule->advice;
    return line;
}

SheetBlock rules_block(const indicators::ExaminedContract& examined, Language language) {
    const auto set = std::to_string(examined.rules->year);
    SheetBlock block;
    block.title =
        examined.year == examined.rules->year
            ? text_of(planning::kRulesBlock, language, {set})
            : text_of(planning::kRulesEarlier, language, {std::to_string(examined.year), set});
    for (const auto state : {Answer::kNotMet, Answer::kNotKnown, Answer::kMet}) {
        for (const auto& answer : examined.answers) {
            if (answer.state == state && answer.rule->test != RuleTest::kToVerify) {
                block.lines.push_back(rule_line(answer, language));
            }
        }
    }
    return block;
}

/// What no table of contracts tells: to be looked up in the file.
SheetBlock to_verify_block(const indicators::ExaminedContract& examined, Language language) {
    SheetBlock block;
    block.title = text_of(planning::kRulesToVerify, language);
    for (const auto& answer : examined.answers) {
        if (answer.rule->test == RuleTest::kToVerify) {
            SheetLine line;
            line.label = answer.rule->id;
            line.value = answer.rule->section;
            line.note = answer.rule->sentence.in(language);
            block.lines.push_back(std::move(line));
        }
    }
    return block;
}

SheetLine cost_line(MessageId label, const indicators::CostBounds& cost, Language language) {
    SheetLine line;
    line.label = text_of(label, language);
    if (!cost.low) {
        line.value = "—";
    } else if (!cost.high) {
        line.value = text_of(planning::kCostFrom, language, {euros_text(*cost.low, language)});
    } else {
        const auto low = euros_text(*cost.low, language);
        const auto high = euros_text(*cost.high, language);
        line.value = low == high ? low : low + "\u00A0–\u00A0" + high;
    }
    return line;
}

SheetBlock costs_block(const indicators::FundingCosts& costs, Language language) {
    SheetBlock block{text_of(planning::kCostsBlock, language), {}};
    if (!costs.cents) {
        SheetLine line;
        line.note = text_of(planning::kCostNoAmount, language);
        block.lines.push_back(std::move(line));
        return block;
    }
    block.lines = {cost_line(planning::kCostSignatory, costs.per_signatory, language),
                   cost_line(planning::kCostNew, costs.per_new_signatory, language),
                   cost_line(planning::kCostPoint, costs.per_point, language)};
    if (costs.leverage) {
        SheetLine line;
        line.label = text_of(planning::kCostLeverage, language);
        line.value = text_of(planning::kNextEuros, language,
                             {fixed_ratio(costs.leverage->num, costs.leverage->den, 2,
                                          language == Language::kFrench ? ',' : '.')});
        block.lines.push_back(std::move(line));
    }
    return block;
}

}  // namespace

std::string euros_text(indicators::Rate euros, Language language) {
    const auto digits = fixed_ratio(euros.num, euros.den, 0, '.');
    return text_of(planning::kNextEuros, language,
                   {group_digits(parse_integer(digits).value_or(0), language)});
}

std::vector<SheetBlock> funding_blocks(const workspace::ContractAnswers& answers,
                                       std::size_t contract, Language language) {
    std::vector<SheetBlock> blocks;
    const auto* costs = answers.costs_of(contract);
    if (costs == nullptr) {
        return blocks;
    }
    if (const auto* examined = answers.examined(contract)) {
        blocks.push_back(rules_block(*examined, language));
        blocks.push_back(to_verify_block(*examined, language));
    } else if (answers.funding.first_year > 0) {
        SheetLine line;
        line.note =
            text_of(planning::kRulesTooOld, language, {std::to_string(answers.funding.first_year)});
        blocks.push_back(
            {text_of(planning::kRulesBlock, language, {std::to_string(answers.funding.first_year)}),
             {std::move(line)}});
    }
    blocks.push_back(costs_block(*costs, language));
    std::erase_if(blocks, [](const SheetBlock& block) { return block.lines.empty(); });
    return blocks;
}

}  // namespace maillage::ui
