// SPDX-License-Identifier: Apache-2.0
#include "reconcile/typed_table.hpp"

#include "base/text.hpp"
#include "reconcile/cell_readers.hpp"
#include "reconcile/header_match.hpp"

#include <algorithm>
#include <array>
#include <cassert>

namespace maillage::reconcile {
namespace {

constexpr std::size_t kListedTitles = 12;

/// "« a », « b », …" of the titles that are not empty.
std::string listed(const std::vector<std::string>& titles) {
    std::string list;
    std::size_t count = 0;
    for (const auto& title : titles) {
        if (title.empty()) {
            continue;
        }
        if (++count > kListedTitles) {
            return list + ", …";
        }
        list += (list.empty() ? "" : ", ") + quote_excerpt(title);
    }
    return list;
}

/// The unused title that is most like a field's names, if any is close.
std::string nearest_title(const HeaderMatch& match, const FieldSchema& field) {
    std::string nearest;
    int best = 4;
    for (std::size_t column = 0; column < match.titles.size(); ++column) {
        const auto key = fold_key(match.titles[column]);
        if (key.size() < 3 || match.is_used(column)) {
            continue;
        }
        const auto consider = [&](const std::string& name) {
            const auto wanted = fold_key(name);
            // Short names are near everything: a third of the letters may differ at most.
            const int limit = std::min({best - 1, 3, static_cast<int>(wanted.size() / 3)});
            const int distance = limit < 0 ? best : edit_distance(key, wanted, limit);
            const bool inside = wanted.size() >= 4 && key.find(wanted) != std::string::npos;
            if (inside && best > 3) {
                best = 3;
                nearest = match.titles[column];
            } else if (limit >= 0 && distance <= limit) {
                best = distance;
                nearest = match.titles[column];
            }
        };
        consider(field.name);
        for (const auto& alias : field.aliases) {
            consider(alias);
        }
    }
    return nearest;
}

/// Says in the ledger how a header was read.
class HeaderNotes {
public:
    HeaderNotes(const io::RawTable& table, const TableSchema& schema, const io::SourceSpec& spec,
                const HeaderMatch& match, std::uint32_t source, LedgerBuilder& ledger)
        : m_table(table),
          m_schema(schema),
          m_spec(spec),
          m_match(match),
          m_source(source),
          m_ledger(ledger) {}

    void rows() {
        if (m_table.field_names.empty() && m_match.title_row > 0) {
            const auto line = m_table.line(m_match.title_row);
            note(Severity::kInformation, line, {},
                 {MessageId::kHeaderRow, {static_cast<std::int64_t>(line)}});
        }
        for (const auto row : m_match.rows_under_titles) {
            note(Severity::kInformation, m_table.line(row), {}, {MessageId::kRowUnderHeader});
        }
    }

    void columns() {
        for (std::size_t field = 0; field < m_schema.fields.size(); ++field) {
            const auto column = m_match.column_of_field[field];
            if (column >= 0 && m_match.rank_of_field[field] > 0) {
                const auto& title = m_match.titles[static_cast<std::size_t>(column)];
                note(Severity::kInformation, 0, title,
                     {MessageId::kColumnKnownAs, {title, m_schema.fields[field].name}});
            }
        }
        for (const auto& one : m_match.doubles) {
            const auto taken = static_cast<std::size_t>(m_match.column_of_field[one.field]);
            note(one.same_title ? Severity::kWarning : Severity::kInformation, 0,
                 m_match.titles[one.column],
                 {MessageId::kColumnTwice,
                  {m_schema.fields[one.field].name, m_match.titles[taken],
                   m_match.titles[one.column]}});
        }
        for (const auto& one : m_match.wrong_content) {
            if (!m_match.is_used(one.column)) {
                note(Severity::kWarning, 0, m_match.titles[one.column],
                     {MessageId::kColumnContent,
                      {m_match.titles[one.column], m_schema.fields[one.field].name}});
            }
        }
        years();
        not_used();
    }

    void declared() {
        for (const auto& name : m_match.declared_missing) {
            note(Severity::kError, 0, {},
                 {MessageId::kColumnDeclaredMissing,
                  {name, m_spec.columns.at(name), listed(m_match.titles)}});
        }
    }

    void missing() {
        for (const auto field : m_match.missing) {
            missing_column(m_schema.fields[field].name, m_schema.fields[field]);
        }
        for (const auto group : m_match.missing_groups) {
            const auto& names = m_schema.one_of[group];
            std::string all;
            for (const auto& name : names) {
                all += (all.empty() ? "" : " / ") + name;
            }
            missing_column(all, field_named(names.front()));
        }
    }

private:
    void note(Severity severity, std::uint32_t line, std::string column, Message message) {
        m_ledger.note(severity, {m_source, line}, std::move(column), std::move(message));
    }

