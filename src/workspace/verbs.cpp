// SPDX-License-Identifier: Apache-2.0
#include "workspace/verbs.hpp"

#include "base/text.hpp"
#include "index/hierarchy.hpp"
#include "indicators/coverage_state.hpp"
#include "indicators/decomposition.hpp"
#include "indicators/secondary_values.hpp"
#include "indicators/time_series.hpp"
#include "report/history_tables.hpp"
#include "report/tables.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

namespace maillage::workspace {
namespace {

using indicators::CoverageState;
using indicators::Level;

std::optional<Index<Department>> department_row(const Territories& territories,
                                                DepartmentCode code) {
    const auto& codes = territories.departments.code;
    const auto found = std::lower_bound(codes.begin(), codes.end(), code);
    if (found == codes.end() || *found != code) {
        return std::nullopt;
    }
    return index_of<Department>(static_cast<std::size_t>(found - codes.begin()));
}

/// Years the dataset has counts of, for a message.
std::string years_there(const Dataset& dataset) {
    std::string text;
    for (const auto& one : dataset.cir) {
        text += (text.empty() ? "" : ", ") + std::to_string(one.year);
    }
    return text;
}

Error not_found(MessageId id, std::initializer_list<MessageArgument> values) {
    return {Error::Code::kNotFound, {id, values}, ""};
}

/// Departments that rows are wanted of; empty = all.
std::vector<Index<Department>> departments_wanted(const Dataset& dataset,
                                                  const CoverageRequest& request) {
    if (!request.department) {
        return dataset.scope;
    }
    return {*department_row(dataset.territories, *request.department)};
}

bool touches(const CoverageState& state, Level level, std::size_t territory,
             const std::vector<Index<Department>>& departments) {
    const auto wanted = [&](Index<Department> department) {
        return std::find(departments.begin(), departments.end(), department) != departments.end();
    };
    if (!indicators::made_of_communes(level)) {
        const auto all = state.groups().departments_of(level, territory);
        return std::any_of(all.begin(), all.end(), wanted);
    }
    const auto communes = state.groups().communes_of(level, territory);
    const auto& department = state.dataset().territories.communes.department;
    return std::any_of(communes.begin(), communes.end(),
                       [&](Index<Commune> commune) { return wanted(department[commune.value]); });
}

/// Rows of the level asked that touch the departments wanted.
std::vector<std::size_t> territories_wanted(const CoverageState& state,
                                            const CoverageRequest& request) {
    const auto departments = departments_wanted(state.dataset(), request);
    std::vector<std::size_t> kept;
    for (std::size_t i = 0; i < state.size(request.level); ++i) {
        if (departments.empty() || touches(state, request.level, i, departments)) {
            kept.push_back(i);
        }
    }
    return kept;
}

template <typename Row>
std::vector<Row> rows_kept(std::vector<Row> rows, const std::vector<std::size_t>& kept) {
    std::vector<Row> some;
    some.reserve(kept.size());
    for (const auto i : kept) {
        some.push_back(std::move(rows[i]));
    }
    return some;
}

}  // namespace

Result<Asked> understand(const Dataset& dataset, const CoverageRequest& request, Date today) {
    Asked asked;
    asked.level = request.level;
    asked.query.date = request.date.value_or(dataset.date.value_or(today));
    asked.query.include_all_levels = request.include_all_levels;
    asked.query.years = request.years;
    asked.years = request.years.empty() ? dataset.counts_years : request.years;
    if (dataset.cir.empty()) {
        return not_found(MessageId::kNoCounts, {});
    }
    for (const int year : asked.years) {
        if (dataset.cir_of(year) == nullptr) {
            return not_found(MessageId::kNoCountsOfYear,
                             {std::to_string(year), years_there(dataset)});
        }
    }
    if (request.department && !department_row(dataset.territories, *request.department)) {
        return not_found(MessageId::kUnknownDepartment, {request.department->string()});
    }
    return asked;
}

bool has_errors(const Ledger& ledger) {
    return std::any_of(ledger.entries.begin(), ledger.entries.end(),
                       [](const LedgerEntry& entry) { return entry.severity == Severity::kError; });
}

Result<CoverageAnswer> coverage(const DatasetPtr& dataset, const CoverageRequest& request,
                                Date today, const planning::Scenario* scenario) {
    auto asked = understand(*dataset, request, today);
    if (!asked) {
        return asked.error();
    }
    planning::ScenarioCoverage with{CoverageState(dataset, asked->query), {}};
    if (scenario != nullptr) {
        with =
            planning::with_scenario(with.state, *scenario, index::Hierarchy(dataset->territories));
    }
    const auto& state = with.state;
    return CoverageAnswer{std::move(asked).value(),
                          rows_kept(state.rows(request.level), territories_wanted(state, request)),
                          std::move(with.not_found)};
}

Result<TableAnswer> coverage_details(const DatasetPtr& dataset, const CoverageRequest& request,
                                     Date today) {
    auto asked = understand(*dataset, request, today);
    if (!asked) {
        return asked.error();
    }
    const CoverageState state(dataset, asked->query);
    auto query_of_all = asked->query;
    query_of_all.include_all_levels = true;
    const CoverageState with_all(dataset, query_of_all);
    const auto kept = territories_wanted(state, request);
    auto table = report::coverage_details_table(
        rows_kept(state.rows(request.level), kept), rows_kept(with_all.rows(request.level), kept),
        rows_kept(indicators::funded_only(state).rows(request.level), kept),
        rows_kept(indicators::change_on_a_year(dataset, asked->query, request.level), kept));
    return TableAnswer{std::move(asked).value(), std::move(table)};
}

Result<TableAnswer> coverage_steps(const DatasetPtr& dataset, const CoverageRequest& request,
                                   Date since, Date today) {
    auto asked = understand(*dataset, request, today);
    if (!asked) {
        return asked.error();
    }
    const auto series =
        indicators::coverage_series(dataset, asked->query, since, asked->query.date);
    auto table = report::steps_table(series, request.level);
    return TableAnswer{std::move(asked).value(), std::move(table)};
}

Result<TableAnswer> coverage_causes(const DatasetPtr& dataset, const CoverageRequest& request,
                                    Date since, const std::vector<int>& years_since, Date today,
                                    Language language) {
    auto asked = understand(*dataset, request, today);
    if (!asked) {
        return asked.error();
    }
    auto before = request;
    before.date = since;
    before.years = years_since.empty() ? request.years : years_since;
    const auto asked_before = understand(*dataset, before, today);
    if (!asked_before) {
        return asked_before.error();
    }
    auto result = indicators::decompose({dataset, asked_before->query}, {dataset, asked->query},
                                        request.level);
    const CoverageState state(dataset, asked->query);
    std::set<std::string> wanted;
    for (const auto i : territories_wanted(state, request)) {
        wanted.insert(state.row(request.level, i).code);
    }
    std::erase_if(result.territories,
                  [&](const auto& territory) { return !wanted.contains(territory.code); });
    auto table = report::causes_table(result, language);
    return TableAnswer{std::move(asked).value(), std::move(table)};
}

}  // namespace maillage::workspace
