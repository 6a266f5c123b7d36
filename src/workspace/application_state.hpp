// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The inside of Application, shared by the files that implement it and by nothing else.

#include "workspace/application.hpp"
#include "workspace/contract_answers.hpp"
#include "workspace/edits.hpp"
#include "workspace/file_cache.hpp"
#include "workspace/file_watch.hpp"
#include "workspace/geometry_cache.hpp"
#include "workspace/job_queue.hpp"
#include "workspace/journal.hpp"
#include "workspace/open.hpp"
#include "workspace/results.hpp"
#include "workspace/save.hpp"
#include "workspace/settings.hpp"

#include <functional>
#include <future>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace maillage::workspace {

/// What a scene was or would be built from: equal keys, equal scenes.
struct SceneKey {
    std::shared_ptr<const indicators::CoverageState> coverage;
    std::shared_ptr<const indicators::CoverageState> register_coverage;
    std::shared_ptr<const indicators::CoverageState> compared_coverage;
    carto::MapGeometryPtr geometry;
    carto::MapLayersPtr layers;
    AccessMapPtr access;  ///< Null where the map shows something else.
    std::shared_ptr<const carto::PlacedLayer> route;
    carto::MapRequest map;
    carto::Canvas canvas;
    std::vector<ThingRef> selection;
    friend bool operator==(const SceneKey&, const SceneKey&) = default;
};

/// A geometry that was not known before.
struct MadeGeometry {
    Result<carto::MapGeometryPtr> geometry;
    KnownGeometryPtr known;  ///< Null where it failed.
};

/// What one reading of the files brings to the main thread.
struct Reading {
    ResultsPtr results;
    std::shared_ptr<GeometryLookup> lookup{};
    KnownGeometryPtr shown{};  ///< Null: it is being made.
    /// By a job begun where the files were read: the main thread may be busy with its first frame.
    std::shared_future<MadeGeometry> made{};
};

/// What the coverage of the results was made of.
struct Followed {
    std::shared_ptr<const indicators::CoverageState> register_coverage;
    std::optional<planning::Scenario> scenario;
    bool compares = false;
    std::optional<planning::Scenario> compared;  ///< Nothing: the register.
    friend bool operator==(const Followed&, const Followed&) = default;
};

struct Application::State {
    explicit State(ApplicationOptions given);

    struct Requests;  ///< Sends each request to its function.

    // ---- application.cpp: the snapshot
    void publish();
    void settle();  ///< After a command: takes in what is done at once, publishes.
    void say(const Error& error);
    void say(Message text);
    void set_view(ViewState view);
    const ViewState& view() const { return *next.view; }
    template <typename Change>
    void change_results(const Change& change) {
        auto after = std::make_shared<Results>(*next.results);
        change(*after);
        after->revision = ++results_revision;
        next.results = std::move(after);
    }

    // ---- application_open.cpp: from files to results
    void open(const std::optional<std::filesystem::path>& path, bool keep_view);
    void reload();
    void read_again();  ///< The workspace as it is now, from its files.
    void set_mode(const command::SetMode& mode);
    void keep_mode();
    std::optional<std::filesystem::path> workspace_path() const;  ///< Empty: built-in France.
    void take_workspace(const std::optional<std::filesystem::path>& path, bool keep_view,
                        DocumentPtr document, const FilesOnDisk& files);
    void take_results(Reading reading);
    /// Called by the job that has read the files.
    Result<Reading> begin_geometry(Result<Reading> reading);
    void want_geometry(const std::shared_future<MadeGeometry>& made);
    void take_geometry(const MadeGeometry& made, const carto::MapLayersPtr& layers, bool built);
    void keep_geometry(const DatasetPtr& dataset, const carto::MapGeometryPtr& geometry);
    void want_rest();
    /// Starts what the map does not need, unless a scene is being built: that comes first.
    void begin_unneeded();
    void want_date();
    void offer_recovery();
    OpenOptions open_options();
    Date date_asked() const;
    void watch_files();
    void look_at_files();

    // ---- application_edits.cpp: edits, undo, journal, saving
    void edit(const command::Any& edit);
    void go_to(const DocumentPtr& document);
    void after_edit(const Document& before);
    void write_journal(const std::vector<command::Any>& edits);
    void undo();
    void redo();
    void recover(bool take);
    void save();
    void save_as(const std::filesystem::path& folder);
    void start_save(const std::filesystem::path& folder, bool elsewhere);
    void take_saved(const SaveRequest& request, const Saved& saved, bool elsewhere);
    void set_document(DocumentPtr document);
    command::Any completed(const command::Any& edit) const;
    void accept(const command::AcceptScenario& request);
    void follow_scenario();  ///< The results follow the scenario looked at.
    void want_next();        ///< The next contracts, when their panel is looked at.
    NextContractsRequest next_request() const;
    void want_answers();  ///< Rules and dates, when a contract or their list is looked at.
    const RuleSets& rules_of_workspace();
    void remember_chosen(const io::SourceSpec& source);

