// SPDX-License-Identifier: Apache-2.0
#include "reconcile/build_transit.hpp"

#include "base/text.hpp"
#include "base/transit_messages.hpp"
#include "reconcile/transit_parts.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

namespace maillage::reconcile {
namespace {

const io::RawTable* table_named(const io::RawFile& file, std::string_view name) {
    const auto at = std::ranges::find_if(
        file.layers, [&](const io::RawLayer& layer) { return layer.table.layer == name; });
    return at == file.layers.end() ? nullptr : &at->table;
}

Source source_of(const TransitInput& input) {
    Source source;
    source.path = input.path;
    source.sha256 = input.file->sha256;
    source.role = Role::kTransit;
    return source;
}

/// The feed itself stands in the ledger before its tables, with what is said of all of them.
class Whole {
public:
    Whole(const TransitInput& input, LedgerBuilder& ledger)
        : m_input(input), m_ledger(ledger), m_origin{ledger.add_source(source_of(input)), 0} {
        for (const auto& layer : input.file->layers) {
            if (layer.table.layer.empty()) {
                say_of_files(layer.table);
            }
        }
    }

    void say(Severity severity, Message message) {
        m_ledger.note(severity, m_origin, "", std::move(message));
    }

    /// \returns kNotFound for a table without which nothing runs.
    Result<Done> check_tables() {
        Result<Done> result = Done{};
        const auto present = [&](std::string_view name) {
            return table_named(*m_input.file, name) != nullptr;
        };
        if (!present("agency.txt")) {
            say(Severity::kWarning, {transit::kTransitFileAbsent, {std::string("agency.txt")}});
        }
        const auto miss = [&](const std::string& name) {
            const Message message(transit::kTransitFileMissing, {name});
            say(Severity::kError, message);
            if (result) {
                result = Error{Error::Code::kNotFound, message, m_input.path};
            }
        };
        for (const auto* name : {"stops.txt", "routes.txt", "trips.txt", "stop_times.txt"}) {
            if (!present(name)) {
                miss(name);
            }
        }
        if (!present("calendar.txt") && !present("calendar_dates.txt")) {
            miss("calendar.txt");
        }
        return result;
    }

    void sum_up(const TransitFeed& feed) {
        if (feed.last_day < feed.first_day) {
            say(Severity::kWarning, transit::kTransitCalendarNoDay);
            return;
        }
        const auto count = [](const auto& list) { return static_cast<std::int64_t>(list.size()); };
        say(Severity::kInformation,
            {transit::kTransitFeed,
             {count(feed.stops), count(feed.routes), count(feed.trips), count(feed.calls),
              iso_date(feed.first_day), iso_date(feed.last_day)}});
        const auto of_kind = [&](TransitKind kind) {
            return static_cast<std::int64_t>(
                std::ranges::count(feed.routes, kind, &TransitRoute::kind));
        };
        const auto school = of_kind(TransitKind::kSchool);
        const auto on_demand = of_kind(TransitKind::kOnDemand);
        if (school + on_demand > 0) {
            say(Severity::kInformation, {transit::kTransitRouteKinds, {school, on_demand}});
        }
        if (m_input.today && feed.last_day < *m_input.today) {
            say(Severity::kWarning, {transit::kTransitExpired,
                                     {iso_date(feed.last_day),
                                      std::int64_t{(*m_input.today - feed.last_day).count()}}});
        }
    }

private:
    void say_of_files(const io::RawTable& table) {
        for (const auto& remark : table.remarks) {
            say(Severity::kWarning, remark.message);
        }
        std::string names;
        for (const auto& name : table.field_names) {
            names += (names.empty() ? "" : ", ") + name;
        }
        if (!names.empty()) {
            say(Severity::kInformation,
                {transit::kTransitOtherFiles,
                 {static_cast<std::int64_t>(table.field_names.size()), quote_excerpt(names, 200)}});
        }
    }

    const TransitInput& m_input;
    LedgerBuilder& m_ledger;
    Origin m_origin;
};

void finish_tables(TransitParts& parts) {
    for (auto* table :
         {&parts.agency, &parts.calendar, &parts.calendar_dates, &parts.stops, &parts.routes,
          &parts.trips, &parts.stop_times, &parts.frequencies, &parts.transfers}) {
        table->finish();
    }
}

}  // namespace

void look_back(TransitParts& parts) {
    auto& feed = parts.feed;
    std::vector<bool> called(feed.stops.size());
    std::vector<bool> open(feed.routes.size());  // someone may board without a call
    std::vector<bool> booked(feed.routes.size());
    for (const auto& trip : feed.trips) {
        for (auto i = trip.first_call; i < trip.last_call; ++i) {
            const auto& call = feed.calls[i];
            called[call.stop.value] = true;
            const bool boards = i + 1 < trip.last_call;
            open[trip.route.value] =
                open[trip.route.value] || (boards && call.board == TransitAccess::kYes);
            booked[trip.route.value] =
                booked[trip.route.value] || (boards && call.board == TransitAccess::kOnCall);
        }
    }
    for (std::size_t i = 0; i < feed.stops.size(); ++i) {
        if (!called[i] && !feed.stops[i].is_station &&
            !parts.stops.is_set_aside(parts.stop_row[i])) {
            parts.stops.inform(Severity::kInformation, parts.stop_row[i], "stop_id",
                               transit::kTransitStopUnused);
        }
    }
    for (std::size_t i = 0; i < feed.routes.size(); ++i) {
        if (booked[i] && !open[i] && feed.routes[i].kind == TransitKind::kOrdinary) {
            feed.routes[i].kind = TransitKind::kOnDemand;
            parts.routes.inform(Severity::kInformation, parts.route_row[i], "route_type",
                                transit::kTransitRouteOnCall);
        }
    }
}

Result<TransitFeed> build_transit(const TransitInput& input, LedgerBuilder& ledger,
                                  const Progress& progress) {
    Whole whole(input, ledger);
    const auto source = source_of(input);
    const auto table = [&](const char* name) {
        return GtfsTable(table_named(*input.file, name), name, source, ledger);
    };
    TransitParts parts{table("agency.txt"),
                       table("calendar.txt"),
                       table("calendar_dates.txt"),
                       table("stops.txt"),
                       table("routes.txt"),
                       table("trips.txt"),
                       table("stop_times.txt"),
                       table("frequencies.txt"),
                       table("transfers.txt"),
                       {},
                       {},
                       {},
                       {},
                       {},
                       {},
                       {},
                       {},
                       {},
                       {}};
    parts.feed.name = input.path;
    const auto checked = whole.check_tables();
    constexpr std::array kSteps = {read_agencies, read_calendars,   read_stops,     read_routes,
                                   read_trips,    read_frequencies, read_transfers, look_back};
    std::int64_t done = 0;
    for (const auto& step : kSteps) {
        if (progress.cancelled()) {
            return Error{Error::Code::kCancelled, transit::kTransitStopped, input.path};
        }
        progress.at(transit::kTransitStage, done++, std::int64_t{kSteps.size()});
        step(parts);
    }
    finish_tables(parts);
    if (!checked) {
        return checked.error();
    }
    if (parts.feed.trips.empty()) {
        const Message message(transit::kTransitNoTrip, {input.path});
        whole.say(Severity::kError, message);
        return Error{Error::Code::kFormat, message, input.path};
    }
    whole.sum_up(parts.feed);
    return std::move(parts.feed);
}

}  // namespace maillage::reconcile
