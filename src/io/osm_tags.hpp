// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// For this folder only: the vocabulary of OpenStreetMap (wiki.openstreetmap.org, pages "Key:…"),
/// as far as it says who may go where and how fast.

#include "model/road_ways.hpp"

#include <array>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace maillage::io {

/// The tags of one object; the texts belong to whoever made it.
class OsmTags {
public:
    void add(std::string_view key, std::string_view value) { m_tags.emplace_back(key, value); }
    void clear() { m_tags.clear(); }
    /// Empty where there is no such key.
    std::string_view operator[](std::string_view key) const {
        for (const auto& [name, value] : m_tags) {
            if (name == key) {
                return value;
            }
        }
        return {};
    }

private:
    std::vector<std::pair<std::string_view, std::string_view>> m_tags;
};

/// A way as its tags say it, without id and nodes. Nothing if it is neither a road that leads
/// somewhere nor a ferry.
std::optional<RoadWay> way_of_tags(const OsmTags& tags);

/// Whom a node stops: barriers (bollard, block…), gates that are locked, access tags of its own.
std::array<bool, kRoadModes> stopped_by(const OsmTags& tags);

/// What the tags of a restriction relation say.
struct TurnTags {
    bool only = false;
    std::array<bool, kRoadModes> applies{};
};
enum class TurnKind { kNone, kTurn, kConditional };
TurnKind turn_of_tags(const OsmTags& tags, TurnTags& turn);

/// km/h from "50", "30 mph", "FR:urban", "walk"; 0 = not said, or not a speed.
std::uint8_t speed_of_text(std::string_view text);
/// Seconds from "00:20", "1:05:30", "PT1H20M", "45" (minutes); 0 = none of these.
std::uint32_t duration_of_text(std::string_view text);

}  // namespace maillage::io
