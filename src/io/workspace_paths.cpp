// SPDX-License-Identifier: Apache-2.0
#include "io/workspace_paths.hpp"

#include "base/text.hpp"
#include "io/file_error.hpp"
#include "io/file_kind.hpp"
#include "io/gtfs.hpp"
#include "io/workspace_file.hpp"

#include <algorithm>
#include <system_error>

namespace maillage::io {
namespace {

namespace fs = std::filesystem;

Error refused(MessageId id, const std::string& path) {
    return {Error::Code::kRefused, Message(id, {path}), {}};
}

/// * stands for any characters, ? for one; no other sign is special.
bool matches(std::string_view pattern, std::string_view name) {
    std::size_t p = 0;
    std::size_t n = 0;
    std::size_t star = std::string_view::npos;
    std::size_t star_name = 0;
    while (n < name.size()) {
        if (p < pattern.size() && (pattern[p] == '?' || pattern[p] == name[n])) {
            ++p;
            ++n;
        } else if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            star_name = n;
        } else if (star != std::string_view::npos) {
            p = star + 1;
            n = ++star_name;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == '*') {
        ++p;
    }
    return p == pattern.size();
}

bool has_wildcard(std::string_view text) {
    return text.find_first_of("*?") != std::string_view::npos;
}

std::vector<fs::path> files_of(const fs::path& folder, std::string_view pattern) {
    std::vector<fs::path> files;
    std::error_code failed;
    for (fs::directory_iterator entry(folder, failed), end; !failed && entry != end;
         entry.increment(failed)) {
        const std::string name = entry->path().filename().string();
        std::error_code unknown;
        const bool hidden = name.starts_with('.') && !pattern.starts_with('.');
        if (!hidden && entry->is_regular_file(unknown) && matches(pattern, name)) {
            files.push_back(entry->path());
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

/// \returns The files a path stands for, not yet checked for leaving the workspace.
Result<std::vector<fs::path>> expand(const fs::path& path, const std::string& written, Role role) {
    if (has_wildcard(path.parent_path().string()) && !fs::exists(path.parent_path())) {
        return refused(MessageId::kGlobInFolder, written);
    }
    std::error_code failed;
    if (role == Role::kTransit && fs::is_directory(path, failed) && is_gtfs(path)) {
        return std::vector<fs::path>{path};
    }
    if (fs::is_directory(path, failed)) {
        auto files = files_of(path, "*");
        std::erase_if(files, [](const fs::path& file) { return !is_data_file(file); });
        if (files.empty()) {
            return Error{
                Error::Code::kNotFound, Message(MessageId::kFolderWithoutData, {written}), {}};
        }
        return files;
    }
    if (fs::exists(path, failed)) {
        return std::vector<fs::path>{path};
    }
    if (!has_wildcard(path.filename().string())) {
        return not_found(path);
    }
    auto files = files_of(path.parent_path(), path.filename().string());
    if (files.empty()) {
        return Error{Error::Code::kNotFound, Message(MessageId::kGlobNoMatch, {written}), {}};
    }
    return files;
}

}  // namespace

bool is_inside(const fs::path& path, const fs::path& folder) {
    const auto [end, ignored] =
        std::mismatch(folder.begin(), folder.end(), path.begin(), path.end());
    return end == folder.end();
}

Result<std::vector<fs::path>> resolve_paths(const WorkspaceSpec& workspace,
                                            const SourceSpec& source, const PathRules& rules) {
    if (is_remote(source.path)) {
        if (rules.allow_remote && source.path.starts_with("PG:")) {
            return std::vector<fs::path>{source.path};
        }
        return refused(
            source.path.starts_with("PG:") ? MessageId::kPathRemote : MessageId::kRemoteRefused,
            source.path);
    }
    if (source.path.find('\0') != std::string::npos) {
        return Error{Error::Code::kNotFound,
                     Message(MessageId::kFileNotFound, {quote_excerpt(source.path)}),
                     {}};
    }
    const fs::path written(source.path);
    std::error_code failed;
    const fs::path folder =
        fs::canonical(workspace.folder.empty() ? fs::path(".") : workspace.folder, failed);
    if (failed) {
        return not_found(workspace.folder);
    }
    const bool outside_allowed =
        rules.allow_outside ||
        std::find(rules.chosen.begin(), rules.chosen.end(),
                  (folder / written).lexically_normal()) != rules.chosen.end();
    if (!outside_allowed &&
        (written.is_absolute() || !is_inside((folder / written).lexically_normal(), folder))) {
        return refused(MessageId::kPathOutside, source.path);
    }
    auto files = expand(folder / written, source.path, source.role);
    if (!files) {
        return files.error();
    }
    for (auto& file : files.value()) {
        const auto real = fs::canonical(file, failed);
        if (failed) {
            return not_found(file);
        }
        if (!outside_allowed && !is_inside(real, folder)) {
            return refused(MessageId::kPathOutside,
                           (written.parent_path() / file.filename()).string());
        }
        file = file.lexically_normal();
    }
    return files;
}

}  // namespace maillage::io
