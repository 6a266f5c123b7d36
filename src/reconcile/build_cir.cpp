// SPDX-License-Identifier: Apache-2.0
#include "reconcile/build_cir.hpp"

#include "base/text.hpp"
#include "reconcile/cell_readers.hpp"

#include <algorithm>
#include <functional>
#include <string>

namespace maillage::reconcile {
namespace {

/// What makes two rows of one commune the same row; two such rows are an error (E31).
struct RowKey {
    std::uint32_t slot = 0;
    int year = 0;
    std::size_t rest =
        0;  ///< Hash of category and women: enough to tell rows of one commune apart.
    Origin origin;
};

class CirReader {
public:
    CirReader(const TableInput& input, const BuildContext& context, LazyNames& names,
              std::vector<CirYear>& years, std::vector<std::vector<RowKey>>& keys)
        : m_input(input),
          m_table(input.table),
          m_context(context),
          m_names(names),
          m_years(years),
          m_keys(keys),
          m_code(m_table.field("code_commune")),
          m_count(m_table.field("signataires")),
          m_year(m_table.field("annee")),
          m_category(m_table.field("categorie")),
          m_women(m_table.field("femmes")),
          m_name(m_table.field("nom")),
          m_department(m_table.field("code_departement")) {}

    void read() {
        const auto vintage = find_vintage();
        if (!vintage) {
            set_all_aside(m_table, {MessageId::kRowOfRefusedTable}, m_context.ledger);
            return;
        }
        m_placer.emplace(m_context, *vintage);
        m_vintage = *vintage;
        m_default_year = m_context.workspace.counts_years.empty()
                             ? m_context.vintage().year - 1
                             : m_context.workspace.counts_years.front();
        if (m_table.year_columns().empty() && !m_table.has(m_year)) {
            m_context.ledger.note(Severity::kInformation, {m_input.source, 0}, "",
                                  {MessageId::kCirYearAssumed, {std::to_string(m_default_year)}});
        }
        for (std::size_t row = 0; row < m_table.row_count(); ++row) {
            RowLog log(m_context.ledger, m_table.origin(row));
            if (!skip_without_data(m_table, row, log)) {
                read_row(row, log);
            }
        }
    }

private:
    struct Place {
        std::span<const Index<Commune>> communes;
        Index<Department> department;
        std::uint32_t slot = kCommuneSlots;  ///< Of the code as written; kCommuneSlots = none.
    };

    std::optional<Vintage> find_vintage() const {
        std::vector<CommuneCode> codes;
        if (!m_input.spec->vintage) {
            codes = codes_of_column(m_table, m_code);
        }
        const auto& years = m_context.workspace.counts_years;
        return table_vintage(
            m_input, codes, m_context.moves,
            years.empty() ? std::optional<Vintage>(m_context.vintage()) : Vintage{years.front()},
            m_context.ledger);
    }

    void read_row(std::size_t row, RowLog& log) {
        const auto place = find_place(row, log);
        if (!place) {
            return;
        }
        if (!m_input.built_in && place->department.valid() &&
            !m_context.in_scope(place->department)) {
            log.skip({MessageId::kCirOutOfScope,
                      {m_context.territories.departments.code[place->department.value].string()}});
            return;
        }
        if (m_table.year_columns().empty()) {
            read_long(row, *place, log);
        } else {
            read_wide(row, *place, log);
        }
    }

    void read_long(std::size_t row, const Place& place, RowLog& log) {
        int year = m_default_year;
        if (const auto text = m_table.text(row, m_year); !text.empty()) {
            const auto number = parse_integer(text);
            if (!number || *number < 2000 || *number > 2100) {
                log.set_aside(m_table.column_name(m_year),
                              {MessageId::kYearUnreadable, {quote_excerpt(text)}});
                return;
            }
            year = static_cast<int>(*number);
        }
        const auto count = read_one(
            m_table.text(row, m_count), m_table.column_name(m_count),
            [&] { return m_table.cell_name(row, m_count); }, log);
        if (count && is_new(row, place, year, log)) {
            add_cell(place, year, *count, log.origin());
        }
    }

