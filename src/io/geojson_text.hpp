// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// A result table as GeoJSON (RFC 7946).

#include "io/write.hpp"

#include <string>
#include <string_view>

namespace maillage::io {

/// Longitudes and latitudes with 7 decimals (1 cm), outer rings counter-clockwise; outlines in
/// another coordinate system are projected. \param about A JSON object, the foreign member
/// "maillage" (RFC 7946, § 6.1); empty: none. \returns kGeometry when projecting is not possible.
Result<std::string> to_geojson(const OutputTable& table, std::string_view about = {});

}  // namespace maillage::io
