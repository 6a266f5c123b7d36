// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Building a mosaic from polygons that are let go meanwhile.

#include "geo/mosaic.hpp"

#include <functional>

namespace maillage::geo {

/// As build_mosaic(); calls \p numbered once, when it has done with \p polygons, whose points are
/// half of the memory it works in.
Result<Mosaic> build_mosaic(const PolygonSet& polygons, std::span<const std::uint8_t> wanted,
                            const Progress& progress, const std::function<void()>& numbered);

}  // namespace maillage::geo
