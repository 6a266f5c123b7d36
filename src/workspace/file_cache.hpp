// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The tables of a workspace kept between two readings, so that an edit reads what changed only.

#include "io/read.hpp"

#include <cstdint>
#include <filesystem>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

namespace maillage::workspace {

/// What tells a file from the one that stood there before.
struct FileStamp {
    std::int64_t seconds = 0;  ///< Of the last change.
    std::int64_t nanoseconds = 0;
    std::uint64_t size = 0;
    std::uint64_t number = 0;  ///< The inode: a file put in the place of another has its own.
    friend bool operator==(const FileStamp&, const FileStamp&) = default;
};

/// Files of one part (CSV, JSON, workbooks) as they were read, known by path, stamp and how they
/// were read. Bounded: what was not used for longest goes. For any thread.
class FileCache {
public:
    static constexpr std::uint64_t kMostBytes = std::uint64_t{32} << 20U;
    explicit FileCache(std::uint64_t most_bytes = kMostBytes) : m_most_bytes(most_bytes) {}

    /// As read before, or now. A file that changed in the last seconds is not kept: it may change
    /// again without its time showing it. \returns What io::read_file returns.
    Result<std::shared_ptr<const io::RawFile>> read(const std::filesystem::path& path,
                                                    const io::ReadOptions& options,
                                                    const Progress& progress);
    /// Everything is read anew from now on.
    void forget();
    std::size_t size() const;  ///< Number of files.

private:
    struct Entry {
        std::filesystem::path path;
        std::string layer;
        std::string encoding;
        bool geometry = true;
        FileStamp stamp;
        std::uint64_t bytes = 0;
        std::shared_ptr<const io::RawFile> file;
    };
    std::shared_ptr<const io::RawFile> find(const Entry& wanted);
    void keep(Entry entry);

    std::uint64_t m_most_bytes;
    mutable std::mutex m_mutex;
    std::list<Entry> m_entries;  ///< Last used first.
    std::uint64_t m_bytes = 0;
};

/// About how much memory a file as read takes.
std::uint64_t memory_of(const io::RawFile& file);

}  // namespace maillage::workspace
