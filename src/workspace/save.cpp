// SPDX-License-Identifier: Apache-2.0
#include "workspace/save.hpp"

#include "base/screen_messages.hpp"
#include "base/sha256.hpp"
#include "io/read.hpp"
#include "io/workspace_edit.hpp"
#include "io/write.hpp"
#include "workspace/companions.hpp"
#include "workspace/scenario_text.hpp"
#include "workspace/settings.hpp"

#include <algorithm>
#include <set>
#include <system_error>

namespace maillage::workspace {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kMostTomlBytes = std::uint64_t{16} << 20U;

struct OnDisk {
    std::string text;
    std::string sha256;  ///< Empty: there is no such file.
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

/// The file as it is, if nobody else has changed it. \p expected empty: it may not be there.
Result<OnDisk> present_if_expected(const fs::path& file,
                                   const std::optional<std::string>& expected) {
    auto present = read_present(file);
    if (present && !expected && !present->sha256.empty()) {
        return Error{Error::Code::kRefused, {screen::kSaveExists, {file.string()}}, ""};
    }
    if (present && expected && *expected != present->sha256) {
        return Error{Error::Code::kRefused, {screen::kSaveChanged, {file.string()}}, ""};
    }
    return present;
}

/// A file to be written when all of them may be.
struct Pending {
    fs::path file;
    std::string text;
};

using Expected = std::optional<std::string>;

Expected expected_contracts(const SaveRequest& request) {
    return request.expected ? Expected(request.expected->contracts) : std::nullopt;
}
Expected expected_scenario(const SaveRequest& request, const std::string& name) {
    if (!request.expected) {
        return std::nullopt;
    }
    const auto found = request.expected->scenarios.find(name);
    return found == request.expected->scenarios.end() ? std::string() : found->second;
}

/// A file that already says the same is left as it is, with the comments people wrote in it.
Result<Done> add_contracts(const SaveRequest& request, std::vector<Pending>& pending) {
    const auto& contracts = request.document->contracts;
    const auto file = request.folder / kRegisterFile;
    const auto known = expected_contracts(request).value_or("");
    if (contracts.rows.empty() && (known.empty() || known == kUnreadable)) {
        return Done{};
    }
    const auto present = present_if_expected(file, expected_contracts(request));
    if (!present) {
        return present.error();
    }
    const auto said = parse_register(present->text);
    if (present->sha256.empty() || !said || !(*said == contracts)) {
        pending.push_back({file, to_csv(contracts)});
    }
    return Done{};
}

/// A file for each scenario, named after it; a second one of the same file name gets a number.
Result<Done> add_scenarios(const SaveRequest& request, std::set<std::string>& names,
                           std::vector<Pending>& pending) {
    for (const auto& scenario : request.document->scenarios) {
        const fs::path plain = scenario_file(scenario.name);
        auto name = plain.string();
        for (int n = 2; names.contains(name); ++n) {
            name = plain.stem().string() + '-' + std::to_string(n) + plain.extension().string();
        }
        names.insert(name);
        const auto file = request.folder / kScenarioFolder / name;
        const auto present = present_if_expected(file, expected_scenario(request, name));
        if (!present) {
            return present.error();
        }
        std::vector<std::string> ignored;
        const auto said = parse_scenario(present->text, ignored);
        if (!said || !(*said == scenario)) {
            pending.push_back({file, to_text(scenario)});
        }
    }
    return Done{};
}

/// A file that already says the same is left as it is; in one that does not, the remarks people
/// wrote stay. It is small and only this program's: what is there counts, whoever wrote it.
void add_views(const SaveRequest& request, std::vector<Pending>& pending) {
    const auto& views = request.document->views;
    const auto file = request.folder / kViewsFile;
    const auto present = read_present(file);
    const auto text = present ? present->text : std::string();
    std::vector<std::string> ignored;
    if (parse_saved_views(text, ignored) != views) {
        pending.push_back({file, edit_saved_views(text, views)});
    }
}

/// Files of scenarios that are gone, if they are as they were read.
void remove_scenarios(const SaveRequest& request, const std::set<std::string>& names) {
    if (!request.expected) {
        return;
    }
    for (const auto& [name, digest] : request.expected->scenarios) {
        const auto file = request.folder / kScenarioFolder / name;
        const auto present = read_present(file);
        if (!names.contains(name) && present && present->sha256 == digest) {
            std::error_code failed;
            fs::remove(file, failed);
        }
    }
}

}  // namespace

Result<Saved> save_workspace(const SaveRequest& request, const Progress& progress) {
    std::error_code failed;
    fs::create_directories(request.folder, failed);
    const auto folder = fs::weakly_canonical(fs::absolute(request.folder, failed), failed);
    const auto& before = request.document->spec.folder;
    const auto from = before.empty() ? folder : fs::weakly_canonical(fs::absolute(before), failed);
    const auto file = request.folder / kTomlName;
    const auto toml = present_if_expected(
        file, request.expected ? std::optional(request.expected->toml) : std::nullopt);
    if (!toml) {
        return toml.error();
    }
    auto document = std::make_shared<Document>(*request.document);
    document->spec.folder = request.folder;
    for (auto& source : document->spec.sources) {
        if (progress.cancelled()) {
            return Error{Error::Code::kCancelled, {MessageId::kCancelled}, ""};
        }
        if (source == register_source()) {
            continue;  // Written below.
        }
        auto moved = brought(source, from, folder);
        if (!moved) {
            return moved.error();
        }
        source = std::move(moved).value();
    }
    // Elsewhere, what people wrote in the old file goes along, and what stands beside it.
    const bool elsewhere = !request.expected && !before.empty() && from != folder;
    const auto old = elsewhere ? read_present(from / kTomlName) : Result<OnDisk>(OnDisk{});
    const auto text =
        io::edit_workspace(old && toml->text.empty() ? old->text : toml->text, document->spec);
    for (const auto& [source, target] :
         elsewhere ? companions(from, folder) : std::vector<FileCopy>()) {
        fs::create_directories(target.parent_path(), failed);
        if (const auto copied = copy_whole(source, target); !copied) {
            return copied.error();
        }
    }
    if (!text) {
        return text.error();
    }
    std::vector<Pending> pending;
    std::set<std::string> scenarios;
    for (const auto& done :
         {add_contracts(request, pending), add_scenarios(request, scenarios, pending)}) {
        if (!done) {
            return done.error();
        }
    }
    add_views(request, pending);
    pending.push_back({file, *text});  // Last: what it names is there when it does.
    for (const auto& one : pending) {
        fs::create_directories(one.file.parent_path(), failed);
        if (const auto done = io::write_file(one.file, one.text); !done) {
            return done.error();
        }
    }
    remove_scenarios(request, scenarios);
    return Saved{std::move(document), file, files_on_disk(request.folder)};
}

FilesOnDisk files_on_disk(const fs::path& folder) {
    FilesOnDisk files;
    if (folder.empty()) {
        return files;
    }
    const auto digest = [](const fs::path& file) {
        const auto present = read_present(file);
        return present ? present->sha256 : std::string();
    };
    files.toml = digest(folder / kTomlName);
    files.contracts = digest(folder / kRegisterFile);
    std::error_code failed;
    for (fs::directory_iterator at(folder / kScenarioFolder, failed), end; !failed && at != end;
         at.increment(failed)) {
        if (at->path().extension() == ".txt") {
            files.scenarios[at->path().filename().string()] = digest(at->path());
        }
    }
    return files;
}

}  // namespace maillage::workspace
