// SPDX-License-Identifier: Apache-2.0
#include "base/text.hpp"
#include "base/transit_messages.hpp"
#include "reconcile/transit_parts.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>
#include <span>
#include <string>
#include <tuple>
#include <utility>

namespace maillage::reconcile {
namespace {

constexpr ServiceSeconds kNoTime = -1;

/// One row of stop_times.txt with a trip and a stop.
struct CallRow {
    std::uint32_t trip = 0;  ///< Among the rows kept of trips.txt.
    std::int32_t sequence = 0;
    std::uint32_t row = 0;
    std::uint32_t stop = 0;
    ServiceSeconds arrival = kNoTime;
    ServiceSeconds departure = kNoTime;
    double distance = -1.0;  ///< shape_dist_traveled; negative: not given.
    TransitAccess board = TransitAccess::kYes;
    TransitAccess alight = TransitAccess::kYes;

    bool timed() const { return arrival != kNoTime; }
};

/// A row of trips.txt before its calls are known.
struct TripRow {
    TransitTrip trip;
    std::string_view id;
    std::uint32_t row = 0;
};

TransitAccess access_of(std::int32_t type) {
    switch (type) {
        case 1:
            return TransitAccess::kNo;
        case 2:
            return TransitAccess::kOnCall;
        default:  // 3 is a sign to the driver
            return TransitAccess::kYes;
    }
}

class TripReader {
public:
    explicit TripReader(TransitParts& parts)
        : m_parts(parts), m_trips(parts.trips), m_calls(parts.stop_times) {}

    void run() {
        read_trip_rows();
        read_call_rows();
        std::ranges::stable_sort(
            m_rows, {}, [](const CallRow& one) { return std::tuple(one.trip, one.sequence); });
        std::size_t first = 0;
        for (std::uint32_t trip = 0; trip < m_read.size(); ++trip) {
            auto last = first;
            while (last < m_rows.size() && m_rows[last].trip == trip) {
                ++last;
            }
            judge(trip, std::span(m_rows).subspan(first, last - first));
            first = last;
        }
    }

private:
    void read_trip_rows() {
        if (!m_trips.open(
                {{"route_id", true}, {"service_id", true}, {"trip_id", true}, {"trip_headsign"}})) {
            return;
        }
        for (std::size_t row = 0; row < m_trips.row_count(); ++row) {
            if (m_trips.is_set_aside(row)) {
                continue;
            }
            const auto id = own_id(m_trips, row, "trip_id", m_keys);
            const auto* route = refer(m_trips, row, "route_id", m_parts.route_keys, "routes.txt");
            const auto* calendar = refer(m_trips, row, "service_id", m_parts.calendar_keys,
                                         "calendar.txt, calendar_dates.txt");
            if (id.empty() || route == nullptr || calendar == nullptr) {
                continue;
            }
            TripRow read;
            read.row = static_cast<std::uint32_t>(row);
            read.id = id;
            read.trip.id = id;
            read.trip.headsign = m_trips.text(row, "trip_headsign");
            read.trip.route = {route->position};
            read.trip.calendar = {calendar->position};
            read.trip.origin = m_trips.origin(row);
            m_keys.add(id, {static_cast<std::uint32_t>(m_read.size()), read.row});
            m_read.push_back(std::move(read));
        }
    }

    void read_call_rows() {
        if (!m_calls.open({{"trip_id", true},
                           {"arrival_time"},
                           {"departure_time"},
                           {"stop_id", true},
                           {"stop_sequence", true},
                           {"pickup_type"},
                           {"drop_off_type"},
                           {"shape_dist_traveled"},
                           {"location_group_id"},
                           {"location_id"},
                           {"start_pickup_drop_off_window"}})) {
            return;
        }
        m_rows.reserve(m_calls.row_count());
        for (std::size_t row = 0; row < m_calls.row_count(); ++row) {
            if (!m_calls.is_set_aside(row)) {
                read_call(row);
            }
        }
    }

    bool is_flexible(std::size_t row) {
        return !m_calls.text(row, "location_group_id").empty() ||
               !m_calls.text(row, "location_id").empty() ||
               !m_calls.text(row, "start_pickup_drop_off_window").empty();
    }

