// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Where the data shipped with the program lies, wherever it is installed.

#include "base/result.hpp"

#include <filesystem>

namespace maillage::workspace {

/// The folder that holds france/ and schemas/: $MAILLAGE_DATA, else share/maillage/data beside the
/// bin folder of the program, else data/ in a folder above the program (a build tree).
Result<std::filesystem::path> find_data_folder();

/// The same from a given place of the program, for tests.
Result<std::filesystem::path> find_data_folder(const std::filesystem::path& program,
                                               const char* from_environment);

}  // namespace maillage::workspace
