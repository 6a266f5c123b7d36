// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Where a commune's people set out from, and where a service stands.

#include "base/result.hpp"
#include "model/dataset.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace maillage::access {

/// What the point of a commune is, the best first. The first three are services of these types
/// whose commune is known: lists of such points are sources of role services like any other.
enum class OriginKind : std::uint8_t {
    kPopulation,  ///< Weighted by population ("centre_population").
    kSeat,        ///< "chef_lieu".
    kTownHall,    ///< "mairie".
    kSurface,     ///< A point on the surface of its outline.
    kUnknown,     ///< Neither a point nor an outline.
};
inline constexpr std::size_t kOriginKinds = 5;

/// By commune of the Dataset.
struct Origins {
    std::vector<geo::Point> place;  ///< Longitude, latitude (WGS 84); NaN where kUnknown.
    std::vector<OriginKind> kind;
    std::array<std::int64_t, kOriginKinds> count{};  ///< Communes by kind.
};

/// A point on the surface of each outline, longitude and latitude (WGS 84); NaN: none.
/// \returns kGeometry if their system has no way to WGS 84.
Result<std::vector<geo::Point>> outline_points(const Outlines& outlines);

/// \param outlines May be null. \returns kGeometry if their system has no way to WGS 84.
Result<Origins> find_origins(const Dataset& dataset, const Outlines* outlines);

/// The same where the points on the surfaces are there already.
/// \param surfaces By commune, longitude and latitude; NaN: none. Empty: none at all.
Origins find_origins(const Dataset& dataset, std::span<const geo::Point> surfaces);

/// The place of each service: its own, else that of the commune it stands at; NaN where that is not
/// known either.
std::vector<geo::Point> service_places(const Dataset& dataset, const Origins& origins);

}  // namespace maillage::access
