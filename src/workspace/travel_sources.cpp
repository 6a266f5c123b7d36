// SPDX-License-Identifier: Apache-2.0
#include "workspace/travel_sources.hpp"

#include "base/access_messages.hpp"
#include "io/gtfs.hpp"
#include "reconcile/build_transit.hpp"
#include "workspace/data_folder.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace maillage::workspace {
namespace {

namespace fs = std::filesystem;

bool is_osm(const fs::path& path) {
    const auto name = path.filename().string();
    return name.ends_with(".pbf") || name.ends_with(".osm") || name.ends_with(".osm.gz");
}

}  // namespace

bool is_travel(Role role) { return role == Role::kRoads || role == Role::kTransit; }

Role travel_role_of(const fs::path& path) {
    if (is_osm(path)) {
        return Role::kRoads;
    }
    return io::is_gtfs(path) ? Role::kTransit : Role::kUnknown;
}

Result<TravelFiles> find_travel_files(const io::WorkspaceSpec& workspace,
                                      const io::PathRules& rules) {
    TravelFiles files;
    for (const auto& source : workspace.sources) {
        if (!is_travel(source.role)) {
            continue;
        }
        auto& found = source.role == Role::kRoads ? files.roads : files.feeds;
        auto paths = io::resolve_paths(workspace, source, rules);
        if (!paths) {
            return paths.error();
        }
        // A feed may be a folder, whose files are no sources of their own.
        const auto folder = paths->empty() ? fs::path() : paths->front().parent_path();
        if (source.role == Role::kTransit && paths->size() > 1 && io::is_gtfs(folder)) {
            found.push_back(folder);
            continue;
        }
        found.insert(found.end(), paths->begin(), paths->end());
    }
    return files;
}

Result<const access::RoadGraph*> TravelSources::roads(RoadMode mode, const Progress& progress) {
    auto& graph = m_graphs.at(static_cast<std::size_t>(mode));
    if (graph == nullptr) {
        const auto data = find_data_folder();
        if (!data) {
            return data.error();
        }
        auto opened =
            open_road_graph({m_files.roads, *data / "roads" / "profiles.toml", mode}, progress);
        if (!opened) {
            return opened.error();
        }
        graph = std::move(opened).value();
    }
    return graph.get();
}

std::vector<Message> TravelSources::remarks() const {
    auto all = m_remarks;
    all.insert(all.end(), m_timetable_remarks.begin(), m_timetable_remarks.end());
    return all;
}

std::optional<Error> TravelSources::read_feeds(const Progress& progress) {
    m_feeds.clear();  // What was read before somebody stopped it.
    m_remarks.clear();
    for (const auto& path : m_files.feeds) {
        const auto file = io::read_gtfs(path, {}, progress);
        if (!file) {
            return file.error();
        }
        reconcile::LedgerBuilder ledger;
        auto feed =
            reconcile::build_transit({&*file, path.filename().string(), {}}, ledger, progress);
        if (!feed) {
            return feed.error();
        }
        std::int64_t repaired = 0;
        std::int64_t set_aside = 0;
        for (const auto& source : ledger.sources()) {
            repaired += source.rows_repaired;
            set_aside += source.rows_set_aside;
        }
        m_remarks.push_back({access::kFeedRead,
                             {path.filename().string(),
                              static_cast<std::int64_t>(feed->trips.size()), repaired, set_aside}});
        m_feeds.push_back(std::move(feed).value());
    }
    return std::nullopt;
}

Result<const access::Timetable*> TravelSources::timetable(const TransitDay& wanted,
                                                          const Progress& progress) {
    if (!m_feeds_read) {
        if (const auto error = read_feeds(progress)) {
            return *error;
        }
        m_feeds_read = true;
    }
    access::TimetableOptions options;
    auto which = wanted;
    which.day =
        wanted.day.value_or(access::typical_day(m_feeds).value_or(m_feeds.front().first_day));
    if (m_timetable && m_timetable_for == which) {
        return &*m_timetable;
    }
    options.day = *which.day;
    options.school = wanted.school;
    options.on_demand = wanted.on_demand;
    auto made = access::build_timetable(m_feeds, options, progress);
    if (!made) {
        return made.error();
    }
    if (made->trips.empty()) {
        return Error{Error::Code::kNotFound, {access::kNoTripThatDay, {iso_date(options.day)}}, ""};
    }
    m_timetable_for = which;
    m_timetable_remarks = {{access::kTimetableDay, {iso_date(options.day)}}};
    if (wanted.school) {
        m_timetable_remarks.push_back({access::kSchoolCounted});
    }
    if (wanted.on_demand) {
        m_timetable_remarks.push_back({access::kOnDemandCounted});
    }
    for (const auto& notice : access::transit_notices(*made, options.walking)) {
        m_timetable_remarks.push_back(notice);
    }
    m_timetable = std::move(made).value();
    return &*m_timetable;
}

}  // namespace maillage::workspace
