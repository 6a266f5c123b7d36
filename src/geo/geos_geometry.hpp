// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Inside geo only: GEOS through its reentrant C interface, one context for each owner.

#include "geo/polygon_set.hpp"

#include <geos_c.h>

#include <cstddef>
#include <memory>
#include <string>

namespace maillage::geo {

/// A GEOS context that prints nothing and keeps the last error. Not to be shared by threads.
class GeosContext {
public:
    GeosContext();
    GeosContext(const GeosContext&) = delete;
    GeosContext& operator=(const GeosContext&) = delete;
    GeosContext(GeosContext&&) = delete;
    GeosContext& operator=(GeosContext&&) = delete;
    ~GeosContext();

    GEOSContextHandle_t handle() const noexcept { return m_handle; }
    const std::string& last_error() const noexcept { return m_error; }

private:
    GEOSContextHandle_t m_handle;
    std::string m_error;
};

struct GeometryDeleter {
    GEOSContextHandle_t handle = nullptr;
    void operator()(GEOSGeometry* geometry) const noexcept { GEOSGeom_destroy_r(handle, geometry); }
};
using GeometryPtr = std::unique_ptr<GEOSGeometry, GeometryDeleter>;

inline GeometryPtr own(const GeosContext& context, GEOSGeometry* geometry) {
    return {geometry, GeometryDeleter{context.handle()}};
}

/// A feature as a MultiPolygon.
/// Rings of fewer than four points are left out. Null if GEOS refuses (coordinates that are no
/// numbers).
GeometryPtr to_geos(const GeosContext& context, const PolygonSet& set, std::size_t feature);

/// Adds the polygons of any geometry (points and lines of a collection are left out) to \p set and
/// closes the feature.
void add_feature_from_geos(const GeosContext& context, const GEOSGeometry* geometry,
                           PolygonSet& set);

}  // namespace maillage::geo
