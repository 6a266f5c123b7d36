// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Which communes and departments a territory of any level is made of.

#include "base/index.hpp"
#include "indicators/coverage.hpp"
#include "model/territory.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace maillage::indicators {

/// Lists of one kind, one after the other: list i is members[begin[i]] … members[begin[i + 1] - 1].
template <typename Row>
struct Grouping {
    std::vector<std::uint32_t> begin{0};
    std::vector<Index<Row>> members;

    std::size_t size() const noexcept { return begin.size() - 1; }
    std::span<const Index<Row>> of(std::size_t i) const {
        return std::span(members).subspan(begin[i], begin[i + 1] - begin[i]);
    }
};

/// The part of an EPCI in one department: 89 of 1,255 EPCI have several (E3).
struct EpciPart {
    Index<Epci> epci;
    Index<Department> department;
};

/// Made once for a Territories, which must outlive it.
class TerritoryGroups {
public:
    explicit TerritoryGroups(const Territories& territories);

    std::size_t size(Level level) const;
    /// Of a commune, EPCI, part of an EPCI or arrondissement; communes of one department stand
    /// together. \pre level is one of these
    std::span<const Index<Commune>> communes_of(Level level, std::size_t territory) const;
    /// Of a department (itself), region or France. \pre level is one of these
    std::span<const Index<Department>> departments_of(Level level, std::size_t territory) const;
    bool holds(Level level, std::size_t territory, Index<Commune> commune) const;

    /// Ordered by EPCI, then department.
    const std::vector<EpciPart>& epci_parts() const { return m_parts; }
    const Territories& territories() const { return *m_territories; }

private:
    const Territories* m_territories;
    std::vector<Index<Commune>> m_communes;        ///< All, in order.
    std::vector<Index<Department>> m_departments;  ///< All, in order.
    Grouping<Commune> m_of_epci;
    Grouping<Commune> m_of_part;
    Grouping<Commune> m_of_arrondissement;
    Grouping<Department> m_of_region;
    std::vector<EpciPart> m_parts;
};

/// Whether a level is made of communes, or of whole departments with their not located signatories.
constexpr bool made_of_communes(Level level) noexcept { return level < Level::kDepartment; }

}  // namespace maillage::indicators
