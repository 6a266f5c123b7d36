// SPDX-License-Identifier: Apache-2.0
#include "access/transit_reach.hpp"

#include "access/timetable_parts.hpp"

namespace maillage::access {

PlaceWalks::PlaceWalks(const Timetable& timetable, std::span<const geo::Point> places,
                       const Walking& walking)
    : m_place_first{0}, m_stop_first(timetable.stops.size() + 1) {
    const auto near = near_stops(timetable);
    for (const auto& place : places) {
        const auto walks = walks_within(near, place, walking, walking.to_stop);
        m_stops.insert(m_stops.end(), walks.begin(), walks.end());
        m_place_first.push_back(m_stops.size());
        for (const auto& walk : walks) {
            ++m_stop_first[walk.stop + 1];
        }
    }
    for (std::size_t i = 1; i < m_stop_first.size(); ++i) {
        m_stop_first[i] += m_stop_first[i - 1];
    }
    m_places.resize(m_stop_first.back());
    auto next = m_stop_first;
    for (std::size_t place = 0; place < places.size(); ++place) {
        for (const auto& walk : stops_of(place)) {
            m_places[next[walk.stop]++] = {static_cast<std::uint32_t>(place), walk.seconds};
        }
    }
}

PlaceSearch::PlaceSearch(const Timetable& timetable, const PlaceWalks& targets)
    : m_targets(targets),
      m_search(timetable),
      m_arrival(targets.place_count(), kNeverArrives),
      m_is_improved(targets.place_count(), 0) {}

void PlaceSearch::reset() {
    m_search.reset();
    for (const auto place : m_reached) {
        m_arrival[place] = kNeverArrives;
    }
    for (const auto place : m_improved) {
        m_is_improved[place] = 0;
    }
    m_reached.clear();
    m_improved.clear();
}

void PlaceSearch::leave(Seconds departure, std::span<const StopWalk> walks, Seconds limit) {
    for (const auto place : m_improved) {
        m_is_improved[place] = 0;
    }
    m_improved.clear();
    m_search.leave(departure, walks, departure + limit);
    for (const auto stop : m_search.improved()) {
        for (const auto& walk : m_targets.places_of(stop)) {
            const auto at = m_search.arrival(stop) + walk.seconds;
            auto& known = m_arrival[walk.place];
            if (at >= known || at > departure + limit) {
                continue;
            }
            if (known == kNeverArrives) {
                m_reached.push_back(walk.place);
            }
            known = at;
            if (m_is_improved[walk.place] == 0) {
                m_is_improved[walk.place] = 1;
                m_improved.push_back(walk.place);
            }
        }
    }
}

}  // namespace maillage::access
