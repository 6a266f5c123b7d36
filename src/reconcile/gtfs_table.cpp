// SPDX-License-Identifier: Apache-2.0
#include "reconcile/gtfs_table.hpp"

#include "base/text.hpp"
#include "base/transit_messages.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <utility>

namespace maillage::reconcile {
namespace {

/// Remarks of one kind that are listed; the rest is counted.
constexpr std::int64_t kListed = 100;

/// All of \p text as a number of the type, or nothing.
template <typename Number>
std::optional<Number> whole(std::string_view text) {
    Number number{};
    const auto* end = text.data() + text.size();
    const auto [at, failed] = std::from_chars(text.data(), end, number);
    return failed == std::errc() && at == end && !text.empty() ? std::optional(number)
                                                               : std::nullopt;
}

std::optional<std::int32_t> digits(std::string_view text) {
    const bool plain = std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
    return plain ? whole<std::int32_t>(text) : std::nullopt;
}

std::optional<double> finite(std::string_view text) {
    const auto number = whole<double>(text);
    return number && std::isfinite(*number) ? number : std::nullopt;
}

}  // namespace

GtfsTable::GtfsTable(const io::RawTable* table, std::string name, const Source& source,
                     LedgerBuilder& ledger)
    : m_table(table), m_name(std::move(name)), m_ledger(ledger) {
    if (m_table == nullptr) {
        return;
    }
    auto mine = source;
    mine.layer = m_name;
    mine.encoding = m_table->encoding;
    m_source = m_ledger.add_source(std::move(mine));
    for (const auto& remark : m_table->remarks) {
        m_ledger.note(remark.is_error ? Severity::kError : Severity::kWarning,
                      {m_source, remark.line}, "", remark.message);
    }
}

bool GtfsTable::read_header() {
    if (m_table->row_count() == 0) {
        about_file(Severity::kError, "", transit::kTransitFileEmpty);
        return false;
    }
    m_ledger.source(m_source).header_line = m_table->line(0);
    const auto count = m_table->cell_count(0);
    if (count == 1 && m_table->cell(0, 0).find_first_of(";\t|") != std::string_view::npos) {
        about_file(Severity::kError, "", transit::kTransitNotCommas);
        return false;
    }
    for (std::size_t i = 0; i < count; ++i) {
        const std::string title(trim(m_table->cell(0, i)));
        if (!title.empty() && !m_columns.try_emplace(title, i).second) {
            about_file(Severity::kWarning, title.c_str(),
                       Message(transit::kTransitColumnTwice, {quote_excerpt(title)}));
        }
    }
    return true;
}

bool GtfsTable::open(std::initializer_list<GtfsColumn> columns) {
    if (!present()) {
        return false;
    }
    bool usable = read_header();
    for (const auto& column : columns) {
        if (usable && column.required && !has(column.name)) {
            about_file(Severity::kError, column.name,
                       Message(transit::kTransitColumnMissing, {std::string(column.name)}));
            usable = false;
        }
    }
    const auto rows = m_table->row_count() == 0 ? 0 : m_table->row_count() - 1;
    if (!usable) {
        auto& source = m_ledger.source(m_source);
        source.rows_read += static_cast<std::int64_t>(rows);
        source.rows_set_aside += static_cast<std::int64_t>(rows);
        return false;
    }
    // Only these are read from here on.
    std::erase_if(m_columns, [&](const auto& found) {
        return std::ranges::none_of(columns,
                                    [&](const auto& column) { return found.first == column.name; });
    });
    m_states.assign(rows, RowState::kUsed);
    for (std::size_t row = 0; row < rows; ++row) {
        check_row(row);
    }
    return true;
}

void GtfsTable::check_row(std::size_t row) {
    const auto cells = m_table->cell_count(row + 1);
    const auto titles = m_table->cell_count(0);
    if (cells == 0 || (cells == 1 && trim(m_table->cell(row + 1, 0)).empty())) {
        skip(row, "", MessageId::kRowBlank);
    } else if (cells != titles) {
        inform(Severity::kWarning, row, "",
               Message(transit::kTransitRowLength,
                       {static_cast<std::int64_t>(cells), static_cast<std::int64_t>(titles)}));
    }
}

std::string_view GtfsTable::text(std::size_t row, const char* column) {
    const auto at = m_columns.find(std::string_view(column));
    if (at == m_columns.end()) {
        return {};
    }
    const auto cell = m_table->cell(row + 1, at->second);
    const auto bare = trim(cell);
    if (bare.size() != cell.size() && !bare.empty()) {
        repair(row, column, transit::kTransitSpaces);
    }
    return bare;
}

std::string_view GtfsTable::required_text(std::size_t row, const char* column) {
    const auto found = text(row, column);
    if (found.empty()) {
        set_aside(row, column, transit::kTransitValueMissing);
    }
    return found;
}

template <typename Value>
std::optional<Value> GtfsTable::typed(std::size_t row, const char* column, GtfsNeed need,
                                      MessageId why,
                                      std::optional<Value> (*parse)(std::string_view)) {
    const auto cell = need == GtfsNeed::kRequired ? required_text(row, column) : text(row, column);
    const auto found = cell.empty() ? std::nullopt : parse(cell);
    if (found || cell.empty()) {
        return found;
    }
    Message message(why, {quote_excerpt(cell)});
    if (need == GtfsNeed::kOptional) {
        repair(row, column, std::move(message));
    } else {
        set_aside(row, column, std::move(message));
    }
    return std::nullopt;
}

std::optional<ServiceSeconds> GtfsTable::time(std::size_t row, const char* column, GtfsNeed need) {
    return typed(row, column, need, transit::kTransitNotTime, parse_gtfs_time);
}
std::optional<Date> GtfsTable::date(std::size_t row, const char* column, GtfsNeed need) {
    return typed(row, column, need, transit::kTransitNotDate, parse_gtfs_date);
}
std::optional<double> GtfsTable::number(std::size_t row, const char* column, GtfsNeed need) {
    return typed(row, column, need, transit::kTransitNotNumber, finite);
}
std::optional<std::int32_t> GtfsTable::integer(std::size_t row, const char* column, GtfsNeed need) {
    return typed(row, column, need, transit::kTransitNotInteger, digits);
}

std::int32_t GtfsTable::choice(std::size_t row, const char* column, std::int32_t last,
                               std::int32_t fallback) {
    const auto cell = text(row, column);
    if (cell.empty()) {
        return fallback;
    }
    const auto found = digits(cell);
    if (found && *found <= last) {
        return *found;
    }
    repair(
        row, column,
        Message(transit::kTransitNotAllowed, {quote_excerpt(cell), "0–" + std::to_string(last)}));
    return fallback;
}

void GtfsTable::note(Severity severity, std::size_t row, const char* column, Message message,
                     RowState state) {
    m_states[row] = std::max(m_states[row], state);
    auto& kind = m_kinds[message.id];
    kind.severity = std::max(kind.severity, severity);
    kind.state = std::max(kind.state, state);
    if (kind.listed == kListed) {
        ++kind.more;
        return;
    }
    ++kind.listed;
    m_ledger.note(severity, origin(row), column, std::move(message), state);
}

void GtfsTable::inform(Severity severity, std::size_t row, const char* column, Message message) {
    note(severity, row, column, std::move(message), RowState::kUsed);
}
void GtfsTable::repair(std::size_t row, const char* column, Message message) {
    note(Severity::kWarning, row, column, std::move(message), RowState::kRepaired);
}
void GtfsTable::set_aside(std::size_t row, const char* column, Message message) {
    note(Severity::kError, row, column, std::move(message), RowState::kSetAside);
}
void GtfsTable::skip(std::size_t row, const char* column, Message message) {
    note(Severity::kInformation, row, column, std::move(message), RowState::kSetAside);
}

void GtfsTable::about_file(Severity severity, const char* column, Message message) {
    m_ledger.note(severity, {m_source, 0}, column, std::move(message));
}

void GtfsTable::finish() {
    if (!present()) {
        return;
    }
    auto& source = m_ledger.source(m_source);
    for (const auto state : m_states) {
        ++source.rows_read;
        ++(state == RowState::kUsed       ? source.rows_used
           : state == RowState::kRepaired ? source.rows_repaired
                                          : source.rows_set_aside);
    }
    for (const auto& [id, kind] : m_kinds) {
        if (kind.more > 0) {
            m_ledger.note(
                kind.severity, {m_source, 0}, "",
                Message(transit::kTransitMore, {kind.more, std::string(message_code(id))}),
                kind.state);
        }
    }
}

std::optional<ServiceSeconds> parse_gtfs_time(std::string_view text) {
    constexpr std::int32_t kMostHours = 167;
    const auto first = text.find(':');
    if (first == std::string_view::npos || first < 1 || first > 3 || text.size() != first + 6 ||
        text[first + 3] != ':') {
        return std::nullopt;
    }
    const auto hours = digits(text.substr(0, first));
    const auto minutes = digits(text.substr(first + 1, 2));
    const auto seconds = digits(text.substr(first + 4, 2));
    if (!hours || !minutes || !seconds || *hours > kMostHours || *minutes > 59 || *seconds > 59) {
        return std::nullopt;
    }
    return *hours * 3600 + *minutes * 60 + *seconds;
}

std::optional<Date> parse_gtfs_date(std::string_view text) {
    const auto number = text.size() == 8 ? digits(text) : std::nullopt;
    if (!number) {
        return std::nullopt;
    }
    const std::chrono::year_month_day day{
        std::chrono::year(*number / 10000),
        std::chrono::month(static_cast<unsigned>(*number / 100 % 100)),
        std::chrono::day(static_cast<unsigned>(*number % 100))};
    const bool likely = *number / 10000 >= 1900 && *number / 10000 <= 2200;
    return likely && day.ok() ? std::optional(Date(day)) : std::nullopt;
}

std::string gtfs_time_text(ServiceSeconds time) {
    const auto two = [](std::int32_t number) {
        return (number < 10 ? "0" : "") + std::to_string(number);
    };
    return two(time / 3600) + ":" + two(time / 60 % 60) + ":" + two(time % 60);
}

}  // namespace maillage::reconcile
