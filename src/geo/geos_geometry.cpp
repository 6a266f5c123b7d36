// SPDX-License-Identifier: Apache-2.0
#include "geo/geos_geometry.hpp"

#include <cmath>
#include <utility>
#include <vector>

namespace maillage::geo {
namespace {

GEOSGeometry* ring_of(const GeosContext& context, std::span<const Point> points) {
    auto* sequence =
        GEOSCoordSeq_create_r(context.handle(), static_cast<unsigned>(points.size()), 2);
    if (sequence == nullptr) {
        return nullptr;
    }
    for (unsigned i = 0; i < points.size(); ++i) {
        GEOSCoordSeq_setXY_r(context.handle(), sequence, i, points[i].x, points[i].y);
    }
    return GEOSGeom_createLinearRing_r(context.handle(), sequence);
}

bool usable(std::span<const Point> points) {
    if (points.size() < 4) {
        return false;
    }
    for (const auto& point : points) {
        if (!std::isfinite(point.x) || !std::isfinite(point.y)) {
            return false;
        }
    }
    return true;
}

void add_ring(const GeosContext& context, const GEOSGeometry* ring, PolygonSet& set) {
    const auto* sequence = GEOSGeom_getCoordSeq_r(context.handle(), ring);
    unsigned size = 0;
    GEOSCoordSeq_getSize_r(context.handle(), sequence, &size);
    for (unsigned i = 0; i < size; ++i) {
        Point point;
        GEOSCoordSeq_getXY_r(context.handle(), sequence, i, &point.x, &point.y);
        set.add_point(point);
    }
    set.close_ring();
}

void add_polygons(const GeosContext& context, const GEOSGeometry* geometry, PolygonSet& set) {
    const int type = GEOSGeomTypeId_r(context.handle(), geometry);
    if (type == GEOS_POLYGON) {
        if (GEOSisEmpty_r(context.handle(), geometry) != 0) {
            return;
        }
        add_ring(context, GEOSGetExteriorRing_r(context.handle(), geometry), set);
        const int holes = GEOSGetNumInteriorRings_r(context.handle(), geometry);
        for (int i = 0; i < holes; ++i) {
            add_ring(context, GEOSGetInteriorRingN_r(context.handle(), geometry, i), set);
        }
        set.close_polygon();
        return;
    }
    if (type == GEOS_MULTIPOLYGON || type == GEOS_GEOMETRYCOLLECTION) {
        const int parts = GEOSGetNumGeometries_r(context.handle(), geometry);
        for (int i = 0; i < parts; ++i) {
            add_polygons(context, GEOSGetGeometryN_r(context.handle(), geometry, i), set);
        }
    }
}

}  // namespace

GeosContext::GeosContext() : m_handle(GEOS_init_r()) {
    GEOSContext_setErrorMessageHandler_r(
        m_handle,
        [](const char* message, void* self) { static_cast<GeosContext*>(self)->m_error = message; },
        this);
    GEOSContext_setNoticeMessageHandler_r(
        m_handle, [](const char* /*message*/, void* /*self*/) {}, this);
}

GeosContext::~GeosContext() { GEOS_finish_r(m_handle); }

GeometryPtr to_geos(const GeosContext& context, const PolygonSet& set, std::size_t feature) {
    std::vector<GEOSGeometry*> polygons;
    const auto parts = set.polygons_of(feature);
    for (auto p = parts.first; p < parts.last; ++p) {
        const auto rings = set.rings_of(p);
        if (rings.size() == 0 || !usable(set.ring(rings.first))) {
            continue;
        }
        auto* shell = ring_of(context, set.ring(rings.first));
        std::vector<GEOSGeometry*> holes;
        for (auto r = rings.first + 1; r < rings.last; ++r) {
            auto* hole = usable(set.ring(r)) ? ring_of(context, set.ring(r)) : nullptr;
            if (hole != nullptr) {
                holes.push_back(hole);
            }
        }
        if (shell == nullptr) {
            for (auto* hole : holes) {
                GEOSGeom_destroy_r(context.handle(), hole);
            }
            continue;
        }
        auto* polygon = GEOSGeom_createPolygon_r(context.handle(), shell, holes.data(),
                                                 static_cast<unsigned>(holes.size()));
        if (polygon != nullptr) {
            polygons.push_back(polygon);
        }
    }
    return own(context,
               GEOSGeom_createCollection_r(context.handle(), GEOS_MULTIPOLYGON, polygons.data(),
                                           static_cast<unsigned>(polygons.size())));
}

void add_feature_from_geos(const GeosContext& context, const GEOSGeometry* geometry,
                           PolygonSet& set) {
    if (geometry != nullptr) {
        add_polygons(context, geometry, set);
    }
    set.close_feature();
}

}  // namespace maillage::geo
