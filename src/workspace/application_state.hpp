// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The inside of Application, shared by the files that implement it and by nothing else.

#include "workspace/application.hpp"
#include "workspace/edits.hpp"
#include "workspace/file_watch.hpp"
#include "workspace/geometry_cache.hpp"
#include "workspace/job_queue.hpp"
#include "workspace/journal.hpp"
#include "workspace/open.hpp"
#include "workspace/results.hpp"
#include "workspace/save.hpp"
#include "workspace/settings.hpp"

#include <optional>
#include <string>
#include <vector>

namespace maillage::workspace {

/// What a scene was or would be built from: equal keys, equal scenes.
struct SceneKey {
    std::shared_ptr<const indicators::CoverageState> coverage;
    carto::MapGeometryPtr geometry;
    carto::MapLayersPtr layers;
    carto::MapRequest map;
    carto::Canvas canvas;
    std::vector<ThingRef> selection;
    friend bool operator==(const SceneKey&, const SceneKey&) = default;
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
    void take_workspace(const std::optional<std::filesystem::path>& path, bool keep_view,
                        const io::WorkspaceSpec& spec, const std::string& digest_on_disk);
    void take_results(const ResultsPtr& results, const std::string& outlines);
    void want_geometry();
    void want_rest();
    void want_date();
    void offer_recovery();
    OpenOptions open_options() const;
    Date date_asked() const;
    void watch_files();
    void look_at_files();

    // ---- application_edits.cpp: edits, undo, journal, saving
    void edit(const command::Any& edit);
    void go_to(const SpecPtr& spec);
    void write_journal(const std::vector<command::Any>& edits);
    void undo();
    void redo();
    void recover(bool take);
    void save();
    void save_as(const std::filesystem::path& folder);
    void start_save(const std::filesystem::path& folder, bool elsewhere);
    void take_saved(const SaveRequest& request, const Saved& saved, bool elsewhere);
    void set_spec(SpecPtr spec);
    void remember_chosen(const io::SourceSpec& source);

    // ---- application_requests.cpp: previews and exports
    void preview(const command::PreviewFile& request);
    void use_preview();
    void drop_preview();
    void export_results(const std::filesystem::path& path);
    void export_ledger(const std::filesystem::path& path);
    void export_map(const command::ExportMap& request);
    void finish_export(const Result<Done>& done, const std::filesystem::path& path);
    bool has_results();  ///< Says so when there are none.

    // ---- application_views.cpp: what is looked at
    void change_view(const command::Any& command);
    void want_scene();
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
    SpecPtr saved_spec;   ///< As on disk.
    std::string on_disk;  ///< SHA-256 of maillage.toml as read or written; empty: there is none.
    std::optional<Journal> journal;
    std::vector<std::string> recovered;         ///< Lines offered back.
    std::vector<std::filesystem::path> chosen;  ///< Files outside that the user named.

    std::uint64_t open_wanted = 0;  ///< The newest opening; what others bring is dropped.
    std::uint64_t open_job = 0;
    std::uint64_t results_revision = 0;
    bool date_running = false;
    std::string outlines_shown;  ///< geometry_key() of the dataset on screen.

    double width = 0;
    double height = 0;
    bool scene_running = false;
    std::optional<SceneKey> scene_shown;
    std::optional<SceneKey> scene_failed;  ///< Is not tried again.

    std::uint64_t preview_wanted = 0;
    std::uint64_t preview_job = 0;
    bool saving = false;

    Settings settings;
    bool settings_writing = false;
    bool settings_failed = false;
    bool views_unsaved = false;
    std::unique_ptr<FileWatch> watch;  ///< Null: files are not watched.

    /// Last: its threads end before what they may report to.
    JobQueue queue;
};

}  // namespace maillage::workspace
