// SPDX-License-Identifier: Apache-2.0
#include "workspace/open.hpp"

#include "base/sha256.hpp"
#include "io/gtfs.hpp"
#include "io/read.hpp"
#include "io/schema_file.hpp"
#include "reconcile/reconcile.hpp"
#include "workspace/data_folder.hpp"
#include "workspace/file_cache.hpp"
#include "workspace/geometry_cache.hpp"
#include "workspace/publication.hpp"
#include "workspace/travel_sources.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <map>
#include <memory>
#include <set>
#include <span>
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
    bool without_geometry = false;  ///< Though it is wanted: reconcile may ask for it.
    std::optional<Result<std::shared_ptr<const io::RawFile>>> outcome;
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
        if (!source.overrides) {
            brought.insert(group_of(source.role));
        }
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
        if (file.filename() == kPublicationsFile) {
            continue;  // Written by the program, about the others.
        }
        io::SourceSpec one;
        one.path = file.filename().string();
        one.role = travel_role_of(file);
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

Result<std::shared_ptr<const io::RawFile>> shared(Result<io::RawFile> file) {
    if (!file) {
        return file.error();
    }
    return std::shared_ptr<const io::RawFile>(
        std::make_shared<io::RawFile>(std::move(file).value()));
}

Result<std::shared_ptr<const io::RawFile>> read_one(const fs::path& path,
                                                    const io::ReadOptions& options,
                                                    FileCache* files, const Progress& progress) {
    if (files != nullptr) {
        return files->read(path, options, progress);
    }
    return shared(io::read_file(path, options, progress));
}

/// JSON says all about its geometries even when they are not kept.
bool is_json(const fs::path& path) {
    const auto name = path.filename().string();
    return name.ends_with("json") || name.ends_with("json.gz");
}

/// Outlines whose geometry is likely known are read without it; and are big: not to be kept with
/// it.
/// \param built_in So many jobs, the first, are of files that came with the program.
void leave_out_geometry(std::vector<Job>& jobs, std::size_t built_in, GeometryLookup& known) {
    std::vector<fs::path> outlines;
    bool all_built_in = true;
    for (std::size_t i = 0; i < jobs.size(); ++i) {
        if (is_outline(jobs[i].spec.role)) {
            outlines.push_back(jobs[i].path);
            all_built_in = all_built_in && i < built_in;
        }
    }
    if (!known.seems_known(outlines, all_built_in)) {
        return;
    }
    for (auto& job : jobs) {
        if (is_outline(job.spec.role) && is_json(job.path)) {
            job.options.geometry = false;
            job.without_geometry = true;
        }
    }
}

