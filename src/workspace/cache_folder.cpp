// SPDX-License-Identifier: Apache-2.0
#include "workspace/cache_folder.hpp"

#include "workspace/data_folder.hpp"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <system_error>
#include <utility>
#include <vector>

namespace maillage::workspace {
namespace {

namespace fs = std::filesystem;

constexpr const char* kTemporaryEnding = ".tmp";
constexpr const char* kHintEnding = ".seen";

struct Entry {
    fs::path path;
    std::uint64_t size = 0;
    fs::file_time_type used;
};

}  // namespace

std::optional<fs::path> cache_folder(const CacheOptions& options) {
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

std::optional<fs::path> ready_folder(const CacheOptions& options) {
    if (!options.enabled) {
        return std::nullopt;
    }
    if (options.ready) {
        return options.ready;
    }
    return options.folder ? std::nullopt : find_ready_geometry();
}

void prune_cache(const fs::path& folder, const char* ending, const fs::path& newest,
                 std::uint64_t most_bytes) {
    std::error_code failed;
    std::vector<Entry> entries;
    std::uint64_t total = 0;
    constexpr auto kSurelyAbandoned = std::chrono::hours(24);
    constexpr auto kLongForgotten = std::chrono::hours(24 * 180);
    for (fs::directory_iterator it(folder, failed), end; !failed && it != end;
         it.increment(failed)) {
        std::error_code gone;  // Another program may be pruning.
        Entry entry{it->path(), it->file_size(gone), it->last_write_time(gone)};
        if (gone) {
            continue;
        }
        if (entry.path.extension() == ending) {
            total += entry.size;
            entries.push_back(std::move(entry));
        } else if ((entry.path.extension() == kTemporaryEnding &&
                    entry.used + kSurelyAbandoned < fs::file_time_type::clock::now()) ||
                   (entry.path.extension() == kHintEnding &&
                    entry.used + kLongForgotten < fs::file_time_type::clock::now())) {
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

}  // namespace maillage::workspace
