// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// What stands in a workspace's folder beside its data and maillage.toml: the register of what was
/// published, rule sets of its own, the charter that its toml names.

#include <filesystem>
#include <utility>
#include <vector>

namespace maillage::workspace {

/// A file to be copied, and where to.
using FileCopy = std::pair<std::filesystem::path, std::filesystem::path>;

/// The files that go along from folder \p from when a workspace is saved in folder \p to. Files
/// outside \p from are not taken: a charter elsewhere stays where it is.
std::vector<FileCopy> companions(const std::filesystem::path& from,
                                 const std::filesystem::path& to);

}  // namespace maillage::workspace