/// Reads all files, each worker taking the next one; the outcome stays at its place.
void read_all(std::vector<Job>& jobs, FileCache* files, const Progress& progress) {
    std::atomic<std::size_t> next = 0;
    std::atomic<std::int64_t> done = 0;
    const auto work = [&] {
        for (auto i = next++; i < jobs.size() && !progress.cancelled(); i = next++) {
            auto& job = jobs[i];
            // Outlines with their polygons would fill what is kept, and are not asked for twice.
            const bool kept = !is_outline(job.spec.role) || job.without_geometry;
            job.outcome.emplace(
                job.spec.role == Role::kTransit
                    ? shared(io::read_gtfs(job.path, job.options, progress))
                    : read_one(job.path, job.options, kept ? files : nullptr, progress));
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

bool is_register(const io::SourceSpec& source) {
    return source.overrides && source.path == kRegisterFile;
}

void add_register(const ContractRegister& contracts, reconcile::Input& input) {
    if (contracts.rows.empty()) {
        return;
    }
    const auto text = to_csv(contracts);
    auto layer = io::read_csv(text, {});
    if (!layer) {
        input.unread.push_back({register_source(), kRegisterFile, layer.error()});
        return;
    }
    auto file = std::make_shared<io::RawFile>();
    file->sha256 = sha256_hex(text);
    file->layers.push_back(std::move(layer).value());
    input.sources.push_back({register_source(), kRegisterFile, std::move(file)});
}

/// Where each file was read from, and how.
using Paths = std::map<const io::RawFile*, std::pair<fs::path, io::ReadOptions>>;

/// \p known and \p paths must outlive \p input.
void ask(GeometryLookup& known, const Paths& paths, const Progress& progress,
         reconcile::Input& input) {
    input.known_outlines = [&known](const Territories& territories,
                                    std::span<const Source> sources) {
        return known.find(territories, sources);
    };
    input.take_outlines = [&known](std::shared_ptr<const Outlines> outlines) {
        known.take(std::move(outlines));
    };
    input.read_geometry = [&paths, &progress](const reconcile::RawSource& source) {
        auto [path, read] = paths.at(source.file.get());
        read.geometry = true;
        return read_one(path, read, nullptr, progress);
    };
}

/// Feeds that nobody asks for are listed: reading one may take longer than all the rest.
void leave_out_feeds(std::vector<Job>& jobs, reconcile::Input& input) {
    std::erase_if(jobs, [&](Job& job) {
        if (job.spec.role != Role::kTransit) {
            return false;
        }
        input.feeds.push_back({job.spec, job.shown, nullptr});
        return true;
    });
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
    const bool feed = io::is_gtfs(path);
    if (fs::is_directory(status) && !feed) {
        spec.folder = path;
        spec.sources = sources_of_folder(spec);
    } else {
        const auto whole = path.has_filename() ? path : path.parent_path();
        spec.folder = whole.has_parent_path() ? whole.parent_path() : fs::path(".");
        spec.sources.emplace_back();
        spec.sources.back().path = whole.filename().string();
        spec.sources.back().role = travel_role_of(whole);
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
    auto from_files = user.sources;
    if (options.contracts != nullptr) {
        std::erase_if(from_files, is_register);
    }
    // Roads are read when a way is looked for.
    for (const auto& source : from_files) {
        if (source.role == Role::kRoads) {
            input.listed.push_back({source.path, source.role});
        }
    }
    std::erase_if(from_files, [](const auto& source) { return source.role == Role::kRoads; });
    append_jobs(user, from_files, options.rules, "", geometry, jobs, input.unread);
    complete(user, *built_in);
    if (user.counts_years.empty() &&
        std::any_of(base.begin(), base.end(), [](const auto& s) { return s.role == Role::kCir; })) {
        user.counts_years = built_in->counts_years;
    }

    if (!options.transit) {
        leave_out_feeds(jobs, input);
    }
    input.today = options.transit;
    if (options.outlines && options.geometry != nullptr) {
        leave_out_geometry(jobs, input.built_in_sources, *options.geometry);
    }
    read_all(jobs, options.files, progress);
    if (progress.cancelled()) {
        return Error{Error::Code::kCancelled, {MessageId::kCancelled}, ""};
    }
    Paths paths;
    for (std::size_t i = 0; i < jobs.size(); ++i) {
        auto& job = jobs[i];
        if (!job.outcome) {
            continue;
        }
        if (job.outcome->has_value()) {
            paths.emplace(job.outcome->value().get(), std::pair(job.path, job.options));
            auto& list = job.spec.role == Role::kTransit ? input.feeds : input.sources;
            list.push_back({std::move(job.spec), std::move(job.shown),
                            std::move(*job.outcome).value(), job.without_geometry});
        } else if (i < input.built_in_sources) {
            return job.outcome->error();
        } else {
            input.unread.push_back(
                {std::move(job.spec), std::move(job.shown), job.outcome->error()});
        }
    }
    if (options.contracts != nullptr) {
        add_register(*options.contracts, input);
    }
    if (options.outlines && options.geometry != nullptr) {
        ask(*options.geometry, paths, progress, input);
    }
    input.workspace = std::move(user);
    input.schemas = std::move(schemas).value();
    return reconcile::reconcile(std::move(input), progress);
}

}  // namespace maillage::workspace
