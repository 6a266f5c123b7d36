// SPDX-License-Identifier: Apache-2.0
#include "workspace/open.hpp"

#include "io/read.hpp"
#include "io/schema_file.hpp"
#include "reconcile/reconcile.hpp"
#include "workspace/data_folder.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace maillage::workspace {
namespace {

namespace fs = std::filesystem;

/// One file to be read, and then what came of it.
struct Job {
    io::SourceSpec spec;
    fs::path path;
    std::string shown;  ///< As messages name it.
    io::ReadOptions options;
    std::optional<Result<io::RawFile>> outcome;
};

bool is_outline(Role role) { return role == Role::kCommunes; }

/// Roles that hang together: who brings counts brings their totals, and built-in totals must
/// never stand beside the user's counts.
Role group_of(Role role) {
    switch (role) {
        case Role::kCirTotals:
            return Role::kCir;
        case Role::kNames:
            return Role::kTerritories;
        default:
            return role;
    }
}

/// Built-in sources for what the user does not bring.
std::vector<io::SourceSpec> built_in_sources(const io::WorkspaceSpec& built_in,
                                             const io::WorkspaceSpec& user, bool outlines) {
    std::set<Role> brought;
    for (const auto& source : user.sources) {
        brought.insert(group_of(source.role));
    }
    std::vector<io::SourceSpec> wanted;
    for (const auto& source : built_in.sources) {
        const bool unneeded = is_outline(source.role) && !outlines;
        // Names complete a user's own list of communes too.
        const bool replaced =
            source.role != Role::kNames && brought.contains(group_of(source.role));
        if (!unneeded && !replaced) {
            wanted.push_back(source);
        }
    }
    return wanted;
}

/// The files of a folder, each a source that can be corrected or taken away by itself.
std::vector<io::SourceSpec> sources_of_folder(const io::WorkspaceSpec& workspace) {
    io::SourceSpec all;
    all.path = ".";
    const auto files = io::resolve_paths(workspace, all, {});
    if (!files) {
        return {all};  // Opening says what is wrong with it.
    }
    std::vector<io::SourceSpec> sources;
    for (const auto& file : *files) {
        io::SourceSpec one;
        one.path = file.filename().string();
        sources.push_back(std::move(one));
    }
    return sources;
}

/// How messages name a file: within the folder, else as the source names it, else whole.
std::string shown_path(const io::WorkspaceSpec& workspace, const io::SourceSpec& source,
                       const fs::path& path, std::size_t files) {
    std::error_code failed;
    const auto within = fs::relative(path, workspace.folder, failed);
    if (!failed && !within.empty() && *within.begin() != "..") {
        return within.string();
    }
    return files == 1 && !source.path.empty() ? source.path : path.string();
}

void append_jobs(const io::WorkspaceSpec& workspace, const std::vector<io::SourceSpec>& sources,
                 const io::PathRules& rules, const std::string& prefix, bool geometry,
                 std::vector<Job>& jobs, std::vector<reconcile::UnreadSource>& unread) {
    for (const auto& source : sources) {
        const auto paths = io::resolve_paths(workspace, source, rules);
        if (!paths) {
            unread.push_back({source, prefix + source.path, paths.error()});
            continue;
        }
        for (const auto& path : *paths) {
            Job job;
            job.spec = source;
            job.path = path;
            job.shown = prefix + shown_path(workspace, source, path, paths->size());
            job.options.layer = source.layer;
            job.options.encoding = source.encoding;
            job.options.geometry = geometry || !is_outline(source.role);
            jobs.push_back(std::move(job));
        }
    }
}

/// Reads all files, each worker taking the next one; the outcome stays at its place.
void read_all(std::vector<Job>& jobs, const Progress& progress) {
    std::atomic<std::size_t> next = 0;
    std::atomic<std::int64_t> done = 0;
    const auto work = [&] {
        for (auto i = next++; i < jobs.size() && !progress.cancelled(); i = next++) {
            jobs[i].outcome.emplace(io::read_file(jobs[i].path, jobs[i].options, progress));
            progress.at(MessageId::kStageReading, ++done, static_cast<std::int64_t>(jobs.size()));
        }
    };
    const auto cores = std::max(1U, std::thread::hardware_concurrency());
    const auto workers = std::min<std::size_t>(cores, jobs.size());
    std::vector<std::jthread> threads;
    for (std::size_t i = 1; i < workers; ++i) {
        threads.emplace_back(work);
    }
    work();
}

/// Takes over what the built-in workspace decides when the user's says nothing.
void complete(io::WorkspaceSpec& user, const io::WorkspaceSpec& built_in) {
    if (!user.vintage) {
        user.vintage = built_in.vintage;
    }
    if (user.name.empty()) {
        user.name = built_in.name;
    }
}

}  // namespace

