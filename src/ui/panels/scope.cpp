// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/scope.hpp"

#include "model/lookup.hpp"

#include <algorithm>

namespace maillage::ui {
namespace {

using indicators::Level;
using workspace::ThingRef;

template <typename Row, typename CodeType>
std::optional<std::size_t> row_in(const std::vector<CodeType>& codes, const std::string& text) {
    const auto code = CodeType::parse(text);
    const auto row = code ? find_code<Row>(codes, *code) : Index<Row>{};
    return row.valid() ? std::optional<std::size_t>(row.value) : std::nullopt;
}

std::vector<Index<Commune>> listed(std::span<const Index<Commune>> communes) {
    return {communes.begin(), communes.end()};
}

std::vector<Index<Commune>> every(std::size_t count) {
    std::vector<Index<Commune>> all;
    all.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        all.push_back(index_of<Commune>(i));
    }
    return all;
}

}  // namespace

FocusLimits focus_limits(const Territories& all, const carto::Focus& focus) {
    FocusLimits limits;
    if (const auto* region = std::get_if<RegionCode>(&focus)) {
        limits.region = find(all, *region);
    } else if (const auto* department = std::get_if<DepartmentCode>(&focus)) {
        limits.department = find(all, *department);
    } else if (const auto* epci = std::get_if<EpciCode>(&focus)) {
        limits.epci = find(all, *epci);
    }
    return limits;
}

bool within(const Territories& all, const FocusLimits& limits, Index<Commune> commune) {
    const auto department = all.communes.department[commune.value];
    if (limits.department.valid()) {
        return department == limits.department;
    }
    if (limits.epci.valid()) {
        return all.communes.epci[commune.value] == limits.epci;
    }
    return !limits.region.valid() || all.departments.parent[department.value] == limits.region;
}

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
    return {ThingRef::Kind::kFrance, ""};
}

std::optional<carto::Focus> focus_on(const ThingRef& thing) {
    const auto made = [](const auto& code) {
        return code ? std::optional<carto::Focus>(*code) : std::nullopt;
    };
    switch (thing.kind) {
        case ThingRef::Kind::kFrance:
            return carto::Focus{};
        case ThingRef::Kind::kRegion:
            return made(RegionCode::parse(thing.code));
        case ThingRef::Kind::kDepartment:
            return made(DepartmentCode::parse(thing.code));
        case ThingRef::Kind::kEpci:
            return made(EpciCode::parse(thing.code));
        default:
            return std::nullopt;
    }
}

std::optional<FoundTerritory> find_territory(const workspace::Results& results,
                                             const ThingRef& thing) {
    const auto& all = results.dataset->territories;
    const auto& groups = results.coverage->groups();
    const auto& hierarchy = *results.hierarchy;
    switch (thing.kind) {
        case ThingRef::Kind::kCommune:
            if (const auto row = row_in<Commune>(all.communes.code, thing.code)) {
                return FoundTerritory{Level::kCommune, *row, {index_of<Commune>(*row)}};
            }
            break;
        case ThingRef::Kind::kEpci:
            if (const auto row = row_in<Epci>(all.epcis.code, thing.code)) {
                return FoundTerritory{Level::kEpci, *row,
                                      listed(groups.communes_of(Level::kEpci, *row))};
            }
            break;
        case ThingRef::Kind::kArrondissement:
            if (const auto row = row_in<Arrondissement>(all.arrondissements.code, thing.code)) {
                return FoundTerritory{Level::kArrondissement, *row,
                                      listed(groups.communes_of(Level::kArrondissement, *row))};
            }
            break;
        case ThingRef::Kind::kDepartment:
            if (const auto row = row_in<Department>(all.departments.code, thing.code)) {
                return FoundTerritory{Level::kDepartment, *row,
                                      listed(hierarchy.communes_of(index_of<Department>(*row)))};
            }
            break;
        case ThingRef::Kind::kRegion:
            if (const auto row = row_in<Region>(all.regions.code, thing.code)) {
                return FoundTerritory{Level::kRegion, *row,
                                      listed(hierarchy.communes_of(index_of<Region>(*row)))};
            }
            break;
        case ThingRef::Kind::kFrance:
            return FoundTerritory{Level::kFrance, 0, every(all.communes.size())};
        case ThingRef::Kind::kContract:
            break;
    }
    return std::nullopt;
}

Index<Contract> find_contract(const Dataset& dataset, const ThingRef& thing) {
    if (thing.kind != ThingRef::Kind::kContract) {
        return {};
    }
    return maillage::find_contract(dataset.contracts, thing.code);
}

std::string name_of(const workspace::Results& results, const ThingRef& thing) {
    const auto& all = results.dataset->territories;
    if (const auto contract = find_contract(*results.dataset, thing); contract.valid()) {
        return results.dataset->contracts[contract.value].name;
    }
    const auto found = find_territory(results, thing);
    if (!found) {
        return thing.code;
    }
    switch (found->level) {
        case Level::kCommune:
            return all.communes.name[found->row];
        case Level::kEpci:
            return all.epcis.name[found->row];
        case Level::kArrondissement:
            return all.arrondissements.name[found->row];
        case Level::kDepartment:
            return all.departments.name[found->row];
        case Level::kRegion:
            return all.regions.name[found->row];
        default:
            return "France";
    }
}

}  // namespace maillage::ui
