// SPDX-License-Identifier: Apache-2.0
#include "workspace/results.hpp"

#include "model/lookup.hpp"

#include <algorithm>
#include <chrono>
#include <numeric>
#include <utility>
#include <variant>

namespace maillage::workspace {
namespace {

std::vector<Index<Commune>> every_commune(const Dataset& dataset) {
    std::vector<Index<Commune>> all;
    all.reserve(dataset.territories.communes.size());
    for (std::size_t i = 0; i < dataset.territories.communes.size(); ++i) {
        all.push_back(index_of<Commune>(i));
    }
    return all;
}

template <typename Row>
std::vector<Index<Commune>> listed(const index::Hierarchy& hierarchy, Index<Row> row) {
    if (!row.valid()) {
        return {};
    }
    const auto communes = hierarchy.communes_of(row);
    return {communes.begin(), communes.end()};
}

/// Row of the code in the territories; not valid where the text is no code or not there.
template <typename Row, typename CodeType>
Index<Row> row_of(const std::vector<CodeType>& codes, const std::string& text) {
    const auto code = CodeType::parse(text);
    return code ? find_code<Row>(codes, *code) : Index<Row>{};
}

/// From the day before the first contract to the last known day or today.
std::pair<Date, Date> span_of_series(const Dataset& dataset, Date today) {
    std::optional<Date> first;
    Date last = today;
    for (const auto& contract : dataset.contracts) {
        if (contract.signed_on) {
            first = std::min(first.value_or(contract.signed_on->date), contract.signed_on->date);
            last = std::max(last, contract.signed_on->date);
        }
        if (contract.ends_on) {
            last = std::max(last, contract.ends_on->date + std::chrono::days{1});
        }
    }
    return {first.value_or(today) - std::chrono::days{1}, last};
}

}  // namespace

ResultsPtr first_results(const DatasetPtr& dataset, Date date) {
    auto results = std::make_shared<Results>();
    results->dataset = dataset;
    results->date = date;
    indicators::CoverageQuery query;
    query.date = date;
    results->register_coverage = std::make_shared<indicators::CoverageState>(dataset, query);
    results->coverage = results->register_coverage;
    results->hierarchy = std::make_shared<index::Hierarchy>(dataset->territories);
    return results;
}

ResultsPtr all_results(const Results& first, Date today) {
    auto results = std::make_shared<Results>(first);
    const auto& dataset = *first.dataset;
    results->contracts_by_commune = std::make_shared<index::ContractsByCommune>(
        dataset.contracts, dataset.territories.communes.size(), dataset.choices.perimeter);
    results->search = std::make_shared<SearchIndex>(dataset);
    const auto [from, to] = span_of_series(dataset, today);
    results->series = std::make_shared<indicators::Series>(
        indicators::coverage_series(first.dataset, first.register_coverage->query(), from, to));
    return results;
}

ResultsPtr at_date(const Results& results, Date date) {
    auto moved = std::make_shared<Results>(results);
    moved->date = date;
    moved->register_coverage =
        std::make_shared<indicators::CoverageState>(results.register_coverage->at(date));
    put_scenario_on(*moved, nullptr);
    return moved;
}

void put_scenario_on(Results& results, const planning::Scenario* scenario) {
    results.coverage = results.register_coverage;
    results.scenario.clear();
    results.scenario_missing.clear();
    results.compared_coverage = nullptr;
    results.compared.clear();
    if (scenario != nullptr) {
        auto with =
            planning::with_scenario(*results.register_coverage, *scenario, *results.hierarchy);
        results.coverage = std::make_shared<indicators::CoverageState>(std::move(with.state));
        results.scenario = scenario->name;
        results.scenario_missing = std::move(with.not_found);
    }
}

void compare_with(Results& results, const planning::Scenario* other) {
    results.compared_coverage = results.register_coverage;
    results.compared.clear();
    if (other != nullptr) {
        results.compared_coverage = std::make_shared<indicators::CoverageState>(
            planning::with_scenario(*results.register_coverage, *other, *results.hierarchy).state);
        results.compared = other->name;
    }
}

std::vector<Index<Commune>> communes_of(const Results& results, const ThingRef& thing) {
    const auto& all = results.dataset->territories;
    const auto& hierarchy = *results.hierarchy;
    switch (thing.kind) {
        case ThingRef::Kind::kFrance:
            return every_commune(*results.dataset);
        case ThingRef::Kind::kRegion:
            return listed(hierarchy, row_of<Region>(all.regions.code, thing.code));
        case ThingRef::Kind::kDepartment:
            return listed(hierarchy, row_of<Department>(all.departments.code, thing.code));
        case ThingRef::Kind::kArrondissement:
            return listed(hierarchy, row_of<Arrondissement>(all.arrondissements.code, thing.code));
        case ThingRef::Kind::kEpci:
            return listed(hierarchy, row_of<Epci>(all.epcis.code, thing.code));
        case ThingRef::Kind::kCommune: {
            const auto row = row_of<Commune>(all.communes.code, thing.code);
            return row.valid() ? std::vector{row} : std::vector<Index<Commune>>{};
        }
        case ThingRef::Kind::kContract:
            break;
    }
    const auto& contracts = results.dataset->contracts;
    const auto contract = find_contract(contracts, thing.code);
    return contract.valid() ? indicators::perimeter_of(contracts[contract.value],
                                                       results.dataset->choices.perimeter)
                            : std::vector<Index<Commune>>{};
}

std::vector<Index<Commune>> commune_rows(const Results& results,
                                         const std::vector<ThingRef>& communes) {
    std::vector<Index<Commune>> rows;
    rows.reserve(communes.size());
    for (const auto& one : communes) {
        const auto row = row_of<Commune>(results.dataset->territories.communes.code, one.code);
        if (row.valid()) {
            rows.push_back(row);
        }
    }
    return rows;
}

namespace {

ThingRef thing_of(const carto::Focus& focus) {
    if (const auto* region = std::get_if<RegionCode>(&focus)) {
        return {ThingRef::Kind::kRegion, region->string()};
    }
    if (const auto* department = std::get_if<DepartmentCode>(&focus)) {
        return {ThingRef::Kind::kDepartment, department->string()};
    }
    if (const auto* epci = std::get_if<EpciCode>(&focus)) {
        return {ThingRef::Kind::kEpci, epci->string()};
    }
    return {};
}

}  // namespace

std::vector<Index<Commune>> communes_of(const Results& results, const carto::Focus& focus) {
    return communes_of(results, thing_of(focus));
}

bool has_focus(const Dataset& dataset, const carto::Focus& focus) {
    return has_thing(dataset, thing_of(focus));
}

bool has_thing(const Dataset& dataset, const ThingRef& thing) {
    const auto& all = dataset.territories;
    switch (thing.kind) {
        case ThingRef::Kind::kFrance:
            return true;
        case ThingRef::Kind::kRegion:
            return row_of<Region>(all.regions.code, thing.code).valid();
        case ThingRef::Kind::kDepartment:
            return row_of<Department>(all.departments.code, thing.code).valid();
        case ThingRef::Kind::kArrondissement:
            return row_of<Arrondissement>(all.arrondissements.code, thing.code).valid();
        case ThingRef::Kind::kEpci:
            return row_of<Epci>(all.epcis.code, thing.code).valid();
        case ThingRef::Kind::kCommune:
            return row_of<Commune>(all.communes.code, thing.code).valid();
        case ThingRef::Kind::kContract:
            break;
    }
    return find_contract(dataset.contracts, thing.code).valid();
}

}  // namespace maillage::workspace
