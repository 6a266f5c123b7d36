// SPDX-License-Identifier: Apache-2.0
#include "workspace/travel_sources.hpp"

#include "base/access_messages.hpp"
#include "io/gtfs.hpp"
#include "reconcile/build_transit.hpp"
#include "workspace/data_folder.hpp"

#include <algorithm>
#include <chrono>
#include <string>
#include <utility>

namespace maillage::workspace {
namespace {

namespace fs = std::filesystem;

bool is_osm(const fs::path& path) {
    const auto name = path.filename().string();
    return name.ends_with(".pbf") || name.ends_with(".osm") || name.ends_with(".osm.gz");
}

std::string day_text(Date day) {
    const std::chrono::year_month_day date(day);
    const auto two = [](unsigned number) {
        return std::string(number < 10 ? "0" : "") + std::to_string(number);
    };
    return std::to_string(static_cast<int>(date.year())) + "-" +
           two(static_cast<unsigned>(date.month())) + "-" + two(static_cast<unsigned>(date.day()));
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
    if (m_timetable) {
        all.push_back({access::kTimetableDay, {day_text(m_timetable_day)}});
    }
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

Date TravelSources::typical_day() const {
    constexpr int kWeeks = 8;
    Date first = m_feeds.front().first_day;
    Date last = m_feeds.front().last_day;
    for (const auto& feed : m_feeds) {
        first = std::max(first, feed.first_day);
        last = std::min(last, feed.last_day);
    }
    Date best = first;
    std::int64_t most = -1;
    for (auto day = first; day <= last && day < first + std::chrono::days(7 * kWeeks);
         day += std::chrono::days(1)) {
        const auto weekday = std::chrono::weekday(day).iso_encoding();
        if (weekday < 2 || weekday > 4) {
            continue;
        }
        std::int64_t trips = 0;
        for (const auto& feed : m_feeds) {
            trips += std::count_if(feed.trips.begin(), feed.trips.end(), [&](const auto& trip) {
                return feed.calendars[trip.calendar.value].runs_on(day);
            });
        }
        if (trips > most) {
            most = trips;
            best = day;
        }
    }
    return best;
}

Result<const access::Timetable*> TravelSources::timetable(std::optional<Date> day,
                                                          const Progress& progress) {
    if (!m_feeds_read) {
        if (const auto error = read_feeds(progress)) {
            return *error;
        }
        m_feeds_read = true;
    }
    access::TimetableOptions options;
    options.day = day.value_or(typical_day());
    if (m_timetable && m_timetable_day == options.day) {
        return &*m_timetable;
    }
    auto made = access::build_timetable(m_feeds, options, progress);
    if (!made) {
        return made.error();
    }
    if (made->trips.empty()) {
        return Error{Error::Code::kNotFound, {access::kNoTripThatDay, {day_text(options.day)}}, ""};
    }
    m_timetable = std::move(made).value();
    m_timetable_day = options.day;
    return &*m_timetable;
}

}  // namespace maillage::workspace
