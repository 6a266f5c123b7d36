// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// What the screen is drawn from: one immutable value, replaced whole when something changed.

#include "carto/build_scene.hpp"
#include "index/contracts_by_commune.hpp"
#include "index/hierarchy.hpp"
#include "indicators/coverage_state.hpp"
#include "indicators/time_series.hpp"
#include "io/workspace_file.hpp"
#include "model/dataset.hpp"
#include "model/table_schema.hpp"
#include "workspace/access_way.hpp"
#include "workspace/document.hpp"
#include "workspace/next_contracts.hpp"
#include "workspace/search.hpp"
#include "workspace/settings.hpp"
#include "workspace/view_state.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace maillage::workspace {

struct ContractAnswers;
struct Publication;

/// What follows from a dataset and a date; shared by many snapshots.
struct Results {
    DatasetPtr dataset;
    /// How the dataset was protected; null: internal, with every count.
    std::shared_ptr<const Publication> publication;
    /// At the date asked, with the scenario looked at.
    std::shared_ptr<const indicators::CoverageState> coverage;
    /// The register alone: the same where no scenario is looked at.
    std::shared_ptr<const indicators::CoverageState> register_coverage;
    std::string scenario;                       ///< Name of the one in `coverage`; empty: none.
    std::vector<std::string> scenario_missing;  ///< See planning::ScenarioCoverage::not_found.
    /// What the scenario is compared with; null: nothing.
    std::shared_ptr<const indicators::CoverageState> compared_coverage;
    std::string compared;  ///< Name of that scenario; empty: the register.
    std::shared_ptr<const index::Hierarchy> hierarchy;
    // These come a moment after the rest: null until then.
    std::shared_ptr<const index::ContractsByCommune> contracts_by_commune;
    std::shared_ptr<const SearchIndex> search;
    /// All dates at which the rate changes, from the day before the first contract.
    std::shared_ptr<const indicators::Series> series;
    carto::MapGeometryPtr geometry;
    carto::MapLayersPtr layers;  ///< Comes with the geometry.
    Date date;
    /// New whenever anything here changes: a dataset, a date, a part that came later. Key of the
    /// panels' caches.
    std::uint64_t revision = 0;
};

/// Work going on, for the progress line.
struct JobState {
    std::uint64_t id = 0;
    Message what{MessageId{}};
    std::optional<Message> stage;
    std::int64_t done = 0;
    std::int64_t total = 0;              ///< 0 = not known.
    std::optional<double> seconds_left;  ///< When it can be known.
};

/// Something to tell the user until they close it: an error (cause, place, remedy) or a success.
struct UserMessage {
    std::uint64_t id = 0;
    bool error = false;
    Message text{MessageId{}};
    std::string where;
};

/// One table or layer of a previewed file: what it contains and what it is taken for.
struct PreviewColumn {
    std::string header;       ///< As the file writes it.
    std::string standard;     ///< Name it is read as; empty = ignored.
    std::string description;  ///< Of the standard column, for people.
};
struct PreviewTable {
    std::string layer;  ///< Sheet.
    Role role = Role::kUnknown;
    std::optional<Vintage> vintage;
    std::string encoding;
    std::uint32_t header_line = 0;  ///< 1-based; 0 = fields of a layer.
    std::vector<PreviewColumn> columns;
    struct Row {
        std::uint32_t line = 0;
        std::vector<std::string> cells;
    };
    std::vector<Row> rows;  ///< The first ones, title and header rows too.
    std::vector<std::pair<std::string, Count>> masked;  ///< Tokens met and what they stand for.
    std::int64_t rows_read = 0, rows_used = 0, rows_repaired = 0, rows_set_aside = 0;
    std::vector<LedgerEntry> entries;  ///< Of this table, in order.
    std::vector<std::string> choices;  ///< Standard names a column may be set to.
};
struct FilePreview {
    std::filesystem::path path;
    io::SourceSpec source;  ///< As guessed and corrected so far.
    std::vector<std::string> layers;
    std::vector<PreviewTable> tables;
    std::optional<UserMessage> failed;  ///< The file cannot be read.
    bool working = false;               ///< The guess is being made again.
};

struct Snapshot {
    std::uint64_t revision = 0;  ///< Changes with every new snapshot.
    std::filesystem::path path;  ///< Of the workspace; empty = built-in France or not saved yet.
    DocumentPtr document = std::make_shared<const Document>();  ///< What undo walks.
    std::shared_ptr<const io::WorkspaceSpec> spec;              ///< Of the document.
    std::shared_ptr<const Results> results;     ///< Null until the first one is there.
    std::shared_ptr<const NextContracts> next;  ///< Null until the panel was looked at.
    /// Rules, costs and dates of the contracts; null until a contract's fiche or the list of
    /// contracts was looked at.
    std::shared_ptr<const ContractAnswers> contract_answers;
    bool next_current = false;    ///< Whether it is of these results and focus.
    AccessMapPtr access;          ///< Null until the map of access was looked at.
    bool access_current = false;  ///< Whether it is of these results and what is asked.
    bool access_running = false;  ///< Whether what is asked is being made.
    AccessWayPtr way;             ///< Of the commune whose fiche was opened last.
    bool way_current = false;     ///< Whether it is of the fiche that is open.
    std::shared_ptr<const carto::SceneResult> scene;  ///< Null until the first one is there.
    bool scene_current = false;                       ///< Whether it was built for this view state.
    std::shared_ptr<const FilePreview> preview;
    std::shared_ptr<const ViewState> view;
    bool unsaved = false;
    std::optional<Message> can_undo;  ///< What would be undone.
    std::optional<Message> can_redo;
    std::shared_ptr<const Settings> settings;  ///< Recent workspaces, favourites, window size.
    std::vector<JobState> jobs;
    std::vector<UserMessage> messages;
    bool files_changed = false;  ///< Files of the workspace changed on disk: offer Reload.
    /// Unsaved work of an earlier start, offered back.
    std::optional<Message> recovery;
    bool quit = false;
};
using SnapshotPtr = std::shared_ptr<const Snapshot>;

}  // namespace maillage::workspace
