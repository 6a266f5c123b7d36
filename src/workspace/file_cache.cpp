// SPDX-License-Identifier: Apache-2.0
#include "workspace/file_cache.hpp"

#include "base/text.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <string_view>
#include <utility>

namespace maillage::workspace {
namespace {

namespace fs = std::filesystem;

/// Others have parts beside them, or change in a file of their own before they change themselves.
bool is_of_one_part(const fs::path& path) {
    constexpr auto kEndings = std::to_array<std::string_view>(
        {".csv", ".tsv", ".txt", ".json", ".geojson", ".topojson", ".gz", ".xlsx", ".ods"});
    const auto ending = fold_key(path.extension().string());
    return std::any_of(kEndings.begin(), kEndings.end(),
                       [&](std::string_view one) { return fold_key(one) == ending; });
}

std::optional<FileStamp> stamp_of(const fs::path& path) {
    struct ::stat status {};
    if (::stat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) {
        return std::nullopt;
    }
    return FileStamp{status.st_mtim.tv_sec, status.st_mtim.tv_nsec,
                     static_cast<std::uint64_t>(status.st_size), status.st_ino};
}

/// Times on disk are coarse: a second change within one of their steps does not show.
bool is_settled(const FileStamp& stamp) {
    constexpr std::int64_t kSeconds = 2;
    return std::time(nullptr) - stamp.seconds > kSeconds;
}

std::uint64_t memory_of(const io::RawTable& table) {
    std::uint64_t cells = 0;
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        cells += table.cell_count(row);
    }
    std::uint64_t text = 0;
    if (table.row_count() > 0) {
        // Cells stand one after the other: a few rows tell how wide they are.
        constexpr std::size_t kLooks = 64;
        const auto step = std::max<std::size_t>(1, table.row_count() / kLooks);
        std::uint64_t seen = 0;
        for (std::size_t row = 0; row < table.row_count(); row += step) {
            ++seen;
            for (std::size_t i = 0; i < table.cell_count(row); ++i) {
                text += table.cell(row, i).size();
            }
        }
        text = text * table.row_count() / seen;
    }
    return text + 4 * cells + 8 * table.row_count();
}

}  // namespace

std::uint64_t memory_of(const io::RawFile& file) {
    std::uint64_t bytes = 256;
    for (const auto& layer : file.layers) {
        bytes += memory_of(layer.table) + 16 * layer.points.size() +
                 16 * layer.polygons.point_count() + 4 * layer.polygons.feature_count() +
                 16 * layer.lines.point_count();
    }
    return bytes;
}

Result<std::shared_ptr<const io::RawFile>> FileCache::read(const fs::path& path,
                                                           const io::ReadOptions& options,
                                                           const Progress& progress) {
    using FilePtr = std::shared_ptr<const io::RawFile>;
    const auto stamp = is_of_one_part(path) ? stamp_of(path) : std::nullopt;
    Entry entry{path, options.layer, options.encoding, options.geometry, {}, 0, nullptr};
    if (stamp) {
        entry.stamp = *stamp;
        if (auto known = find(entry)) {
            return known;
        }
    }
    auto file = io::read_file(path, options, progress);
    if (!file) {
        return file.error();
    }
    FilePtr read = std::make_shared<io::RawFile>(std::move(file).value());
    if (stamp && is_settled(*stamp)) {
        entry.file = read;
        entry.bytes = memory_of(*read);
        keep(std::move(entry));
    }
    return read;
}

void FileCache::forget() {
    const std::lock_guard lock(m_mutex);
    m_entries.clear();
    m_bytes = 0;
}

std::size_t FileCache::size() const {
    const std::lock_guard lock(m_mutex);
    return m_entries.size();
}

std::shared_ptr<const io::RawFile> FileCache::find(const Entry& wanted) {
    const std::lock_guard lock(m_mutex);
    const auto found = std::find_if(m_entries.begin(), m_entries.end(), [&](const Entry& one) {
        return one.path == wanted.path && one.layer == wanted.layer &&
               one.encoding == wanted.encoding && one.geometry == wanted.geometry;
    });
    if (found == m_entries.end()) {
        return nullptr;
    }
    if (!(found->stamp == wanted.stamp)) {
        m_bytes -= found->bytes;
        m_entries.erase(found);
        return nullptr;
    }
    m_entries.splice(m_entries.begin(), m_entries, found);
    return found->file;
}

void FileCache::keep(Entry entry) {
    const std::lock_guard lock(m_mutex);
    if (entry.bytes > m_most_bytes) {
        return;
    }
    m_bytes += entry.bytes;
    m_entries.push_front(std::move(entry));
    while (m_bytes > m_most_bytes) {
        m_bytes -= m_entries.back().bytes;
        m_entries.pop_back();
    }
}

}  // namespace maillage::workspace
