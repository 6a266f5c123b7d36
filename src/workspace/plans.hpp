// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Which contracts next: a question in words of users, and its proven answer. The command line and
/// the screen ask the same.

#include "base/progress.hpp"
#include "base/result.hpp"
#include "base/text.hpp"
#include "model/codes.hpp"
#include "planning/plan_answer.hpp"
#include "planning/scenario.hpp"
#include "workspace/funding.hpp"
#include "workspace/verbs.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace maillage::workspace {

/// What is to be least, or what a trade-off curve runs along.
enum class PlanBy : std::uint8_t { kContracts, kEuros };

/// Without target, contracts, budget and years: the trade-off curve.
struct PlanQuestion {
    CoverageRequest coverage;          ///< Date, years, department; its level is not used.
    std::optional<RegionCode> region;  ///< Instead of a department.

    std::optional<Share> target;  ///< Of the whole scope; with `years`, of the last one.
    /// The targets of the data for this year: that of the scope, else that of each department.
    std::optional<int> target_year;
    PlanBy least = PlanBy::kContracts;  ///< What reaching a target should take least of.
    std::optional<std::int64_t> contracts;
    std::optional<std::int64_t> budget;     ///< Euros.
    std::vector<planning::PlanYear> years;  ///< Ascending; targets are taken from the data.
    std::optional<PlanBy> frontier;         ///< Empty: by contracts where nothing limits.

    planning::Measure measure = planning::Measure::kGuaranteed;
    std::vector<std::string> locked_in;  ///< Codes of communes, EPT and EPCI.
    std::vector<std::string> locked_out;
    std::optional<Share> rural_share;  ///< Rural: levels 5 to 7 of the density grid.
    planning::RuralShareOf rural_share_of = planning::RuralShareOf::kContracts;
    bool one_per_arrondissement = false;
    std::optional<std::int64_t> unit_cost_cents;  ///< See planning::candidate_costs.
    std::optional<int> rules_year;                ///< Empty: that of the date.
    bool explain = false;
    std::size_t work_limit = planning::PlanRequest{}.work_limit;
    unsigned threads =
        0;  ///< For many departments; 0 = all cores. The answer does not depend on it.
};

/// The answer of one department of many.
struct DepartmentPlan {
    Index<Department> department;
    std::optional<planning::PlanAnswer> answer;  ///< Nothing: the data have no target for it.
};

/// What one question brought: one answer, or one for each department.
struct PlansAnswer {
    Asked asked;
    RuleSets sets;                   ///< Keeps `rules`.
    int rules_year = 0;              ///< Whose rules were wanted.
    const RuleSet* rules = nullptr;  ///< Never null: of that year or the latest earlier one.
    std::vector<std::string> scenario_missing;  ///< ScenarioCoverage::not_found.
    std::vector<DepartmentPlan> plans;          ///< One without a department, or one for each.
};

/// The plan for the department or region asked, else for the departments of the workspace, else for
/// France. \param scenario On top of the register: what it supposes is covered, what has refused is
/// locked out; may be null.
/// \returns kNotFound for a territory, target, rule set, cost or density that is not there,
/// kRefused for a lock that cannot be and for conditions that do not go together, kCancelled.
Result<PlansAnswer> plan(const DatasetPtr& dataset, const RuleSets& sets,
                         const PlanQuestion& question, const planning::Scenario* scenario,
                         Date today, const Progress& progress = {});

/// A plan of its own for every department of the region asked, else of the workspace, else of
/// France, on several cores. Locks hold in the departments they bring signatories to.
Result<PlansAnswer> plan_each_department(const DatasetPtr& dataset, const RuleSets& sets,
                                         const PlanQuestion& question,
                                         const planning::Scenario* scenario, Date today,
                                         const Progress& progress = {});

}  // namespace maillage::workspace
