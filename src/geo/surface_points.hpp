// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// A point on the surface of each of many areas, quickly: where nothing better is known.

#include "geo/polygon_set.hpp"

#include <vector>

namespace maillage::geo {

/// Inside its feature, halfway up, in the widest part of it (GEOS PointOnSurface); in the system of
/// \p set. NaN for a feature without polygon. Uses all cores.
std::vector<Point> surface_points(const PolygonSet& set);

}  // namespace maillage::geo
