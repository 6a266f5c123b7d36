// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Inside workspace only: one MapGeometry as a flat file, the columns as they lie in memory.
/// For the machine that wrote it: numbers are in its byte order, and a reader of another refuses.

#include "carto/map_geometry.hpp"
#include "reconcile/reconcile.hpp"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string_view>
#include <vector>

namespace maillage::workspace {

/// Raised with every change of the form, of the projections or of the levels of detail: entries of
/// another version are not read.
inline constexpr std::uint32_t kGeometryFileVersion = 3;
/// Where the version stands in the file.
inline constexpr std::size_t kGeometryVersionOffset = 8;

/// Writes beside \p target, then renames: a reader sees the old file or the whole new one.
/// \param repairs What was done to the outlines it was made from, for the ledger.
/// \returns Whether it is there.
using Repairs = std::vector<reconcile::KnownOutlines::Repair>;
bool write_geometry(const std::filesystem::path& target, std::string_view key,
                    const carto::MapGeometry& geometry, const Repairs& repairs);

/// Null if there is no such file, it is of another version or key, or a byte of it is wrong; then
/// \p repairs are empty.
std::shared_ptr<carto::MapGeometry> read_geometry(const std::filesystem::path& path,
                                                  std::string_view key, Repairs& repairs);

}  // namespace maillage::workspace
