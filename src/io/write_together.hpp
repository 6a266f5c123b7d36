// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Files that belong to each other: a table and what its columns mean.

#include "io/write.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace maillage::io {

struct FileContent {
    std::filesystem::path path;
    std::string bytes;
};

/// As write_file(), but none is put in place before all are whole on disk: a full disk leaves all
/// the old ones. \returns kWrite.
Result<Done> write_together(const std::vector<FileContent>& files);

}  // namespace maillage::io
