// SPDX-License-Identifier: Apache-2.0
#include "indicators/territory_groups.hpp"

#include <algorithm>
#include <cassert>
#include <numeric>

namespace maillage::indicators {
namespace {

/// Counting sort of rows by their parent; rows without one are in no list. Keeps the order of rows.
template <typename Row, typename Parent>
Grouping<Row> group_by(const std::vector<Index<Parent>>& parent_of, std::size_t parents) {
    Grouping<Row> groups;
    groups.begin.assign(parents + 1, 0);
    for (const auto parent : parent_of) {
        if (parent.valid()) {
            ++groups.begin[parent.value + 1];
        }
    }
    std::partial_sum(groups.begin.begin(), groups.begin.end(), groups.begin.begin());
    groups.members.resize(groups.begin.back());
    auto next = groups.begin;
    for (std::size_t row = 0; row < parent_of.size(); ++row) {
        if (parent_of[row].valid()) {
            groups.members[next[parent_of[row].value]++] = index_of<Row>(row);
        }
    }
    return groups;
}

void sort_by_department(Grouping<Commune>& groups,
                        const std::vector<Index<Department>>& department) {
    for (std::size_t i = 0; i < groups.size(); ++i) {
        std::stable_sort(groups.members.begin() + groups.begin[i],
                         groups.members.begin() + groups.begin[i + 1],
                         [&department](Index<Commune> a, Index<Commune> b) {
                             return department[a.value] < department[b.value];
                         });
    }
}

template <typename Row>
std::vector<Index<Row>> all_rows(std::size_t size) {
    std::vector<Index<Row>> rows(size);
    for (std::size_t i = 0; i < size; ++i) {
        rows[i] = index_of<Row>(i);
    }
    return rows;
}

}  // namespace

TerritoryGroups::TerritoryGroups(const Territories& territories)
    : m_territories(&territories),
      m_communes(all_rows<Commune>(territories.communes.size())),
      m_departments(all_rows<Department>(territories.departments.size())),
      m_of_epci(group_by<Commune>(territories.communes.epci, territories.epcis.size())),
      m_of_arrondissement(group_by<Commune>(territories.communes.arrondissement,
                                            territories.arrondissements.size())),
      m_of_region(
          group_by<Department>(territories.departments.parent, territories.regions.size())) {
    const auto& department = territories.communes.department;
    sort_by_department(m_of_epci, department);
    sort_by_department(m_of_arrondissement, department);
    m_of_part.members = m_of_epci.members;
    for (std::size_t epci = 0; epci < m_of_epci.size(); ++epci) {
        for (const auto commune : m_of_epci.of(epci)) {
            const auto in = department[commune.value];
            if (m_parts.empty() || m_parts.back().epci.value != epci ||
                m_parts.back().department != in) {
                m_parts.push_back({index_of<Epci>(epci), in});
                m_of_part.begin.push_back(m_of_part.begin.back());
            }
            ++m_of_part.begin.back();
        }
    }
}

std::size_t TerritoryGroups::size(Level level) const {
    switch (level) {
        case Level::kCommune:
            return m_communes.size();
        case Level::kEpci:
            return m_of_epci.size();
        case Level::kEpciInDepartment:
            return m_parts.size();
        case Level::kArrondissement:
            return m_of_arrondissement.size();
        case Level::kDepartment:
            return m_departments.size();
        case Level::kRegion:
            return m_of_region.size();
        case Level::kFrance:
            break;
    }
    return 1;
}

std::span<const Index<Commune>> TerritoryGroups::communes_of(Level level,
                                                             std::size_t territory) const {
    assert(made_of_communes(level));
    switch (level) {
        case Level::kCommune:
            return std::span(m_communes).subspan(territory, 1);
        case Level::kEpci:
            return m_of_epci.of(territory);
        case Level::kEpciInDepartment:
            return m_of_part.of(territory);
        default:
            return m_of_arrondissement.of(territory);
    }
}

std::span<const Index<Department>> TerritoryGroups::departments_of(Level level,
                                                                   std::size_t territory) const {
    assert(!made_of_communes(level));
    switch (level) {
        case Level::kDepartment:
            return std::span(m_departments).subspan(territory, 1);
        case Level::kRegion:
            return m_of_region.of(territory);
        default:
            return m_departments;
    }
}

bool TerritoryGroups::holds(Level level, std::size_t territory, Index<Commune> commune) const {
    const auto& communes = m_territories->communes;
    const auto i = commune.value;
    switch (level) {
        case Level::kCommune:
            return i == territory;
        case Level::kEpci:
            return communes.epci[i].value == territory;
        case Level::kEpciInDepartment:
            return communes.epci[i] == m_parts[territory].epci &&
                   communes.department[i] == m_parts[territory].department;
        case Level::kArrondissement:
            return communes.arrondissement[i].value == territory;
        case Level::kDepartment:
            return communes.department[i].value == territory;
        case Level::kRegion:
            return m_territories->departments.parent[communes.department[i].value].value ==
                   territory;
        case Level::kFrance:
            break;
    }
    return true;
}

}  // namespace maillage::indicators
