// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// From one place to many through a timetable: what every question of transit_times.hpp asks.

#include "access/timetable.hpp"
#include "access/transit_search.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace maillage::access {

/// Walks between places and stops, in both directions: each place's stops, each stop's places.
class PlaceWalks {
public:
    PlaceWalks(const Timetable& timetable, std::span<const geo::Point> places,
               const Walking& walking);

    std::size_t place_count() const noexcept { return m_place_first.size() - 1; }
    std::span<const StopWalk> stops_of(std::size_t place) const {
        return std::span(m_stops).subspan(m_place_first[place],
                                          m_place_first[place + 1] - m_place_first[place]);
    }
    struct PlaceWalk {
        std::uint32_t place = 0;
        Seconds seconds = 0;
    };
    std::span<const PlaceWalk> places_of(std::uint32_t stop) const {
        return std::span(m_places).subspan(m_stop_first[stop],
                                           m_stop_first[stop + 1] - m_stop_first[stop]);
    }

private:
    std::vector<std::size_t> m_place_first;
    std::vector<StopWalk> m_stops;
    std::vector<std::size_t> m_stop_first;
    std::vector<PlaceWalk> m_places;
};

/// Places of \p to that lie within a walk of walking.direct from each of \p from.
class DirectWalks {
public:
    DirectWalks(std::span<const geo::Point> to, const Walking& walking)
        : m_walking(walking), m_near(to) {}
    /// StopWalk::stop is a position in \p to.
    std::vector<StopWalk> from(geo::Point place) const {
        return walks_within(m_near, place, m_walking, m_walking.direct);
    }

private:
    Walking m_walking;
    NearPoints m_near;
};

/// Earliest arrivals at places by vehicle, departure after departure, the latest first.
class PlaceSearch {
public:
    /// \pre both outlive it
    PlaceSearch(const Timetable& timetable, const PlaceWalks& targets);

    /// Starts anew from somewhere else.
    void reset();
    /// \pre since reset(), departures and \p limit never grew
    void leave(Seconds departure, std::span<const StopWalk> walks, Seconds limit);

    /// Earliest arrival over all departures since reset(), or kNeverArrives.
    Seconds arrival(std::uint32_t place) const { return m_arrival[place]; }
    /// Places ever reached since reset(), each once.
    std::span<const std::uint32_t> reached() const { return m_reached; }
    /// Places that the last leave() reached earlier than before, each once.
    std::span<const std::uint32_t> improved() const { return m_improved; }

private:
    const PlaceWalks& m_targets;
    TransitSearch m_search;
    std::vector<Seconds> m_arrival;
    std::vector<std::uint32_t> m_reached;
    std::vector<std::uint32_t> m_improved;
    std::vector<std::uint8_t> m_is_improved;
};

}  // namespace maillage::access
