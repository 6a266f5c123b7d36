// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The charter that the files of a workspace follow.

#include "base/result.hpp"
#include "io/workspace_file.hpp"
#include "report/document.hpp"

#include <filesystem>
#include <optional>

namespace maillage::workspace {

/// \param given A folder that the user names; empty: the one that maillage.toml names, which stays
/// in the workspace's folder unless \p rules allow others. \returns Null where neither names one;
/// what io::read_charter() and report::make_charter() say.
Result<report::CharterPtr> load_charter(const std::optional<std::filesystem::path>& workspace,
                                        const std::filesystem::path& given,
                                        const io::PathRules& rules);

}  // namespace maillage::workspace
