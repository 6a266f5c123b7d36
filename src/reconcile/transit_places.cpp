// SPDX-License-Identifier: Apache-2.0
#include "base/text.hpp"
#include "base/transit_messages.hpp"
#include "reconcile/transit_parts.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <map>
#include <numbers>
#include <string>
#include <tuple>
#include <utility>

namespace maillage::reconcile {
namespace {

constexpr std::int32_t kStation = 1;
constexpr std::int32_t kBoardingArea = 4;

std::string degrees(double value) {
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.6f", value);
    return text.data();
}

/// The place a row tells, or NaN; sets the row aside where what it tells is no place.
geo::Point read_place(GtfsTable& table, std::size_t row) {
    constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
    const auto latitude = table.number(row, "stop_lat", GtfsNeed::kValid);
    const auto longitude = table.number(row, "stop_lon", GtfsNeed::kValid);
    if (!latitude || !longitude || table.is_set_aside(row)) {
        return {kNone, kNone};
    }
    if (std::abs(*latitude) > 90 || std::abs(*longitude) > 180) {
        table.set_aside(row, std::abs(*latitude) > 90 ? "stop_lat" : "stop_lon",
                        {transit::kTransitStopOffGlobe, {degrees(*latitude), degrees(*longitude)}});
        return {kNone, kNone};
    }
    if (std::abs(*latitude) < 1 && std::abs(*longitude) < 1) {
        table.set_aside(row, "stop_lat", transit::kTransitStopAtZero);
        return {kNone, kNone};
    }
    return {*longitude, *latitude};
}

/// A row kept as a stop, whose parent is looked up when all rows are read.
struct Child {
    std::uint32_t row = 0;
    std::string_view parent;
};

void read_stop(TransitParts& parts, std::size_t row, std::vector<Child>& children) {
    auto& table = parts.stops;
    const auto id = own_id(table, row, "stop_id", parts.stop_keys);
    if (id.empty()) {
        return;
    }
    const auto number = static_cast<std::uint32_t>(row);
    const auto kind = table.choice(row, "location_type", kBoardingArea, 0);
    if (kind > kStation) {
        if (!parts.other_place_keys.add(id, {0, number})) {
            table.set_aside(row, "stop_id",
                            {transit::kTransitKeyTwice,
                             {quote_excerpt(id),
                              std::int64_t{table.line(parts.other_place_keys.find(id)->row)}}});
        }
        return;  // an entrance, a node, a part of a platform: nobody boards there
    }
    const auto place = read_place(table, row);
    if (table.is_set_aside(row)) {
        return;
    }
    TransitStop stop;
    stop.id = id;
    stop.name = table.text(row, "stop_name");
    stop.place = place;
    stop.is_station = kind == kStation;
    stop.origin = table.origin(row);
    if (stop.name.empty()) {
        table.inform(Severity::kWarning, row, "stop_name", transit::kTransitValueMissing);
        stop.name = id;
    }
    children.push_back({number, table.text(row, "parent_station")});
    parts.stop_keys.add(id, {static_cast<std::uint32_t>(parts.feed.stops.size()), number});
    parts.stop_row.push_back(number);
    parts.feed.stops.push_back(std::move(stop));
}

void find_parent(TransitParts& parts, TransitStop& stop, const Child& child) {
    auto& table = parts.stops;
    if (!child.parent.empty() && stop.is_station) {
        table.repair(child.row, "parent_station", transit::kTransitStationInStation);
    } else if (!child.parent.empty()) {
        const auto* parent = parts.stop_keys.find(child.parent);
        if (parent != nullptr && parts.feed.stops[parent->position].is_station) {
            stop.station = {parent->position};
        } else if (parent != nullptr || parts.other_place_keys.find(child.parent) != nullptr) {
            table.repair(child.row, "parent_station",
                         {transit::kTransitParentWrong, {quote_excerpt(child.parent)}});
        } else {
            table.repair(child.row, "parent_station",
                         {transit::kTransitUnknownKey,
                          {quote_excerpt(child.parent), std::string("stops.txt")}});
        }
    }
}

/// Stops at most 2 m apart that no station joins: often one stop listed twice.
void find_doubles(TransitParts& parts) {
    constexpr double kMetres = 2.0;
    constexpr double kMetresPerDegree = 111'195.0;
    constexpr double kCell = kMetres / kMetresPerDegree;
    std::map<std::pair<std::int64_t, std::int64_t>, std::uint32_t> cells;
    const auto& stops = parts.feed.stops;
    for (std::uint32_t i = 0; i < stops.size(); ++i) {
        const auto& stop = stops[i];
        if (stop.is_station || !std::isfinite(stop.place.x)) {
            continue;
        }
        const auto narrow = std::cos(stop.place.y * std::numbers::pi / 180.0);
        const auto row = static_cast<std::int64_t>(std::floor(stop.place.y / kCell));
        const auto column = static_cast<std::int64_t>(std::floor(stop.place.x / kCell));
        const auto reach = static_cast<std::int64_t>(std::ceil(1 / std::max(narrow, 0.01)));
        bool found = false;
        for (auto r = row - 1; r <= row + 1 && !found; ++r) {
            for (auto at = cells.lower_bound({r, column - reach});
                 at != cells.end() && at->first <= std::pair(r, column + reach) && !found; ++at) {
                const auto& other = stops[at->second];
                const double north = (stop.place.y - other.place.y) * kMetresPerDegree;
                const double east = (stop.place.x - other.place.x) * kMetresPerDegree * narrow;
                const bool joined = stop.station.valid() && stop.station == other.station;
                if (std::hypot(north, east) <= kMetres && !joined) {
                    parts.stops.inform(
                        Severity::kInformation, parts.stop_row[i], "stop_lat",
                        {transit::kTransitStopsNear,
                         {quote_excerpt(other.id), std::int64_t{other.origin.line}}});
                    found = true;
                }
            }
        }
        cells.try_emplace({row, column}, i);
    }
}

TransitKind kind_of(std::int32_t type) {
    constexpr std::int32_t kSchoolBus = 712;
    constexpr std::int32_t kSchoolAndPublic = 713;
    constexpr std::int32_t kDemandResponse = 715;
    if (type == kSchoolBus) {
        return TransitKind::kSchool;
    }
    return type == kSchoolAndPublic || type == kDemandResponse || (type >= 1500 && type <= 1507)
               ? TransitKind::kOnDemand
               : TransitKind::kOrdinary;
}

std::uint16_t read_type(GtfsTable& table, std::size_t row) {
    constexpr std::uint16_t kBus = 3;
    const auto type = table.integer(row, "route_type", GtfsNeed::kRequired);
    if (type && !is_route_type(*type)) {
        table.repair(row, "route_type", {transit::kTransitRouteType, {std::int64_t{*type}}});
        return kBus;
    }
    return type ? static_cast<std::uint16_t>(*type) : kBus;
}

void check_color(GtfsTable& table, std::size_t row, const char* column) {
    const auto color = table.text(row, column);
    const bool right = color.size() == 6 &&
                       color.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
    if (!color.empty() && !right) {
        table.inform(Severity::kWarning, row, column,
                     {transit::kTransitColor, {quote_excerpt(color)}});
    }
}

/// Agency, short and long name, type → the row that has them.
using RouteNames =
    std::map<std::tuple<std::string_view, std::string_view, std::string_view, int>, std::size_t>;

void read_route(TransitParts& parts, std::size_t row, RouteNames& names) {
    auto& table = parts.routes;
    const auto id = own_id(table, row, "route_id", parts.route_keys);
    const auto type = read_type(table, row);
    check_color(table, row, "route_color");
    check_color(table, row, "route_text_color");
    const auto agency = table.text(row, "agency_id");
    if (!agency.empty() && parts.agency.present() && parts.agency_keys.find(agency) == nullptr) {
        table.inform(
            Severity::kWarning, row, "agency_id",
            {transit::kTransitUnknownKey, {quote_excerpt(agency), std::string("agency.txt")}});
    }
    const auto brief = table.text(row, "route_short_name");
    const auto full = table.text(row, "route_long_name");
    if (brief.empty() && full.empty()) {
        table.inform(Severity::kWarning, row, "route_short_name", transit::kTransitRouteNameless);
    } else if (const auto [at, is_new] = names.try_emplace({agency, brief, full, type}, row);
               !is_new) {
        table.inform(Severity::kWarning, row,
                     brief.empty() ? "route_long_name" : "route_short_name",
                     {transit::kTransitRouteTwice, {std::int64_t{table.line(at->second)}}});
    }
    if (table.is_set_aside(row)) {
        return;
    }
    TransitRoute route;
    route.id = id;
    route.name = !brief.empty() ? brief : !full.empty() ? full : id;
    route.type = type;
    route.kind = kind_of(type);
    route.origin = table.origin(row);
    const auto number = static_cast<std::uint32_t>(row);
    parts.route_keys.add(id, {static_cast<std::uint32_t>(parts.feed.routes.size()), number});
    parts.route_row.push_back(number);
    parts.feed.routes.push_back(std::move(route));
}

}  // namespace

std::string_view own_id(GtfsTable& table, std::size_t row, const char* column,
                        const GtfsKeys& keys) {
    const auto id = table.required_text(row, column);
    if (const auto* other = id.empty() ? nullptr : keys.find(id)) {
        table.set_aside(
            row, column,
            {transit::kTransitKeyTwice, {quote_excerpt(id), std::int64_t{table.line(other->row)}}});
        return {};
    }
    return id;
}

const GtfsKeys::Entry* refer(GtfsTable& table, std::size_t row, const char* column,
                             const GtfsKeys& keys, const char* file) {
    const auto id = table.required_text(row, column);
    const auto* entry = id.empty() ? nullptr : keys.find(id);
    if (entry == nullptr && !id.empty()) {
        table.set_aside(row, column,
                        {transit::kTransitUnknownKey, {quote_excerpt(id), std::string(file)}});
    }
    return entry;
}

void read_agencies(TransitParts& parts) {
    auto& table = parts.agency;
    if (!table.open(
            {{"agency_id"}, {"agency_name", true}, {"agency_url"}, {"agency_timezone", true}})) {
        return;
    }
    std::string_view zone;
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        if (table.is_set_aside(row)) {
            continue;
        }
        const auto id = table.text(row, "agency_id");
        if (const auto* other = parts.agency_keys.find(id)) {
            // Only the one agency of a feed may go without an id.
            table.set_aside(row, "agency_id",
                            {transit::kTransitKeyTwice,
                             {quote_excerpt(id), std::int64_t{table.line(other->row)}}});
            continue;
        }
        parts.agency_keys.add(id,
                              {static_cast<std::uint32_t>(row), static_cast<std::uint32_t>(row)});
        for (const auto* column : {"agency_name", "agency_url", "agency_timezone"}) {
            if (table.text(row, column).empty()) {
                table.inform(Severity::kWarning, row, column, transit::kTransitValueMissing);
            }
        }
        const auto mine = table.text(row, "agency_timezone");
        zone = zone.empty() ? mine : zone;
        if (mine != zone && !mine.empty()) {
            table.inform(Severity::kWarning, row, "agency_timezone",
                         {transit::kTransitZones, {quote_excerpt(mine), quote_excerpt(zone)}});
        }
    }
}

