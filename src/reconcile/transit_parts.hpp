// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The steps of build_transit(), each for a group of tables, on what they share.

#include "model/transit_feed.hpp"
#include "reconcile/gtfs_table.hpp"

#include <cstdint>
#include <limits>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace maillage::reconcile {

/// Id of a table's row → position among what was kept, and the row that has it.
class GtfsKeys {
public:
    struct Entry {
        std::uint32_t position = 0;
        std::uint32_t row = 0;
    };
    /// \returns false if the id is taken.
    bool add(std::string_view id, Entry entry) { return m_entries.try_emplace(id, entry).second; }
    const Entry* find(std::string_view id) const {
        const auto at = m_entries.find(id);
        return at == m_entries.end() ? nullptr : &at->second;
    }

private:
    std::unordered_map<std::string_view, Entry> m_entries;
};

/// The required id of a row, if nothing has it yet; else the row is set aside.
std::string_view own_id(GtfsTable& table, std::size_t row, const char* column,
                        const GtfsKeys& keys);

/// The entry that a cell refers to; sets the row aside if there is none. \p file is where it should
/// stand.
const GtfsKeys::Entry* refer(GtfsTable& table, std::size_t row, const char* column,
                             const GtfsKeys& keys, const char* file);

/// What the steps read and fill. Ids are views of the raw tables.
struct TransitParts {
    GtfsTable agency;
    GtfsTable calendar;
    GtfsTable calendar_dates;
    GtfsTable stops;
    GtfsTable routes;
    GtfsTable trips;
    GtfsTable stop_times;
    GtfsTable frequencies;
    GtfsTable transfers;

    TransitFeed feed;
    GtfsKeys agency_keys;
    GtfsKeys calendar_keys;
    GtfsKeys stop_keys;
    GtfsKeys other_place_keys;  ///< Entrances, nodes, boarding areas.
    GtfsKeys route_keys;
    GtfsKeys trip_keys;
    std::vector<std::uint32_t> stop_row;      ///< By TransitFeed::stops.
    std::vector<std::uint32_t> route_row;     ///< By TransitFeed::routes.
    std::vector<std::uint32_t> calendar_row;  ///< By calendar; kNoRow: only in calendar_dates.txt.
    static constexpr std::uint32_t kNoRow = std::numeric_limits<std::uint32_t>::max();
};

void read_agencies(TransitParts& parts);
void read_calendars(TransitParts& parts);
void read_stops(TransitParts& parts);
void read_routes(TransitParts& parts);
/// Trips with their calls; those without two usable calls are set aside.
void read_trips(TransitParts& parts);
void read_frequencies(TransitParts& parts);
void read_transfers(TransitParts& parts);
/// Remarks that need everything read: unused stops, lines that are all booked.
void look_back(TransitParts& parts);

/// The fastest a vehicle of this route type is believed to go between two calls, in km/h: the
/// limits of MobilityData's gtfs-validator.
int fastest_kmh(std::uint16_t route_type);
/// A basic type (0–7, 11, 12) or one of the extended ones (100–1702).
bool is_route_type(std::int32_t type);

}  // namespace maillage::reconcile
