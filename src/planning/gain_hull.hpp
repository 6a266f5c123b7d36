// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// What money can bring at most, between plans too: the linear relaxation by slopes (Kellerer,
/// Pferschy and Pisinger 2004, Knapsack Problems, ch. 5 and 11).

#include <cstdint>
#include <vector>

namespace maillage::planning {

/// Of choosing something: both ≥ 0.
struct GainAndCost {
    std::int64_t gain = 0;
    std::int64_t cost = 0;
};

/// Whether a gain of \p a for its cost is more than that of \p b; for nothing is most.
bool steeper(const GainAndCost& a, const GainAndCost& b);

/// Steps between the corners of the upper hull of (0, 0) and \p points, the steepest first.
std::vector<GainAndCost> hull_of(std::vector<GainAndCost> points);

}  // namespace maillage::planning
