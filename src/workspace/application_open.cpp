// SPDX-License-Identifier: Apache-2.0
#include "base/planning_messages.hpp"
#include "base/screen_messages.hpp"
#include "workspace/application_state.hpp"
#include "workspace/publication.hpp"
#include "workspace/scenario_text.hpp"

#include <malloc.h>

#include <algorithm>
#include <utility>

namespace maillage::workspace {
namespace {

namespace fs = std::filesystem;

/// maillage.toml of a workspace; empty where there is none (yet).
fs::path toml_of(const io::WorkspaceSpec& spec) {
    std::error_code failed;
    const auto file = spec.folder / "maillage.toml";
    return !spec.folder.empty() && fs::exists(file, failed) ? file : fs::path();
}

/// What one opening brings to the main thread.
struct Opened {
    Result<io::WorkspaceSpec> spec{io::WorkspaceSpec{}};
    std::shared_ptr<Document> document = std::make_shared<Document>();
    FilesOnDisk on_disk;
    std::optional<Error> damaged;  ///< The register.
    std::vector<std::string> ignored;
    std::vector<std::string> ignored_scenarios;
    Result<Reading> reading{Reading{}};
};

/// What stands beside maillage.toml.
void read_beside(Opened& opened) {
    const auto& folder = opened.spec->folder;
    opened.on_disk = files_on_disk(folder);
    opened.document->views = read_saved_views(folder / kViewsFile, opened.ignored);
    opened.document->scenarios = read_scenarios(folder, opened.ignored_scenarios);
    const bool named = std::any_of(opened.spec->sources.begin(), opened.spec->sources.end(),
                                   [](const auto& one) { return one == register_source(); });
    auto contracts = named ? read_register(folder) : Result<ContractRegister>(ContractRegister{});
    if (contracts) {
        opened.document->contracts = std::move(contracts).value();
    } else {
        opened.damaged = contracts.error();
        opened.on_disk.contracts = kUnreadable;
    }
}

/// How a workspace is read: what it may know before, and the date it is asked at.
struct ReadingWish {
    OpenOptions options;
    CacheOptions cache;
    KnownGeometryPtr shown;
    std::optional<Date> date;  ///< Nothing: the workspace's, else today.
    Date today;
    std::optional<disclosure::Rule> release{};
    Language language = Language::kFrench;  ///< Of a refusal to publish.
};

/// \p contracts: as for OpenOptions.
Result<Reading> read_files(const io::WorkspaceSpec& spec, const std::optional<fs::path>& workspace,
                           const ContractRegister* contracts, const ReadingWish& wish,
                           const Progress& progress) {
    const auto lookup = std::make_shared<GeometryLookup>(wish.cache, wish.shown);
    auto options = wish.options;
    options.geometry = lookup.get();
    options.contracts = contracts;
    const auto dataset = maillage::workspace::open(spec, options, progress);
    if (!dataset) {
        return dataset.error();
    }
    const auto date = wish.date ? *wish.date : (*dataset)->date.value_or(wish.today);
    if (!wish.release) {
        return Reading{first_results(*dataset, date), lookup};
    }
    const auto publication =
        publish(*dataset, *wish.release, register_of(workspace), wish.language, progress);
    if (!publication) {
        return publication.error();
    }
    auto results = std::make_shared<Results>(*first_results(publication->dataset(), date));
    results->publication = std::make_shared<const Publication>(*publication);
    return Reading{std::move(results), lookup};
}

Opened open_all(const std::optional<fs::path>& path, const ReadingWish& wish,
                const Progress& progress) {
    Opened opened;
    opened.spec = describe(path);
    if (!opened.spec) {
        return opened;
    }
    opened.document->spec = *opened.spec;
    const ContractRegister* contracts = nullptr;
    if (path && !toml_of(*opened.spec).empty()) {
        read_beside(opened);
        contracts = opened.damaged ? nullptr : &opened.document->contracts;
    }
    opened.reading = read_files(*opened.spec, path, contracts, wish, progress);
    return opened;
}

}  // namespace

OpenOptions Application::State::open_options() {
    OpenOptions open;
    open.outlines = true;
    open.rules = options.rules;
    open.rules.chosen = chosen;
    open.files = &file_cache;
    if (!options.data_folder.empty()) {
        open.data_folder = options.data_folder;
    }
    return open;
}

Date Application::State::date_asked() const {
    if (view().date) {
        return *view().date;
    }
    return next.results && next.results->dataset->date ? *next.results->dataset->date
                                                       : options.today;
}

void Application::State::open(const std::optional<fs::path>& path, bool keep_view) {
    queue.cancel(open_job);
    const auto wanted = ++open_wanted;
    file_cache.forget();
    const ReadingWish wish{open_options(),
                           cache_in(options.cache_folder, options.ready_geometry),
                           shown,
                           keep_view ? view().date : std::nullopt,
                           options.today,
                           release,
                           view().map.language};
    const Message what =
        path ? Message(screen::kJobOpen, {path->filename().string()}) : Message(screen::kJobFrance);
    open_job =
        queue.start(what, true, [this, path, keep_view, wanted, wish](const Progress& progress) {
            auto opened = std::make_shared<Opened>(open_all(path, wish, progress));
            opened->reading = begin_geometry(std::move(opened->reading));
            return [this, path, keep_view, wanted, opened] {
                if (wanted != open_wanted) {
                    return;
                }
                if (!opened->spec || !opened->reading) {
                    say(opened->spec ? opened->reading.error() : opened->spec.error());
                    return;
                }
                take_workspace(path, keep_view, opened->document, opened->on_disk);
                if (opened->damaged) {
                    say(*opened->damaged);
                }
                if (!opened->ignored_scenarios.empty()) {
                    say({planning::kScenariosDamaged,
                         {static_cast<std::int64_t>(opened->ignored_scenarios.size())}});
                }
                if (!opened->ignored.empty()) {
                    say({screen::kViewsDamaged,
                         {static_cast<std::int64_t>(opened->ignored.size())}});
                }
                take_results(std::move(opened->reading).value());
            };
        });
}

/// The workspace on the screen is another one, or the same read anew.
void Application::State::take_workspace(const std::optional<fs::path>& path, bool keep_view,
                                        DocumentPtr document, const FilesOnDisk& files) {
    next.path = path.value_or(fs::path());
    set_document(std::move(document));
    saved_document = next.document;
    on_disk = files;
    rules = nullptr;  // The workspace may bring its own.
    next.next = nullptr;
    next.contract_answers = nullptr;
    next_wanted.reset();
    answers_wanted.reset();
    forget_travel();
    const auto& spec = *next.spec;
    history.clear();
    next.files_changed = false;
    if (!keep_view) {
        ViewState fresh;
        const auto& old = view();
        fresh.map.language = old.map.language;
        fresh.map.theme = old.map.theme;
        fresh.scale = old.scale;
        fresh.left_folded = old.left_folded;
        fresh.right_folded = old.right_folded;
        fresh.time_folded = old.time_folded;
        fresh.saved = next.document->views;
        // A prefecture's workspace opens on its department.
        const auto code = spec.departments.size() == 1
                              ? DepartmentCode::parse(spec.departments.front())
                              : std::nullopt;
        if (code) {
            fresh.map.focus = *code;
            fresh.map.level = carto::MapLevel::kCommune;
            fresh.table.of = TableOf::kCommunes;
            fresh.sheet = {ThingRef::Kind::kDepartment, code->string()};
            fresh.tab = Tab::kNext;
        }
        set_view(std::move(fresh));
    }
    if (path) {
        std::error_code ignored;
        settings.add_recent(fs::absolute(*path, ignored).lexically_normal());
    }
    offer_recovery();
    watch_files();
    changed = true;
}

void Application::State::reload() {
    if (!same(*saved_document, *next.document)) {
        file_cache.forget();
        forget_travel();
        read_again();  // Unsaved edits stay; the files are read anew.
        return;
    }
    open(workspace_path(), true);
}

void Application::State::read_again() {
    queue.cancel(open_job);
    const auto wanted = ++open_wanted;
    next.files_changed = false;
    watch_files();
    const ReadingWish wish{open_options(),
                           cache_in(options.cache_folder, options.ready_geometry),
                           shown,
                           view().date,
                           options.today,
                           release,
                           view().map.language};
    open_job = queue.start(
        {screen::kJobRead}, true,
        [this, wanted, document = next.document, wish, path = workspace_path(),
         damaged = on_disk.contracts == kUnreadable](const Progress& progress) {
            auto reading = std::make_shared<Result<Reading>>(read_files(
                document->spec, path, damaged ? nullptr : &document->contracts, wish, progress));
            *reading = begin_geometry(std::move(*reading));
            return [this, wanted, reading] {
                if (wanted != open_wanted) {
                    return;
                }
                if (!*reading) {
                    say(reading->error());
                    keep_mode();
                    return;
                }
                take_results(std::move(*reading).value());
            };
        });
}

void Application::State::set_mode(const command::SetMode& mode) {
    const bool same = mode.rule == release;
    release = mode.rule;
    if (!same && next.results) {
        read_again();
    }
}

/// What is on screen could not be replaced: the mode is what it says.
void Application::State::keep_mode() {
    release.reset();
    if (next.results && next.results->publication) {
        release = next.results->publication->publishable.findings.rule;
    }
}

std::optional<fs::path> Application::State::workspace_path() const {
    return next.path.empty() ? std::nullopt : std::optional(next.path);
}

/// A dataset came: what the view refers to and it does not have is let go.
void Application::State::take_results(Reading reading) {
    const auto results = reading.results;
    shown = std::move(reading.shown);
    const auto geometry = shown ? shown->geometry : nullptr;
    next.results = results;
    if (next.access && next.access->request.dataset != results->dataset) {
        next.access = nullptr;  // It would keep the dataset before this one.
        next.way = nullptr;
        way_wanted.reset();
    }
    find_travel();
    change_results([&](Results& changed_results) {
        changed_results.geometry = geometry;
        if (geometry && results->dataset->layers.empty()) {
            changed_results.layers = std::make_shared<const carto::MapLayers>();
        }
    });
    follow_scenario();
    auto looked_at = view();
    std::erase_if(looked_at.selection,
                  [&](const ThingRef& one) { return !has_thing(*results->dataset, one); });
    if (!has_focus(*results->dataset, looked_at.map.focus)) {
        looked_at.map.focus = carto::WholeFrance{};
        looked_at.camera.reset();
    }
    if (!has_thing(*results->dataset, looked_at.sheet)) {
        looked_at.sheet = {};
    }
    set_view(std::move(looked_at));
    changed = true;
    want_date();
    want_geometry(reading.made);
    want_scene();
    if (next.results->geometry && next.results->layers) {
        begin_unneeded();
    }
}

Result<Reading> Application::State::begin_geometry(Result<Reading> read) {
    if (!read || read->results == nullptr) {
        return read;
    }
    auto reading = std::move(read).value();
    const auto& dataset = reading.results->dataset;
    reading.shown = reading.lookup->found(dataset->schematic_outlines);
    if (reading.shown) {
        return reading;
    }
    const auto promise = std::make_shared<std::promise<MadeGeometry>>();
    reading.made = promise->get_future().share();
    queue.start({screen::kJobGeometry}, true,
                [promise, dataset, make = options.engine.geometry, cache = options.cache_folder,
                 lookup = std::move(reading.lookup)](const Progress& progress) {
                    ::malloc_trim(0);  // Of the files read; the geometry takes most of all.
                    MadeGeometry made{make(dataset, lookup->take_outlines(), cache, progress), {}};
                    if (made.geometry) {
                        made.known = std::make_shared<KnownGeometry>(
                            lookup->built(*dataset, *made.geometry));
                        // Of many large blocks in between the allocator keeps most for later.
                        ::malloc_trim(0);
                    }
                    promise->set_value(std::move(made));
                    return JobQueue::Finish();
                });
    return reading;
}

/// And the rest, which the map does not need.
void Application::State::want_geometry(const std::shared_future<MadeGeometry>& made) {
    unneeded.clear();  // Of the dataset before.
    unneeded.emplace_back([this] { want_rest(); });
    if (next.results->geometry && next.results->layers) {
        return;
    }
    // The job that makes the geometry was queued before this one, so it is running or done.
    queue.start({screen::kJobGeometry}, shown != nullptr,
                [this, dataset = next.results->dataset, made,
                 known = shown](const Progress& progress) -> JobQueue::Finish {
                    const auto geometry = known ? MadeGeometry{known->geometry, known} : made.get();
                    const auto layers =
                        geometry.known
                            ? carto::place_layers(*dataset, *geometry.known->geometry, progress)
                            : nullptr;
                    return [this, dataset, geometry, layers, built = known == nullptr] {
                        if (next.results->dataset == dataset) {
                            take_geometry(geometry, layers, built);
                        }
                    };
                });
}

void Application::State::take_geometry(const MadeGeometry& made, const carto::MapLayersPtr& layers,
                                       bool built) {
    if (!made.geometry) {
        say(made.geometry.error());
        begin_unneeded();
        return;
    }
    shown = made.known;
    change_results([&](Results& results) {
        results.geometry = *made.geometry;
        results.layers = layers;
    });
    changed = true;
    if (built) {
        unneeded.emplace_back([this, dataset = next.results->dataset, geometry = *made.geometry] {
            keep_geometry(dataset, geometry);
        });
    }
    want_scene();
    begin_unneeded();
}

void Application::State::begin_unneeded() {
    if (scene_running) {
        return;
    }
    for (const auto& begin : std::exchange(unneeded, {})) {
        begin();
    }
}

/// The map is shown before the disk has it.
void Application::State::keep_geometry(const DatasetPtr& dataset,
                                       const carto::MapGeometryPtr& geometry) {
    if (!options.engine.keep) {
        return;
    }
    queue.start({screen::kJobGeometry}, false,
                [dataset, geometry, keep = options.engine.keep,
                 cache = options.cache_folder](const Progress&) {
                    keep(dataset, geometry, cache);
                    return JobQueue::Finish();
                });
}

void Application::State::want_rest() {
    const auto first = next.results;
    queue.start({screen::kJobIndex}, false, [this, first, today = options.today](const Progress&) {
        auto rest = all_results(*first, today);
        return [this, rest] {
            if (next.results->dataset != rest->dataset) {
                return;
            }
            change_results([&](Results& results) {
                results.contracts_by_commune = rest->contracts_by_commune;
                results.search = rest->search;
                results.series = rest->series;
            });
            changed = true;
        };
    });
}

void Application::State::want_date() {
    if (!next.results || date_running || next.results->date == date_asked()) {
        return;
    }
    date_running = true;
    queue.start({screen::kJobRead}, false,
                [this, before = next.results, date = date_asked()](const Progress&) {
                    auto moved = at_date(*before, date);
                    return [this, moved] {
                        date_running = false;
                        if (next.results->dataset == moved->dataset) {
                            change_results([&](Results& results) {
                                results.register_coverage = moved->register_coverage;
                                put_scenario_on(results, nullptr);
                                results.date = moved->date;
                            });
                            follow_scenario();
                            changed = true;
                            want_scene();
                        }
                        want_date();  // The slider went on meanwhile.
                    };
                });
}

void Application::State::watch_files() {
    if (watch) {
        watch->watch(*next.spec, open_options().rules);
    }
}

void Application::State::look_at_files() {
    const auto files = watch ? watch->take_changed() : std::vector<fs::path>();
    if (files.empty() || next.files_changed) {
        return;
    }
    std::string names;
    for (const auto& file : files) {
        names += (names.empty() ? "" : ", ") + file.filename().string();
    }
    next.files_changed = true;
    say(Message(screen::kFilesChanged, {names}));
}

}  // namespace maillage::workspace
