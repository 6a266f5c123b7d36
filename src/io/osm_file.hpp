// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// OpenStreetMap extracts → RoadWays.

#include "base/progress.hpp"
#include "base/result.hpp"
#include "model/road_ways.hpp"

#include <cstddef>
#include <filesystem>
#include <span>

namespace maillage::io {

struct OsmOptions {
    /// Of all ways together, each taking 24 bytes while they are read: a country has some ten
    /// millions.
    std::size_t most_way_nodes = 100'000'000;
};

/// Roads, ferries, their barriers and turn restrictions out of .osm.pbf, .osm and .osm.gz files,
/// told by their content. Extracts join where they share nodes (by id); a way that several of them
/// hold the same counts once. Ways end where their nodes are missing.
/// \returns kNotFound, kFormat (not such a file, cut, damaged; naming it), kRefused (too large, or
/// far more in it than its size explains), kCancelled.
Result<RoadWays> read_osm(std::span<const std::filesystem::path> files, const OsmOptions& options,
                          const Progress& progress);

/// Whether \p path is of one of these formats, by its first bytes.
bool is_osm_file(const std::filesystem::path& path);

}  // namespace maillage::io
