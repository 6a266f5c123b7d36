// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The territories of France at one vintage, as columns.

#include "base/index.hpp"
#include "model/codes.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace maillage {

// Row types; they exist only as tags of Index.
struct Commune;
struct Epci;
struct Ept;
struct Arrondissement;
struct Department;
struct Region;

/// All columns have the same length; rows ascend by code.
struct CommuneTable {
    std::vector<CommuneCode> code;
    std::vector<std::string> name;
    std::vector<Index<Department>> department;  ///< Always valid.
    std::vector<Index<Epci>> epci;              ///< Not valid: no EPCI (four islands, E21).
    std::vector<Index<Ept>> ept;  ///< Valid only in the Métropole du Grand Paris (E5).
    std::vector<Index<Arrondissement>> arrondissement;    ///< Not valid: not known.
    std::vector<std::optional<std::int32_t>> population;  ///< Inhabitants (population municipale).
    std::vector<std::optional<std::int32_t>>
        population_2019;  ///< Earlier one, for the evolution; same perimeter.
    std::size_t size() const noexcept { return code.size(); }
};

template <typename CodeType, typename Parent>
struct TerritoryTable {
    std::vector<CodeType> code;         ///< Ascending.
    std::vector<std::string> name;      ///< The code itself where no name is known.
    std::vector<Index<Parent>> parent;  ///< Not valid where there is none or several.
    std::size_t size() const noexcept { return code.size(); }
};

struct France;  ///< Tag: regions have no other parent.

struct Territories {
    Vintage vintage;
    /// Years that the columns population and population_2019 really are of, as the list says (an
    /// edition of the COG publishes older populations); 0 = not known.
    int population_year = 0;
    int population_before_year = 0;
    CommuneTable communes;
    TerritoryTable<EpciCode, France> epcis;  ///< An EPCI may span departments: no parent.
    TerritoryTable<EptCode, Epci> epts;
    TerritoryTable<ArrondissementCode, Department> arrondissements;
    TerritoryTable<DepartmentCode, Region> departments;
    TerritoryTable<RegionCode, France> regions;
};

}  // namespace maillage
