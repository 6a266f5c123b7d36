// SPDX-License-Identifier: Apache-2.0
#include "model/road_ways.hpp"

#include <algorithm>

namespace maillage {
namespace {

constexpr auto kClassTexts = std::to_array<std::string_view>(
    {"motorway",     "motorway_link", "trunk",          "trunk_link", "primary",
     "primary_link", "secondary",     "secondary_link", "tertiary",   "tertiary_link",
     "unclassified", "residential",   "living_street",  "service",    "track",
     "road",         "pedestrian",    "cycleway",       "footway",    "path",
     "bridleway",    "steps",         "platform",       "ferry"});
static_assert(kClassTexts.size() == kRoadClasses);

constexpr auto kModeTexts = std::to_array<std::string_view>({"car", "bike", "foot"});
static_assert(kModeTexts.size() == kRoadModes);

}  // namespace

std::string_view road_class_text(RoadClass road) {
    return kClassTexts.at(static_cast<std::size_t>(road));
}

bool parse_road_class(std::string_view text, RoadClass& road) {
    const auto found = std::find(kClassTexts.begin(), kClassTexts.end(), text);
    if (found == kClassTexts.end()) {
        return false;
    }
    road = static_cast<RoadClass>(found - kClassTexts.begin());
    return true;
}

std::string_view road_mode_text(RoadMode mode) {
    return kModeTexts.at(static_cast<std::size_t>(mode));
}

}  // namespace maillage
