// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Travel times from every origin to the services it can reach: what every mode makes (roads,
/// timetable, estimate, a matrix made elsewhere) and every measure reads.

#include "base/index.hpp"
#include "model/service.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace maillage::access {

/// Whole seconds on the way: minutes are shown, seconds are compared.
using Seconds = std::int32_t;
inline constexpr Seconds kMinute = 60;

/// Which way times are asked for.
enum class Direction : std::uint8_t {
    kThere,  ///< From the origin to the service.
    kBack,   ///< From the service to the origin. Rows stay origins.
    kBoth,   ///< The longer of the two, to and from the same service.
};

/// One service in reach of an origin.
struct Reach {
    Index<Service> service;
    Seconds time = 0;
    friend bool operator==(const Reach&, const Reach&) = default;
};

/// A sparse matrix of travel times in one direction, by row. An absent pair is out of reach within
/// the limit it was computed with; rows are sorted by time, then by service.
class TravelTimes {
public:
    TravelTimes() : m_first{0} {}

    std::size_t origin_count() const noexcept { return m_first.size() - 1; }
    std::size_t pair_count() const noexcept { return m_reach.size(); }
    /// \pre origin < origin_count()
    std::span<const Reach> from(std::size_t origin) const noexcept {
        return std::span(m_reach).subspan(m_first[origin], m_first[origin + 1] - m_first[origin]);
    }

    /// Adds the next origin's row, in any order; of two times to one service the shorter is kept.
    void add_origin(std::vector<Reach> reach);

private:
    std::vector<std::size_t> m_first;  ///< Row i is m_reach[m_first[i] .. m_first[i + 1]).
    std::vector<Reach> m_reach;
};

/// Times of both directions between the same places.
struct TwoWays {
    TravelTimes there;
    TravelTimes back;  ///< Rows are origins as well.
};

/// Of each pair that has both ways the longer one: what Direction::kBoth asks for, in every mode.
/// \pre both have as many origins
TravelTimes longer_of(const TravelTimes& there, const TravelTimes& back);

}  // namespace maillage::access
