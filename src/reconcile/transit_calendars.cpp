// SPDX-License-Identifier: Apache-2.0
#include "base/text.hpp"
#include "base/transit_messages.hpp"
#include "reconcile/transit_parts.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <tuple>

namespace maillage::reconcile {
namespace {

constexpr std::array<const char*, 7> kDays = {"monday", "tuesday",  "wednesday", "thursday",
                                              "friday", "saturday", "sunday"};

std::uint32_t add_calendar(TransitParts& parts, std::string_view id, std::uint32_t row) {
    const auto position = static_cast<std::uint32_t>(parts.feed.calendars.size());
    parts.calendar_keys.add(id, {position, row});
    parts.feed.calendars.push_back({std::string(id), 0, {}, {}, {}, {}});
    parts.calendar_row.push_back(row);
    return position;
}

void read_week(TransitParts& parts, std::size_t row) {
    auto& table = parts.calendar;
    const auto id = own_id(table, row, "service_id", parts.calendar_keys);
    std::uint8_t weekdays = 0;
    for (unsigned day = 0; day < kDays.size(); ++day) {
        const auto cell = table.required_text(row, kDays.at(day));
        if (cell == "1") {
            weekdays = static_cast<std::uint8_t>(weekdays | (1U << day));
        } else if (cell != "0" && !cell.empty()) {
            table.set_aside(
                row, kDays.at(day),
                {transit::kTransitNotAllowed, {quote_excerpt(cell), std::string("0–1")}});
        }
    }
    const auto first = table.date(row, "start_date", GtfsNeed::kRequired);
    const auto last = table.date(row, "end_date", GtfsNeed::kRequired);
    if (first && last && *last < *first) {
        table.set_aside(row, "end_date",
                        {transit::kTransitCalendarEnds, {iso_date(*last), iso_date(*first)}});
    }
    if (table.is_set_aside(row)) {
        return;
    }
    auto& calendar = parts.feed.calendars[add_calendar(parts, id, static_cast<std::uint32_t>(row))];
    calendar.weekdays = weekdays;
    calendar.first = *first;
    calendar.last = *last;
}

/// Service and day of an exception, and the row that tells it.
struct Exception {
    std::uint32_t calendar = 0;
    Date day;
    std::uint32_t row = 0;
    bool added = false;
};

void read_exceptions(TransitParts& parts) {
    auto& table = parts.calendar_dates;
    std::vector<Exception> exceptions;
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        if (table.is_set_aside(row)) {
            continue;
        }
        const auto id = table.required_text(row, "service_id");
        const auto day = table.date(row, "date", GtfsNeed::kRequired);
        const auto type = table.required_text(row, "exception_type");
        if (type != "1" && type != "2" && !type.empty()) {
            table.set_aside(
                row, "exception_type",
                {transit::kTransitNotAllowed, {quote_excerpt(type), std::string("1–2")}});
        }
        if (!table.is_set_aside(row)) {
            const auto* known = parts.calendar_keys.find(id);
            const auto calendar =
                known != nullptr ? known->position : add_calendar(parts, id, TransitParts::kNoRow);
            exceptions.push_back({calendar, *day, static_cast<std::uint32_t>(row), type == "1"});
        }
    }
    std::ranges::stable_sort(
        exceptions, {}, [](const Exception& one) { return std::tuple(one.calendar, one.day); });
    for (std::size_t i = 0; i < exceptions.size(); ++i) {
        const auto& one = exceptions[i];
        if (i > 0 && exceptions[i - 1].calendar == one.calendar &&
            exceptions[i - 1].day == one.day) {
            table.set_aside(one.row, "date",
                            {transit::kTransitKeyTwice,
                             {iso_date(one.day), std::int64_t{table.line(exceptions[i - 1].row)}}});
            continue;
        }
        auto& calendar = parts.feed.calendars[one.calendar];
        (one.added ? calendar.added : calendar.removed).push_back(one.day);
    }
}

/// First and last day on which \p calendar runs; nothing if there is none.
std::optional<std::pair<Date, Date>> days_of(const TransitCalendar& calendar) {
    std::optional<std::pair<Date, Date>> days;
    if (!calendar.added.empty()) {
        days = {calendar.added.front(), calendar.added.back()};
    }
    if (calendar.weekdays == 0) {
        return days;
    }
    const auto one = std::chrono::days(1);
    auto first = calendar.first;
    while (first <= calendar.last && !calendar.runs_on(first)) {
        first += one;
    }
    auto last = calendar.last;
    while (last > first && !calendar.runs_on(last)) {
        last -= one;
    }
    if (first > calendar.last) {
        return days;
    }
    return days ? std::pair(std::min(first, days->first), std::max(last, days->second))
                : std::pair(first, last);
}

}  // namespace

void read_calendars(TransitParts& parts) {
    const bool weeks = parts.calendar.open({{"service_id", true},
                                            {"monday", true},
                                            {"tuesday", true},
                                            {"wednesday", true},
                                            {"thursday", true},
                                            {"friday", true},
                                            {"saturday", true},
                                            {"sunday", true},
                                            {"start_date", true},
                                            {"end_date", true}});
    for (std::size_t row = 0; weeks && row < parts.calendar.row_count(); ++row) {
        if (!parts.calendar.is_set_aside(row)) {
            read_week(parts, row);
        }
    }
    if (parts.calendar_dates.open(
            {{"service_id", true}, {"date", true}, {"exception_type", true}})) {
        read_exceptions(parts);
    }
    auto& feed = parts.feed;
    bool runs = false;
    for (std::size_t i = 0; i < feed.calendars.size(); ++i) {
        if (const auto days = days_of(feed.calendars[i])) {
            feed.first_day = runs ? std::min(feed.first_day, days->first) : days->first;
            feed.last_day = runs ? std::max(feed.last_day, days->second) : days->second;
            runs = true;
        } else if (parts.calendar_row[i] != TransitParts::kNoRow) {
            parts.calendar.inform(Severity::kWarning, parts.calendar_row[i], "service_id",
                                  transit::kTransitCalendarNoDay);
        }
    }
}

}  // namespace maillage::reconcile
