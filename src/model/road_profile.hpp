// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// How fast a means of transport is on which road, as data/roads/profiles.toml holds it.

#include "model/road_ways.hpp"

#include <array>
#include <string>

namespace maillage {

/// Of one mode. A class whose speed is 0 is closed to it unless the source opens the way by name
/// (bicycle=yes on a footway), when `opened` is its speed.
struct RoadProfile {
    RoadMode mode = RoadMode::kCar;
    std::string name;                          ///< "car".
    std::array<double, kRoadClasses> speed{};  ///< km/h where the source says none; 0 = closed.
    /// km/h, not more whatever the limit says; 0 = as the limit says.
    std::array<double, kRoadClasses> most{};
    double limit_share = 1.0;  ///< Speed driven ÷ speed limit.
    bool uses_limits = false;  ///< Whether speed limits mean anything to this mode.
    double opened = 0.0;       ///< km/h on a way of a closed class that is open by name.
    double dismount = 0.0;     ///< km/h where bicycles are pushed.
    double destination = 0.0;  ///< km/h, not more, where only access to places is allowed; 0 = any.
    bool private_open = false;  ///< Whether private ways are used.
    bool obeys_flow = true;     ///< One-way streets.
    bool obeys_turns = true;    ///< Turn restrictions.
};

using RoadProfiles = std::array<RoadProfile, kRoadModes>;  ///< By RoadMode.

}  // namespace maillage