void read_stops(TransitParts& parts) {
    auto& table = parts.stops;
    if (!table.open({{"stop_id", true},
                     {"stop_name"},
                     {"stop_lat", true},
                     {"stop_lon", true},
                     {"location_type"},
                     {"parent_station"}})) {
        return;
    }
    std::vector<Child> children;
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        if (!table.is_set_aside(row)) {
            read_stop(parts, row, children);
        }
    }
    auto& stops = parts.feed.stops;
    for (std::size_t i = 0; i < stops.size(); ++i) {
        find_parent(parts, stops[i], children[i]);
    }
    for (std::size_t i = 0; i < stops.size(); ++i) {
        if (std::isfinite(stops[i].place.x)) {
            continue;
        }
        const auto station = stops[i].station;
        if (station.valid() && std::isfinite(stops[station.value].place.x)) {
            stops[i].place = stops[station.value].place;
            table.repair(children[i].row, "stop_lat", transit::kTransitStopAtStation);
        } else {
            table.set_aside(children[i].row, "stop_lat", transit::kTransitStopNowhere);
        }
    }
    find_doubles(parts);
}

void read_routes(TransitParts& parts) {
    auto& table = parts.routes;
    if (!table.open({{"route_id", true},
                     {"agency_id"},
                     {"route_short_name"},
                     {"route_long_name"},
                     {"route_type", true},
                     {"route_color"},
                     {"route_text_color"}})) {
        return;
    }
    RouteNames names;
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        if (!table.is_set_aside(row)) {
            read_route(parts, row, names);
        }
    }
}

bool is_route_type(std::int32_t type) {
    return (type >= 0 && type <= 7) || type == 11 || type == 12 || (type >= 100 && type <= 1702);
}

int fastest_kmh(std::uint16_t type) {
    struct Limit {
        std::uint16_t first;
        std::uint16_t last;
        int kmh;
    };
    constexpr std::array<Limit, 16> kLimits = {{{0, 0, 100},
                                                {1, 1, 150},
                                                {2, 2, 500},
                                                {3, 3, 150},
                                                {4, 4, 80},
                                                {5, 5, 30},
                                                {6, 7, 50},
                                                {11, 12, 150},
                                                {100, 199, 500},
                                                {200, 299, 150},
                                                {400, 499, 150},
                                                {700, 899, 150},
                                                {900, 999, 100},
                                                {1000, 1099, 80},
                                                {1200, 1299, 80},
                                                {1300, 1499, 50}}};
    for (const auto& limit : kLimits) {
        if (type >= limit.first && type <= limit.last) {
            return limit.kmh;
        }
    }
    // Air service stands apart; of the rest nothing is known.
    return type >= 1100 && type <= 1199 ? 1200 : 200;
}

}  // namespace maillage::reconcile
