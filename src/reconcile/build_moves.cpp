// SPDX-License-Identifier: Apache-2.0
#include "reconcile/build_moves.hpp"

#include "base/date.hpp"
#include "base/text.hpp"
#include "reconcile/cell_readers.hpp"

namespace maillage::reconcile {
namespace {

struct MoveColumns {
    FieldId from;
    FieldId to;
    FieldId year;
    FieldId part;
    FieldId day;
    FieldId kind_before;
    FieldId kind_after;

    explicit MoveColumns(const TypedTable& table)
        : from(table.field("ancien_code")),
          to(table.field("nouveau_code")),
          year(table.field("annee")),
          part(table.field("part")),
          day(table.field("date_effet")),
          kind_before(table.field("type_avant")),
          kind_after(table.field("type_apres")) {}
};

bool is_full_commune(std::string_view kind) { return kind.empty() || kind == "COM"; }

struct Moment {
    int year = 0;
    int day = 0;
};

/// From which vintage a row holds. A COG is the state of 1 January: what takes effect that day is
/// in the vintage of the same year, what takes effect later in the next.
std::optional<Moment> moment_of(const TypedTable& table, const MoveColumns& columns,
                                std::size_t row) {
    const auto text = table.text(row, columns.day);
    if (!text.empty()) {
        const auto date = parse_date(text);
        if (!date) {
            // INSEE's history begins in 1943, before the dates that a contract could have.
            const auto year = text.size() == 10 ? plain_digits(text.substr(0, 4)) : std::nullopt;
            return year && *year >= 1900 && *year < 1950
                       ? std::optional(Moment{static_cast<int>(*year), 0})
                       : std::nullopt;
        }
        const auto calendar = std::chrono::year_month_day(date->date);
        const int year = static_cast<int>(calendar.year());
        const auto month = static_cast<unsigned>(calendar.month());
        const auto day = static_cast<unsigned>(calendar.day());
        return Moment{month == 1 && day == 1 ? year : year + 1,
                      year * 10000 + static_cast<int>(month * 100 + day)};
    }
    const auto year = parse_integer(table.text(row, columns.year));
    if (!year || *year < 1900 || *year > 2100) {
        return std::nullopt;
    }
    return Moment{static_cast<int>(*year), 0};
}

std::optional<CommuneCode> code_in(const TypedTable& table, std::size_t row, FieldId field,
                                   RowLog& log) {
    const auto text = table.text(row, field);
    if (const auto plain = CommuneCode::parse(text)) {
        return plain;
    }
    const auto reading = read_commune_code(text);
    if (!reading) {
        log.set_aside(table.column_name(field),
                      {MessageId::kMoveCodeUnreadable, {quote_excerpt(text)}});
        return std::nullopt;
    }
    if (reading->repair) {
        log.repair(table.column_name(field), *reading->repair);
    }
    return reading->value;
}

void read_table(const TableInput& input, std::vector<Move>& moves, LedgerBuilder& ledger) {
    const auto& table = input.table;
    const MoveColumns columns(table);
    std::int64_t other = 0;
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        RowLog log(ledger, table.origin(row));
        if (table.is_blank(row)) {
            log.skip({MessageId::kRowBlank});
            continue;
        }
        if (!is_full_commune(table.text(row, columns.kind_before)) ||
            !is_full_commune(table.text(row, columns.kind_after))) {
            ++other;
            continue;
        }
        const auto moment = moment_of(table, columns, row);
        if (!moment) {
            const auto column = table.text(row, columns.day).empty() ? columns.year : columns.day;
            log.set_aside(table.column_name(column), {MessageId::kMoveYearUnreadable,
                                                      {quote_excerpt(table.text(row, column))}});
            continue;
        }
        if (moment->year <= kFirstVintage.year || moment->year > kLastVintage.year) {
            ++other;  // Its codes may be of long ago: Corsica was 20 until 1976.
            continue;
        }
        const auto from = code_in(table, row, columns.from, log);
        const auto to = from ? code_in(table, row, columns.to, log) : std::nullopt;
        if (!from || !to) {
            continue;
        }
        moves.push_back(
            {*from, *to, moment->year, moment->day, parse_number(table.text(row, columns.part))});
    }
    if (other > 0) {
        ledger.note(
            Severity::kInformation, {input.source, 0}, "",
            {MessageId::kMovesOther,
             {other, std::to_string(kFirstVintage.year), std::to_string(kLastVintage.year)}});
    }
}

}  // namespace

std::vector<Move> build_moves(std::span<const TableInput> tables, LedgerBuilder& ledger) {
    std::vector<Move> moves;
    for (const auto& input : tables) {
        read_table(input, moves, ledger);
    }
    return moves;
}

}  // namespace maillage::reconcile
