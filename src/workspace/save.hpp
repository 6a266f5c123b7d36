// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Writing a workspace to its folder.

#include "base/progress.hpp"
#include "workspace/edits.hpp"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace maillage::workspace {

inline constexpr const char* kTomlName = "maillage.toml";

/// SHA-256 of the files that saving writes, as they were read; "" = there was none.
struct FilesOnDisk {
    std::string toml;
    std::string contracts;  ///< registre.csv; kUnreadable: there is one that could not be read.
    std::map<std::string, std::string> scenarios;  ///< By file name.
};

/// No digest: a file that is never written over.
inline constexpr const char* kUnreadable = "?";

/// As the files of \p folder are now.
FilesOnDisk files_on_disk(const std::filesystem::path& folder);

struct SaveRequest {
    DocumentPtr document;
    std::filesystem::path folder;
    /// Files as they were when read: others are not overwritten. Empty: a new folder, where nothing
    /// may be overwritten at all.
    std::optional<FilesOnDisk> expected;
};

struct Saved {
    DocumentPtr document;  ///< As it now stands: in its folder, with paths relative to it.
    std::filesystem::path file;
    FilesOnDisk on_disk;
};

/// Writes what changed of registre.csv, scenarios/ and vues.txt, then maillage.toml, each
/// atomically. Files outside the folder are copied into it, so that the workspace is whole; in a
/// new folder the old maillage.toml's remarks and companions() go along. Files
/// of scenarios that are gone are deleted, if they are as they were read. A file that says the
/// same already is not touched: people may have written comments in it. \returns kRefused if the
/// file on disk is not the expected one or a file to be copied would overwrite another; kWrite;
/// kCancelled.
Result<Saved> save_workspace(const SaveRequest& request, const Progress& progress);

}  // namespace maillage::workspace
