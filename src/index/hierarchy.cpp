// SPDX-License-Identifier: Apache-2.0
#include "index/hierarchy.hpp"

namespace maillage::index {
namespace {

std::vector<Index<Region>> regions_of_communes(const Territories& territories) {
    std::vector<Index<Region>> regions;
    regions.reserve(territories.communes.size());
    for (std::size_t i = 0; i < territories.communes.size(); ++i) {
        regions.push_back(region_of(territories, index_of<Commune>(i)));
    }
    return regions;
}

}  // namespace

template <typename Group>
Groups<Group>::Groups(std::span<const Index<Group>> group_of_commune, std::size_t group_count)
    : m_start(group_count + 1, 0) {
    for (const auto group : group_of_commune) {
        if (group.valid()) {
            ++m_start[group.value + 1];
        }
    }
    for (std::size_t g = 0; g < group_count; ++g) {
        m_start[g + 1] += m_start[g];
    }
    m_communes.resize(m_start.back());
    auto next = m_start;
    for (std::size_t i = 0; i < group_of_commune.size(); ++i) {
        if (group_of_commune[i].valid()) {
            m_communes[next[group_of_commune[i].value]++] = index_of<Commune>(i);
        }
    }
}

template class Groups<Epci>;
template class Groups<Ept>;
template class Groups<Arrondissement>;
template class Groups<Department>;
template class Groups<Region>;

Hierarchy::Hierarchy(const Territories& territories)
    : m_epcis(territories.communes.epci, territories.epcis.size()),
      m_epts(territories.communes.ept, territories.epts.size()),
      m_arrondissements(territories.communes.arrondissement, territories.arrondissements.size()),
      m_departments(territories.communes.department, territories.departments.size()),
      m_regions(regions_of_communes(territories), territories.regions.size()) {}

Index<Region> region_of(const Territories& territories, Index<Commune> commune) {
    const auto department = territories.communes.department[commune.value];
    return department.valid() ? territories.departments.parent[department.value] : Index<Region>{};
}

}  // namespace maillage::index
