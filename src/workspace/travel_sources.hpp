// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Roads and timetables of a workspace: read when a means of transport first needs them, never as
/// tables.

#include "access/road_graph.hpp"
#include "access/timetable.hpp"
#include "base/progress.hpp"
#include "base/result.hpp"
#include "io/workspace_file.hpp"
#include "model/transit_feed.hpp"
#include "workspace/road_cache.hpp"

#include <array>
#include <filesystem>
#include <optional>
#include <vector>

namespace maillage::workspace {

/// Files and folders of the sources of role roads and transit.
struct TravelFiles {
    std::vector<std::filesystem::path> roads;
    std::vector<std::filesystem::path> feeds;
    friend bool operator==(const TravelFiles&, const TravelFiles&) = default;
};

/// Whether a source is for travel times alone and no table.
bool is_travel(Role role);
/// What a file that nobody told the role of is for, by its name and what it holds: roads
/// (.osm.pbf, .osm, .osm.gz), transit (GTFS) or unknown.
Role travel_role_of(const std::filesystem::path& path);

/// \returns What resolving their paths says (outside the folder, not found).
Result<TravelFiles> find_travel_files(const io::WorkspaceSpec& workspace,
                                      const io::PathRules& rules);

class TravelSources {
public:
    explicit TravelSources(TravelFiles files) : m_files(std::move(files)) {}

    const TravelFiles& files() const { return m_files; }
    bool has_roads() const { return !m_files.roads.empty(); }
    bool has_feeds() const { return !m_files.feeds.empty(); }

    /// The roads of a mode, made once and kept on disk. Extracts of OpenStreetMap join; a layer of
    /// lines stands alone. The pointer is good as long as this is. \pre has_roads()
    Result<const access::RoadGraph*> roads(RoadMode mode, const Progress& progress);

    /// What counts as service on which day.
    struct TransitDay {
        std::optional<Date> day;  ///< Empty: access::typical_day().
        bool school = false;
        bool on_demand = false;
        friend bool operator==(const TransitDay&, const TransitDay&) = default;
    };
    /// The last one is kept, and good until another is asked for. \pre has_feeds()
    Result<const access::Timetable*> timetable(const TransitDay& wanted, const Progress& progress);

    /// What is to be said of what was read, and of the timetable made last.
    std::vector<Message> remarks() const;

private:
    std::optional<Error> read_feeds(const Progress& progress);

    TravelFiles m_files;
    std::array<RoadGraphPtr, kRoadModes> m_graphs;
    std::vector<TransitFeed> m_feeds;
    bool m_feeds_read = false;
    std::optional<access::Timetable> m_timetable;
    TransitDay m_timetable_for;  ///< With its day.
    std::vector<Message> m_timetable_remarks;
    std::vector<Message> m_remarks;  ///< Of feeds.
};

}  // namespace maillage::workspace
