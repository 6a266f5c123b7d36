// SPDX-License-Identifier: Apache-2.0
#include "geo/validity.hpp"

#include "base/parallel.hpp"
#include "geo/geos_geometry.hpp"
#include "geo/simple_ring.hpp"

#include <algorithm>
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

/// Whether nothing is to be repaired; a feature without polygon is good.
bool is_good(const GeosContext& context, const PolygonSet& set, std::size_t feature) {
    const auto polygons = set.polygons_of(feature);
    if (polygons.size() == 0) {
        return true;
    }
    // Most communes are one ring: whether it touches itself is all there is to see.
    if (polygons.size() == 1) {
        const auto rings = set.rings_of(polygons.first);
        if (rings.size() == 1 && surely_simple(set.ring(rings.first))) {
            return true;
        }
    }
    const auto geometry = to_geos(context, set, feature);
    return geometry && GEOSisValid_r(context.handle(), geometry.get()) == 1 &&
           GEOSisEmpty_r(context.handle(), geometry.get()) == 0;
}

/// The union of some features, as the only feature of a set.
PolygonSet united(const GeosContext& context, const PolygonSet& set,
                  std::span<const std::uint32_t> features) {
    std::vector<GEOSGeometry*> parts;
    for (const auto feature : features) {
        parts.push_back(to_geos(context, set, feature).release());
    }
    const auto all = own(
        context, GEOSGeom_createCollection_r(context.handle(), GEOS_GEOMETRYCOLLECTION,
                                             parts.data(), static_cast<unsigned>(parts.size())));
    const auto one =
        all ? own(context, GEOSUnaryUnion_r(context.handle(), all.get())) : GeometryPtr{};
    PolygonSet result;
    add_feature_from_geos(context, one.get(), result);
    return result;
}

}  // namespace

PolygonSet repaired_features(const PolygonSet& set, std::vector<Repair>& repairs) {
    std::vector<std::uint8_t> good(set.feature_count(), 1);
    constexpr std::size_t kChunk = 128;
    in_chunks(good.size(), kChunk, 0, [&](std::size_t first, std::size_t last) {
        const GeosContext context;
        for (auto f = first; f < last; ++f) {
            good[f] = is_good(context, set, f) ? 1 : 0;
        }
    });
    const GeosContext context;
    PolygonSet result;
    result.crs = set.crs;
    for (std::size_t f = 0; f < set.feature_count(); ++f) {
        if (good[f] != 0) {
            continue;
        }
        Repair repair{f, "", true};
        GeometryPtr better;
        if (const auto geometry = to_geos(context, set, f)) {
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

PolygonSet make_valid(PolygonSet set, std::vector<Repair>& repairs) {
    const auto before = repairs.size();
    const auto better = repaired_features(set, repairs);
    if (repairs.size() == before) {
        return set;
    }
    PolygonSet result;
    result.crs = set.crs;
    result.reserve(set.feature_count(), set.polygon_count() + better.polygon_count(),
                   set.ring_count() + better.ring_count(),
                   set.point_count() + better.point_count());
    std::size_t next = 0;
    for (std::size_t f = 0; f < set.feature_count(); ++f) {
        const bool repaired_one =
            before + next < repairs.size() && repairs[before + next].feature == f;
        if (repaired_one) {
            result.add_feature(better, next++);
        } else {
            result.add_feature(set, f);
        }
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
    std::vector<std::size_t> merged;
    for (std::size_t g = 0; g < group_count; ++g) {
        if (start[g + 1] - start[g] > 1) {
            merged.push_back(g);
        }
    }
    std::vector<PolygonSet> unions(merged.size());
    constexpr std::size_t kChunk = 8;
    in_chunks(merged.size(), kChunk, 0, [&](std::size_t first, std::size_t last) {
        const GeosContext context;
        for (auto i = first; i < last; ++i) {
            const auto g = merged[i];
            unions[i] =
                united(context, set, std::span(members).subspan(start[g], start[g + 1] - start[g]));
        }
    });
    PolygonSet result;
    result.crs = set.crs;
    result.reserve(group_count, set.polygon_count(), set.ring_count(), set.point_count());
    std::size_t next_union = 0;
    for (std::size_t g = 0; g < group_count; ++g) {
        if (start[g + 1] == start[g]) {
            result.close_feature();
        } else if (start[g + 1] - start[g] == 1) {
            result.add_feature(set, members[start[g]]);
        } else {
            result.add_feature(unions[next_union++], 0);
        }
    }
    return result;
}

}  // namespace maillage::geo
