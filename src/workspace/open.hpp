// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// From what the user names (a folder, a maillage.toml, a file, nothing) to a Dataset.

#include "base/progress.hpp"
#include "base/result.hpp"
#include "io/workspace_file.hpp"
#include "model/dataset.hpp"

#include <filesystem>
#include <optional>

namespace maillage::workspace {

struct OpenOptions {
    bool outlines =
        false;  ///< Geometry is wanted (exports, maps); polygon perimeters ask for it themselves.
    /// Outlines are read and judged, but built-in ones are not loaded: for `check`.
    bool check_outlines = false;
    io::PathRules rules;
    std::optional<std::filesystem::path> data_folder;  ///< Empty: find_data_folder().
};

/// \p path empty = built-in France. A folder without maillage.toml is opened with every file in it
/// that can be recognised; a data file as the only source of a workspace.
/// What the workspace does not bring (territories, moves, members of EPCI, outlines; counts and
/// contracts when it brings none) is taken from built-in France and said in the notices.
/// Files are read on all cores; the result does not depend on their order of arrival.
Result<DatasetPtr> open(const std::optional<std::filesystem::path>& path,
                        const OpenOptions& options, const Progress& progress);

}  // namespace maillage::workspace
