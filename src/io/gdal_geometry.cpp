// SPDX-License-Identifier: Apache-2.0
#include "io/gdal_geometry.hpp"

#include <cpl_conv.h>

#include <cmath>
#include <memory>
#include <string_view>

namespace maillage::io {
namespace {

bool add_points(const OGRSimpleCurve& line, LayerGeometry& target) {
    bool finite = true;
    for (int i = 0; i < line.getNumPoints(); ++i) {
        const geo::Point point{line.getX(i), line.getY(i)};
        finite = finite && std::isfinite(point.x) && std::isfinite(point.y);
        target.add_point(point);
    }
    target.close_ring();
    return finite;
}

bool add_polygon(const OGRPolygon& polygon, LayerGeometry& target) {
    bool finite = true;
    for (const auto* ring : polygon) {
        finite = add_points(*ring, target) && finite;
    }
    target.close_polygon();
    return finite;
}

/// Empty geometries have depth 0: nothing to check.
bool add_simple(const OGRGeometry& geometry, LayerGeometry& target, OGRwkbGeometryType type) {
    const auto start = target.mark();
    if (geometry.IsEmpty()) {
        return target.add_shape(start, ShapeType::kMultiPolygon, 0);
    }
    switch (type) {
        case wkbPoint: {
            const auto* point = geometry.toPoint();
            target.add_point({point->getX(), point->getY()});
            return std::isfinite(point->getX()) && std::isfinite(point->getY())
                       ? target.add_shape(start, ShapeType::kPoint, 1)
                       : target.add_shape(start, ShapeType::kUnknown, 1);
        }
        case wkbLineString:
            return add_points(*geometry.toLineString(), target)
                       ? target.add_shape(start, ShapeType::kLineString, 2)
                       : target.add_shape(start, ShapeType::kUnknown, 2);
        case wkbPolygon:
            return add_polygon(*geometry.toPolygon(), target)
                       ? target.add_shape(start, ShapeType::kPolygon, 3)
                       : target.add_shape(start, ShapeType::kUnknown, 3);
        default:
            return false;
    }
}

}  // namespace

bool add_geometry(const OGRGeometry& geometry, LayerGeometry& target) {
    if (geometry.hasCurveGeometry() != 0) {
        const std::unique_ptr<OGRGeometry> linear(geometry.getLinearGeometry());
        return linear && linear->hasCurveGeometry() == 0 && add_geometry(*linear, target);
    }
    const auto type = wkbFlatten(geometry.getGeometryType());
    const bool several = type == wkbMultiPolygon || type == wkbMultiPoint ||
                         type == wkbMultiLineString || type == wkbGeometryCollection;
    if (!several) {
        return add_simple(geometry, target, type);
    }
    if (type == wkbGeometryCollection) {
        target.add_shape(target.mark(), ShapeType::kCollection, 0);
    }
    bool all = true;
    for (const auto* part : *geometry.toGeometryCollection()) {
        all = add_geometry(*part, target) && all;
    }
    return all;
}

std::string crs_definition(const OGRSpatialReference* reference) {
    if (reference == nullptr || reference->IsLocal() != 0) {
        return {};
    }
    const auto text = [](const char* value) { return value == nullptr ? "" : value; };
    const std::string_view name = text(reference->GetName());
    if (name.starts_with("Undefined") || name.starts_with("undefined") || name == "unknown") {
        return {};
    }
    const std::string authority = text(reference->GetAuthorityName(nullptr));
    const std::string code = text(reference->GetAuthorityCode(nullptr));
    if (authority == "OGC" && code == "CRS84") {
        return geo::kWgs84;
    }
    if (!authority.empty() && !code.empty()) {
        return authority + ":" + code;
    }
    char* wkt = nullptr;
    if (reference->exportToWkt(&wkt) != OGRERR_NONE || wkt == nullptr) {
        CPLFree(wkt);
        return {};
    }
    std::string definition(wkt);
    CPLFree(wkt);
    return definition;
}

}  // namespace maillage::io
