// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Geometries and coordinate systems of GDAL as ours. For this folder only.

#include "io/layer_builder.hpp"

#include <ogr_geometry.h>
#include <ogr_spatialref.h>

namespace maillage::io {

/// Adds \p geometry to the feature that was begun. \returns false when part of it was of a type or
/// had coordinates that cannot be used.
bool add_geometry(const OGRGeometry& geometry, LayerGeometry& target);

/// "EPSG:2154" where the authority is known, else WKT; empty for none or an undefined one.
std::string crs_definition(const OGRSpatialReference* reference);

}  // namespace maillage::io
