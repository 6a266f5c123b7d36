// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// data/roads/profiles.toml → RoadProfiles.

#include "base/result.hpp"
#include "model/road_profile.hpp"

#include <filesystem>
#include <string_view>

namespace maillage::io {

/// One section for each mode. Strict, as a speed that is overlooked closes roads: a key or class
/// that is not known and a number out of range are errors, with their line.
Result<RoadProfiles> parse_road_profiles(std::string_view toml);
Result<RoadProfiles> read_road_profiles(const std::filesystem::path& path);

}  // namespace maillage::io
