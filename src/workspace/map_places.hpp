// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Where communes lie, from the geometry that the map is drawn with: a dataset that is shown has
/// let go of its outlines.

#include "base/result.hpp"
#include "carto/map_geometry.hpp"

#include <vector>

namespace maillage::workspace {

/// By commune: the map's point inside it, in longitude and latitude (WGS 84); NaN: no outline, or
/// not among \p wanted. \param wanted By commune; empty: all.
/// \returns kGeometry if a sheet's system has no way to WGS 84.
Result<std::vector<geo::Point>> commune_places(const carto::MapGeometry& geometry,
                                               const std::vector<bool>& wanted = {});

}  // namespace maillage::workspace
