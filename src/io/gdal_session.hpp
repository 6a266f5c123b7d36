// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// GDAL started late and with the fewest drivers, its messages collected, its files closed. For
/// this folder only.

#include "io/file_kind.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

class GDALDataset;

namespace maillage::io {

/// While it lives, what GDAL says on this thread is kept here instead of printed, and the
/// thread-local options our reading needs are set.
class GdalSession {
public:
    GdalSession();
    GdalSession(const GdalSession&) = delete;
    GdalSession& operator=(const GdalSession&) = delete;
    GdalSession(GdalSession&&) = delete;
    GdalSession& operator=(GdalSession&&) = delete;
    ~GdalSession();

    /// Warnings and errors since the last call, each once.
    std::vector<std::string> take_messages();

    void add(int level, const char* text);

private:
    std::vector<std::string> m_messages;
};

struct CloseDataset {
    void operator()(GDALDataset* dataset) const;
};
using DatasetHandle = std::unique_ptr<GDALDataset, CloseDataset>;

/// Opens for reading with the drivers of \p kind only, so that no content can lead elsewhere.
DatasetHandle open_vector(const std::string& path, FileKind kind,
                          const std::vector<std::string>& options);
/// A PostGIS database, "PG:…".
DatasetHandle open_database(const std::string& connection);

/// Bytes as a file of GDAL's memory file system, gone at the end of its life. The bytes must live
/// as long.
class MemoryFolder {
public:
    MemoryFolder();
    MemoryFolder(const MemoryFolder&) = delete;
    MemoryFolder& operator=(const MemoryFolder&) = delete;
    MemoryFolder(MemoryFolder&&) = delete;
    MemoryFolder& operator=(MemoryFolder&&) = delete;
    ~MemoryFolder();
    std::string add(const std::string& name, std::string& bytes);
    const std::string& path() const { return m_path; }

private:
    std::string m_path;
    std::vector<std::string> m_files;
};

}  // namespace maillage::io
