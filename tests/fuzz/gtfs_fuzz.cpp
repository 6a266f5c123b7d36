// SPDX-License-Identifier: Apache-2.0
#include "access/timetable.hpp"
#include "access/transit_search.hpp"
#include "fuzz/fuzz_target.hpp"
#include "io/gtfs.hpp"
#include "reconcile/build_transit.hpp"

#include <cstdlib>
#include <string>
#include <utility>

namespace {

using namespace maillage;

/// Tables one after the other, each under a line "# name".
io::RawFile tables_of(std::string_view text) {
    io::RawFile file;
    while (text.starts_with("# ")) {
        const auto line = text.substr(2, text.find('\n') - 2);
        text.remove_prefix(std::min(text.size(), line.size() + 3));
        auto next = text.find("\n# ");
        next = next == std::string_view::npos ? text.size() : next + 1;
        auto layer = io::read_gtfs_table(line, text.substr(0, next), {});
        if (layer) {
            file.layers.push_back(std::move(layer).value());
        }
        text.remove_prefix(next);
    }
    return file;
}

void require(bool held) {
    if (!held) {
        std::abort();
    }
}

/// A search never arrives before it left, nor follows a vehicle that goes back in time.
void search_all(const TransitFeed& feed) {
    access::TimetableOptions options;
    options.day = feed.first_day;
    options.school = true;
    options.on_demand = true;
    const auto timetable = access::build_timetable(std::span(&feed, 1), options, {});
    if (!timetable || timetable->stops.empty()) {
        return;
    }
    access::TransitSearch search(*timetable);
    const access::StopWalk here{0, 0};
    for (const access::Seconds departure : {86'400, 43'200, 0}) {
        search.leave(departure, std::span(&here, 1), access::kNeverArrives);
        for (const auto stop : search.improved()) {
            require(search.arrival(stop) >= departure);
        }
    }
}

}  // namespace

/// Every row of every table ends in one state, and what is read obeys the promises of TransitFeed.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto file = tables_of(as_text(data, size));
    reconcile::LedgerBuilder builder;
    const auto feed = reconcile::build_transit({&file, "feed", {}}, builder, {});
    const auto ledger = std::move(builder).finish();
    for (const auto& source : ledger.sources) {
        require(source.rows_read ==
                source.rows_used + source.rows_repaired + source.rows_set_aside);
    }
    if (!feed) {
        return 0;
    }
    for (const auto& trip : feed->trips) {
        require(trip.last_call - trip.first_call >= 2 && trip.last_call <= feed->calls.size());
        for (auto i = trip.first_call; i < trip.last_call; ++i) {
            const auto& call = feed->calls[i];
            require(call.arrival <= call.departure);
            require(i == trip.first_call || feed->calls[i - 1].departure <= call.arrival);
            require(!feed->stops[call.stop.value].is_station);
        }
    }
    search_all(*feed);
    return 0;
}
