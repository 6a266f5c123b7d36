// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The outlines made ready for drawing, kept on disk between two starts.

#include "base/progress.hpp"
#include "base/result.hpp"
#include "carto/map_geometry.hpp"
#include "model/dataset.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace maillage::workspace {

struct CacheOptions {
    bool enabled = true;
    /// Empty: $XDG_CACHE_HOME/maillage, else ~/.cache/maillage, else no cache.
    std::optional<std::filesystem::path> folder;
    /// Of all entries; the ones unused for longest are deleted, never the newest.
    std::uint64_t most_bytes = std::uint64_t{512} << 20U;
};

/// What the geometry of \p dataset depends on, as 64 hexadecimal digits: the files of outlines and
/// moves, the territories, the form of the entries. Empty where it cannot be told (outlines that
/// are not from a file), and then nothing is kept. The outlines themselves need not be loaded.
std::string geometry_key(const Dataset& dataset);

/// The geometry of \p dataset, from the cache if it is there and whole, else built and stored.
/// An entry that is damaged, cut or of another version is built anew; a cache that cannot be
/// written is no error. Several programs may do this at once.
/// \returns kNotFound if it is not in the cache and dataset.outlines is null: open the workspace
/// again with outlines; and what build_geometry returns.
Result<carto::MapGeometryPtr> open_geometry(const Dataset& dataset, const Progress& progress,
                                            const CacheOptions& options = {});

}  // namespace maillage::workspace
