// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Whether a path stays where it belongs.

#include <filesystem>

namespace maillage::io {

/// Inside, after all links are followed. Both paths are canonical, or lexically normal.
bool is_inside(const std::filesystem::path& path, const std::filesystem::path& folder);

}  // namespace maillage::io
