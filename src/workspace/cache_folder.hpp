// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Inside workspace only: the folder of what is kept between two starts.

#include "workspace/geometry_cache.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>

namespace maillage::workspace {

/// As the options say; nothing: no cache.
std::optional<std::filesystem::path> cache_folder(const CacheOptions& options);

/// Where geometry lies that came with the program, as the options say; nothing: nowhere.
std::optional<std::filesystem::path> ready_folder(const CacheOptions& options);

/// Deletes the files with \p ending that were not used for longest until the rest fits, never
/// \p newest, and what broken-off writers left.
void prune_cache(const std::filesystem::path& folder, const char* ending,
                 const std::filesystem::path& newest, std::uint64_t most_bytes);

}  // namespace maillage::workspace
