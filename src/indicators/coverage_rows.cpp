// SPDX-License-Identifier: Apache-2.0
#include "indicators/coverage_state.hpp"
#include "indicators/targets.hpp"

#include <algorithm>

namespace maillage::indicators {
namespace {

/// Row of the level that a commune belongs to; nothing where it belongs to none.
std::optional<std::size_t> territory_of(const TerritoryGroups& groups, Level level,
                                        Index<Commune> commune) {
    const auto& communes = groups.territories().communes;
    const auto i = commune.value;
    const auto row_of = [](auto index) {
        return index.valid() ? std::optional<std::size_t>(index.value) : std::nullopt;
    };
    switch (level) {
        case Level::kEpci:
            return row_of(communes.epci[i]);
        case Level::kArrondissement:
            return row_of(communes.arrondissement[i]);
        case Level::kEpciInDepartment: {
            if (!communes.epci[i].valid()) {
                return std::nullopt;
            }
            const auto& parts = groups.epci_parts();
            const auto found =
                std::partition_point(parts.begin(), parts.end(), [&](const EpciPart& part) {
                    return part.epci < communes.epci[i] ||
                           (part.epci == communes.epci[i] &&
                            part.department < communes.department[i]);
                });
            return static_cast<std::size_t>(found - parts.begin());
        }
        default:
            return i;
    }
}

std::optional<MeanRate> mean_rate(const CoverageState& state,
                                  std::span<const Index<Department>> departments) {
    long double low = 0;
    long double high = 0;
    std::int64_t with_rate = 0;
    for (const auto department : departments) {
        const auto possible = state.possible_coverage(Level::kDepartment, department.value);
        if (const auto rate = rate_bounds(possible.range)) {
            low +=
                static_cast<long double>(rate->low.num) / static_cast<long double>(rate->low.den);
            high +=
                static_cast<long double>(rate->high.num) / static_cast<long double>(rate->high.den);
            ++with_rate;
        }
    }
    if (with_rate == 0) {
        return std::nullopt;
    }
    const auto divisor = static_cast<long double>(with_rate);
    return MeanRate{static_cast<double>(low / divisor), static_cast<double>(high / divisor),
                    with_rate};
}

}  // namespace

template <typename Visit>
void CoverageState::visit_counted(const Visit& visit) const {
    for (std::size_t i = 0; i < m_active.size(); ++i) {
        if (m_active[i]) {
            visit(perimeter(i));
        }
    }
    for (const auto& added : m_added) {
        visit(added);
    }
}

/// Contracts that touch each territory of a level below the department, in one run over all
/// perimeters.
CoverageState::Touching CoverageState::touching(Level level) const {
    Touching result{std::vector<std::int64_t>(size(level)), std::vector<std::int64_t>(size(level))};
    std::vector<std::size_t> touched;
    const auto count = [&](const Perimeter& communes, std::vector<std::int64_t>& into) {
        touched.clear();
        for (const auto commune : communes) {
            const auto territory = territory_of(groups(), level, commune);
            if (territory && (touched.empty() || touched.back() != *territory)) {
                touched.push_back(*territory);
            }
        }
        std::sort(touched.begin(), touched.end());
        touched.erase(std::unique(touched.begin(), touched.end()), touched.end());
        for (const auto territory : touched) {
            ++into[territory];
        }
    };
    visit_counted([&](const Perimeter& communes) { count(communes, result.counted); });
    for (const auto contract : m_other_level) {
        if (!m_active[contract]) {
            count(perimeter(contract), result.not_counted);
        }
    }
    return result;
}

std::int64_t CoverageState::touching_one(Level level, std::size_t territory, bool counted) const {
    const auto touches = [&](const Perimeter& communes) {
        return std::any_of(communes.begin(), communes.end(), [&](Index<Commune> commune) {
            return groups().holds(level, territory, commune);
        });
    };
    std::int64_t contracts = 0;
    if (counted) {
        visit_counted([&](const Perimeter& communes) { contracts += touches(communes) ? 1 : 0; });
    } else {
        for (const auto contract : m_other_level) {
            contracts += !m_active[contract] && touches(perimeter(contract)) ? 1 : 0;
        }
    }
    return contracts;
}

/// Everything but the contracts of levels below the department.
CoverageRow CoverageState::bare_row(Level level, std::size_t territory) const {
    CoverageRow row;
    row.level = level;
    row.years = std::max<std::int64_t>(static_cast<std::int64_t>(years().size()), 1);
    const auto& all = m_dataset->territories;
    const auto take = [&](const auto& table) {
        row.code = table.code[territory].string();
        row.name = table.name[territory];
    };
    switch (level) {
        case Level::kCommune:
            take(all.communes);
            row.department =
                all.departments.code[all.communes.department[territory].value].string();
            break;
        case Level::kEpci:
            take(all.epcis);
            break;
        case Level::kEpciInDepartment: {
            const auto& part = groups().epci_parts()[territory];
            row.code = all.epcis.code[part.epci.value].string();
            row.name = all.epcis.name[part.epci.value];
            row.department = all.departments.code[part.department.value].string();
            break;
        }
        case Level::kArrondissement:
            take(all.arrondissements);
            if (const auto parent = all.arrondissements.parent[territory]; parent.valid()) {
                row.department = all.departments.code[parent.value].string();
            }
            break;
        case Level::kDepartment:
            take(all.departments);
            row.contracts = m_counted.in_department[territory];
            row.contracts_not_counted = m_not_counted.in_department[territory];
            break;
        case Level::kRegion:
            take(all.regions);
            row.contracts = m_counted.in_region[territory];
            row.contracts_not_counted = m_not_counted.in_region[territory];
            break;
        case Level::kFrance:
            row.code = "FR";
            row.name = "France";
            row.contracts = m_counted.in_france;
            row.contracts_not_counted = m_not_counted.in_france;
            break;
    }
    add_indicators(row, territory);
    return row;
}

void CoverageState::add_indicators(CoverageRow& row, std::size_t territory) const {
    const auto possible = possible_coverage(row.level, territory);
    row.has_counts = has_counts(row.level, territory);
    row.range = possible.range;
    row.not_located = possible.not_located;
    row.rate = rate_bounds(row.range);
    if (row.level == Level::kRegion || row.level == Level::kFrance) {
        row.mean_of_children = mean_rate(*this, groups().departments_of(row.level, territory));
    }
    const auto* target = target_of(*m_dataset, row.level, territory, year_of(m_query.date));
    if (target == nullptr) {
        return;
    }
    row.target = target->rate;
    if (!row.has_counts) {
        return;
    }
    row.to_cover = signatories_to_cover(row.range, target->rate, row.years);
    if (row.rate) {
        row.gap = gap_to_target(*row.rate, target->rate);
        row.progress = progress_to_target(*row.rate, *target);
    }
}

bool CoverageState::has_counts(Level level, std::size_t territory) const {
    const auto& known = m_layout->has_counts;
    const auto& department = groups().territories().communes.department;
    if (level == Level::kCommune) {
        return known[department[territory].value];
    }
    if (level == Level::kEpciInDepartment) {
        return known[groups().epci_parts()[territory].department.value];
    }
    if (made_of_communes(level)) {
        const auto communes = groups().communes_of(level, territory);
        return std::any_of(communes.begin(), communes.end(), [&](Index<Commune> commune) {
            return known[department[commune.value].value];
        });
    }
    const auto departments = groups().departments_of(level, territory);
    return std::any_of(departments.begin(), departments.end(),
                       [&](Index<Department> one) { return known[one.value]; });
}

CoverageRow CoverageState::row(Level level, std::size_t territory) const {
    auto row = bare_row(level, territory);
    if (made_of_communes(level)) {
        row.contracts = touching_one(level, territory, true);
        row.contracts_not_counted = touching_one(level, territory, false);
    }
    return row;
}

std::vector<CoverageRow> CoverageState::rows(Level level) const {
    std::vector<CoverageRow> rows;
    rows.reserve(size(level));
    const auto contracts = made_of_communes(level) ? touching(level) : Touching{};
    for (std::size_t i = 0; i < size(level); ++i) {
        rows.push_back(bare_row(level, i));
        if (made_of_communes(level)) {
            rows.back().contracts = contracts.counted[i];
            rows.back().contracts_not_counted = contracts.not_counted[i];
        }
    }
    return rows;
}

}  // namespace maillage::indicators
