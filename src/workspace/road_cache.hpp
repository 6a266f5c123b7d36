// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Road networks: from their files, or from what was kept on disk the last time.

#include "access/road_graph.hpp"
#include "base/progress.hpp"
#include "base/result.hpp"
#include "workspace/geometry_cache.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <vector>

namespace maillage::workspace {

/// Raised with every change of the form or of what is made of ways: entries of another version are
/// not read.
inline constexpr std::uint32_t kRoadFileVersion = 2;
/// Of all networks that are kept: a country's takes about 1 GiB.
inline constexpr std::uint64_t kMostRoadBytes = std::uint64_t{4} << 30U;

struct RoadSources {
    /// OpenStreetMap extracts (any number, they join), or one layer of lines.
    std::vector<std::filesystem::path> files;
    std::filesystem::path profiles;  ///< data/roads/profiles.toml, or the user's own.
    RoadMode mode = RoadMode::kCar;
};

using RoadGraphPtr = std::shared_ptr<const access::RoadGraph>;

/// The network of \p sources. It is kept under the SHA-256 of every file, so that another content
/// is another network, whatever the names and dates say; an entry that is damaged, cut or of
/// another version is made anew. A cache that cannot be written is no error.
/// \returns What reading, the profiles and build_road_graph() return; kRefused where extracts and
/// layers are mixed.
Result<RoadGraphPtr> open_road_graph(const RoadSources& sources, const Progress& progress,
                                     const CacheOptions& options = {});

}  // namespace maillage::workspace
