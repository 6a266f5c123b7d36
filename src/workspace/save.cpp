// SPDX-License-Identifier: Apache-2.0
#include "workspace/save.hpp"

#include "base/screen_messages.hpp"
#include "base/sha256.hpp"
#include "io/read.hpp"
#include "io/workspace_edit.hpp"
#include "io/write.hpp"
#include "workspace/settings.hpp"

#include <algorithm>
#include <system_error>

namespace maillage::workspace {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kMostTomlBytes = std::uint64_t{16} << 20U;

struct OnDisk {
    std::string text;
    std::string sha256;
};

Result<OnDisk> read_present(const fs::path& file) {
    std::error_code failed;
    if (!fs::exists(file, failed)) {
        return OnDisk{};
    }
    const auto bytes = io::read_bytes(file, kMostTomlBytes);
    if (!bytes) {
        // An empty file is no error here: it is filled.
        return fs::file_size(file, failed) == 0 ? Result<OnDisk>(OnDisk{"", sha256_hex("")})
                                                : Result<OnDisk>(bytes.error());
    }
    return OnDisk{bytes->bytes, bytes->sha256};
}

bool is_inside(const fs::path& path, const fs::path& folder) {
    const auto relative = path.lexically_relative(folder);
    return !relative.empty() && *relative.begin() != "..";
}

/// Copies through a temporary name, so that a broken copy never looks whole.
Result<Done> copy_whole(const fs::path& from, const fs::path& to) {
    std::error_code failed;
    if (fs::exists(to, failed)) {
        if (fs::file_size(from, failed) == fs::file_size(to, failed)) {
            const auto a = io::read_bytes(from, std::uint64_t{4} << 30U);
            const auto b = io::read_bytes(to, std::uint64_t{4} << 30U);
            if (a && b && a->sha256 == b->sha256) {
                return Done{};
            }
        }
        return Error{Error::Code::kRefused, {screen::kCopyExists, {to.string()}}, ""};
    }
    auto part = to;
    part += ".part";
    fs::copy_file(from, part, fs::copy_options::overwrite_existing, failed);
    if (!failed) {
        fs::rename(part, to, failed);
    }
    if (failed) {
        std::error_code ignored;
        fs::remove(part, ignored);
        return Error{
            Error::Code::kWrite, {screen::kCopyFailed, {from.string(), failed.message()}}, ""};
    }
    return Done{};
}

bool has_wildcard(const std::string& path) { return path.find_first_of("*?") != std::string::npos; }

/// Brings one source into \p folder: a path relative to it, the file copied when it lies outside.
Result<io::SourceSpec> brought(io::SourceSpec source, const fs::path& from,
                               const fs::path& folder) {
    if (source.path.starts_with("PG:")) {
        return source;
    }
    std::error_code failed;
    const fs::path written(source.path);
    const auto whole = fs::absolute(from / written, failed).lexically_normal();
    if (is_inside(whole, folder)) {
        source.path = whole.lexically_relative(folder).generic_string();
        return source;
    }
    if (has_wildcard(source.path) || fs::is_directory(whole, failed)) {
        return Error{Error::Code::kRefused, {screen::kCopyFolder, {source.path}}, ""};
    }
    const auto done = copy_whole(whole, folder / whole.filename());
    if (!done) {
        return done.error();
    }
    source.path = whole.filename().string();
    return source;
}

}  // namespace

Result<Saved> save_workspace(const SaveRequest& request, const Progress& progress) {
    std::error_code failed;
    fs::create_directories(request.folder, failed);
    const auto folder = fs::weakly_canonical(fs::absolute(request.folder, failed), failed);
    const auto from = request.spec->folder.empty()
                          ? folder
                          : fs::weakly_canonical(fs::absolute(request.spec->folder), failed);
    const auto file = request.folder / kTomlName;
    const auto present = read_present(file);
    if (!present) {
        return present.error();
    }
    if (!request.expected && !present->sha256.empty()) {
        return Error{Error::Code::kRefused, {screen::kSaveExists, {file.string()}}, ""};
    }
    if (request.expected && *request.expected != present->sha256) {
        return Error{Error::Code::kRefused, {screen::kSaveChanged, {file.string()}}, ""};
    }
    auto spec = std::make_shared<io::WorkspaceSpec>(*request.spec);
    spec->folder = request.folder;
    for (auto& source : spec->sources) {
        if (progress.cancelled()) {
            return Error{Error::Code::kCancelled, {MessageId::kCancelled}, ""};
        }
        auto moved = brought(source, from, folder);
        if (!moved) {
            return moved.error();
        }
        source = std::move(moved).value();
    }
    const auto text = io::edit_workspace(present->text, *spec);
    if (!text) {
        return text.error();
    }
    if (const auto done = io::write_file(file, *text); !done) {
        return done.error();
    }
    if (request.write_views) {
        const auto views = request.folder / kViewsFile;
        if (!request.views.empty() || fs::exists(views, failed)) {
            if (const auto done = io::write_file(views, to_text(request.views)); !done) {
                return done.error();
            }
        }
    }
    return Saved{std::move(spec), file, sha256_hex(*text)};
}

}  // namespace maillage::workspace
