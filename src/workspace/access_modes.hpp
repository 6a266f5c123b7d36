// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Travel times from all communes by each means of transport that a workspace has the data for.

#include "access/origins.hpp"
#include "access/road_snap.hpp"
#include "access/road_times.hpp"
#include "access/transit_journey.hpp"
#include "access/transit_times.hpp"
#include "access/travel_times.hpp"
#include "base/progress.hpp"
#include "base/result.hpp"
#include "workspace/access.hpp"
#include "workspace/access_visits.hpp"
#include "workspace/travel_sources.hpp"
#include "workspace/view_state.hpp"

#include <array>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace maillage::workspace {

/// How far the nearest service is looked for by road.
inline constexpr access::Seconds kLongestNearest = 240 * access::kMinute;
/// Places further from any road have no times: the way to the road is a guess, and two places
/// that stand at the cut end of an extract would seem to be one.
inline constexpr double kMostToRoad = 2000.0;

/// Between a place and its road, straight, in km/h: our assumptions.
double way_to_road(RoadMode mode);
/// Nothing: not by road.
std::optional<RoadMode> road_mode(const AccessAsked& asked);

struct ModeTimes {
    /// Of the direction that is asked; by public transport the median of the window, or with hours
    /// the longer one of both ways.
    access::TravelTimes times;
    /// By commune: not where it lies nowhere, far from every road, or where no feed tells: outside
    /// the area around the stops of each, and beyond a walk to any.
    std::vector<bool> known;
    /// By public transport, without hours; of both ways that there.
    std::optional<access::TransitTimes> window;
    std::optional<access::TransitTimes> window_back;  ///< Of both ways.
    std::optional<access::TwoWays> ways;              ///< Where both are asked.
};

class AccessModes {
public:
    /// \param wanted Communes that remarks are about. Both may be filled later.
    AccessModes(const AccessRequest& request, const access::Origins& origins,
                const std::vector<bool>& wanted, const Progress& progress)
        : m_request(request),
          m_origins(origins),
          m_wanted(wanted),
          m_progress(progress),
          m_sources(request.sources ? request.sources
                                    : std::make_shared<TravelSources>(request.travel)) {}

    bool has_roads() const { return m_sources->has_roads(); }
    bool has_feeds() const { return m_sources->has_feeds(); }

    /// Times to \p places (one for each service; NaN: not wanted): all within \p limit and, where
    /// \p nearest, also the nearest two up to four hours away (estimates: however far).
    /// \returns kNotFound where the workspace has nothing to travel on; what reading says;
    /// kCancelled.
    /// \param openings Of the places, where the request asks for opening hours.
    Result<ModeTimes> times(AccessMode mode, std::span<const geo::Point> places,
                            access::Seconds limit, bool nearest, const Openings& openings = {});

    /// Round trips of the day by public transport, each way within \p limit, that leave at least
    /// \p stay at the service. \pre has_feeds()
    Result<access::DayServices> round_trips(std::span<const geo::Point> places,
                                            access::Seconds stay, access::Seconds limit);

    /// The ways that are asked: with hours there and back; without, as early as one arrives leaving
    /// at the start of the window. Nothing where there is no way within \p limit. \pre has_feeds()
    Result<Journeys> journeys(geo::Point home, geo::Point service, const Openings& opening,
                              access::Seconds limit);

    /// The same on foot: by the roads there are, else an estimate.
    Result<ModeTimes> on_foot(std::span<const geo::Point> places, access::Seconds limit);

    /// What is to be said of the sources and of the last call of times() with \p nearest.
    std::vector<Message> remarks() const;

private:
    Result<ModeTimes> estimate(std::span<const geo::Point> places, double speed,
                               access::Seconds limit, bool nearest) const;
    Result<ModeTimes> by_road(RoadMode mode, std::span<const geo::Point> places,
                              access::Seconds limit, bool nearest);
    /// There or back, whatever the request's direction: all within \p limit, and the nearest two
    /// beyond.
    Result<access::TravelTimes> one_way_by_road(const access::RoadGraph& graph,
                                                const access::SnappedPlaces& services,
                                                const access::RoadTimesOptions& options,
                                                bool nearest);
    Result<const access::Timetable*> timetable();
    /// Over the window, each way that is asked. \pre no hours
    Result<ModeTimes> by_window(const access::Timetable& timetable,
                                std::span<const geo::Point> places, access::Seconds limit,
                                bool tell);
    Result<ModeTimes> by_transit(std::span<const geo::Point> places, access::Seconds limit,
                                 bool tell, const Openings& openings);
    /// Nothing: the request asks for a window.
    std::optional<Visits> visits(const access::Timetable& timetable,
                                 std::span<const geo::Point> places,
                                 const Openings& openings) const;
    void tell_cover(std::span<const geo::Point> places,
                    std::span<const access::TransitCover> origins,
                    std::span<const access::TransitCover> services, bool tell, ModeTimes& made);
    void tell_snaps(const access::RoadGraph& graph, const access::SnappedPlaces& places, bool tell,
                    ModeTimes& made);
    /// Where people set out from, on the roads of a means of transport.
    const access::SnappedPlaces& origins_on(const access::RoadGraph& graph);

    const AccessRequest& m_request;
    const access::Origins& m_origins;
    const std::vector<bool>& m_wanted;
    const Progress& m_progress;
    std::shared_ptr<TravelSources> m_sources;
    std::array<std::optional<access::SnappedPlaces>, kRoadModes> m_origins_on;
    std::vector<Message> m_told;
};

}  // namespace maillage::workspace
