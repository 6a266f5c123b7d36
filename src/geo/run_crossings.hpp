// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Inside geo only: which straight pieces of simplified arcs would cross.

#include "geo/mosaic.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace maillage::geo {

/// Points [first, last] of one arc, replaced by the segment between the two.
struct Run {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    bool fresh = true;      ///< Not looked at yet.
    bool restored = false;  ///< Must keep one more of its points.
    bool whole() const noexcept { return last == first + 1; }  ///< Nothing was removed.
};

/// Sets restored in those \p runs that cross, touch or cover another, one of the two being fresh,
/// if they have points to give back. Ends that are equal points may meet.
/// \returns Whether there was one.
bool restore_crossings(std::span<const Point> points, std::span<Run> runs);

/// Sets restored in fresh runs that have a node on the other side than their removed points had:
/// between the two an island would change its feature without any crossing.
bool restore_swept(std::span<const Point> points, std::span<const Point> nodes,
                   std::span<Run> runs);

}  // namespace maillage::geo