    const FieldSchema& field_named(const std::string& name) const {
        const auto& fields = m_schema.fields;
        const auto found = std::find_if(fields.begin(), fields.end(),
                                        [&](const auto& field) { return field.name == name; });
        return found == fields.end() ? fields.front() : *found;
    }

    void missing_column(const std::string& shown, const FieldSchema& field) {
        const auto nearest = nearest_title(m_match, field);
        if (nearest.empty()) {
            note(Severity::kError, 0, shown,
                 {MessageId::kColumnMissing, {shown, listed(m_match.titles), field.name}});
        } else {
            note(Severity::kError, 0, shown,
                 {MessageId::kColumnMissingNearest,
                  {shown, listed(m_match.titles), nearest, field.name}});
        }
    }

    void years() {
        if (!m_match.years.empty()) {
            std::vector<std::string> titles;
            for (const auto& year : m_match.years) {
                titles.push_back(m_match.titles[year.column]);
            }
            note(Severity::kInformation, 0, {}, {MessageId::kColumnsByYear, {listed(titles)}});
        }
        if (m_match.total_column) {
            const auto& title = m_match.titles[*m_match.total_column];
            note(Severity::kInformation, 0, title, {MessageId::kTotalColumn, {title}});
        }
    }

    void not_used() {
        std::vector<std::string> unused;
        for (std::size_t column = 0; column < m_match.titles.size(); ++column) {
            if (!m_match.titles[column].empty() && !m_match.is_used(column)) {
                unused.push_back(m_match.titles[column]);
            }
        }
        if (!unused.empty()) {
            const auto count = static_cast<std::int64_t>(unused.size());
            note(Severity::kInformation, 0, {},
                 {MessageId::kColumnsNotUsed, {count, listed(unused)}});
        }
    }

