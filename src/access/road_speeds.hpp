// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Inside access: how fast a way may be followed in each sense.

#include "model/road_profile.hpp"
#include "model/road_ways.hpp"

namespace maillage::access {

/// km/h; 0 = closed in this sense.
struct WaySpeeds {
    double forward = 0.0;
    double backward = 0.0;
    bool open() const noexcept { return forward > 0.0 || backward > 0.0; }
};
WaySpeeds speeds_of(const RoadWay& way, const RoadProfile& profile);

/// Whether one can stop and set off anywhere along it: not on motorways and ferries.
bool open_to_places(RoadClass road);

}  // namespace maillage::access
