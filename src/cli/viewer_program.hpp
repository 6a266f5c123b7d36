// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// `maillage view` and `maillage` alone on a desktop: the program with the window takes over.

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace maillage::cli {

/// The words for the viewer, or nothing when the command line answers itself: the verb `view`, or
/// no word at all where there is a display to open a window on.
std::optional<std::vector<std::string>> viewer_words(const std::vector<std::string>& words,
                                                     bool has_display);

/// Beside the program (installed), else in the build tree; empty when it is in neither place.
std::filesystem::path viewer_path(const std::filesystem::path& program);

/// Replaces this program by the viewer. Returns only when that failed.
void become_viewer(const std::filesystem::path& viewer, const std::vector<std::string>& words);

}  // namespace maillage::cli