    const io::RawTable& m_table;
    const TableSchema& m_schema;
    const io::SourceSpec& m_spec;
    const HeaderMatch& m_match;
    std::uint32_t m_source;
    LedgerBuilder& m_ledger;
};

void set_all_aside(Source& source, std::size_t rows) {
    source.rows_read += static_cast<std::int64_t>(rows);
    source.rows_set_aside += static_cast<std::int64_t>(rows);
}

std::string expected_columns(const TableSchema& schema) {
    std::vector<std::string> names;
    for (const auto& field : schema.fields) {
        if (field.required) {
            names.push_back(field.name);
        }
    }
    for (const auto& group : schema.one_of) {
        std::string all;
        for (const auto& name : group) {
            all += (all.empty() ? "" : " / ") + name;
        }
        names.push_back(all);
    }
    return listed(names);
}

/// "A" … "Z", "AA"… as spreadsheets name columns.
std::string column_letters(std::size_t column) {
    std::string letters;
    for (std::size_t n = column + 1; n > 0; n = (n - 1) / 26) {
        letters.insert(letters.begin(), static_cast<char>('A' + (n - 1) % 26));
    }
    return letters;
}

/// "Total", "TOTAL GENERAL", "Ensemble du département", "Source : OFII", "Note de lecture : …".
bool begins_total_or_note(std::string_view text) {
    static constexpr auto kTotals =
        std::to_array<std::string_view>({"ensemble", "somme", "sous total", "total", "totaux"});
    static constexpr auto kNotes = std::to_array<std::string_view>(
        {"avertissement", "champ", "champs", "lecture", "note", "notes", "source", "sources"});
    const auto folded = fold(text);
    const auto begins = [&](std::string_view word) {
        return folded == word || (folded.starts_with(word) && folded[word.size()] == ' ');
    };
    if (std::any_of(kTotals.begin(), kTotals.end(), begins)) {
        return true;
    }
    // "Champ-le-Duc" is a commune: a note has a colon, or nothing more.
    return std::any_of(kNotes.begin(), kNotes.end(), [&](std::string_view word) {
        return folded == word || (begins(word) && text.find(':') != std::string_view::npos);
    });
}

}  // namespace

std::optional<TypedTable> TypedTable::open(const io::RawTable& table, const TableSchema& schema,
                                           const io::SourceSpec& spec, std::uint32_t source,
                                           LedgerBuilder& ledger) {
    const bool layer = !table.field_names.empty();
    if (table.row_count() == 0 && !layer) {
        ledger.note(Severity::kError, {source, 0}, {}, {MessageId::kTableEmpty});
        return std::nullopt;
    }
    const SchemaTitles titles(schema);
    auto match = match_header(table, titles, spec);
    if (match.score == 0) {
        ledger.note(Severity::kError, {source, 0}, {},
                    {MessageId::kHeaderNotFound, {expected_columns(schema), listed(match.titles)}});
        set_all_aside(ledger.source(source), table.row_count());
        return std::nullopt;
    }
    ledger.source(source).header_line = layer ? 0 : table.line(match.title_row);
    HeaderNotes notes(table, schema, spec, match, source, ledger);
    notes.rows();
    notes.declared();
    if (!match.complete()) {
        notes.missing();
        set_all_aside(ledger.source(source), table.row_count() - match.first_row);
        return std::nullopt;
    }
    notes.columns();
    TypedTable typed(table, schema);
    typed.m_source = source;
    typed.m_first_row = match.first_row;
    typed.m_column_of_field = std::move(match.column_of_field);
    typed.m_header = std::move(match.titles);
    typed.m_years = std::move(match.years);
    return typed;
}

bool TypedTable::has_title(std::string_view title) const {
    const auto key = fold_key(title);
    return std::any_of(m_header.begin(), m_header.end(),
                       [&](const std::string& one) { return fold_key(one) == key; });
}

std::size_t TypedTable::row_count() const noexcept { return m_table->row_count() - m_first_row; }

std::size_t TypedTable::raw_row(std::size_t row) const noexcept { return m_first_row + row; }

Origin TypedTable::origin(std::size_t row) const { return {m_source, m_table->line(raw_row(row))}; }

FieldId TypedTable::field(std::string_view name) const {
    for (std::uint32_t i = 0; i < m_schema->fields.size(); ++i) {
        if (m_schema->fields[i].name == name) {
            return {i};
        }
    }
    assert(false && "a field the schema does not have");
    return {};
}

bool TypedTable::has(FieldId field) const noexcept { return m_column_of_field[field.value] >= 0; }

std::string_view TypedTable::text(std::size_t row, FieldId field) const {
    const auto column = m_column_of_field[field.value];
    return column < 0 ? std::string_view{} : cell(row, static_cast<std::size_t>(column));
}

std::string_view TypedTable::cell(std::size_t row, std::size_t column) const {
    return trim(m_table->cell(raw_row(row), column));
}

std::string TypedTable::column_name(FieldId field) const {
    const auto column = m_column_of_field[field.value];
    return column < 0 ? m_schema->fields[field.value].name
                      : m_header[static_cast<std::size_t>(column)];
}

std::string TypedTable::cell_name(std::size_t row, FieldId field) const {
    const auto column = m_column_of_field[field.value];
    return column < 0 ? m_schema->fields[field.value].name
                      : cell_name(row, static_cast<std::size_t>(column));
}

std::string TypedTable::cell_name(std::size_t row, std::size_t column) const {
    const auto line = std::to_string(m_table->line(raw_row(row)));
    return m_table->field_names.empty() ? column_letters(column) + line
                                        : m_header[column] + ":" + line;
}

bool TypedTable::is_blank(std::size_t row) const {
    const auto raw = raw_row(row);
    for (std::size_t column = 0; column < m_table->cell_count(raw); ++column) {
        if (!trim(m_table->cell(raw, column)).empty()) {
            return false;
        }
    }
    return true;
}

bool TypedTable::is_total_or_note(std::size_t row) const {
    // The key of the row: where it reads as a code, the row is data whatever its name says.
    static constexpr auto kKeys = std::to_array<std::string_view>(
        {"code_commune", "ancien_code", "code_departement", "code_region", "code_epci", "id"});
    for (std::uint32_t i = 0; i < m_schema->fields.size(); ++i) {
        const auto& name = m_schema->fields[i].name;
        if (!has({i}) || std::find(kKeys.begin(), kKeys.end(), name) == kKeys.end()) {
            continue;
        }
        const auto key = text(row, {i});
        const bool number = !key.empty() && key.front() >= '0' && key.front() <= '9';
        if (number || (!key.empty() && !begins_total_or_note(key))) {
            return false;
        }
        break;
    }
    const auto raw = raw_row(row);
    std::size_t filled = 0;
    for (std::size_t column = 0; column < m_table->cell_count(raw) && filled < 3; ++column) {
        const auto cell = trim(m_table->cell(raw, column));
        if (!cell.empty()) {
            ++filled;
            if (begins_total_or_note(cell)) {
                return true;
            }
        }
    }
    return false;
}

bool skip_without_data(const TypedTable& table, std::size_t row, RowLog& log) {
    if (table.is_blank(row)) {
        log.skip({MessageId::kRowBlank});
        return true;
    }
    if (table.is_total_or_note(row)) {
        log.skip({MessageId::kRowTotal});
        return true;
    }
    return false;
}

}  // namespace maillage::reconcile
