// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// What stands beside an exported table: what its columns mean, and where its figures come from.

#include "base/date.hpp"
#include "io/write.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace maillage::io {

/// What a column holds, whatever its cells happen to be.
enum class FieldType : std::uint8_t { kText, kWhole, kReal, kDate };

struct OutputField {
    std::string name;  ///< Of the column: "taux_min".
    FieldType type = FieldType::kText;
    std::string title;
    std::string description;
    bool required = false;  ///< Never empty.
    std::optional<double> minimum{};
    std::optional<double> maximum{};
    std::vector<std::string> allowed{};  ///< Closed list of texts; empty = any.
};

/// One file that figures come from.
struct OutputSource {
    std::string path;  ///< As the workspace names it.
    std::string role;  ///< "cir"
    std::optional<int> vintage;
    std::string sha256;  ///< Empty: not said.
    std::string attribution;
    std::int64_t rows = 0;  ///< Read.
    bool built_in = false;
};

/// What every exported file says of itself.
struct OutputFacts {
    std::string program;    ///< "Maillage 1.2"
    std::string territory;  ///< "Loiret"
    Date date;              ///< Contracts count on this day.
    std::vector<int> counts_years;
    int vintage = 0;     ///< Year of the communes.
    std::string mode;    ///< "interne": what may be done with it.
    std::string method;  ///< In sentences.
    std::vector<std::string> notices;
    std::vector<OutputSource> sources;
};

/// The facts as rows of a name and a value, the sources apart.
std::vector<std::pair<std::string, std::string>> fact_rows(const OutputFacts& facts);
/// The facts as one JSON object, sources included.
std::string facts_json(const OutputFacts& facts);

/// A Table Schema (Frictionless): fields with type, title, description and constraints, empty cells
/// as missing values, the primary key; the facts as its member "maillage".
/// \param key Columns that name a row; empty: none.
std::string to_table_schema(const std::string& title, const std::vector<OutputField>& fields,
                            const std::vector<std::string>& key, const OutputFacts& facts);

}  // namespace maillage::io
