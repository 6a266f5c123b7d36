// SPDX-License-Identifier: Apache-2.0
#include "io/gtfs.hpp"

#include "base/text.hpp"
#include "base/transit_messages.hpp"
#include "io/archive.hpp"
#include "io/csv_text.hpp"
#include "io/file_error.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <functional>
#include <set>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

namespace maillage::io {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kArchiveRatio = 200;

/// In the order in which they are judged.
constexpr std::array<std::string_view, 9> kTables = {
    "agency.txt", "calendar.txt",   "calendar_dates.txt", "stops.txt",    "routes.txt",
    "trips.txt",  "stop_times.txt", "frequencies.txt",    "transfers.txt"};

bool is_table(std::string_view name) { return std::ranges::find(kTables, name) != kTables.end(); }

Error with_where(Error error, const std::string& where) {
    if (error.where.empty()) {
        error.where = where;
    }
    return error;
}

Error no_tables(const std::string& name) {
    return {Error::Code::kNotFound, Message(transit::kTransitNoTables, {name}), name};
}

bool looks_like_feed(const std::set<std::string, std::less<>>& names) {
    return names.contains("stop_times.txt") ||
           (names.contains("stops.txt") && names.contains("trips.txt"));
}

/// What a feed is made of, wherever it lies.
struct Folder {
    std::string inside;  ///< "feed/" in an archive; else empty.
    std::set<std::string, std::less<>> names;
};

/// The folder of an archive that has most of the tables; the outermost of equals.
Folder feed_folder(const std::vector<ArchiveMember>& members) {
    std::vector<Folder> folders;
    for (const auto& member : members) {
        const auto slash = member.name.rfind('/');
        const auto length = slash == std::string::npos ? 0 : slash + 1;
        const auto inside = member.name.substr(0, length);
        auto at = std::ranges::find(folders, inside, &Folder::inside);
        if (at == folders.end()) {
            at = folders.insert(folders.end(), {inside, {}});
        }
        at->names.insert(member.name.substr(length));
    }
    const auto tables = [](const Folder& folder) {
        return std::ranges::count_if(folder.names, is_table);
    };
    Folder best;
    for (auto& folder : folders) {
        const auto more = tables(folder) - tables(best);
        if (more > 0 ||
            (more == 0 && tables(best) > 0 && folder.inside.size() < best.inside.size())) {
            best = std::move(folder);
        }
    }
    return best;
}

/// Names the files that are not read, and those of the feed's folder.
RawLayer other_files(const Folder& folder) {
    RawLayer layer;
    for (const auto& name : folder.names) {
        if (!is_table(name)) {
            layer.table.field_names.push_back(name);
        }
    }
    if (!folder.inside.empty()) {
        layer.table.remarks.push_back(
            {0, Message(transit::kTransitInFolder, {quote_excerpt(folder.inside)}), false});
    }
    return layer;
}

using ReadMember = std::function<Result<std::string>(const std::string& name)>;

Result<std::vector<RawLayer>> read_tables(const std::string& name, const Folder& folder,
                                          const ReadMember& read, const ReadOptions& options,
                                          const Progress& progress) {
    if (std::ranges::none_of(folder.names, is_table)) {
        return no_tables(name);
    }
    std::vector<RawLayer> layers;
    std::int64_t done = 0;
    for (const auto table : kTables) {
        progress.at(MessageId::kStageReading, done++, std::int64_t{kTables.size()});
        if (progress.cancelled()) {
            return stopped();
        }
        if (!folder.names.contains(table)) {
            continue;
        }
        const auto bytes = read(std::string(table));
        if (!bytes) {
            return with_where(bytes.error(), name + ", " + std::string(table));
        }
        auto layer = read_gtfs_table(table, *bytes, options);
        if (!layer) {
            return with_where(layer.error(), name + ", " + std::string(table));
        }
        layers.push_back(std::move(layer).value());
    }
    layers.push_back(other_files(folder));
    return layers;
}

Result<RawFile> read_folder(const fs::path& path, const ReadOptions& options,
                            const Progress& progress) {
    Folder folder;
    std::error_code failed;
    for (fs::directory_iterator at(path, failed), end; !failed && at != end; at.increment(failed)) {
        folder.names.insert(at->path().filename().string());
    }
    std::uint64_t left = options.max_bytes;
    const auto read = [&](const std::string& name) -> Result<std::string> {
        std::error_code unknown;
        const auto file = path / name;
        // Only read_bytes() is told why; an empty table is judged like one without rows.
        if (fs::is_regular_file(file, unknown) && fs::file_size(file, unknown) == 0 && !unknown) {
            return std::string();
        }
        auto bytes = read_bytes(file, left);
        if (!bytes) {
            return bytes.error();
        }
        left -= std::min<std::uint64_t>(left, bytes->bytes.size());
        return std::move(bytes.value().bytes);
    };
    auto layers = read_tables(path.filename().string(), folder, read, options, progress);
    if (!layers) {
        return layers.error();
    }
    return RawFile{{}, std::move(layers).value()};
}

}  // namespace

Result<RawLayer> read_gtfs_table(std::string_view name, std::string_view bytes,
                                 const ReadOptions& options) {
    RawLayer layer;
    if (bytes.find_first_not_of(" \t\r\n\xEF\xBB\xBF") != std::string_view::npos) {
        auto read = read_separated(bytes, options, ',');
        if (!read) {
            return read.error();
        }
        layer = std::move(read).value();
    }
    layer.table.layer = name;
    return layer;
}

Result<RawFile> read_gtfs(const fs::path& path, const ReadOptions& options,
                          const Progress& progress) {
    std::error_code unknown;
    if (fs::is_directory(path, unknown)) {
        return read_folder(path, options, progress);
    }
    const auto name = path.filename().string();
    auto file = read_bytes(path, options.max_bytes);
    if (!file) {
        return with_where(file.error(), name);
    }
    const auto& packed = file->bytes;
    if (!packed.starts_with("PK")) {
        return no_tables(name);
    }
    const auto members = list_archive(packed, name, {options.max_bytes, kArchiveRatio});
    if (!members) {
        return with_where(members.error(), name);
    }
    const auto folder = feed_folder(*members);
    const auto read = [&](const std::string& table) {
        const auto at = std::ranges::find(*members, folder.inside + table, &ArchiveMember::name);
        return unpack_member(packed, *at, name);
    };
    auto layers = read_tables(name, folder, read, options, progress);
    if (!layers) {
        return layers.error();
    }
    return RawFile{std::move(file.value().sha256), std::move(layers).value()};
}

bool is_gtfs(const fs::path& path) {
    std::error_code failed;
    if (fs::is_directory(path, failed)) {
        std::set<std::string, std::less<>> names;
        for (const auto table : kTables) {
            if (fs::is_regular_file(path / table, failed)) {
                names.emplace(table);
            }
        }
        return looks_like_feed(names);
    }
    // Opening a pipe would wait for somebody to write into it.
    if (!fs::is_regular_file(path, failed)) {
        return false;
    }
    std::ifstream file(path, std::ios::binary);
    std::array<char, 2> start{};
    if (!file.read(start.data(), 2) || start[0] != 'P' || start[1] != 'K') {
        return false;
    }
    const ReadOptions options;
    const auto bytes = read_bytes(path, options.max_bytes);
    if (!bytes) {
        return false;
    }
    const auto members = list_archive(bytes->bytes, "", {options.max_bytes, kArchiveRatio});
    return members && looks_like_feed(feed_folder(*members).names);
}

}  // namespace maillage::io
