// SPDX-License-Identifier: Apache-2.0
#include "io/osm_tags.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace maillage::io {
namespace {

template <std::size_t N>
bool is_one_of(std::string_view text, const std::array<std::string_view, N>& list) {
    return std::find(list.begin(), list.end(), text) != list.end();
}

RoadAccess access_of_text(std::string_view text) {
    constexpr auto kYes =
        std::to_array<std::string_view>({"yes", "permissive", "designated", "official", "public"});
    constexpr auto kDestination = std::to_array<std::string_view>(
        {"destination", "customers", "delivery", "residents", "permit"});
    constexpr auto kNo =
        std::to_array<std::string_view>({"no", "agricultural", "forestry", "agricultural;forestry",
                                         "military", "emergency", "restricted", "use_sidepath"});
    if (is_one_of(text, kYes)) {
        return RoadAccess::kYes;
    }
    if (is_one_of(text, kDestination)) {
        return RoadAccess::kDestination;
    }
    if (is_one_of(text, kNo)) {
        return RoadAccess::kNo;
    }
    return text == "private"    ? RoadAccess::kPrivate
           : text == "dismount" ? RoadAccess::kDismount
                                : RoadAccess::kUnsaid;
}

/// The keys from the general to the particular: the last one that is there decides. "yes" for all
/// says nothing of cars on a footway.
RoadAccess access_by(const OsmTags& tags, std::initializer_list<std::string_view> general,
                     std::initializer_list<std::string_view> particular) {
    auto access = RoadAccess::kUnsaid;
    for (const auto key : general) {
        if (const auto said = access_of_text(tags[key]); said != RoadAccess::kUnsaid) {
            access = said == RoadAccess::kYes ? RoadAccess::kUnsaid : said;
        }
    }
    for (const auto key : particular) {
        if (const auto said = access_of_text(tags[key]); said != RoadAccess::kUnsaid) {
            access = said;
        }
    }
    return access;
}

std::array<RoadAccess, kRoadModes> access_of(const OsmTags& tags) {
    return {access_by(tags, {"access", "vehicle"}, {"motor_vehicle", "motorcar"}),
            access_by(tags, {"access", "vehicle"}, {"bicycle"}),
            access_by(tags, {"access"}, {"foot"})};
}

bool is_yes(std::string_view text) { return text == "yes" || text == "true" || text == "1"; }
bool is_no(std::string_view text) { return text == "no" || text == "false" || text == "0"; }
bool is_reverse(std::string_view text) { return text == "-1" || text == "reverse"; }

/// "reversible" and "alternating" change with the hour: both senses.
RoadFlow flow_of_text(std::string_view text, RoadFlow otherwise) {
    return is_yes(text)       ? RoadFlow::kForward
           : is_reverse(text) ? RoadFlow::kBackward
           : text.empty()     ? otherwise
                              : RoadFlow::kBoth;
}

RoadFlow car_flow(const OsmTags& tags, RoadClass road) {
    const auto junction = tags["junction"];
    const bool implied =
        junction == "roundabout" || junction == "circular" || road == RoadClass::kMotorway;
    return flow_of_text(tags["oneway"], implied ? RoadFlow::kForward : RoadFlow::kBoth);
}

RoadFlow bike_flow(const OsmTags& tags, RoadFlow cars) {
    if (const auto said = tags["oneway:bicycle"]; !said.empty()) {
        return flow_of_text(said, cars);
    }
    for (const auto* key : {"cycleway", "cycleway:left", "cycleway:right", "cycleway:both"}) {
        if (tags[key].starts_with("opposite")) {
            return RoadFlow::kBoth;
        }
    }
    for (const auto* key : {"cycleway:left:oneway", "cycleway:right:oneway"}) {
        if (is_no(tags[key]) || is_reverse(tags[key])) {
            return RoadFlow::kBoth;
        }
    }
    return cars;
}

/// Speeds that a country's rules give to a kind of place ("FR:urban"); 0 = not known here.
/// France: Code de la route, articles R413-2, R413-3, R110-2. Towns are 50 km/h in nearly all of
/// Europe.
std::uint8_t speed_of_rule(std::string_view country, std::string_view place) {
    if (place == "urban") {
        return 50;
    }
    if (place == "living_street" || place == "walk" || place == "pedestrian") {
        return country == "FR" ? 20 : 10;
    }
    if (place.starts_with("zone")) {
        place.remove_prefix(4);
        place = place.starts_with(":") ? place.substr(1) : place;
    }
    if (place == "20" || place == "30") {
        return place == "20" ? 20 : 30;
    }
    if (country != "FR") {
        return 0;
    }
    return place == "rural" ? 80 : place == "trunk" ? 110 : place == "motorway" ? 130 : 0;
}

bool is_country(std::string_view text) {
    return text.size() == 2 &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

void set_speeds(const OsmTags& tags, RoadWay& way) {
    auto both = speed_of_text(tags["maxspeed"]);
    // The kind of place where no sign stands.
    for (const auto* key : {"maxspeed:type", "source:maxspeed", "zone:maxspeed", "zone:traffic"}) {
        both = both != 0 ? both : speed_of_text(tags[key]);
    }
    const auto forward = speed_of_text(tags["maxspeed:forward"]);
    const auto backward = speed_of_text(tags["maxspeed:backward"]);
    way.speed_forward = forward != 0 ? forward : both;
    way.speed_backward = backward != 0 ? backward : both;
}

void set_ferry(const OsmTags& tags, RoadWay& way) {
    way.seconds = duration_of_text(tags["duration"]);
    way.speed_forward = 0;
    way.speed_backward = 0;
    // A ferry that names those on foot or by bicycle and is silent about cars takes none.
    auto& car = way.access[static_cast<std::size_t>(RoadMode::kCar)];
    if (car == RoadAccess::kUnsaid && (!tags["foot"].empty() || !tags["bicycle"].empty())) {
        car = RoadAccess::kNo;
    }
}

std::optional<RoadClass> class_of(const OsmTags& tags) {
    RoadClass road = RoadClass::kRoad;
    const auto highway = tags["highway"];
    if (!highway.empty() && highway != "ferry" && parse_road_class(highway, road)) {
        return road;
    }
    if (tags["route"] == "ferry" || is_yes(tags["ferry"])) {
        return RoadClass::kFerry;
    }
    if (highway.empty() &&
        (tags["railway"] == "platform" || tags["public_transport"] == "platform")) {
        return RoadClass::kPlatform;
    }
    return std::nullopt;
}

}  // namespace

std::uint8_t speed_of_text(std::string_view text) {
    constexpr double kKmhOfMph = 1.609344;
    constexpr double kMost = 255.0;
    text = trim(text);
    if (text == "walk") {
        return 6;
    }
    if (text.size() > 3 && text[2] == ':' && is_country(text.substr(0, 2))) {
        return speed_of_rule(text.substr(0, 2), text.substr(3));
    }
    double number = 0.0;
    const auto* const end = text.data() + text.size();
    const auto [rest, failed] = std::from_chars(text.data(), end, number, std::chars_format::fixed);
    if (failed != std::errc{} || !(number >= 1.0) || !std::isfinite(number)) {
        return 0;
    }
    const auto unit = trim(std::string_view(rest, static_cast<std::size_t>(end - rest)));
    if (unit.starts_with("mph")) {
        number *= kKmhOfMph;
    }
    return static_cast<std::uint8_t>(std::lround(std::min(number, kMost)));
}

std::uint32_t duration_of_text(std::string_view text) {
    constexpr std::uint32_t kMost = 10 * 24 * 3600;
    text = trim(text);
    const bool iso = text.starts_with("PT");
    text.remove_prefix(iso ? 2 : 0);
    std::array<std::uint32_t, 3> parts{};
    std::size_t count = 0;
    std::uint64_t seconds = 0;
    while (!text.empty() && count < parts.size()) {
        auto& part = parts.at(count);
        const auto* const end = text.data() + text.size();
        const auto [rest, failed] = std::from_chars(text.data(), end, part);
        if (failed != std::errc{} || part > kMost) {
            return 0;
        }
        ++count;
        text = {rest, static_cast<std::size_t>(end - rest)};
        const char mark = text.empty() ? '\0' : text.front();
        text.remove_prefix(text.empty() ? 0 : 1);
        if (iso) {
            if (mark != 'H' && mark != 'M' && mark != 'S') {
                return 0;
            }
            seconds += std::uint64_t{part} * (mark == 'H' ? 3600U : mark == 'M' ? 60U : 1U);
        } else if (mark != '\0' && mark != ':') {
            return mark == ' ' && text == "min" && count == 1 ? std::min(part * 60, kMost) : 0;
        }
    }
    if (!text.empty()) {
        return 0;
    }
    if (!iso) {
        // Minutes alone, hours and minutes, or with seconds.
        seconds = count == 1
                      ? std::uint64_t{parts[0]} * 60
                      : std::uint64_t{parts[0]} * 3600 + std::uint64_t{parts[1]} * 60 + parts[2];
    }
    return static_cast<std::uint32_t>(std::min<std::uint64_t>(seconds, kMost));
}

std::optional<RoadWay> way_of_tags(const OsmTags& tags) {
    const auto road = class_of(tags);
    if (!road) {
        return std::nullopt;
    }
    RoadWay way;
    way.road = *road;
    way.access = access_of(tags);
    way.flow = car_flow(tags, *road);
    way.bike_flow = bike_flow(tags, way.flow);
    set_speeds(tags, way);
    if (*road == RoadClass::kFerry) {
        set_ferry(tags, way);
    }
    if (is_yes(tags["impassable"])) {
        way.access.fill(RoadAccess::kNo);
    }
    if (is_yes(tags["motorroad"])) {
        for (const auto mode : {RoadMode::kBike, RoadMode::kFoot}) {
            auto& access = way.access[static_cast<std::size_t>(mode)];
            access = access == RoadAccess::kUnsaid ? RoadAccess::kNo : access;
        }
    }
    return way;
}

std::array<bool, kRoadModes> stopped_by(const OsmTags& tags) {
    constexpr auto kStopCars = std::to_array<std::string_view>(
        {"bollard", "block", "bump_gate", "chain", "cycle_barrier", "debris",
         "full-height_turnstile", "hampshire_gate", "horse_stile", "jersey_barrier", "kissing_gate",
         "log", "motorcycle_barrier", "planter", "stile", "turnstile"});
    constexpr auto kStopBikes = std::to_array<std::string_view>(
        {"full-height_turnstile", "kissing_gate", "stile", "turnstile"});
    const auto barrier = tags["barrier"];
    std::array<bool, kRoadModes> stops{is_one_of(barrier, kStopCars),
                                       is_one_of(barrier, kStopBikes), false};
    const auto access = access_of(tags);
    // "access=yes" on a bollard is meant for those who fit through.
    for (std::size_t mode = 0; mode < kRoadModes; ++mode) {
        if (access[mode] == RoadAccess::kNo || access[mode] == RoadAccess::kPrivate) {
            stops[mode] = true;
        } else if (access[mode] != RoadAccess::kUnsaid) {
            stops[mode] = false;
        }
    }
    return stops;
}

TurnKind turn_of_tags(const OsmTags& tags, TurnTags& turn) {
    const auto car = static_cast<std::size_t>(RoadMode::kCar);
    const auto bike = static_cast<std::size_t>(RoadMode::kBike);
    turn = {};
    std::string_view said = tags["restriction"];
    if (!said.empty()) {
        turn.applies[car] = true;
        turn.applies[bike] = true;
    } else {
        for (const auto* key : {"restriction:motor_vehicle", "restriction:motorcar"}) {
            said = said.empty() ? tags[key] : said;
        }
        turn.applies[car] = !said.empty();
        if (said.empty()) {
            said = tags["restriction:bicycle"];
            turn.applies[bike] = !said.empty();
        }
    }
    if (said.empty()) {
        const bool other = !tags["restriction:conditional"].empty() ||
                           !tags["restriction:hgv"].empty() || !tags["restriction:bus"].empty() ||
                           !tags["restriction:caravan"].empty();
        return other ? TurnKind::kConditional : TurnKind::kNone;
    }
    for (const auto except : split(tags["except"], ';')) {
        const auto who = trim(except);
        turn.applies[car] = turn.applies[car] && who != "motorcar" && who != "motor_vehicle";
        turn.applies[bike] = turn.applies[bike] && who != "bicycle";
    }
    turn.only = said.starts_with("only_");
    if (!turn.only && !said.starts_with("no_")) {
        return TurnKind::kNone;
    }
    // Old form: valid at certain hours only.
    return tags["hour_on"].empty() && tags["day_on"].empty() ? TurnKind::kTurn
                                                             : TurnKind::kConditional;
}

}  // namespace maillage::io
