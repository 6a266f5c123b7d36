// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Funding rules, costs and deadlines of a workspace's contracts, as the command line asks them.

#include "base/result.hpp"
#include "indicators/funding.hpp"
#include "model/rule_set.hpp"
#include "workspace/verbs.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

namespace maillage::workspace {

using RuleSets = std::shared_ptr<const std::vector<RuleSet>>;  ///< Ascending by year.

/// A workspace's own rule sets, in its folder.
inline constexpr const char* kRulesFolder = "rules";

/// The rule sets shipped with the program (data/rules), and those of the workspace's own folder
/// `rules` beside its maillage.toml, which replace shipped ones of the same year.
/// \param data_folder Empty: find_data_folder().
Result<RuleSets> load_rules(const std::optional<std::filesystem::path>& workspace,
                            const std::optional<std::filesystem::path>& data_folder = {});

struct FundingRequest {
    CoverageRequest coverage;       ///< Date, years and department; its level is not used.
    std::optional<int> rules_year;  ///< Empty: each contract's own year.
    std::optional<std::int64_t> unit_cost_cents;
    std::optional<std::int64_t> envelope_cents;
};

struct FundingResult {
    Asked asked;
    RuleSets sets;  ///< Keeps the rules that the contracts point to.
    std::vector<indicators::ExaminedContract> contracts;
    std::vector<int> earlier;  ///< Years without a set, under an earlier one; ascending, once each.
    std::int64_t too_old = 0;  ///< Contracts signed before the first set: not examined.
    int first_year = 0;        ///< Of the sets.
};

/// Every contract that rules are about, those that touch the department asked, in the order of the
/// register. \returns kNotFound if no set fits the year asked by rules_year.
Result<FundingResult> funding(const DatasetPtr& dataset, const RuleSets& sets,
                              const FundingRequest& request, Date today);

/// Costs of the same contracts, those signed before any rules too.
Result<TableAnswer> funding_costs(const DatasetPtr& dataset, const FundingRequest& request,
                                  Date today);

struct DeadlinesAnswer {
    Asked asked;
    io::OutputTable table;
    int rules_year = 0;  ///< Whose rules were wanted.
    int set_year = 0;    ///< That year or the latest earlier one with rules.
};

/// The calendar of rules_year, else of the year asked, and each contract's own dates.
Result<DeadlinesAnswer> funding_deadlines(const DatasetPtr& dataset, const RuleSets& sets,
                                          const FundingRequest& request, Date today,
                                          Language language);

}  // namespace maillage::workspace
