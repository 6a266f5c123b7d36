// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The tables of a public transport feed (GTFS), from a zip or a folder; nothing is judged here.

#include "io/read.hpp"

#include <filesystem>
#include <string_view>

namespace maillage::io {

/// Whether \p path is a feed by the names of what it holds: a folder or a zip with stops.txt and
/// trips.txt, or stop_times.txt. Never an error: a file that cannot be read is none.
bool is_gtfs(const std::filesystem::path& path);

/// The tables of a feed that are read (agency, stops, routes, trips, stop_times, calendar,
/// calendar_dates, frequencies, transfers), each as a layer named like its file. Cells
/// are separated by commas whatever the file looks like. A feed in the only folder of its zip is
/// found. The last layer is no table: its field_names are the files that are not read, and its
/// remarks are about the feed as a whole.
/// \returns Errors of the archive (not found, damaged, cut, too large, links…), or kNotFound if no
/// table of a feed is in it.
Result<RawFile> read_gtfs(const std::filesystem::path& path, const ReadOptions& options,
                          const Progress& progress);

/// The same for one table in memory, for tests: \p name is "stops.txt".
Result<RawLayer> read_gtfs_table(std::string_view name, std::string_view bytes,
                                 const ReadOptions& options);

}  // namespace maillage::io
