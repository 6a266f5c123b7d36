// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Which features of one layer a polygon covers, and how much of the area of each.

#include "base/result.hpp"
#include "geo/polygon_set.hpp"

#include <cstdint>
#include <memory>
#include <vector>

namespace maillage::geo {

struct AreaShare {
    std::uint32_t feature = 0;  ///< Of the base layer.
    double share = 0.0;         ///< Covered area ÷ area of the feature, 0 … 1.
};

/// Spatial index (STR-tree) of a layer, with its own GEOS context: use it on one thread at a time.
class AreaOverlay {
public:
    /// \p base must outlive the overlay; its polygons must be valid.
    explicit AreaOverlay(const PolygonSet& base);

    /// Features of the base that share some area with feature \p feature of \p polygons, ascending.
    /// A common border has no area: neighbours are not named. Longitudes and latitudes are
    /// measured in an equal-area projection around the polygon; systems in metres as they are.
    /// \returns kGeometry when PROJ knows no way between the two systems.
    Result<std::vector<AreaShare>> shares(const PolygonSet& polygons, std::size_t feature) const;

private:
    struct State;
    std::shared_ptr<State> m_state;
};

}  // namespace maillage::geo