    void read_wide(std::size_t row, const Place& place, RowLog& log) {
        for (const auto& column : m_table.year_columns()) {
            const auto text = m_table.cell(row, column.column);
            if (text.empty()) {
                log.inform(Severity::kInformation, m_table.header(column.column),
                           {MessageId::kCirYearEmpty, {std::to_string(column.year)}});
                continue;
            }
            // Several years in one row: a bad cell must not take the others with it.
            const auto reading = read_count(text, m_input.spec->masked);
            if (!reading.count) {
                log.repair(m_table.header(column.column),
                           {MessageId::kCirYearCellDropped,
                            {quote_excerpt(text), std::to_string(column.year),
                             m_table.cell_name(row, column.column)}});
                continue;
            }
            if (reading.repair) {
                log.repair(m_table.header(column.column), *reading.repair);
            }
            if (is_new(row, place, column.year, log)) {
                add_cell(place, column.year, *reading.count, log.origin());
            }
        }
    }

    template <typename CellName>
    std::optional<Count> read_one(std::string_view text, const std::string& column, CellName cell,
                                  RowLog& log) {
        if (const auto plain = plain_digits(text); plain && *plain <= 10'000'000) {
            return Count::exact(*plain);
        }
        const auto reading = read_count(text, m_input.spec->masked);
        if (!reading.count) {
            log.set_aside(column, count_problem_message(reading.problem, text, cell()));
        } else if (reading.repair) {
            log.repair(column, *reading.repair);
        }
        return reading.count;
    }

    /// E16, E22 and the move to the workspace's vintage. \returns Nothing after setting the row
    /// aside.
    std::optional<Place> find_place(std::size_t row, RowLog& log) {
        const auto text = m_table.text(row, m_code);
        auto code = CommuneCode::parse(text);
        if (!code) {
            const auto name = m_table.text(row, m_name);
            const bool nowhere =
                text.empty() ? name.empty() || means_not_located(name) : means_not_located(text);
            if (nowhere) {
                return not_located(row, {}, text, log);
            }
            const auto reading = read_commune(
                {text, name, m_table.text(row, m_department), m_table.cell_name(row, m_code)},
                m_names.get());
            if (!reading.code) {
                log.set_aside(m_table.column_name(m_code),
                              reading.problem.value_or(
                                  unreadable_code_message(text, m_table.cell_name(row, m_code))));
                return std::nullopt;
            }
            if (reading.repair) {
                log.repair(m_table.column_name(m_code), *reading.repair);
            }
            code = reading.code;
        } else if (!department_of(*code) && means_not_located(text)) {
            return not_located(row, {}, text, log);
        }
        const auto placed = m_placer->place(*code);
        if (placed.communes.empty()) {
            return not_located(row, code, text, log);
        }
        if (placed.repair) {
            log.repair(m_table.column_name(m_code), *placed.repair);
        }
        return Place{placed.communes, department_of_all(placed.communes), commune_slot(*code)};
    }

    /// The one department of all communes; not valid where a split crosses its border.
    Index<Department> department_of_all(std::span<const Index<Commune>> communes) const {
        const auto& departments = m_context.territories.communes.department;
        const auto first = departments[communes.front().value];
        const bool same = std::all_of(communes.begin(), communes.end(), [&](Index<Commune> one) {
            return departments[one.value] == first;
        });
        return same ? first : Index<Department>{};
    }

    Place not_located(std::size_t row, std::optional<CommuneCode> code, std::string_view text,
                      RowLog& log) {
        std::optional<DepartmentCode> department;
        if (const auto told = read_department_code(m_table.text(row, m_department))) {
            department = told->value;
        } else if (code) {
            department = department_of(*code);
        }
        auto index = department ? find(m_context.territories, *department) : Index<Department>{};
        if (!index.valid() && m_context.scope.size() == 1) {
            index = m_context.scope.front();
        }
        const auto where =
            index.valid() ? m_context.territories.departments.name[index.value] : std::string();
        const auto id = !index.valid() ? MessageId::kCirNotLocatedNowhere
                        : code         ? MessageId::kCirCommuneUnknown
                                       : MessageId::kCirNotLocated;
        log.inform(code ? Severity::kWarning : Severity::kInformation, m_table.column_name(m_code),
                   {id, {quote_excerpt(text), where}});
        return Place{{}, index, kCommuneSlots};
    }

