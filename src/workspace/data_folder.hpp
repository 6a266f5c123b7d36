// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Where the data shipped with the program lies, wherever it is installed.

#include "base/result.hpp"

#include <filesystem>
#include <optional>

namespace maillage::workspace {

/// The folder that holds france/ and schemas/: $MAILLAGE_DATA, else share/maillage/data beside the
/// bin folder of the program, else data/ in a folder above the program (a build tree).
Result<std::filesystem::path> find_data_folder();

/// The same from a given place of the program, for tests.
Result<std::filesystem::path> find_data_folder(const std::filesystem::path& program,
                                               const char* from_environment);

/// The folder of the geometry of built-in France that was made with the program (workspace/
/// geometry_cache.hpp): share/maillage/geometry beside its bin folder or in a folder above it (a
/// build tree). Nothing: it was not made, and is built when it is needed.
std::optional<std::filesystem::path> find_ready_geometry();
std::optional<std::filesystem::path> find_ready_geometry(const std::filesystem::path& program);

}  // namespace maillage::workspace
