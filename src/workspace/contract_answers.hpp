// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// What the screen says of every contract at a date: its funding rules, its costs, what is due
/// (rules.md §§ 3, 4, 9). Made by a job, once for a dataset and a date.

#include "indicators/deadlines.hpp"
#include "indicators/funding_costs.hpp"
#include "workspace/funding.hpp"

#include <cstddef>
#include <memory>
#include <vector>

namespace maillage::workspace {

struct ContractAnswersRequest {
    DatasetPtr dataset;
    Date date;
    RuleSets rules;
    friend bool operator==(const ContractAnswersRequest&, const ContractAnswersRequest&) = default;
};

struct ContractAnswers {
    ContractAnswersRequest request;  ///< Keeps the rules and the deadlines pointed to.
    FundingResult funding;
    std::vector<indicators::FundingCosts> costs;  ///< By contract, those that rules are about.
    std::vector<indicators::Due> dues;            ///< Near or late, by date.

    /// Row of Dataset::contracts. \returns null where no rules were looked at.
    const indicators::ExaminedContract* examined(std::size_t contract) const;
    const indicators::FundingCosts* costs_of(std::size_t contract) const;
};

/// \returns kNotFound where there are no rules at all.
Result<std::shared_ptr<const ContractAnswers>> contract_answers(
    const ContractAnswersRequest& request);

}  // namespace maillage::workspace
