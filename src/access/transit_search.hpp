// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Earliest arrivals in a Timetable, for one departure or for many.

#include "access/timetable.hpp"

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace maillage::access {

inline constexpr Seconds kNeverArrives = std::numeric_limits<Seconds>::max();

/// RAPTOR (Delling, Pajor and Werneck 2012) for the earliest arrival with any number of changes;
/// called with one departure after the other, the latest first, it is their rRAPTOR: what a later
/// departure reached need not be searched again. Between two vehicles at most one walk is made.
///
/// Each trip is followed from each of its calls at most once until reset(), so that a whole window
/// costs little more than reading the timetable once. One object for each thread; it may be used
/// for one query after the other. \pre the timetable outlives it
class TransitSearch {
public:
    /// How a stop was reached, for journey().
    struct Step {
        enum class Kind : std::uint8_t { kAccess, kRide, kChange };
        Kind kind = Kind::kAccess;
        std::uint32_t from = 0;  ///< Stop; of kAccess the same as `to`.
        std::uint32_t to = 0;
        Seconds leave = 0;
        Seconds arrive = 0;
        std::uint32_t trip = 0;  ///< Of kRide, in Timetable::trips.
        std::uint32_t before = kNoStep;
    };
    static constexpr std::uint32_t kNoStep = std::numeric_limits<std::uint32_t>::max();

    /// \p explain: keep the steps. It costs time, so only single journeys are explained.
    explicit TransitSearch(const Timetable& timetable, bool explain = false);

    void reset();

    /// Leaves a place at \p departure by the \p walks to stops; arrivals after \p latest are not
    /// followed. \pre since reset(), \p departure and \p latest never grew
    void leave(Seconds departure, std::span<const StopWalk> walks, Seconds latest);

    /// Earliest arrival at \p stop by a vehicle, over all departures since reset().
    Seconds arrival(std::uint32_t stop) const { return m_arrival[stop]; }
    /// Stops whose arrival the last leave() made earlier, in no order, each once.
    std::span<const std::uint32_t> improved() const { return m_improved; }

    /// The steps that lead to arrival(stop), in order; of equal arrivals with the fewest rides.
    /// \pre explain, and one departure since reset(), and arrival(stop) < kNeverArrives
    std::vector<Step> steps_to(std::uint32_t stop) const;

private:
    static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

    void be_ready(std::uint32_t stop, Seconds at, const Step& step);
    void collect_patterns();
    void ride(std::uint32_t pattern, std::uint32_t from, Seconds latest);
    void arrive(std::uint32_t stop, Seconds at, const Step& step);
    void change();
    std::uint32_t first_trip_after(const Timetable::Pattern& pattern, std::uint32_t call,
                                   Seconds ready, std::uint32_t before) const;

    const Timetable& m_timetable;
    bool m_explain;
    std::vector<Seconds> m_arrival;        ///< By stop, by vehicle.
    std::vector<Seconds> m_ready;          ///< By stop, from when a vehicle can be boarded.
    std::vector<std::uint32_t> m_boarded;  ///< By call of a pattern: first trip followed from it.
    std::vector<std::uint32_t> m_from;     ///< By pattern: first call to look at; kNone: none.
    std::vector<std::uint32_t> m_patterns;
    std::vector<std::uint32_t> m_marked;  ///< Stops that became ready earlier.
    std::vector<std::uint8_t> m_is_marked;
    std::vector<std::uint32_t> m_arrived;  ///< Stops that this round reached earlier.
    std::vector<std::uint8_t> m_has_arrived;
    std::vector<std::uint32_t> m_improved;
    std::vector<std::uint8_t> m_is_improved;
    std::vector<Step> m_steps;
    std::vector<std::uint32_t> m_arrival_step;
    std::vector<std::uint32_t> m_ready_step;
};

}  // namespace maillage::access
