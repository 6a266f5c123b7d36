// SPDX-License-Identifier: Apache-2.0
#include "geo/overlay.hpp"

#include "base/format.hpp"
#include "geo/geos_geometry.hpp"
#include "geo/projection.hpp"

#include <algorithm>
#include <limits>
#include <optional>

namespace maillage::geo {
namespace {

struct Box {
    double west = std::numeric_limits<double>::infinity();
    double south = std::numeric_limits<double>::infinity();
    double east = -std::numeric_limits<double>::infinity();
    double north = -std::numeric_limits<double>::infinity();
    bool empty() const { return !(west <= east); }
};

Box box_of(const PolygonSet& set, std::size_t feature) {
    Box box;
    const auto polygons = set.polygons_of(feature);
    for (auto p = polygons.first; p < polygons.last; ++p) {
        const auto rings = set.rings_of(p);
        for (auto r = rings.first; r < rings.last; ++r) {
            for (const auto& point : set.ring(r)) {
                box.west = std::min(box.west, point.x);
                box.east = std::max(box.east, point.x);
                box.south = std::min(box.south, point.y);
                box.north = std::max(box.north, point.y);
            }
        }
    }
    return box;
}

PolygonSet only(const PolygonSet& set, std::size_t feature) {
    PolygonSet one;
    one.crs = set.crs;
    one.add_feature(set, feature);
    return one;
}

/// Below this a share is the rounding of a common border: 1 cm² of a commune of 10 km².
constexpr double kNothing = 1e-11;

}  // namespace

struct AreaOverlay::State {
    const PolygonSet* base = nullptr;
    GeosContext context;
    GEOSSTRtree* tree = nullptr;
    std::vector<GeometryPtr> boxes;

    State() = default;
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    State(State&&) = delete;
    State& operator=(State&&) = delete;
    ~State() { GEOSSTRtree_destroy_r(context.handle(), tree); }

    std::vector<std::uint32_t> candidates(const Box& box) const {
        std::vector<std::uint32_t> found;
        const auto query = own(context, GEOSGeom_createRectangle_r(context.handle(), box.west,
                                                                   box.south, box.east, box.north));
        GEOSSTRtree_query_r(
            context.handle(), tree, query.get(),
            [](void* item, void* list) {
                static_cast<std::vector<std::uint32_t>*>(list)->push_back(
                    static_cast<std::uint32_t>(reinterpret_cast<std::uintptr_t>(item) - 1));
            },
            &found);
        std::sort(found.begin(), found.end());
        return found;
    }
};

AreaOverlay::AreaOverlay(const PolygonSet& base) : m_state(std::make_shared<State>()) {
    auto& state = *m_state;
    state.base = &base;
    state.tree = GEOSSTRtree_create_r(state.context.handle(), 10);
    for (std::size_t f = 0; f < base.feature_count(); ++f) {
        const auto box = box_of(base, f);
        if (box.empty()) {
            continue;
        }
        state.boxes.push_back(
            own(state.context, GEOSGeom_createRectangle_r(state.context.handle(), box.west,
                                                          box.south, box.east, box.north)));
        // The tree keeps a pointer for each feature: its number + 1, so that none is null.
        // NOLINTBEGIN(performance-no-int-to-ptr): never followed
        GEOSSTRtree_insert_r(state.context.handle(), state.tree, state.boxes.back().get(),
                             reinterpret_cast<void*>(static_cast<std::uintptr_t>(f + 1)));
        // NOLINTEND(performance-no-int-to-ptr)
    }
}

Result<std::vector<AreaShare>> AreaOverlay::shares(const PolygonSet& polygons,
                                                   std::size_t feature) const {
    const auto& state = *m_state;
    const auto& base = *state.base;
    auto wanted = only(polygons, feature);
    if (!(wanted.crs == base.crs) && !wanted.crs.definition.empty() &&
        !base.crs.definition.empty()) {
        const auto way = Projection::make(wanted.crs, base.crs);
        if (!way) {
            return way.error();
        }
        way->apply(wanted.points());
        wanted.crs = base.crs;
    }
    std::vector<AreaShare> result;
    const auto box = box_of(wanted, 0);
    if (box.empty()) {
        return result;
    }
    std::optional<Projection> flat;
    if (is_geographic(base.crs)) {
        auto way = Projection::make(
            base.crs, {format("+proj=laea +lat_0={:.6f} +lon_0={:.6f} +datum=WGS84 +units=m",
                              (box.south + box.north) / 2, (box.west + box.east) / 2)});
        if (!way) {
            return way.error();
        }
        flat = std::move(way).value();
        flat->apply(wanted.points());
    }
    const auto whole = to_geos(state.context, wanted, 0);
    for (const auto candidate : state.candidates(box)) {
        auto one = only(base, candidate);
        if (flat) {
            flat->apply(one.points());
        }
        const auto commune = to_geos(state.context, one, 0);
        const auto common = own(
            state.context, GEOSIntersection_r(state.context.handle(), whole.get(), commune.get()));
        double all = 0.0;
        double covered = 0.0;
        GEOSArea_r(state.context.handle(), commune.get(), &all);
        if (common != nullptr) {
            GEOSArea_r(state.context.handle(), common.get(), &covered);
        }
        if (all > 0.0 && covered > all * kNothing) {
            result.push_back({candidate, std::min(1.0, covered / all)});
        }
    }
    return result;
}

}  // namespace maillage::geo
