// SPDX-License-Identifier: Apache-2.0
#include "carto/units.hpp"

#include "base/screen_messages.hpp"
#include "model/lookup.hpp"

#include <algorithm>
#include <cmath>

namespace maillage::carto {
namespace {

using indicators::Level;

/// Of the map frame: where most of the focus lies; for France the mainland if it is there.
SheetId frame_sheet(const SceneInput& input, const FocusArea& focus) {
    if (!focus.whole && !focus.communes.empty()) {
        return input.geometry->sheet_of_commune[focus.communes.front().value];
    }
    for (const auto& sheet : input.geometry->sheets) {
        if (!sheet.box.empty()) {
            return sheet.id;
        }
    }
    return SheetId::kMetropole;
}

template <typename Inside>
void collect(FocusArea& focus, std::size_t communes, const Inside& inside) {
    focus.inside.resize(communes);
    for (std::size_t i = 0; i < communes; ++i) {
        if (inside(i)) {
            focus.inside[i] = 1;
            focus.communes.push_back(index_of<Commune>(i));
        }
    }
}

Error not_found(std::string_view code) {
    return {Error::Code::kNotFound, {screen::kMapNoSuchTerritory, {std::string(code)}}, {}};
}

std::uint32_t number_of(const Territories& all, Level level, std::size_t commune) {
    switch (level) {
        case Level::kEpci:
        case Level::kEpciInDepartment:
            return all.communes.epci[commune].value;
        case Level::kRegion:
            return all.departments.parent[all.communes.department[commune].value].value;
        default:
            return all.communes.department[commune].value;
    }
}

/// Sums of anchors weighted by area: good enough for the middle of a territory of many communes.
struct Middle {
    double x = 0.0;
    double y = 0.0;
    double area = 0.0;
};

void place_units(const SceneInput& input, Units& units) {
    std::vector<Middle> middles(units.rows.size());
    const auto& geometry = *input.geometry;
    for (std::size_t i = 0; i < units.of_commune.size(); ++i) {
        const auto unit = units.of_commune[i];
        if (unit == kNoUnit || std::isnan(geometry.anchor[i].x)) {
            continue;
        }
        auto& middle = middles[unit];
        auto& row = units.rows[unit];
        if (middle.area > 0.0 && row.sheet != geometry.sheet_of_commune[i]) {
            continue;
        }
        row.sheet = geometry.sheet_of_commune[i];
        const double weight = std::max(1.0, geometry.area[i]);
        middle.x += weight * geometry.anchor[i].x;
        middle.y += weight * geometry.anchor[i].y;
        middle.area += weight;
    }
    for (std::size_t u = 0; u < middles.size(); ++u) {
        // 0/0 is NaN: a unit without outline has no place.
        units.rows[u].place = {middles[u].x / middles[u].area, middles[u].y / middles[u].area};
    }
}

}  // namespace

Level unit_level(const FocusArea& focus, MapLevel level) {
    switch (level) {
        case MapLevel::kCommune:
            return Level::kCommune;
        case MapLevel::kEpci:
            return focus.level == Level::kDepartment ? Level::kEpciInDepartment : Level::kEpci;
        case MapLevel::kRegion:
            return Level::kRegion;
        case MapLevel::kDepartment:
            break;
    }
    return Level::kDepartment;
}

Result<FocusArea> find_focus(const SceneInput& input, const Focus& focus) {
    const auto& all = input.dataset->territories;
    const auto& communes = all.communes;
    FocusArea area;
    if (const auto* region = std::get_if<RegionCode>(&focus)) {
        const auto row = find(all, *region);
        if (!row.valid()) {
            return not_found(region->text());
        }
        area = {Level::kRegion, row.value, false, all.regions.name[row.value], {}, {}, {}};
        collect(area, communes.size(), [&](std::size_t i) {
            return all.departments.parent[communes.department[i].value] == row;
        });
    } else if (const auto* department = std::get_if<DepartmentCode>(&focus)) {
        const auto row = find(all, *department);
        if (!row.valid()) {
            return not_found(department->text());
        }
        area = {Level::kDepartment, row.value, false, all.departments.name[row.value], {}, {}, {}};
        collect(area, communes.size(),
                [&](std::size_t i) { return communes.department[i] == row; });
    } else if (const auto* epci = std::get_if<EpciCode>(&focus)) {
        const auto row = find(all, *epci);
        if (!row.valid()) {
            return not_found(epci->text());
        }
        area = {Level::kEpci, row.value, false, all.epcis.name[row.value], {}, {}, {}};
        collect(area, communes.size(), [&](std::size_t i) { return communes.epci[i] == row; });
    } else {
        collect(area, communes.size(), [](std::size_t) { return true; });
    }
    area.sheet = frame_sheet(input, area);
    return area;
}

Units make_rates(const SceneInput& input, const FocusArea& focus, MapLevel map_level) {
    const auto& data = *input.dataset;
    const auto& all = data.territories;
    const auto& state = *input.coverage;
    const auto level = unit_level(focus, map_level);

    Units units;
    units.of_commune.assign(all.communes.size(), kNoUnit);
    const std::size_t numbers = level == Level::kRegion       ? all.regions.size()
                                : level == Level::kDepartment ? all.departments.size()
                                                              : all.epcis.size();
    // Parts of an EPCI stand in order of EPCI, department: find the one of this department.
    std::vector<std::uint32_t> territory(numbers, kNoUnit);
    if (level == Level::kEpciInDepartment) {
        const auto& parts = state.groups().epci_parts();
        for (std::size_t p = 0; p < parts.size(); ++p) {
            if (parts[p].department.value == focus.territory) {
                territory[parts[p].epci.value] = static_cast<std::uint32_t>(p);
            }
        }
    }
    std::vector<std::uint32_t> unit_of(numbers, kNoUnit);
    for (const auto commune : focus.communes) {
        const auto number = number_of(all, level, commune.value);
        if (number >= numbers) {
            continue;
        }
        if (unit_of[number] == kNoUnit) {
            unit_of[number] = static_cast<std::uint32_t>(units.rows.size());
            Unit unit;
            const auto row = level == Level::kEpciInDepartment ? territory[number] : number;
            unit.range = state.possible_coverage(level, row).range;
            unit.rate = indicators::rate_bounds(unit.range);
            unit.known = state.has_counts(level, row);
            if (level == Level::kDepartment) {
                unit.department = index_of<Department>(number);
                unit.name = all.departments.name[number];
            } else {
                unit.name =
                    level == Level::kRegion ? all.regions.name[number] : all.epcis.name[number];
            }
            units.rows.push_back(unit);
        }
        units.of_commune[commune.value] = unit_of[number];
    }
    return units;
}

Units make_units(const SceneInput& input, const FocusArea& focus, MapLevel level) {
    auto units = make_rates(input, focus, level);
    place_units(input, units);
    return units;
}

CommuneCounts count_communes(const SceneInput& input) {
    const auto& data = *input.dataset;
    CommuneCounts result;
    result.located.resize(data.territories.communes.size());
    result.masked.resize(result.located.size());
    result.years =
        std::max<std::int64_t>(1, static_cast<std::int64_t>(input.coverage->years().size()));
    for (const int year : input.coverage->years()) {
        const auto* cir = data.cir_of(year);
        if (cir == nullptr) {
            continue;
        }
        for (const auto& cell : cir->cells) {
            const bool shared = cell.commune_count > 1;
            for (const auto commune : cir->communes_of(cell)) {
                result.located[commune.value] +=
                    shared ? Count::masked(0, cell.count.high) : cell.count;
                auto& masked = result.masked[commune.value];
                if (shared) {
                    masked = CommuneCounts::kShared;
                } else if (!cell.count.is_exact() && masked == 0) {
                    masked = CommuneCounts::kMasked;
                }
            }
        }
    }
    return result;
}

std::vector<double> growth(const Dataset& dataset, const FocusArea& focus, const Units* units) {
    struct Sum {
        double before = 0.0;
        double after = 0.0;
    };
    const auto& communes = dataset.territories.communes;
    std::vector<Sum> sums(units == nullptr ? communes.size() : units->rows.size());
    for (const auto commune : focus.communes) {
        const auto i = commune.value;
        const auto into = units == nullptr ? i : units->of_commune[i];
        if (into != kNoUnit && communes.population[i] && communes.population_2019[i]) {
            sums[into].before += *communes.population_2019[i];
            sums[into].after += *communes.population[i];
        }
    }
    const auto& all = dataset.territories;
    const int years = all.population_year - all.population_before_year;
    std::vector<double> result(sums.size());
    for (std::size_t i = 0; i < sums.size(); ++i) {
        result[i] = years > 0 && sums[i].before > 0.0 && sums[i].after > 0.0
                        ? std::pow(sums[i].after / sums[i].before, 1.0 / years) - 1.0
                        : std::nan("");
    }
    return result;
}

}  // namespace maillage::carto
