// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Where a number comes from.

#include "base/message.hpp"
#include "model/codes.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace maillage {

/// What a file is for. The names of `role =` in maillage.toml.
enum class Role : std::uint8_t {
    kCommunes,     ///< Outlines of communes.
    kTerritories,  ///< List of communes with their department, EPCI, population…
    kNames,        ///< Names of EPCI, arrondissements, departments, regions.
    kMembers,      ///< Members of EPCI (or EPT) by year, for perimeters "as signed".
    kMoves,
    kCir,
    kCirTotals,
    kContracts,
    kTargets,
    kServices,
    kDensity,
    kLayer,
    kRoads,
    kTransit,
    kUnknown,
};

/// One file (or one sheet or layer of it) that was read. Counts of rows always add up:
/// rows_read = rows_used + rows_repaired + rows_set_aside.
struct Source {
    std::string path;    ///< As the workspace names it: "cir-45.xlsx".
    std::string layer;   ///< Sheet or layer; empty where a file has only one.
    std::string sha256;  ///< Of the whole file; empty for what is not a file (a database).
    Role role = Role::kUnknown;
    std::optional<Vintage> vintage;  ///< COG year of its commune codes, given or detected.
    bool vintage_detected = false;
    std::string encoding;           ///< "UTF-8", "Windows-1252"; empty where it means nothing.
    std::uint32_t header_line = 0;  ///< 1-based line of the column names; 0 = a layer with fields.
    std::int64_t rows_read = 0;
    std::int64_t rows_used = 0;
    std::int64_t rows_repaired = 0;
    std::int64_t rows_set_aside = 0;
    bool built_in = false;    ///< Shipped with the program, not the user's.
    std::string attribution;  ///< Publisher and licence, where known.
};

/// Points to one cell or row of a source; the way back from any number to its file.
struct Origin {
    std::uint32_t source = 0;  ///< Position in Ledger::sources.
    std::uint32_t line = 0;    ///< 1-based row as the user's program shows it; 0 = the whole file.
    friend bool operator==(const Origin&, const Origin&) = default;
};

}  // namespace maillage
