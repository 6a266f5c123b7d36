// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// A small GTFS feed as text, its tables replaced one by one, and its ledger as lines of text.

#include "io/gtfs.hpp"
#include "reconcile/build_transit.hpp"

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace maillage::test {

using GtfsFiles = std::map<std::string, std::string>;

/// Three stops of one station, one line, two trips on weekdays of January 2026: no remark at all.
inline GtfsFiles good_feed() {
    return {
        {"agency.txt",
         "agency_id,agency_name,agency_url,agency_timezone\n"
         "1,Bus du Pays,https://bus.example,Europe/Paris\n"},
        {"calendar.txt",
         "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\n"
         "week,1,1,1,1,1,0,0,20260101,20260131\n"},
        {"stops.txt",
         "stop_id,stop_name,stop_lat,stop_lon,location_type,parent_station\n"
         "A,Mairie,45.0,0.70,0,S\n"
         "B,École,45.0,0.75,,\n"
         "C,Gare,45.0,0.80,,\n"
         "S,Centre,45.0,0.701,1,\n"},
        {"routes.txt",
         "route_id,agency_id,route_short_name,route_long_name,route_type\n"
         "L,1,12,Mairie – Gare,3\n"},
        {"trips.txt",
         "route_id,service_id,trip_id,trip_headsign\n"
         "L,week,t1,Gare\n"
         "L,week,t2,Gare\n"},
        {"stop_times.txt",
         "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n"
         "t1,08:00:00,08:00:00,A,1\n"
         "t1,08:10:00,08:11:00,B,2\n"
         "t1,08:20:00,08:20:00,C,3\n"
         "t2,9:00:00,9:00:00,A,1\n"
         "t2,9:20:00,9:20:00,C,2\n"},
    };
}

/// What reading a feed gave.
struct GtfsOutcome {
    std::optional<TransitFeed> feed;
    std::optional<Error> error;
    Ledger ledger;
    /// "stops.txt 3 stop_lat arret_sans_place set aside" for each remark.
    std::vector<std::string> remarks;
};

inline std::string remark_text(const Ledger& ledger, const LedgerEntry& entry) {
    const auto& source = ledger.sources[entry.origin.source];
    std::string text = source.layer.empty() ? "feed" : source.layer;
    text += " " + std::to_string(entry.origin.line);
    text += entry.column.empty() ? "" : " " + entry.column;
    text += " " + std::string(message_code(entry.message.id));
    switch (entry.state) {
        case RowState::kUsed:
            return text;
        case RowState::kRepaired:
            return text + " repaired";
        case RowState::kSetAside:
            return text + " set aside";
    }
    return text;
}

inline GtfsOutcome judge_feed(const io::RawFile& file, const std::string& name,
                              std::optional<Date> today = {}) {
    reconcile::LedgerBuilder ledger;
    auto feed = reconcile::build_transit({&file, name, today}, ledger, {});
    GtfsOutcome outcome;
    if (feed) {
        outcome.feed = std::move(feed).value();
    } else {
        outcome.error = feed.error();
    }
    outcome.ledger = std::move(ledger).finish();
    for (const auto& entry : outcome.ledger.entries) {
        if (message_code(entry.message.id) != "transport_offre") {
            outcome.remarks.push_back(remark_text(outcome.ledger, entry));
        }
    }
    return outcome;
}

inline GtfsOutcome judge_feed(const GtfsFiles& files, std::optional<Date> today = {}) {
    io::RawFile file;
    for (const auto& [name, text] : files) {
        auto layer = io::read_gtfs_table(name, text, {});
        if (layer) {
            file.layers.push_back(std::move(layer).value());
        }
    }
    return judge_feed(file, "feed.zip", today);
}

}  // namespace maillage::test
