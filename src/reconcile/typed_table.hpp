// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// A raw table whose header row is found and whose columns are matched to the schema of a role.

#include "io/raw_table.hpp"
#include "io/workspace_file.hpp"
#include "model/table_schema.hpp"
#include "reconcile/ledger_builder.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::reconcile {

/// Position of a field in TableSchema::fields.
struct FieldId {
    std::uint32_t value = 0;
};

/// One column of a wide table, which holds one year: "2022", "CIR 2023", "Cible 2024".
struct YearColumn {
    int year = 0;
    std::size_t column = 0;
};

class TypedTable {
public:
    /// Finds the header (title rows above, merged headers over two rows, units row below), matches
    /// columns by SourceSpec::columns first, then standard name, then alias, without case or
    /// accents. A column found by an alias is taken only if what stands in it looks right:
    /// "Commune" may head codes or names, "siren" EPCI or communes. Sets Source::header_line. Notes
    /// in the ledger: the header row when it is not the first, each renamed column, columns that
    /// are not used, two columns for one field (the one whose title comes first in the schema is
    /// taken, then the first of the file). \pre \p table and \p schema outlive the result. \returns
    /// Nothing after noting an error (required columns missing, with what was found and the nearest
    /// header as a proposal). All rows are then set aside, so that the sum holds.
    static std::optional<TypedTable> open(const io::RawTable& table, const TableSchema& schema,
                                          const io::SourceSpec& spec, std::uint32_t source,
                                          LedgerBuilder& ledger);

    const TableSchema& schema() const noexcept { return *m_schema; }
    /// Whether some column, used or not, has this title, by fold_key().
    bool has_title(std::string_view title) const;
    /// Rows below the header. Blank rows count: RowLog::skip says so.
    std::size_t row_count() const noexcept;
    Origin origin(std::size_t row) const;
    /// Row of the RawTable (and so of its geometries).
    std::size_t raw_row(std::size_t row) const noexcept;

    /// \pre The schema has a field of this name (a bug otherwise).
    FieldId field(std::string_view name) const;
    bool has(FieldId field) const noexcept;  ///< The file has this column.
    /// Trimmed text; empty when the file has no such column.
    std::string_view text(std::size_t row, FieldId field) const;
    std::string column_name(FieldId field) const;  ///< Header as the file writes it.
    /// "C8" as a spreadsheet names it; "INSEE_COM:8" in a layer.
    std::string cell_name(std::size_t row, FieldId field) const;

    /// Columns of the value of one year each, ascending; then the schema's value field
    /// (signataires, taux_cible) and annee need no column of their own. Empty for an ordinary
    /// table.
    const std::vector<YearColumn>& year_columns() const noexcept { return m_years; }
    /// The same three for such a column.
    std::string_view cell(std::size_t row, std::size_t column) const;
    const std::string& header(std::size_t column) const { return m_header[column]; }
    std::string cell_name(std::size_t row, std::size_t column) const;

    bool is_blank(std::size_t row) const;
    /// "Total", "Ensemble", "TOTAL GENERAL", "Source : …", "Champ", "Note" in the first cells,
    /// where the required code is empty or that very word.
    bool is_total_or_note(std::size_t row) const;

private:
    TypedTable(const io::RawTable& table, const TableSchema& schema)
        : m_table(&table), m_schema(&schema) {}
    const io::RawTable* m_table;
    const TableSchema* m_schema;
    std::uint32_t m_source = 0;
    std::size_t m_first_row = 0;
    std::vector<std::int32_t> m_column_of_field;  ///< −1 = not in the file.
    std::vector<std::string> m_header;
    std::vector<YearColumn> m_years;
};

/// The role whose required columns are best matched, kUnknown if none. \p points and \p polygons
/// say what geometries there are (services need points, communes polygons).
Role guess_role(const io::RawTable& table, bool points, bool polygons,
                std::span<const TableSchema> schemas);

/// Skips a row that holds no data: blank, a total, a note. \returns whether it did.
bool skip_without_data(const TypedTable& table, std::size_t row, RowLog& log);

}  // namespace maillage::reconcile