    // ---- application_access.cpp: travel times, where the map shows them
    void want_access();
    void make_access();
    void take_access(AccessMapPtr made);
    void want_way();
    void find_travel();
    void forget_travel();
    AccessMapRequest access_request() const;
    bool access_current() const;
    bool access_pending() const;
    AccessWayPtr way_shown() const;
    std::shared_ptr<const carto::AccessTimes> access_shown() const;
    std::shared_ptr<const carto::PlacedLayer> route_shown() const;

    // ---- application_requests.cpp: previews and exports
    void preview(const command::PreviewFile& request);
    void use_preview();
    void drop_preview();
    void export_results(const std::filesystem::path& path);
    void export_ledger(const std::filesystem::path& path);
    void export_contracts(const std::filesystem::path& path);
    void export_map(const command::ExportMap& request);
    void finish_export(const Result<Done>& done, const std::filesystem::path& path);
    bool has_results();  ///< Says so when there are none.

    // ---- application_views.cpp: what is looked at
    void change_view(const command::Any& command);
    void follow_presentation(const Presentation& before);
    void want_scene();
    bool can_recolour(const SceneKey& key) const;
    void recolour(const SceneKey& key, const carto::SceneInput& input);
    SceneKey scene_key() const;
    void set_favourite(const command::SetFavourite& favourite);
    void set_favourite(const command::SetFavouriteFolder& favourite);
    void keep_settings();
    void write_settings();
    void close();

    ApplicationOptions options;
    Snapshot next;  ///< Becomes the next snapshot when something changed.
    SnapshotPtr published;
    bool changed = false;
    bool changed_since_poll = true;
    std::uint64_t next_message = 1;

    History history;
    DocumentPtr saved_document;  ///< As on disk.
    FilesOnDisk on_disk;         ///< As read or written.
    /// What the coverage shown was made from.
    Followed followed;
    RuleSets rules;                                   ///< Null until wanted.
    std::uint64_t next_job = 0;                       ///< 0: none is running.
    std::optional<NextContractsRequest> next_wanted;  ///< Being made, or that failed.
    std::uint64_t answers_job = 0;
    std::optional<ContractAnswersRequest> answers_wanted;  ///< Being made, or that failed.
    std::uint64_t access_job = 0;
    bool access_busy = false;      ///< A job of travel times or of a way is going on.
    bool access_awaited = false;   ///< `access_wanted` is to be made.
    bool access_replaced = false;  ///< The job going on was stopped for another question.
    std::optional<AccessMapRequest> access_wanted;  ///< Made, to be made, or that failed.
    std::optional<std::pair<AccessMapPtr, Index<Commune>>> way_wanted;  ///< The same.
    std::shared_ptr<SeatsReach> seats;  ///< Of the results; null: where communes lie is not known.
    std::vector<io::SourceSpec> travel_of;          ///< What `travel_sources` was made of.
    std::shared_ptr<TravelSources> travel_sources;  ///< Null: to be found.
    std::optional<Journal> journal;
    std::vector<std::string> recovered;         ///< Lines offered back.
    std::vector<std::filesystem::path> chosen;  ///< Files outside that the user named.

    std::uint64_t open_wanted = 0;  ///< The newest opening; what others bring is dropped.
    std::uint64_t open_job = 0;
    std::uint64_t results_revision = 0;
    bool date_running = false;
    FileCache file_cache;
    /// By which rule what is read is protected; empty: not at all.
    std::optional<disclosure::Rule> release;
    std::optional<disclosure::Rule> release_before;  ///< Of what was shown before presenting.
    KnownGeometryPtr shown;  ///< The geometry of the dataset on screen; null: none yet.
    std::vector<std::function<void()>> unneeded;  ///< Jobs that wait for the scene.

    double width = 0;
    double height = 0;
    bool scene_running = false;
    std::optional<SceneKey> scene_shown;
    std::optional<SceneKey> scene_coloured;  ///< The same, or that with newer coverages.
    std::optional<SceneKey> scene_failed;    ///< Is not tried again.

    std::uint64_t preview_wanted = 0;
    std::uint64_t preview_job = 0;
    bool saving = false;

    Settings settings;
    bool settings_writing = false;
    bool settings_failed = false;
    std::unique_ptr<FileWatch> watch;  ///< Null: files are not watched.

    /// Last: its threads end before what they may report to.
    JobQueue queue;
};

}  // namespace maillage::workspace
