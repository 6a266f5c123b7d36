// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// What a table of one role looks like: Frictionless Table Schema, as in data/schemas/*.json.

#include "model/source.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace maillage {

struct FieldSchema {
    std::string name;  ///< Standard name: "code_commune".
    std::string type;  ///< string, integer, number, date, boolean…
    bool required = false;
    std::vector<std::string> aliases;  ///< Other headers it goes by, as people write them.
    std::optional<double> minimum;     ///< Of numbers; empty = no bound.
    std::optional<double> maximum;
    std::vector<std::string> allowed;  ///< Closed list of values; empty = any.
    std::string description;           ///< One French sentence.
};

struct TableSchema {
    Role role = Role::kUnknown;
    std::string title;
    std::vector<FieldSchema> fields;
    /// Of each inner list at least one must be there: {"code_departement", "code_region"}.
    std::vector<std::vector<std::string>> one_of;
};

}  // namespace maillage