    void read_call(std::size_t row) {
        if (is_flexible(row)) {
            m_calls.skip(row, "stop_id", transit::kTransitFlex);
            return;
        }
        CallRow call;
        call.row = static_cast<std::uint32_t>(row);
        const auto* trip = refer(m_calls, row, "trip_id", m_keys, "trips.txt");
        const auto stop = find_stop(row);
        const auto sequence = m_calls.integer(row, "stop_sequence", GtfsNeed::kRequired);
        const auto arrival = m_calls.time(row, "arrival_time", GtfsNeed::kOptional);
        const auto departure = m_calls.time(row, "departure_time", GtfsNeed::kOptional);
        call.board = access_of(m_calls.choice(row, "pickup_type", 3, 0));
        call.alight = access_of(m_calls.choice(row, "drop_off_type", 3, 0));
        call.distance =
            m_calls.number(row, "shape_dist_traveled", GtfsNeed::kOptional).value_or(-1.0);
        if (trip == nullptr || !stop || !sequence) {
            return;
        }
        call.trip = trip->position;
        call.stop = *stop;
        call.sequence = *sequence;
        if (arrival.has_value() != departure.has_value()) {
            m_calls.repair(row, arrival ? "departure_time" : "arrival_time",
                           transit::kTransitOneTime);
        }
        call.arrival = arrival.value_or(departure.value_or(kNoTime));
        call.departure = departure.value_or(call.arrival);
        m_rows.push_back(call);
    }

    std::optional<std::uint32_t> find_stop(std::size_t row) {
        const auto id = m_calls.required_text(row, "stop_id");
        if (id.empty()) {
            return std::nullopt;
        }
        const auto* stop = m_parts.stop_keys.find(id);
        const bool elsewhere = m_parts.other_place_keys.find(id) != nullptr;
        if (elsewhere || (stop != nullptr && m_parts.feed.stops[stop->position].is_station)) {
            m_calls.set_aside(row, "stop_id",
                              {transit::kTransitNotABoardingPlace, {quote_excerpt(id)}});
            return std::nullopt;
        }
        if (stop == nullptr || m_parts.stops.is_set_aside(stop->row)) {
            m_calls.set_aside(
                row, "stop_id",
                {transit::kTransitUnknownKey, {quote_excerpt(id), std::string("stops.txt")}});
            return std::nullopt;
        }
        return stop->position;
    }

    /// Keeps the first call of each sequence number.
    std::vector<CallRow> without_doubles(std::span<const CallRow> rows) {
        std::vector<CallRow> kept;
        for (const auto& row : rows) {
            if (!kept.empty() && kept.back().sequence == row.sequence) {
                m_calls.set_aside(
                    row.row, "stop_sequence",
                    {transit::kTransitKeyTwice,
                     {std::to_string(row.sequence), std::int64_t{m_calls.line(kept.back().row)}}});
            } else {
                kept.push_back(row);
            }
        }
        return kept;
    }

    void judge(std::uint32_t number, std::span<const CallRow> rows) {
        auto calls = without_doubles(rows);
        if (calls.size() < 2) {
            m_trips.set_aside(
                m_read[number].row, "trip_id",
                {transit::kTransitUnusableTrip, {static_cast<std::int64_t>(calls.size())}});
        } else if (const auto bad = first_bad(calls)) {
            m_trips.set_aside(
                m_read[number].row, "trip_id",
                {transit::kTransitTripAside,
                 {static_cast<std::int64_t>(calls.size()), std::int64_t{m_calls.line(*bad)}}});
        } else {
            interpolate(calls);
            check_speed(number, calls);
            keep(number, calls);
            return;
        }
        for (const auto& call : calls) {
            m_calls.set_aside_too(call.row);
        }
    }

    /// The row for which a trip cannot be used: its ends have times, and times never go back.
    std::optional<std::uint32_t> first_bad(const std::vector<CallRow>& calls) {
        for (const auto* end : {&calls.front(), &calls.back()}) {
            if (!end->timed()) {
                m_calls.set_aside(end->row, "arrival_time", transit::kTransitEdgeTime);
                return end->row;
            }
        }
        ServiceSeconds before = calls.front().arrival;
        for (const auto& call : calls) {
            if (!call.timed()) {
                continue;
            }
            if (call.arrival < before) {
                m_calls.set_aside(call.row, "arrival_time",
                                  {transit::kTransitTimesBack,
                                   {gtfs_time_text(call.arrival), gtfs_time_text(before)}});
                return call.row;
            }
            if (call.departure < call.arrival) {
                m_calls.set_aside(call.row, "departure_time",
                                  {transit::kTransitLeavesBefore,
                                   {gtfs_time_text(call.departure), gtfs_time_text(call.arrival)}});
                return call.row;
            }
            before = call.departure;
        }
        return std::nullopt;
    }

