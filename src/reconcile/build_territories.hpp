// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Lists of communes, names and members → Territories at the workspace's vintage.

#include "model/territory.hpp"
#include "reconcile/build_context.hpp"
#include "reconcile/vintage_map.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace maillage::reconcile {

/// One commune as a list has it. Texts point into the raw tables.
struct CommuneRow {
    CommuneCode code;
    std::string_view name;
    std::optional<DepartmentCode> department;
    std::optional<RegionCode> region;
    std::optional<EpciCode> epci;
    std::string_view epci_name;
    std::optional<EptCode> ept;
    std::optional<ArrondissementCode> arrondissement;
    std::optional<std::int32_t> population;
    std::optional<std::int32_t> population_2019;
};

/// Rows of all tables of role territories (or communes, when there is no other list), each code
/// once: a second row of a code is set aside.
std::vector<CommuneRow> read_commune_rows(std::span<const TableInput> tables,
                                          LedgerBuilder& ledger);

/// Names and hierarchy that the list of communes does not hold. Ascending by code.
struct TerritoryNames {
    std::vector<std::pair<EpciCode, std::string>> epcis;
    std::vector<std::pair<EptCode, std::string>> epts;
    std::vector<std::pair<CommuneCode, EptCode>> ept_of_commune;
    std::vector<std::pair<ArrondissementCode, std::string>> arrondissements;
    std::vector<std::pair<DepartmentCode, std::string>> departments;
    std::vector<std::pair<DepartmentCode, RegionCode>> region_of_department;
    std::vector<std::pair<RegionCode, std::string>> regions;
};
/// Tables of the user come before built-in ones: the first name of a code is taken.
TerritoryNames read_names(std::span<const TableInput> tables, LedgerBuilder& ledger);

/// Brings \p rows from \p from to \p to and makes the tables. Where several communes became one,
/// populations add up and the rest is that of the commune with the same code, else of the largest;
/// the parts of a split have no population.
Territories build_territories(const std::vector<CommuneRow>& rows, Vintage from, Vintage to,
                              const VintageMap& moves, const TerritoryNames& names);

/// The EPCI of communes in one vintage, as tables of role members say; nothing = in none.
using EpciChanges = std::vector<std::pair<CommuneCode, std::optional<EpciCode>>>;
/// Of the rows of year \p at only. Rows are counted where all of them are read (Members).
EpciChanges read_epci_changes(std::span<const TableInput> tables, Vintage at);

/// Gives communes the EPCI that they have in the vintage of \p all: a list of another year has
/// brought its own.
void apply_epci_changes(const EpciChanges& changes, const TerritoryNames& names, Territories& all);

}  // namespace maillage::reconcile
