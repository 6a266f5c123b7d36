// SPDX-License-Identifier: Apache-2.0
#include "access/road_speeds.hpp"

#include <algorithm>

namespace maillage::access {
namespace {

/// km/h on the way where no limit says otherwise; 0 = closed.
double class_speed(const RoadWay& way, const RoadProfile& profile) {
    const auto access = way.access[static_cast<std::size_t>(profile.mode)];
    if (access == RoadAccess::kNo || (access == RoadAccess::kPrivate && !profile.private_open)) {
        return 0.0;
    }
    if (access == RoadAccess::kDismount) {
        return profile.dismount;
    }
    const double speed = profile.speed[static_cast<std::size_t>(way.road)];
    return speed == 0.0 && access == RoadAccess::kYes ? profile.opened : speed;
}

double speed_with_limit(double speed, std::uint8_t limit, const RoadWay& way,
                        const RoadProfile& profile) {
    if (speed == 0.0 || limit == 0 || !profile.uses_limits) {
        return speed;
    }
    const double driven = way.driven_speed ? limit : limit * profile.limit_share;
    const double most = profile.most[static_cast<std::size_t>(way.road)];
    return most == 0.0 ? driven : std::min(driven, most);
}

}  // namespace

WaySpeeds speeds_of(const RoadWay& way, const RoadProfile& profile) {
    const double speed = class_speed(way, profile);
    WaySpeeds speeds{speed_with_limit(speed, way.speed_forward, way, profile),
                     speed_with_limit(speed, way.speed_backward, way, profile)};
    const bool destination =
        way.access[static_cast<std::size_t>(profile.mode)] == RoadAccess::kDestination;
    if (destination && profile.destination > 0.0) {
        speeds.forward = std::min(speeds.forward, profile.destination);
        speeds.backward = std::min(speeds.backward, profile.destination);
    }
    const auto flow = !profile.obeys_flow               ? RoadFlow::kBoth
                      : profile.mode == RoadMode::kBike ? way.bike_flow
                                                        : way.flow;
    if (flow == RoadFlow::kForward) {
        speeds.backward = 0.0;
    } else if (flow == RoadFlow::kBackward) {
        speeds.forward = 0.0;
    }
    return speeds;
}

bool open_to_places(RoadClass road) {
    return road != RoadClass::kMotorway && road != RoadClass::kMotorwayLink &&
           road != RoadClass::kFerry;
}

}  // namespace maillage::access
