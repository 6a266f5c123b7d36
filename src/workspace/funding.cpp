// SPDX-License-Identifier: Apache-2.0
#include "workspace/funding.hpp"

#include "base/planning_messages.hpp"
#include "indicators/counted_contracts.hpp"
#include "indicators/deadlines.hpp"
#include "io/rule_set_file.hpp"
#include "model/lookup.hpp"
#include "report/funding_tables.hpp"
#include "workspace/data_folder.hpp"

#include <algorithm>
#include <set>
#include <system_error>
#include <utility>

namespace maillage::workspace {
namespace {

namespace fs = std::filesystem;

/// Where a workspace may hold rules of its own.
fs::path rules_beside(const fs::path& workspace) {
    std::error_code failed;
    const auto folder = fs::is_directory(workspace, failed) ? workspace : workspace.parent_path();
    return folder / kRulesFolder;
}

/// Contracts that are to be examined and touch the department asked, or the workspace's.
std::vector<std::size_t> contracts_wanted(const Dataset& dataset, const CoverageRequest& request) {
    auto departments = dataset.scope;
    if (request.department) {
        departments = {find(dataset.territories, *request.department)};
    }
    std::vector<std::size_t> wanted;
    for (std::size_t i = 0; i < dataset.contracts.size(); ++i) {
        const auto& contract = dataset.contracts[i];
        const auto& communes = indicators::perimeter_of(contract, dataset.choices.perimeter);
        const bool here =
            departments.empty() ||
            std::any_of(communes.begin(), communes.end(), [&](Index<Commune> commune) {
                const auto of = dataset.territories.communes.department[commune.value];
                return std::find(departments.begin(), departments.end(), of) != departments.end();
            });
        if (here && indicators::is_examined(contract)) {
            wanted.push_back(i);
        }
    }
    return wanted;
}

Error no_rules(int year) {
    return {Error::Code::kNotFound, {planning::kFundingNoRules, {std::to_string(year)}}, ""};
}

}  // namespace

Result<RuleSets> load_rules(const std::optional<fs::path>& workspace,
                            const std::optional<fs::path>& data_folder) {
    const auto data = data_folder ? Result<fs::path>(*data_folder) : find_data_folder();
    if (!data) {
        return data.error();
    }
    auto shipped = io::read_rule_sets(*data / "rules");
    if (!shipped || !workspace) {
        return shipped ? Result<RuleSets>(std::make_shared<const std::vector<RuleSet>>(
                             std::move(shipped).value()))
                       : Result<RuleSets>(shipped.error());
    }
    auto own = io::read_rule_sets(rules_beside(*workspace));
    if (!own) {
        return own.error();
    }
    auto sets = std::move(own).value();
    for (auto& set : shipped.value()) {
        const int year = set.year;
        if (std::none_of(sets.begin(), sets.end(),
                         [year](const RuleSet& one) { return one.year == year; })) {
            sets.push_back(std::move(set));
        }
    }
    std::sort(sets.begin(), sets.end(),
              [](const RuleSet& a, const RuleSet& b) { return a.year < b.year; });
    return RuleSets(std::make_shared<const std::vector<RuleSet>>(std::move(sets)));
}

Result<FundingResult> funding(const DatasetPtr& dataset, const RuleSets& sets,
                              const FundingRequest& request, Date today) {
    auto asked = understand(*dataset, request.coverage, today);
    if (!asked) {
        return asked.error();
    }
    const auto date = asked->query.date;
    if (sets->empty() ||
        (request.rules_year && rules_of_year(*sets, *request.rules_year) == nullptr)) {
        return no_rules(request.rules_year.value_or(year_of(date)));
    }
    FundingResult result;
    result.asked = std::move(asked).value();
    result.sets = sets;
    result.first_year = sets->front().year;
    indicators::FundingCheck check(dataset, {date, request.unit_cost_cents});
    std::set<int> earlier;
    for (const auto i : contracts_wanted(*dataset, request.coverage)) {
        indicators::ExaminedContract one;
        one.contract = i;
        one.renewal = indicators::is_renewal(*dataset, dataset->contracts[i]);
        one.year = request.rules_year.value_or(indicators::rule_year(dataset->contracts[i], date));
        one.rules = rules_of_year(*sets, one.year);
        if (one.rules == nullptr) {
            ++result.too_old;
            continue;
        }
        if (one.rules->year != one.year) {
            earlier.insert(one.year);
        }
        one.answers = check.evaluate(i, *one.rules);
        result.contracts.push_back(std::move(one));
    }
    result.earlier = {earlier.begin(), earlier.end()};
    return result;
}

Result<TableAnswer> funding_costs(const DatasetPtr& dataset, const FundingRequest& request,
                                  Date today) {
    auto asked = understand(*dataset, request.coverage, today);
    if (!asked) {
        return asked.error();
    }
    const auto wanted = contracts_wanted(*dataset, request.coverage);
    auto query = asked->query;
    query.years = asked->years;
    const auto costs = indicators::funding_costs(dataset, query, wanted, request.envelope_cents);
    auto table =
        report::costs_table(*dataset, costs.value_or(std::vector<indicators::FundingCosts>{}));
    return TableAnswer{std::move(asked).value(), std::move(table)};
}

Result<DeadlinesAnswer> funding_deadlines(const DatasetPtr& dataset, const RuleSets& sets,
                                          const FundingRequest& request, Date today,
                                          Language language) {
    auto asked = understand(*dataset, request.coverage, today);
    if (!asked) {
        return asked.error();
    }
    const auto date = asked->query.date;
    const int year = request.rules_year.value_or(year_of(date));
    const auto* rules = rules_of_year(*sets, year);
    if (rules == nullptr) {
        return no_rules(year);
    }
    auto dues = indicators::deadlines(*dataset, *rules, date);
    const auto wanted = contracts_wanted(*dataset, request.coverage);
    std::erase_if(dues, [&](const indicators::Due& due) {
        return due.contract && !std::binary_search(wanted.begin(), wanted.end(), *due.contract);
    });
    auto table = report::deadlines_table(*dataset, dues, language);
    return DeadlinesAnswer{std::move(asked).value(), std::move(table), year, rules->year};
}

}  // namespace maillage::workspace