    /// E31: the same commune, year, category and number of women twice is a copy, not a second
    /// group of people.
    bool is_new(std::size_t row, const Place& place, int year, RowLog& log) {
        if (place.slot == kCommuneSlots) {
            return true;
        }
        const auto rest = std::hash<std::string>{}(fold_key(m_table.text(row, m_category)) + "|" +
                                                   std::string(m_table.text(row, m_women)));
        auto& keys = m_keys[place.slot];
        for (const auto& key : keys) {
            if (key.year != year || key.rest != rest) {
                continue;
            }
            log.set_aside(m_table.column_name(m_code),
                          {MessageId::kCirTwice,
                           {commune_at_slot(place.slot).string(), std::to_string(year),
                            m_context.ledger.source(key.origin.source).path,
                            static_cast<std::int64_t>(key.origin.line)}});
            return false;
        }
        keys.push_back({place.slot, year, rest, log.origin()});
        return true;
    }

    void add_cell(const Place& place, int year, Count count, Origin origin) {
        auto found =
            std::lower_bound(m_years.begin(), m_years.end(), year,
                             [](const CirYear& one, int wanted) { return one.year < wanted; });
        if (found == m_years.end() || found->year != year) {
            found = m_years.insert(found, CirYear{year, {}, {}, {}, {}});
            found->cells.reserve(m_table.row_count());
            found->communes.reserve(m_table.row_count());
        }
        CirCell cell;
        cell.count = count;
        cell.first_commune = static_cast<std::uint32_t>(found->communes.size());
        cell.commune_count = static_cast<std::uint32_t>(place.communes.size());
        cell.department = place.department;
        cell.origin = origin;
        found->communes.insert(found->communes.end(), place.communes.begin(), place.communes.end());
        found->cells.push_back(cell);
    }

    const TableInput& m_input;
    const TypedTable& m_table;
    const BuildContext& m_context;
    LazyNames& m_names;
    std::vector<CirYear>& m_years;
    std::vector<std::vector<RowKey>>& m_keys;
    FieldId m_code;
    FieldId m_count;
    FieldId m_year;
    FieldId m_category;
    FieldId m_women;
    FieldId m_name;
    FieldId m_department;
    std::optional<CommunePlacer> m_placer;
    Vintage m_vintage;
    int m_default_year = 0;
};

/// The file that brought the first count of a year.
std::uint32_t file_of(const CirYear& year, std::span<const TableInput> tables) {
    return year.cells.empty() ? tables.front().source : year.cells.front().origin.source;
}

/// Communes of no row have no signatory: said once, since a forgotten file looks the same.
void note_absent_communes(const std::vector<CirYear>& years, std::span<const TableInput> tables,
                          const BuildContext& context) {
    const auto& communes = context.territories.communes;
    for (const auto& year : years) {
        std::vector<bool> there(communes.size(), false);
        for (const auto commune : year.communes) {
            there[commune.value] = true;
        }
        std::int64_t absent = 0;
        for (std::size_t i = 0; i < communes.size(); ++i) {
            absent += !there[i] && context.in_scope(communes.department[i]) ? 1 : 0;
        }
        if (absent > 0) {
            context.ledger.note(Severity::kInformation, {file_of(year, tables), 0}, "",
                                {MessageId::kCirAbsent, {absent, std::to_string(year.year)}});
        }
    }
}

}  // namespace

std::vector<CirYear> build_cir(std::span<const TableInput> tables, const BuildContext& context,
                               LazyNames& names) {
    std::vector<CirYear> years;
    std::vector<std::vector<RowKey>> keys(kCommuneSlots);
    for (const auto& input : tables) {
        CirReader(input, context, names, years, keys).read();
    }
    for (auto& year : years) {
        year.department_total.resize(context.territories.departments.size());
        year.region_total.resize(context.territories.regions.size());
    }
    if (!tables.empty()) {
        note_absent_communes(years, tables, context);
    }
    return years;
}

}  // namespace maillage::reconcile
