// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Which communes a territory is made of. Codes become rows by model/lookup.hpp.

#include "model/territory.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace maillage::index {

/// Communes grouped by one of their columns, in one block of memory.
template <typename Group>
class Groups {
public:
    /// \p group_of_commune holds rows below \p group_count, or not valid.
    Groups(std::span<const Index<Group>> group_of_commune, std::size_t group_count);

    /// Ascending; empty for a row that is not valid.
    std::span<const Index<Commune>> operator[](Index<Group> group) const {
        if (!group.valid()) {
            return {};
        }
        return std::span(m_communes)
            .subspan(m_start[group.value], m_start[group.value + 1] - m_start[group.value]);
    }

private:
    std::vector<std::uint32_t> m_start;
    std::vector<Index<Commune>> m_communes;
};

/// All levels above the communes.
class Hierarchy {
public:
    explicit Hierarchy(const Territories& territories);

    std::span<const Index<Commune>> communes_of(Index<Epci> row) const { return m_epcis[row]; }
    std::span<const Index<Commune>> communes_of(Index<Ept> row) const { return m_epts[row]; }
    std::span<const Index<Commune>> communes_of(Index<Arrondissement> row) const {
        return m_arrondissements[row];
    }
    std::span<const Index<Commune>> communes_of(Index<Department> row) const {
        return m_departments[row];
    }
    std::span<const Index<Commune>> communes_of(Index<Region> row) const { return m_regions[row]; }

private:
    Groups<Epci> m_epcis;
    Groups<Ept> m_epts;
    Groups<Arrondissement> m_arrondissements;
    Groups<Department> m_departments;
    Groups<Region> m_regions;
};

/// The region of a commune; not valid where its department has none.
Index<Region> region_of(const Territories& territories, Index<Commune> commune);

}  // namespace maillage::index
