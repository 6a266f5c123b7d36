// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Contracts between the State and local authorities (CTAI), as the contracts table holds them.

#include "base/date.hpp"
#include "base/index.hpp"
#include "model/source.hpp"
#include "model/territory.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace maillage {

enum class ContractLevel : std::uint8_t { kCommune, kCommunes, kEpt, kEpci, kDepartment, kRegion };
enum class ContractKind : std::uint8_t { kCtai, kContratDeVille, kPartenariat };
enum class ContractStatus : std::uint8_t {
    kEnvisage,
    kContact,
    kNegociation,
    kSigne,
    kRefuse,
    kAbandonne
};

/// Words of the contracts table ("commune", "contrat_de_ville", "signe"…). Nothing if unknown.
std::optional<ContractLevel> parse_contract_level(std::string_view text);
std::optional<ContractKind> parse_contract_kind(std::string_view text);
std::optional<ContractStatus> parse_contract_status(std::string_view text);
std::string_view contract_level_text(ContractLevel level);
std::string_view contract_kind_text(ContractKind kind);
std::string_view contract_status_text(ContractStatus status);

/// Communes of a contract in the workspace's vintage, ascending, each once.
using Perimeter = std::vector<Index<Commune>>;

struct Contract {
    std::string id;
    std::string name;
    ContractLevel level = ContractLevel::kCommune;
    ContractKind kind = ContractKind::kCtai;
    ContractStatus status = ContractStatus::kEnvisage;
    std::optional<ParsedDate> signed_on;  ///< Partial dates stand at their last day.
    std::optional<ParsedDate> ends_on;    ///< Last day it counts; empty = open-ended.
    Perimeter perimeter_signed;           ///< As when it was signed (E19), brought to the vintage.
    Perimeter perimeter_today;            ///< As the EPCI is composed in the workspace's vintage.
    /// Paris as a commune, the Métropole de Lyon: also a department (E4).
    bool paris_or_lyon = false;
    /// Other columns of the table, by their standard name ("montant_etat"), as written.
    std::map<std::string, std::string> details;
    Origin origin;
};

}  // namespace maillage
