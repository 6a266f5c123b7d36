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

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace maillage::reconcile {

/// One file of one source, as io read it.
struct RawSource {
    io::SourceSpec spec;                      ///< Role may be kUnknown: guessed from the columns.
    std::string path;                         ///< As the user knows it, relative to the workspace.
    std::shared_ptr<const io::RawFile> file;  ///< Never null but for a feed (Input::feeds).
    bool without_geometry = false;  ///< Input::read_geometry brings it where it is needed.
};

/// What reading could not do: a missing file, an unreadable one. Becomes a ledger error.
struct UnreadSource {
    io::SourceSpec spec;
    std::string path;
    Error error;
};

/// Roads and timetables: read by what computes travel times, listed in the ledger all the same.
struct ListedSource {
    std::string path;
    Role role = Role::kUnknown;
};

/// What an earlier reading of the same outlines has shown, so that the ledger says the same without
/// their polygons.
struct KnownOutlines {
    std::vector<std::uint8_t> outlined;  ///< By commune; 0: it has no outline.
    struct Repair {
        std::uint32_t file = 0;  ///< Which of the ledger's sources of role communes.
        std::uint32_t line = 0;
        bool lost = false;
        std::string reason;  ///< geo::Repair::reason.
        friend bool operator==(const Repair&, const Repair&) = default;
    };
    std::vector<Repair> repairs;
};

struct Input {
    io::WorkspaceSpec workspace;
    std::vector<TableSchema> schemas;
    std::vector<RawSource> sources;
    std::vector<UnreadSource> unread;
    /// Sources of role transit, as io::read_gtfs() reads them; without a file (null) they are
    /// listed and no more.
    std::vector<RawSource> feeds;
    std::optional<Date> today;  ///< Feeds that ended before it are said to be out of date.
    std::vector<ListedSource> listed;
    /// Moves and lists of built-in France stand in `sources` like any other; this only says how
    /// many of the first sources are built in, so that they are not listed as the user's files.
    std::size_t built_in_sources = 0;
    /// Whether outlines are wanted (for maps, polygon perimeters, exports): they cost time.
    bool outlines = false;
    /// Whether the user's outlines, if any, are judged all the same: for `check`.
    bool check_outlines = false;
    /// Asked when \ref outlines are wanted and territories and sources are settled: an answer makes
    /// polygons needless, unless a perimeter needs them. May be empty.
    std::function<std::optional<KnownOutlines>(const Territories&, std::span<const Source>)>
        known_outlines;
    /// Reads a source again, with its geometry. Called from several threads. Empty: none was read
    /// without.
    std::function<Result<std::shared_ptr<const io::RawFile>>(const RawSource&)> read_geometry;
    /// Gets the outlines, which then are not in the Dataset: for who needs them but once.
    std::function<void(std::shared_ptr<const Outlines>)> take_outlines;
    /// Whether layers and services are drawn: their geometry is kept.
    bool map_layers = false;
};

/// \returns An error only when no Dataset can be made at all (no territories, an unknown vintage,
/// cancelled). Everything else is in the ledger.
Result<DatasetPtr> reconcile(Input input, const Progress& progress);

}  // namespace maillage::reconcile
