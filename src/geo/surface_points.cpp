// SPDX-License-Identifier: Apache-2.0
#include "geo/surface_points.hpp"

#include "base/parallel.hpp"
#include "geo/geos_geometry.hpp"

#include <limits>

namespace maillage::geo {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

Point surface_point(const GeosContext& context, const PolygonSet& set, std::size_t feature) {
    Point point{kNaN, kNaN};
    if (set.polygons_of(feature).size() == 0) {
        return point;
    }
    const auto area = to_geos(context, set, feature);
    const auto found = area ? own(context, GEOSPointOnSurface_r(context.handle(), area.get()))
                            : own(context, nullptr);
    if (!found || GEOSGeomGetX_r(context.handle(), found.get(), &point.x) != 1 ||
        GEOSGeomGetY_r(context.handle(), found.get(), &point.y) != 1) {
        return {kNaN, kNaN};
    }
    return point;
}

}  // namespace

std::vector<Point> surface_points(const PolygonSet& set) {
    std::vector<Point> points(set.feature_count());
    constexpr std::size_t kChunk = 512;
    in_chunks(points.size(), kChunk, 0, [&](std::size_t first, std::size_t last) {
        const GeosContext context;
        for (auto feature = first; feature < last; ++feature) {
            points[feature] = surface_point(context, set, feature);
        }
    });
    return points;
}

}  // namespace maillage::geo
