// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// A result table as GeoJSON (RFC 7946).

#include "io/write.hpp"

#include <string>

namespace maillage::io {

/// Longitudes and latitudes with 7 decimals (1 cm), outer rings counter-clockwise; outlines in
/// another coordinate system are projected. \returns kGeometry when that is not possible.
Result<std::string> to_geojson(const OutputTable& table);

}  // namespace maillage::io
