// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// A table with geometries as it stands in a file.

#include "geo/line_set.hpp"
#include "geo/polygon_set.hpp"
#include "io/raw_table.hpp"

#include <cstdint>
#include <vector>

namespace maillage::io {

enum class GeometryKind : std::uint8_t { kNone, kPoint, kLine, kPolygon, kMixed };

/// Row i of the table is feature i of the polygons (kind kPolygon) or of the lines (kind kLine), or
/// point i (kind kPoint); kind kMixed has all three. A plain table has kind kNone and no geometry;
/// a layer read without geometry has its kind all the same.
struct RawLayer {
    RawTable table;
    GeometryKind kind = GeometryKind::kNone;
    geo::PolygonSet polygons;        ///< crs is filled whenever the file tells it.
    geo::LineSet lines;              ///< The same.
    std::vector<geo::Point> points;  ///< NaN where a feature has none.
    geo::Crs crs;
};

}  // namespace maillage::io