    void interpolate(std::vector<CallRow>& calls) {
        for (std::size_t i = 1; i + 1 < calls.size(); ++i) {
            if (calls[i].timed()) {
                continue;
            }
            auto next = i;
            while (!calls[next].timed()) {
                ++next;
            }
            fill(std::span(calls).subspan(i - 1, next - i + 2));
            i = next;
        }
    }

    /// \p gap: the first and last call are timed, those between are not.
    void fill(std::span<CallRow> gap) {
        bool by_distance = gap.front().distance >= 0;
        for (std::size_t i = 1; i < gap.size(); ++i) {
            by_distance = by_distance && gap[i].distance >= gap[i - 1].distance;
        }
        const double length = gap.back().distance - gap.front().distance;
        by_distance = by_distance && length > 0;
        const double time = gap.back().arrival - gap.front().departure;
        for (std::size_t i = 1; i + 1 < gap.size(); ++i) {
            const double part = by_distance
                                    ? (gap[i].distance - gap.front().distance) / length
                                    : static_cast<double>(i) / static_cast<double>(gap.size() - 1);
            gap[i].arrival =
                gap.front().departure + static_cast<ServiceSeconds>(std::floor(time * part));
            gap[i].departure = gap[i].arrival;
            m_calls.repair(gap[i].row, "arrival_time",
                           {by_distance ? transit::kTransitInterpolatedByDistance
                                        : transit::kTransitInterpolated,
                            {gtfs_time_text(gap[i].arrival)}});
        }
    }

    void check_speed(std::uint32_t number, const std::vector<CallRow>& calls) {
        const auto& route = m_parts.feed.routes[m_read[number].trip.route.value];
        const int fastest = fastest_kmh(route.type);
        for (std::size_t i = 1; i < calls.size(); ++i) {
            const auto km = kilometres(m_parts.feed.stops[calls[i - 1].stop].place,
                                       m_parts.feed.stops[calls[i].stop].place);
            auto seconds = calls[i].arrival - calls[i - 1].departure;
            // Times in whole minutes may be rounded by a minute together.
            if (calls[i].arrival % 60 == 0 && calls[i - 1].departure % 60 == 0) {
                seconds += 60;
            }
            const double kmh = km * 3600.0 / std::max(1, seconds);
            if (kmh > fastest) {
                m_calls.inform(
                    Severity::kWarning, calls[i].row, "arrival_time",
                    {transit::kTransitTooFast,
                     {static_cast<std::int64_t>(std::min(kmh, 1e9)), std::int64_t{fastest}}});
            }
        }
    }

    /// On a plane through both places: enough to doubt a speed. \returns Kilometres.
    static double kilometres(geo::Point a, geo::Point b) {
        constexpr double kPerDegree = 111.195;
        const double middle = (a.y + b.y) / 2 * std::numbers::pi / 180.0;
        return std::hypot((a.y - b.y) * kPerDegree, (a.x - b.x) * kPerDegree * std::cos(middle));
    }

    void keep(std::uint32_t number, const std::vector<CallRow>& calls) {
        auto& feed = m_parts.feed;
        auto& read = m_read[number];
        read.trip.first_call = static_cast<std::uint32_t>(feed.calls.size());
        for (const auto& call : calls) {
            feed.calls.push_back(
                {{call.stop}, call.arrival, call.departure, call.board, call.alight});
        }
        read.trip.last_call = static_cast<std::uint32_t>(feed.calls.size());
        m_parts.trip_keys.add(read.id, {static_cast<std::uint32_t>(feed.trips.size()), read.row});
        feed.trips.push_back(std::move(read.trip));
    }

