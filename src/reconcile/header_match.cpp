// SPDX-License-Identifier: Apache-2.0
#include "reconcile/header_match.hpp"

#include "base/text.hpp"
#include "reconcile/column_content.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

namespace maillage::reconcile {
namespace {

constexpr std::size_t kTitleRows = 30;       ///< How far down the titles are looked for.
constexpr std::size_t kRowsUnderTitles = 3;  ///< At most so many rows of units or descriptions.
constexpr std::size_t kColumns = 2000;       ///< More than that is no table of ours.

bool all_digits(std::string_view text) {
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Titles hold line breaks and runs of spaces; they are shown with single spaces.
std::string single_spaced(std::string_view text) {
    std::string shown;
    bool space = false;
    for (const char c : trim(text)) {
        if (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
            space = true;
            continue;
        }
        if (space && !shown.empty()) {
            shown += ' ';
        }
        space = false;
        shown += c;
    }
    return shown;
}

/// One column's title, as it may be read: the two rows together, the lower, the upper.
struct Title {
    std::string shown;
    std::vector<std::string> texts;
};

std::vector<Title> titles_of_layer(const io::RawTable& table) {
    std::vector<Title> titles;
    for (const auto& name : table.field_names) {
        titles.push_back({name, {name}});
    }
    return titles;
}

std::vector<Title> titles_of_row(const io::RawTable& table, std::size_t row) {
    std::vector<Title> titles;
    for (std::size_t c = 0; c < std::min(table.cell_count(row), kColumns); ++c) {
        const auto text = single_spaced(table.cell(row, c));
        titles.push_back({text, {text}});
    }
    return titles;
}

/// A title of the upper row stands over every column to its right up to the next one.
std::vector<Title> titles_of_two_rows(const io::RawTable& table, std::size_t upper) {
    const auto columns =
        std::min(std::max(table.cell_count(upper), table.cell_count(upper + 1)), kColumns);
    std::vector<Title> titles;
    std::string over;
    for (std::size_t c = 0; c < columns; ++c) {
        const auto above = single_spaced(table.cell(upper, c));
        const auto below = single_spaced(table.cell(upper + 1, c));
        if (!above.empty()) {
            over = above;
        }
        if (below.empty()) {
            titles.push_back({above, {above}});
        } else if (over.empty()) {
            titles.push_back({below, {below}});
        } else {
            std::string both = over;
            both += ' ';
            both += below;
            titles.push_back({both, {both, below}});
        }
    }
    return titles;
}

/// One reading of the titles of one row (or two) against a schema.
class Matcher {
public:
    Matcher(const io::RawTable& table, const SchemaTitles& schema, const io::SourceSpec& spec,
            std::vector<Title> titles, std::size_t first_row)
        : m_table(table), m_schema(schema), m_spec(spec), m_titles(std::move(titles)) {
        const auto fields = schema.schema().fields.size();
        m_match.column_of_field.assign(fields, -1);
        m_match.rank_of_field.assign(fields, 0);
        m_match.first_row = first_row;
        m_taken.assign(m_titles.size(), false);
        m_refused.assign(fields, false);
        for (const auto& title : m_titles) {
            m_match.titles.push_back(title.shown);
        }
    }

    HeaderMatch run() {
        find_candidates();
        take_declared();
        take_candidates(Names::kStandard);
        take_candidates(Names::kAliases);
        take_candidates(Names::kNumberApart);
        take_years();
        take_titles_with_a_year();
        list_doubles();
        list_missing();
        rate();
        return std::move(m_match);
    }

private:
    struct Candidate {
        std::uint32_t field = 0;
        std::uint32_t rank = 0;
        std::size_t column = 0;
        int year = 0;  ///< 0 = the title needs no year to be known.
    };

    void find_candidates() {
        for (std::size_t column = 0; column < m_titles.size(); ++column) {
            for (const auto& text : m_titles[column].texts) {
                add_candidates(m_exact, title_key(text), column, 0);
                if (!m_table.field_names.empty()) {
                    add_candidates(m_exact, cut_key(text), column, 0);
                }
                if (const auto title = year_title(text)) {
                    add_candidates(m_dated, title->key, column, title->year);
                }
            }
        }
        const auto order = [](const Candidate& a, const Candidate& b) {
            return std::tuple(a.field, a.rank, -a.year, a.column) <
                   std::tuple(b.field, b.rank, -b.year, b.column);
        };
        std::stable_sort(m_exact.begin(), m_exact.end(), order);
        std::stable_sort(m_dated.begin(), m_dated.end(), order);
    }

    void add_candidates(std::vector<Candidate>& list, const std::string& key, std::size_t column,
                        int year) const {
        if (const auto* hits = m_schema.find(key); hits != nullptr) {
            for (const auto& hit : *hits) {
                list.push_back({hit.field, hit.rank, column, year});
            }
        }
    }

    void take(std::uint32_t field, std::uint32_t rank, std::size_t column) {
        m_match.column_of_field[field] = static_cast<std::int32_t>(column);
        m_match.rank_of_field[field] = rank;
        m_taken[column] = true;
    }
    bool has(std::uint32_t field) const { return m_match.column_of_field[field] >= 0; }
    std::string_view name_of(std::uint32_t field) const {
        return m_schema.schema().fields[field].name;
    }

    void take_declared() {
        for (const auto& [name, title] : m_spec.columns) {
            const auto& fields = m_schema.schema().fields;
            const auto field =
                std::find_if(fields.begin(), fields.end(),
                             [&, &wanted = name](const auto& one) { return one.name == wanted; });
            if (title.empty() && field != fields.end()) {
                // The user said that no column is this one, whatever the titles say.
                m_refused[static_cast<std::size_t>(field - fields.begin())] = true;
                continue;
            }
            const auto column = find_title(title);
            if (field == fields.end() || !column) {
                m_match.declared_missing.push_back(name);
            } else {
                take(static_cast<std::uint32_t>(field - fields.begin()), 0, *column);
            }
        }
    }

    std::optional<std::size_t> find_title(const std::string& wanted) const {
        const auto key = fold_key(wanted);
        std::optional<std::size_t> folded;
        for (std::size_t column = 0; column < m_titles.size(); ++column) {
            for (const auto& text : m_titles[column].texts) {
                if (text == wanted) {
                    return column;
                }
                if (!folded && !key.empty() && fold_key(text) == key) {
                    folded = column;
                }
            }
        }
        return folded;
    }

    /// Standard names first, so that no alias takes a column away from them; then aliases; at last
    /// commune codes that are only the number after the department's.
    enum class Names : std::uint8_t { kStandard, kAliases, kNumberApart };

    void take_candidates(Names names) {
        const bool standard = names == Names::kStandard;
        for (const auto& one : m_exact) {
            if ((one.rank == 0) != standard || has(one.field) || m_refused[one.field] ||
                m_taken[one.column]) {
                continue;
            }
            if (standard || fits(one, names == Names::kNumberApart)) {
                take(one.field, one.rank, one.column);
            } else if (names == Names::kAliases) {
                m_match.wrong_content.push_back({one.field, one.column, false});
            }
        }
    }

    bool fits(const Candidate& one, bool number_apart) const {
        bool apart = false;
        for (std::uint32_t field = 0; number_apart && field < m_match.column_of_field.size();
             ++field) {
            apart = apart || (name_of(field) == "code_departement" && has(field));
        }
        return content_fits(m_table, m_match.first_row, one.column, name_of(one.field), apart);
    }

    /// "2022 | 2023", "CIR 2022 | CIR 2023". Bare years are taken only where no title says more,
    /// and only if each stands once: the others may count something else.
    void take_years() {
        const auto value = m_schema.value_field();
        const bool beside_others =
            std::any_of(m_taken.begin(), m_taken.end(), [](bool taken) { return taken; });
        if (!value || !beside_others) {
            return;  // a lone number is no title: a row of data may hold a year
        }
        auto columns = year_columns(*value, false);
        const bool bare = !columns.has_value() || columns->empty();
        if (bare) {
            columns = year_columns(*value, true);
        }
        if (!columns || columns->empty() || !years_replace(*value)) {
            return;
        }
        for (const auto& [year, column] : *columns) {
            m_match.years.push_back({year, column});
            m_taken[column] = true;
        }
        m_match.bare_years = bare;
    }

    /// \returns Nothing if two bare years are the same; of two named ones the better name is taken.
    std::optional<std::map<int, std::size_t>> year_columns(std::uint32_t value, bool bare) const {
        std::map<int, std::size_t> columns;
        for (const auto& one : m_dated) {
            const bool wanted = one.field == value && (one.rank == bare_rank(value)) == bare;
            if (!wanted || m_taken[one.column]) {
                continue;
            }
            const auto [at, added] = columns.try_emplace(one.year, one.column);
            if (!added && bare && at->second != one.column) {
                return std::nullopt;
            }
        }
        return columns;
    }

    std::uint32_t bare_rank(std::uint32_t value) const {
        for (const auto& hit : *m_schema.find("#")) {
            if (hit.field == value) {
                return hit.rank;
            }
        }
        return 0;
    }

    /// Columns by year stand instead of a value column, unless there is a true one beside them: a
    /// "Total" is their sum, "Signataires" is not.
    bool years_replace(std::uint32_t value) {
        if (!has(value)) {
            return true;
        }
        const auto column = static_cast<std::size_t>(m_match.column_of_field[value]);
        const bool declared = m_spec.columns.contains(std::string(name_of(value)));
        if (declared || !is_vague_title(m_match.titles[column])) {
            return false;
        }
        m_match.column_of_field[value] = -1;
        m_match.total_column = column;
        return true;
    }

    /// "PMUN22", "pop_2020" for a field that is not by year: the newest.
    void take_titles_with_a_year() {
        for (const auto& one : m_dated) {
            if (one.field != m_schema.value_field() && !has(one.field) && !m_refused[one.field] &&
                !m_taken[one.column]) {
                take(one.field, one.rank, one.column);
            }
        }
    }

    void list_doubles() {
        for (const auto& one : m_exact) {
            const auto taken = m_match.column_of_field[one.field];
            const bool other = taken >= 0 && static_cast<std::size_t>(taken) != one.column;
            if (other && !m_taken[one.column] && fits(one, false)) {
                m_match.doubles.push_back(
                    {one.field, one.column, m_match.rank_of_field[one.field] == one.rank});
            }
        }
    }

    bool satisfied(std::uint32_t field) const {
        const bool by_year = !m_match.years.empty() &&
                             (field == m_schema.value_field() || name_of(field) == "annee");
        return has(field) || by_year;
    }

    void list_missing() {
        const auto& schema = m_schema.schema();
        for (std::uint32_t field = 0; field < schema.fields.size(); ++field) {
            if (schema.fields[field].required && !satisfied(field)) {
                m_match.missing.push_back(field);
            }
        }
        for (std::size_t group = 0; group < schema.one_of.size(); ++group) {
            const auto& names = schema.one_of[group];
            const bool one = std::any_of(names.begin(), names.end(), [&](const auto& name) {
                for (std::uint32_t field = 0; field < schema.fields.size(); ++field) {
                    if (schema.fields[field].name == name && satisfied(field)) {
                        return true;
                    }
                }
                return false;
            });
            if (!one) {
                m_match.missing_groups.push_back(group);
            }
        }
    }

    /// Required columns weigh most, then how many are known, then how exactly.
    void rate() {
        const auto& schema = m_schema.schema();
        int score = 0;
        for (std::uint32_t field = 0; field < schema.fields.size(); ++field) {
            const bool required = schema.fields[field].required;
            score += required && satisfied(field) ? 100 : 0;
            score += has(field) ? (m_match.rank_of_field[field] == 0 ? 11 : 10) : 0;
        }
        if (score > 0) {
            const auto missing = m_match.missing_groups.size();
            score += 100 * static_cast<int>(schema.one_of.size() - missing);
        }
        score += static_cast<int>(m_match.years.size()) * (m_match.bare_years ? 8 : 10);
        m_match.score = score;
    }

    const io::RawTable& m_table;
    const SchemaTitles& m_schema;
    const io::SourceSpec& m_spec;
    std::vector<Title> m_titles;
    std::vector<Candidate> m_exact;
    std::vector<Candidate> m_dated;
    std::vector<bool> m_taken;
    std::vector<bool> m_refused;  ///< By field: declared to have no column.
    HeaderMatch m_match;
};

std::size_t code_column(const HeaderMatch& match, const TableSchema& schema) {
    static constexpr auto kCodes = std::to_array<std::string_view>(
        {"code_commune", "ancien_code", "code_departement", "code_region", "code_epci"});
    for (const auto name : kCodes) {
        for (std::size_t field = 0; field < schema.fields.size(); ++field) {
            if (schema.fields[field].name == name && match.column_of_field[field] >= 0) {
                return static_cast<std::size_t>(match.column_of_field[field]);
            }
        }
    }
    return kNoColumn;
}

/// Technical names under labels: a row that names at least two columns by itself.
bool is_second_header(const io::RawTable& table, std::size_t row, const SchemaTitles& schema) {
    std::size_t known = 0;
    for (std::size_t c = 0; c < std::min(table.cell_count(row), kColumns); ++c) {
        const auto key = title_key(table.cell(row, c));
        known += !all_digits(key) && schema.find(key) != nullptr ? 1U : 0U;
    }
    return known >= 2;
}

/// The row at a 1-based line of the file; nothing for 0 or a line that is not there.
std::optional<std::size_t> row_at_line(const io::RawTable& table, std::uint32_t line) {
    for (std::size_t row = 0; line > 0 && row < table.row_count() && table.line(row) <= line;
         ++row) {
        if (table.line(row) == line) {
            return row;
        }
    }
    return std::nullopt;
}

void pass_rows_under_titles(HeaderMatch& match, const io::RawTable& table,
                            const SchemaTitles& schema) {
    const auto codes = code_column(match, schema.schema());
    while (match.first_row < table.row_count() &&
           match.rows_under_titles.size() < kRowsUnderTitles &&
           (is_second_header(table, match.first_row, schema) ||
            is_row_under_titles(table, match.first_row, codes))) {
        match.rows_under_titles.push_back(match.first_row);
        ++match.first_row;
    }
}

}  // namespace

bool HeaderMatch::is_used(std::size_t column) const {
    const bool by_year = std::any_of(years.begin(), years.end(),
                                     [&](const YearColumn& year) { return year.column == column; });
    return by_year || std::find(column_of_field.begin(), column_of_field.end(),
                                static_cast<std::int32_t>(column)) != column_of_field.end();
}

HeaderMatch match_header(const io::RawTable& table, const SchemaTitles& titles,
                         const io::SourceSpec& spec) {
    if (!table.field_names.empty()) {
        return Matcher(table, titles, spec, titles_of_layer(table), 0).run();
    }
    HeaderMatch best;
    const auto consider = [&](std::vector<Title> row_titles, std::size_t title_row) {
        auto match = Matcher(table, titles, spec, std::move(row_titles), title_row + 1).run();
        match.title_row = title_row;
        if (match.score > best.score || best.titles.empty()) {
            best = std::move(match);
        }
    };
    const auto rows = std::min(table.row_count(), kTitleRows);
    if (const auto row = row_at_line(table, spec.header)) {
        consider(titles_of_row(table, *row), *row);
        if (*row > 0) {
            consider(titles_of_two_rows(table, *row - 1), *row);
        }
    } else {
        for (std::size_t i = 0; i < rows; ++i) {
            consider(titles_of_row(table, i), i);
        }
        for (std::size_t i = 0; i + 1 < rows; ++i) {
            consider(titles_of_two_rows(table, i), i + 1);
        }
    }
    if (best.score > 0) {
        pass_rows_under_titles(best, table, titles);
    }
    return best;
}

}  // namespace maillage::reconcile
