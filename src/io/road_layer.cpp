// SPDX-License-Identifier: Apache-2.0
#include "io/road_layer.hpp"

#include "base/roads_messages.hpp"
#include "base/text.hpp"
#include "geo/projection.hpp"
#include "io/osm_tags.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <unordered_map>
#include <utility>

namespace maillage::io {
namespace {

using Column = std::optional<std::size_t>;

template <std::size_t N>
Column column_of(const RawTable& table, const std::array<std::string_view, N>& names) {
    for (const auto name : names) {
        for (std::size_t c = 0; c < table.field_names.size(); ++c) {
            if (fold_key(table.field_names[c]) == name) {
                return c;
            }
        }
    }
    return std::nullopt;
}

struct RoadColumns {
    explicit RoadColumns(const RawTable& table)
        : driven(column_of(table, std::to_array<std::string_view>(
                                      {"vitesse", "vitessemoyennevl", "vitmoyvl", "speed"}))),
          limit(column_of(table, std::to_array<std::string_view>(
                                     {"maxspeed", "vitessemax", "vitessemaximale"}))),
          road(
              column_of(table, std::to_array<std::string_view>({"nature", "classe", "class",
                                                                "vocation", "highway", "fclass"}))),
          sense(column_of(table, std::to_array<std::string_view>(
                                     {"sens", "sensdecirculation", "senscircu", "oneway"}))) {}
    Column driven;
    Column limit;
    Column road;
    Column sense;
};

/// Words of IGN (BD TOPO "nature", ROUTE 500 "vocation"), folded.
constexpr auto kWords = std::to_array<std::pair<std::string_view, RoadClass>>({
    {"autoroute", RoadClass::kMotorway},
    {"type autoroutier", RoadClass::kMotorway},
    {"quasi autoroute", RoadClass::kTrunk},
    {"route a 2 chaussees", RoadClass::kPrimary},
    {"route a 1 chaussee", RoadClass::kTertiary},
    {"liaison principale", RoadClass::kPrimary},
    {"liaison regionale", RoadClass::kSecondary},
    {"liaison locale", RoadClass::kTertiary},
    {"bretelle", RoadClass::kPrimaryLink},
    {"rond point", RoadClass::kTertiary},
    {"route empierree", RoadClass::kTrack},
    {"chemin", RoadClass::kTrack},
    {"sentier", RoadClass::kPath},
    {"escalier", RoadClass::kSteps},
    {"piste cyclable", RoadClass::kCycleway},
    {"bac", RoadClass::kFerry},
    {"bac auto", RoadClass::kFerry},
    {"bac pieton", RoadClass::kFerry},
    {"bac ou liaison maritime", RoadClass::kFerry},
});

RoadClass class_of_text(std::string_view text) {
    RoadClass road = RoadClass::kRoad;
    if (parse_road_class(text, road)) {
        return road;
    }
    const auto folded = fold(text);
    const auto* const found = std::find_if(kWords.begin(), kWords.end(),
                                           [&](const auto& one) { return one.first == folded; });
    return found == kWords.end() ? RoadClass::kRoad : found->second;
}

RoadFlow flow_of_sense(std::string_view text) {
    constexpr auto kForward = std::to_array<std::string_view>(
        {"sens direct", "direct", "sens unique", "unique", "yes", "true", "1", "f"});
    constexpr auto kBackward =
        std::to_array<std::string_view>({"sens inverse", "inverse", "reverse", "t"});
    if (trim(text) == "-1") {
        return RoadFlow::kBackward;
    }
    const auto folded = fold(text);
    const auto is = [&](std::string_view one) { return one == folded; };
    return std::any_of(kForward.begin(), kForward.end(), is)     ? RoadFlow::kForward
           : std::any_of(kBackward.begin(), kBackward.end(), is) ? RoadFlow::kBackward
                                                                 : RoadFlow::kBoth;
}

std::uint8_t whole_speed(std::string_view text) {
    const auto number = parse_number(text);
    constexpr double kMost = 255.0;
    return number && *number >= 1.0
               ? static_cast<std::uint8_t>(std::lround(std::min(*number, kMost)))
               : 0;
}

RoadWay way_of_row(const RawTable& table, std::size_t row, const RoadColumns& columns) {
    const auto cell = [&](Column column) {
        return column ? table.cell(row, *column) : std::string_view();
    };
    RoadWay way;
    way.id = table.line(row);
    way.road = class_of_text(cell(columns.road));
    way.flow = flow_of_sense(cell(columns.sense));
    way.bike_flow = way.flow;
    way.speed_forward = whole_speed(cell(columns.driven));
    way.driven_speed = way.speed_forward != 0;
    if (!way.driven_speed) {
        way.speed_forward = speed_of_text(cell(columns.limit));
    }
    way.speed_backward = way.speed_forward;
    return way;
}

class LayerRoads {
public:
    explicit LayerRoads(RoadWays& roads) : m_roads(roads) {}

