// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Raw tables → one immutable Dataset at one vintage, with every row accounted for.

#include "base/progress.hpp"
#include "base/result.hpp"
#include "io/read.hpp"
#include "io/workspace_file.hpp"
#include "model/dataset.hpp"
#include "model/table_schema.hpp"

#include <string>
#include <vector>

namespace maillage::reconcile {

/// One file of one source, as io read it.
struct RawSource {
    io::SourceSpec spec;  ///< Role may be kUnknown: guessed from the columns.
    std::string path;     ///< As the user knows it, relative to the workspace.
    io::RawFile file;
};

/// What reading could not do: a missing file, an unreadable one. Becomes a ledger error.
struct UnreadSource {
    io::SourceSpec spec;
    std::string path;
    Error error;
};

struct Input {
    io::WorkspaceSpec workspace;
    std::vector<TableSchema> schemas;
    std::vector<RawSource> sources;
    std::vector<UnreadSource> unread;
    /// Moves and lists of built-in France stand in `sources` like any other; this only says how
    /// many of the first sources are built in, so that they are not listed as the user's files.
    std::size_t built_in_sources = 0;
    /// Whether outlines are wanted (for maps, polygon perimeters, exports): they cost time.
    bool outlines = false;
    /// Whether the user's outlines, if any, are judged all the same: for `check`.
    bool check_outlines = false;
    /// Whether layers and services are drawn: their geometry is kept.
    bool map_layers = false;
};

/// \returns An error only when no Dataset can be made at all (no territories, an unknown vintage,
/// cancelled). Everything else is in the ledger.
Result<DatasetPtr> reconcile(Input input, const Progress& progress);

}  // namespace maillage::reconcile
