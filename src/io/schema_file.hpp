// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Frictionless Table Schemas (data/schemas/*.json) → TableSchema.

#include "base/result.hpp"
#include "model/table_schema.hpp"

#include <filesystem>
#include <string_view>
#include <vector>

namespace maillage::io {

/// A schema.data.gouv.fr schema. Own properties, allowed by the standard: "role", and in a field
/// "aliases"; "one_of" at the top. \returns kParse with the reason.
Result<TableSchema> parse_table_schema(std::string_view json);

/// All schemas of a folder, sorted by file name.
Result<std::vector<TableSchema>> read_table_schemas(const std::filesystem::path& folder);

}  // namespace maillage::io
