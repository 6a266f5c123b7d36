// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// For this folder only: what an OpenStreetMap file is and whether it is whole, before libosmium
/// unpacks it with several threads.

#include "base/progress.hpp"
#include "base/result.hpp"

#include <cstdint>
#include <filesystem>

namespace maillage::io {

struct OsmKind {
    const char* format = "";  ///< As libosmium calls it: "pbf", "osm", "osm.gz".
    std::uint64_t size = 0;   ///< Of the file on disk.
};

/// \returns Errors as read_osm() says them. Blocks of .pbf are walked through by their announced
/// lengths; a .gz is unpacked once, into nothing.
Result<OsmKind> check_osm(const std::filesystem::path& path, const Progress& progress);

}  // namespace maillage::io