    void add(RoadWay way, std::span<const geo::Point> line) {
        way.nodes = static_cast<std::uint32_t>(m_roads.way_nodes.size());
        for (const auto point : line) {
            if (!(std::abs(point.x) <= 180.0 && std::abs(point.y) <= 90.0)) {
                m_roads.way_nodes.resize(way.nodes);  // not on Earth, or not a number
                break;
            }
            const auto node = node_at(to_road_place(point));
            if (m_roads.way_nodes.size() == way.nodes || m_roads.way_nodes.back() != node) {
                m_roads.way_nodes.push_back(node);
            }
        }
        if (m_roads.way_nodes.size() < std::size_t{way.nodes} + 2) {
            m_roads.way_nodes.resize(way.nodes);
            ++m_roads.left_out.short_ways;
            return;
        }
        m_roads.ways.push_back(way);
    }

private:
    std::uint32_t node_at(RoadPlace place) {
        const auto key = std::uint64_t{static_cast<std::uint32_t>(place.lon)} << 32U |
                         static_cast<std::uint32_t>(place.lat);
        const auto [found, is_new] =
            m_node.try_emplace(key, static_cast<std::uint32_t>(m_roads.places.size()));
        if (is_new) {
            m_roads.places.push_back(place);
        }
        return found->second;
    }

    RoadWays& m_roads;
    std::unordered_map<std::uint64_t, std::uint32_t> m_node;
};

}  // namespace

Result<RoadWays> roads_of_layer(const RawLayer& layer) {
    const auto& name = layer.table.layer;
    if (layer.lines.point_count() == 0) {
        return Error{Error::Code::kGeometry, {roads::kRoadLayerNotLines, {name}}, {}};
    }
    const RoadColumns columns(layer.table);
    if (!columns.driven && !columns.limit && !columns.road) {
        return Error{Error::Code::kParse, {roads::kRoadLayerNoSpeed, {name}}, {}};
    }
    auto lines = layer.lines;
    const auto& crs = lines.crs.definition.empty() ? layer.crs : lines.crs;
    if (crs.definition.empty()) {
        return Error{Error::Code::kGeometry, {roads::kRoadLayerNoCrs, {name}}, {}};
    }
    if (crs.definition != geo::kWgs84) {
        const auto projection = geo::Projection::make(crs, {geo::kWgs84});
        if (!projection) {
            return projection.error();
        }
        projection->apply(lines.points());
    }
    RoadWays roads;
    LayerRoads builder(roads);
    for (std::size_t f = 0; f < lines.feature_count(); ++f) {
        const auto way = way_of_row(layer.table, f, columns);
        for (auto l = lines.lines_of(f).first; l < lines.lines_of(f).last; ++l) {
            builder.add(way, lines.line(l));
        }
    }
    return roads;
}

}  // namespace maillage::io
