// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Zip archives (also XLSX, ODS, KMZ), looked through before anything is unpacked.

#include "base/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::io {

struct ArchiveMember {
    std::string name;  ///< "folder/file.shp".
    std::uint64_t packed = 0;
    std::uint64_t size = 0;
    std::uint64_t offset = 0;  ///< Of its local header.
    std::uint16_t method = 0;  ///< 0 stored, 8 deflated.
};

/// Bounds of what an archive may hold.
struct ArchiveLimits {
    std::uint64_t max_bytes = 0;  ///< Unpacked, all members together.
    std::uint64_t max_ratio = 0;  ///< Unpacked to packed, where above 10 MiB.
};

/// Members of the archive \p bytes, folders left out. \p name stands in messages. Refused: too many
/// or too large members, names that leave the folder, links, encrypted or split archives, a table
/// of members that is cut or contradicts the file.
Result<std::vector<ArchiveMember>> list_archive(std::string_view bytes, const std::string& name,
                                                const ArchiveLimits& limits);

/// Content of one member, exactly as long as the table says: an error otherwise.
Result<std::string> unpack_member(std::string_view bytes, const ArchiveMember& member,
                                  const std::string& name);

}  // namespace maillage::io