Result<io::WorkspaceSpec> describe(const std::optional<fs::path>& given) {
    io::WorkspaceSpec spec;
    if (!given) {
        return spec;
    }
    const auto& path = *given;
    std::error_code failed;
    const auto status = fs::status(path, failed);
    if (failed || !fs::exists(status)) {
        return Error{Error::Code::kNotFound, {MessageId::kPathMissing, {path.string()}}, ""};
    }
    if (path.filename() == "maillage.toml" || fs::exists(path / "maillage.toml", failed)) {
        return io::read_workspace(path);
    }
    if (fs::is_directory(status)) {
        spec.folder = path;
        spec.sources = sources_of_folder(spec);
    } else {
        spec.folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
        spec.sources.emplace_back();
        spec.sources.back().path = path.filename().string();
    }
    const auto name = fs::absolute(path, failed).lexically_normal();
    spec.name =
        name.has_filename() ? name.filename().string() : name.parent_path().filename().string();
    return spec;
}

Result<DatasetPtr> open(const std::optional<fs::path>& path, const OpenOptions& options,
                        const Progress& progress) {
    const auto described = describe(path);
    return described ? open(*described, options, progress) : Result<DatasetPtr>(described.error());
}

Result<DatasetPtr> open(const io::WorkspaceSpec& workspace, const OpenOptions& options,
                        const Progress& progress) {
    auto data = options.data_folder ? Result<fs::path>(*options.data_folder) : find_data_folder();
    if (!data) {
        return data.error();
    }
    auto built_in = io::read_workspace(*data / "france");
    if (!built_in) {
        return built_in.error();
    }
    auto schemas = io::read_table_schemas(*data / "schemas");
    if (!schemas) {
        return schemas.error();
    }
    auto user = workspace;

    reconcile::Input input;
    const bool shown = options.outlines ||
                       std::any_of(user.sources.begin(), user.sources.end(),
                                   [](const auto& source) { return source.role == Role::kLayer; });
    input.outlines = shown;
    input.map_layers = options.outlines;
    input.check_outlines = options.check_outlines;
    const bool geometry = shown || options.check_outlines;
    const auto base = built_in_sources(*built_in, user, shown);
    std::vector<Job> jobs;
    // The prefix tells the user's files from those of the program in every message.
    append_jobs(*built_in, base, {}, "france/", geometry, jobs, input.unread);
    input.built_in_sources = jobs.size();
    append_jobs(user, user.sources, options.rules, "", geometry, jobs, input.unread);
    complete(user, *built_in);
    if (user.counts_years.empty() &&
        std::any_of(base.begin(), base.end(), [](const auto& s) { return s.role == Role::kCir; })) {
        user.counts_years = built_in->counts_years;
    }

    read_all(jobs, progress);
    if (progress.cancelled()) {
        return Error{Error::Code::kCancelled, {MessageId::kCancelled}, ""};
    }
    for (std::size_t i = 0; i < jobs.size(); ++i) {
        auto& job = jobs[i];
        if (!job.outcome) {
            continue;
        }
        if (job.outcome->has_value()) {
            input.sources.push_back(
                {std::move(job.spec), std::move(job.shown), std::move(*job.outcome).value()});
        } else if (i < input.built_in_sources) {
            return job.outcome->error();
        } else {
            input.unread.push_back(
                {std::move(job.spec), std::move(job.shown), job.outcome->error()});
        }
    }
    input.workspace = std::move(user);
    input.schemas = std::move(schemas).value();
    return reconcile::reconcile(std::move(input), progress);
}

}  // namespace maillage::workspace