    TransitParts& m_parts;
    GtfsTable& m_trips;
    GtfsTable& m_calls;
    GtfsKeys m_keys;  ///< Of every trip whose row can be used.
    std::vector<TripRow> m_read;
    std::vector<CallRow> m_rows;
};

void read_frequency(TransitParts& parts, std::size_t row) {
    auto& table = parts.frequencies;
    const auto* trip = refer(table, row, "trip_id", parts.trip_keys, "trips.txt");
    const auto first = table.time(row, "start_time", GtfsNeed::kRequired);
    const auto end = table.time(row, "end_time", GtfsNeed::kRequired);
    const auto headway = table.integer(row, "headway_secs", GtfsNeed::kRequired);
    const bool exact = table.choice(row, "exact_times", 1, 0) == 1;
    if (first && end && *end <= *first) {
        table.set_aside(
            row, "end_time",
            {transit::kTransitFrequencyEnds, {gtfs_time_text(*end), gtfs_time_text(*first)}});
    }
    if (headway && *headway == 0) {
        table.set_aside(row, "headway_secs", transit::kTransitFrequencyNone);
    }
    if (table.is_set_aside(row)) {
        return;
    }
    if (!exact) {
        table.inform(
            Severity::kInformation, row, "exact_times",
            {transit::kTransitFrequencyLoose, {gtfs_time_text(*first), std::int64_t{*headway}}});
    }
    parts.feed.trips[trip->position].by_frequency = true;
    parts.feed.frequencies.push_back({{trip->position}, *first, *end, *headway, exact});
}

/// The stop or station of a transfer; an entrance and the like cannot be changed at.
const GtfsKeys::Entry* transfer_stop(TransitParts& parts, std::size_t row, const char* column) {
    const auto* entry = refer(parts.transfers, row, column, parts.stop_keys, "stops.txt");
    if (entry != nullptr && parts.stops.is_set_aside(entry->row)) {
        parts.transfers.set_aside(
            row, column,
            {transit::kTransitUnknownKey,
             {quote_excerpt(parts.feed.stops[entry->position].id), std::string("stops.txt")}});
        return nullptr;
    }
    return entry;
}

void read_transfer(TransitParts& parts, std::size_t row) {
    auto& table = parts.transfers;
    constexpr std::int32_t kLastType = 5;
    constexpr std::int32_t kLastBetweenStops = 3;
    const auto type = table.choice(row, "transfer_type", kLastType, 0);
    bool special = type > kLastBetweenStops;
    for (const auto* column : {"from_route_id", "to_route_id", "from_trip_id", "to_trip_id"}) {
        special = special || !table.text(row, column).empty();
    }
    if (special) {
        table.skip(row, "transfer_type", transit::kTransitTransferSpecial);
        return;
    }
    const auto* from = transfer_stop(parts, row, "from_stop_id");
    const auto* to = transfer_stop(parts, row, "to_stop_id");
    const auto seconds = table.integer(row, "min_transfer_time", GtfsNeed::kValid);
    using Kind = TransitTransfer::Kind;
    const auto kind = static_cast<Kind>(type);
    if (kind == Kind::kMinimum && !seconds && !table.is_set_aside(row)) {
        table.set_aside(row, "min_transfer_time", transit::kTransitValueMissing);
    }
    if (!table.is_set_aside(row)) {
        constexpr std::int32_t kDay = 86'400;
        parts.feed.transfers.push_back(
            {{from->position}, {to->position}, kind, std::min(kDay, seconds.value_or(0))});
    }
}

}  // namespace

void read_trips(TransitParts& parts) { TripReader(parts).run(); }

void read_frequencies(TransitParts& parts) {
    auto& table = parts.frequencies;
    if (!table.open({{"trip_id", true},
                     {"start_time", true},
                     {"end_time", true},
                     {"headway_secs", true},
                     {"exact_times"}})) {
        return;
    }
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        if (!table.is_set_aside(row)) {
            read_frequency(parts, row);
        }
    }
    std::ranges::stable_sort(parts.feed.frequencies, {}, [](const TransitFrequency& one) {
        return std::pair(one.trip, one.first);
    });
}

void read_transfers(TransitParts& parts) {
    auto& table = parts.transfers;
    if (!table.open({{"from_stop_id", true},
                     {"to_stop_id", true},
                     {"transfer_type"},
                     {"min_transfer_time"},
                     {"from_route_id"},
                     {"to_route_id"},
                     {"from_trip_id"},
                     {"to_trip_id"}})) {
        return;
    }
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        if (!table.is_set_aside(row)) {
            read_transfer(parts, row);
        }
    }
}

}  // namespace maillage::reconcile
