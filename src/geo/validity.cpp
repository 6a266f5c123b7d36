// SPDX-License-Identifier: Apache-2.0
#include "geo/validity.hpp"

#include "geo/geos_geometry.hpp"

#include <memory>

namespace maillage::geo {
namespace {

std::string reason_of(const GeosContext& context, const GEOSGeometry* geometry) {
    char* text = GEOSisValidReason_r(context.handle(), geometry);
    std::string reason = text != nullptr ? text : "";
    GEOSFree_r(context.handle(), text);
    return reason;
}

GeometryPtr repaired(const GeosContext& context, const GEOSGeometry* geometry) {
    auto* params = GEOSMakeValidParams_create_r(context.handle());
    GEOSMakeValidParams_setMethod_r(context.handle(), params, GEOS_MAKE_VALID_STRUCTURE);
    auto result = own(context, GEOSMakeValidWithParams_r(context.handle(), geometry, params));
    GEOSMakeValidParams_destroy_r(context.handle(), params);
    return result;
}

}  // namespace

PolygonSet make_valid(const PolygonSet& set, std::vector<Repair>& repairs) {
    const GeosContext context;
    PolygonSet result;
    result.crs = set.crs;
    for (std::size_t f = 0; f < set.feature_count(); ++f) {
        if (set.polygons_of(f).size() == 0) {
            result.close_feature();
            continue;
        }
        const auto geometry = to_geos(context, set, f);
        if (geometry && GEOSisValid_r(context.handle(), geometry.get()) == 1 &&
            GEOSisEmpty_r(context.handle(), geometry.get()) == 0) {
            result.add_feature(set, f);
            continue;
        }
        Repair repair{f, "", true};
        GeometryPtr better;
        if (geometry) {
            repair.reason = reason_of(context, geometry.get());
            better = repaired(context, geometry.get());
        }
        const auto before = result.polygon_count();
        add_feature_from_geos(context, better.get(), result);
        repair.lost = result.polygon_count() == before;
        repairs.push_back(std::move(repair));
    }
    return result;
}

PolygonSet unite(const PolygonSet& set, std::span<const std::uint32_t> group_of_feature,
                 std::size_t group_count) {
    // Features by group, without a vector for each of 35,000 groups.
    std::vector<std::uint32_t> start(group_count + 1, 0);
    for (const auto group : group_of_feature) {
        if (group != kNoGroup) {
            ++start[group + 1];
        }
    }
    for (std::size_t g = 0; g < group_count; ++g) {
        start[g + 1] += start[g];
    }
    std::vector<std::uint32_t> members(start.back());
    auto next = start;
    for (std::uint32_t f = 0; f < group_of_feature.size(); ++f) {
        if (group_of_feature[f] != kNoGroup) {
            members[next[group_of_feature[f]]++] = f;
        }
    }
    const GeosContext context;
    PolygonSet result;
    result.crs = set.crs;
    for (std::size_t g = 0; g < group_count; ++g) {
        if (start[g + 1] - start[g] == 1) {
            result.add_feature(set, members[start[g]]);
            continue;
        }
        std::vector<GEOSGeometry*> parts;
        for (auto i = start[g]; i < start[g + 1]; ++i) {
            parts.push_back(to_geos(context, set, members[i]).release());
        }
        const auto all = own(context, GEOSGeom_createCollection_r(
                                          context.handle(), GEOS_GEOMETRYCOLLECTION, parts.data(),
                                          static_cast<unsigned>(parts.size())));
        const auto one =
            all ? own(context, GEOSUnaryUnion_r(context.handle(), all.get())) : GeometryPtr{};
        add_feature_from_geos(context, one.get(), result);
    }
    return result;
}

}  // namespace maillage::geo
