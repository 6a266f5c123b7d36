// SPDX-License-Identifier: Apache-2.0
#include "access/origins.hpp"

#include "base/text.hpp"
#include "geo/projection.hpp"
#include "geo/surface_points.hpp"

#include <cassert>
#include <cmath>
#include <limits>
#include <string>

namespace maillage::access {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

bool is_place(geo::Point point) { return std::isfinite(point.x) && std::isfinite(point.y); }

OriginKind kind_of(const std::string& type) {
    const auto key = fold_key(type);
    if (key == "centrepopulation") {
        return OriginKind::kPopulation;
    }
    if (key == "cheflieu") {
        return OriginKind::kSeat;
    }
    return key == "mairie" ? OriginKind::kTownHall : OriginKind::kUnknown;
}

}  // namespace

Result<std::vector<geo::Point>> outline_points(const Outlines& outlines) {
    auto points = geo::surface_points(outlines.polygons);
    const auto& crs = outlines.polygons.crs;
    if (crs.definition.empty() || crs.definition == geo::kWgs84) {
        return points;
    }
    const auto way = geo::Projection::make(crs, {geo::kWgs84});
    if (!way) {
        return way.error();
    }
    way->apply(points);
    return points;
}

Result<Origins> find_origins(const Dataset& dataset, const Outlines* outlines) {
    if (outlines == nullptr) {
        return find_origins(dataset, std::span<const geo::Point>());
    }
    const auto surfaces = outline_points(*outlines);
    if (!surfaces) {
        return surfaces.error();
    }
    return find_origins(dataset, *surfaces);
}

Origins find_origins(const Dataset& dataset, std::span<const geo::Point> surfaces) {
    const auto communes = dataset.territories.communes.size();
    Origins origins;
    origins.place.assign(communes, {kNaN, kNaN});
    origins.kind.assign(communes, OriginKind::kUnknown);
    const auto offer = [&](std::size_t commune, geo::Point place, OriginKind kind) {
        if (is_place(place) && kind < origins.kind[commune]) {
            origins.place[commune] = place;
            origins.kind[commune] = kind;
        }
    };
    for (const auto& service : dataset.services) {
        assert(!service.commune.valid() || service.commune.value < communes);
        if (service.commune.valid() && is_place(service.place)) {
            offer(service.commune.value, service.place, kind_of(service.type));
        }
    }
    for (std::size_t i = 0; i < surfaces.size(); ++i) {
        offer(i, surfaces[i], OriginKind::kSurface);
    }
    for (const auto kind : origins.kind) {
        ++origins.count.at(static_cast<std::size_t>(kind));
    }
    return origins;
}

std::vector<geo::Point> service_places(const Dataset& dataset, const Origins& origins) {
    std::vector<geo::Point> places;
    places.reserve(dataset.services.size());
    for (const auto& service : dataset.services) {
        const bool own = is_place(service.place) || !service.commune.valid();
        places.push_back(own ? service.place : origins.place[service.commune.value]);
    }
    return places;
}

}  // namespace maillage::access
