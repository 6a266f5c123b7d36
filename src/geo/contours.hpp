// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Areas of a field of values on a regular grid: what lies up to a value.

#include "geo/polygon_set.hpp"

#include <cstddef>
#include <vector>

namespace maillage::geo {

/// Values at the nodes of a square grid, row by row from the south-west.
struct GridField {
    Point south_west;   ///< The first node.
    double step = 1.0;  ///< Between nodes, in the units of the system.
    std::size_t columns = 0;
    std::size_t rows = 0;
    std::vector<float> values;

    Point node(std::size_t column, std::size_t row) const {
        return {south_west.x + step * static_cast<double>(column),
                south_west.y + step * static_cast<double>(row)};
    }
};

/// Where the field is at most \p level, between nodes by linear interpolation (marching squares; a
/// square whose diagonals cross joins the two by the mean of its corners), as one feature of
/// polygons with their holes. Beyond the grid nothing is. Values far above the level count as twice
/// it, so that the border next to what is not reached stays by what is.
///
/// Simplified by a quarter of a step (Douglas and Peucker 1973); parts and holes smaller than four
/// squares are left out. The same field gives the same areas, point by point.
/// \pre level > 0
PolygonSet areas_up_to(const GridField& field, double level);

}  // namespace maillage::geo
