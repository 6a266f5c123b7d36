// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// From what the user names (a folder, a maillage.toml, a file, nothing) to a Dataset.

#include "base/progress.hpp"
#include "base/result.hpp"
#include "io/workspace_file.hpp"
#include "model/dataset.hpp"
#include "workspace/contract_register.hpp"

#include <filesystem>
#include <optional>

namespace maillage::workspace {

class FileCache;
class GeometryLookup;

struct OpenOptions {
    bool outlines =
        false;  ///< Geometry is wanted (exports, maps); polygon perimeters ask for it themselves.
    /// Outlines are read and judged, but built-in ones are not loaded: for `check`.
    bool check_outlines = false;
    /// Transit feeds are read and judged, on this day: for `check` and access by public transport.
    /// Empty: they are listed, not read.
    std::optional<Date> transit;
    /// With outlines: the ledger lists them and the map can be drawn, but polygons are made only
    /// where this does not know their geometry; it gets them, not the Dataset.
    GeometryLookup* geometry = nullptr;
    FileCache* files = nullptr;  ///< Keeps what is read for the next opening.
    io::PathRules rules;
    std::optional<std::filesystem::path> data_folder;  ///< Empty: find_data_folder().
    /// The register as it is now, in place of the file: with edits not saved yet. Null: the file.
    const ContractRegister* contracts = nullptr;
};

/// The workspace a path stands for, nothing read but maillage.toml: a folder with one or the file
/// itself; a folder of data files (each is a source); a single data file; a transit feed, as a zip
/// or a folder. Empty = built-in France, a workspace without sources of its own.
Result<io::WorkspaceSpec> describe(const std::optional<std::filesystem::path>& path);

/// What the workspace does not bring (territories, moves, members of EPCI, outlines; counts and
/// contracts when it brings none; its name and vintage) is taken from built-in France and said in
/// the notices. Files are read on all cores; the result does not depend on their order of arrival.
Result<DatasetPtr> open(const io::WorkspaceSpec& workspace, const OpenOptions& options,
                        const Progress& progress);

/// open(*describe(path), …).
Result<DatasetPtr> open(const std::optional<std::filesystem::path>& path,
                        const OpenOptions& options, const Progress& progress);

}  // namespace maillage::workspace
