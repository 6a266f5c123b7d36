// SPDX-License-Identifier: Apache-2.0
#include "workspace/geometry_cache.hpp"

#include "base/screen_messages.hpp"
#include "base/sha256.hpp"
#include "workspace/geometry_file.hpp"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <system_error>
#include <vector>

namespace maillage::workspace {
namespace {

namespace fs = std::filesystem;

constexpr const char* kEnding = ".geometry";
constexpr const char* kTemporaryEnding = ".tmp";

std::optional<fs::path> folder_of(const CacheOptions& options) {
    if (!options.enabled) {
        return std::nullopt;
    }
    if (options.folder) {
        return options.folder;
    }
    // NOLINTNEXTLINE(concurrency-mt-unsafe): nothing in the program sets the environment
    const char* cache = std::getenv("XDG_CACHE_HOME");
    // The standard says that a relative path is to be ignored.
    if (cache != nullptr && fs::path(cache).is_absolute()) {
        return fs::path(cache) / "maillage";
    }
    // NOLINTNEXTLINE(concurrency-mt-unsafe)
    const char* home = std::getenv("HOME");
    if (home != nullptr && fs::path(home).is_absolute()) {
        return fs::path(home) / ".cache" / "maillage";
    }
    return std::nullopt;
}

void append_number(std::string& text, std::int64_t number) { text += std::to_string(number) + ' '; }

/// \returns Whether the file can be told from every other.
bool append_source(std::string& text, const Source& source) {
    text += source.sha256 + ' ' + source.layer + '\n';
    append_number(text, source.vintage ? source.vintage->year : 0);
    // Another column for the codes places other rows.
    append_number(text, source.rows_used);
    append_number(text, source.rows_repaired);
    append_number(text, source.rows_set_aside);
    text += '\n';
    return !source.sha256.empty();
}

struct Entry {
    fs::path path;
    std::uint64_t size = 0;
    fs::file_time_type used;
};

/// Deletes what was not used for longest until the rest fits, and what broken-off writers left.
void prune(const fs::path& folder, const fs::path& newest, std::uint64_t most_bytes) {
    std::error_code failed;
    std::vector<Entry> entries;
    std::uint64_t total = 0;
    constexpr auto kSurelyAbandoned = std::chrono::hours(24);
    for (fs::directory_iterator it(folder, failed), end; !failed && it != end;
         it.increment(failed)) {
        std::error_code gone;  // Another program may be pruning.
        Entry entry{it->path(), it->file_size(gone), it->last_write_time(gone)};
        if (gone) {
            continue;
        }
        if (entry.path.extension() == kEnding) {
            total += entry.size;
            entries.push_back(std::move(entry));
        } else if (entry.path.extension() == kTemporaryEnding &&
                   entry.used + kSurelyAbandoned < fs::file_time_type::clock::now()) {
            fs::remove(entry.path, gone);
        }
    }
    std::sort(entries.begin(), entries.end(),
              [](const Entry& a, const Entry& b) { return a.used < b.used; });
    for (const auto& entry : entries) {
        if (total <= most_bytes) {
            return;
        }
        if (entry.path != newest) {
            fs::remove(entry.path, failed);
            total -= entry.size;
        }
    }
}

bool fits(const carto::MapGeometry& geometry, const Dataset& dataset) {
    return geometry.commune_count() == dataset.territories.communes.size();
}

}  // namespace

std::string geometry_key(const Dataset& dataset) {
    std::string text = "geometry\n";
    append_number(text, kGeometryFileVersion);
    append_number(text, dataset.territories.vintage.year);
    text += '\n';
    bool outlines = false;
    for (const auto& source : dataset.ledger.sources) {
        if (source.role != Role::kCommunes && source.role != Role::kMoves) {
            continue;
        }
        outlines = outlines || source.role == Role::kCommunes;
        if (!append_source(text, source)) {
            return {};
        }
    }
    if (!outlines) {
        return {};
    }
    // Rows are features, and ranks of borders come from these columns.
    const auto& communes = dataset.territories.communes;
    for (std::size_t i = 0; i < communes.size(); ++i) {
        text += communes.code[i].text();
        text += ' ';
        append_number(text, communes.department[i].value);
        append_number(text, communes.epci[i].valid() ? std::int64_t{communes.epci[i].value} : -1);
    }
    const auto& departments = dataset.territories.departments;
    for (std::size_t i = 0; i < departments.size(); ++i) {
        text += departments.code[i].text();
        text += ' ';
        append_number(text, departments.parent[i].value);
    }
    return sha256_hex(text);
}

Result<carto::MapGeometryPtr> open_geometry(const Dataset& dataset, const Progress& progress,
                                            const CacheOptions& options) {
    const auto folder = folder_of(options);
    const auto key = folder ? geometry_key(dataset) : std::string();
    const auto path = key.empty() ? fs::path() : *folder / (key + kEnding);
    std::error_code failed;
    if (!key.empty()) {
        auto kept = read_geometry(path, key);
        if (kept && fits(*kept, dataset)) {
            // Said by the workspace, not by the files the entry is named after.
            if (dataset.outlines) {
                kept->schematic = dataset.outlines->schematic;
            }
            fs::last_write_time(path, fs::file_time_type::clock::now(), failed);
            return carto::MapGeometryPtr(std::move(kept));
        }
    }
    if (!dataset.outlines) {
        return Error{Error::Code::kNotFound, {screen::kOutlinesNotLoaded}, ""};
    }
    auto built = carto::build_geometry(dataset, progress);
    if (built && !key.empty()) {
        fs::create_directories(*folder, failed);
        if (write_geometry(path, key, **built)) {
            prune(*folder, path, options.most_bytes);
        }
    }
    return built;
}

}  // namespace maillage::workspace
