// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Writing a workspace to its folder.

#include "base/progress.hpp"
#include "workspace/edits.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace maillage::workspace {

inline constexpr const char* kTomlName = "maillage.toml";

struct SaveRequest {
    SpecPtr spec;
    std::filesystem::path folder;
    /// SHA-256 of maillage.toml when it was read ("" = there was none): another one is not
    /// overwritten. Empty: a new folder, where nothing may be overwritten at all.
    std::optional<std::string> expected;
    std::vector<SavedView> views;
    bool write_views = false;  ///< Whether vues.txt is to be written.
};

struct Saved {
    SpecPtr spec;  ///< As it now stands in the file: in its folder, with paths relative to it.
    std::filesystem::path file;
    std::string sha256;
};

/// Writes maillage.toml (and vues.txt), each atomically. Files outside the folder are copied into
/// it, so that the workspace is whole. \returns kRefused if the file on disk is not the expected
/// one or a file to be copied would overwrite another; kWrite; kCancelled.
Result<Saved> save_workspace(const SaveRequest& request, const Progress& progress);

}  // namespace maillage::workspace
