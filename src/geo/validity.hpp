// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Polygons that cross themselves made valid, and several made one, by GEOS.

#include "geo/polygon_set.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace maillage::geo {

struct Repair {
    std::size_t feature = 0;
    std::string reason;  ///< GEOS's words and the place: "Self-intersection[2.1 47.9]".
    bool lost = false;   ///< Nothing with an area was left: the feature has no polygon now.
};

/// The invalid features of \p set made valid, one for each entry it adds to \p repairs: for whoever
/// puts them in their places without a second copy of all. Looks on all cores.
PolygonSet repaired_features(const PolygonSet& set, std::vector<Repair>& repairs);

/// \returns \p set with every invalid feature made valid (MakeValid, structure method: it keeps
/// the area), valid ones as they are, and adds what was done to \p repairs. Looks on all cores;
/// where all is valid, nothing is copied.
PolygonSet make_valid(PolygonSet set, std::vector<Repair>& repairs);

/// Joins features: result feature g is the union of all features f with group_of_feature[f] == g;
/// kNoGroup leaves a feature out. A group of one is copied as it is; a group of none has no
/// polygon.
inline constexpr std::uint32_t kNoGroup = 0xFFFF'FFFFU;
PolygonSet unite(const PolygonSet& set, std::span<const std::uint32_t> group_of_feature,
                 std::size_t group_count);

}  // namespace maillage::geo
