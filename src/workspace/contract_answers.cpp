// SPDX-License-Identifier: Apache-2.0
#include "workspace/contract_answers.hpp"

#include <algorithm>
#include <utility>

namespace maillage::workspace {
namespace {

/// The entry of one contract in a list by contract.
template <typename Entry>
const Entry* entry_of(const std::vector<Entry>& entries, std::size_t contract) {
    const auto found = std::lower_bound(
        entries.begin(), entries.end(), contract,
        [](const Entry& entry, std::size_t wanted) { return entry.contract < wanted; });
    return found != entries.end() && found->contract == contract ? &*found : nullptr;
}

std::vector<std::size_t> examined_contracts(const Dataset& dataset) {
    std::vector<std::size_t> rows;
    for (std::size_t i = 0; i < dataset.contracts.size(); ++i) {
        if (indicators::is_examined(dataset.contracts[i])) {
            rows.push_back(i);
        }
    }
    return rows;
}

/// Before the first year of rules contracts still end and have actions to come.
const RuleSet& rules_or_none(const RuleSets& sets, int year) {
    static const RuleSet none;
    const auto* rules = rules_of_year(*sets, year);
    return rules == nullptr ? none : *rules;
}

}  // namespace

const indicators::ExaminedContract* ContractAnswers::examined(std::size_t contract) const {
    return entry_of(funding.contracts, contract);
}

const indicators::FundingCosts* ContractAnswers::costs_of(std::size_t contract) const {
    return entry_of(costs, contract);
}

Result<std::shared_ptr<const ContractAnswers>> contract_answers(
    const ContractAnswersRequest& request) {
    FundingRequest asked;
    asked.coverage.date = request.date;
    auto found = funding(request.dataset, request.rules, asked, request.date);
    if (!found) {
        return found.error();
    }
    auto answers = std::make_shared<ContractAnswers>();
    answers->request = request;
    answers->funding = std::move(found).value();
    auto query = answers->funding.asked.query;
    query.years = answers->funding.asked.years;
    answers->costs = indicators::funding_costs(request.dataset, query,
                                               examined_contracts(*request.dataset), std::nullopt)
                         .value_or(std::vector<indicators::FundingCosts>{});
    answers->dues = indicators::deadlines(
        *request.dataset, rules_or_none(request.rules, year_of(request.date)), request.date);
    std::erase_if(answers->dues, [](const indicators::Due& due) {
        return due.state != indicators::DueState::kLate && due.state != indicators::DueState::kSoon;
    });
    return std::shared_ptr<const ContractAnswers>(std::move(answers));
}

}  // namespace maillage::workspace
