// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The columns of the table of territories: title, text for people, number for sorting, value for
/// a spreadsheet.

#include "base/language.hpp"
#include "base/message.hpp"
#include "ui/panels/territory_rows.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::ui {

enum class Align : unsigned char { kLeft, kRight };

struct TableColumn {
    std::string_view name;  ///< In TableView::columns and saved views: "couverture".
    MessageId title;
    MessageId help;  ///< What it is, in a tooltip of the header.
    Align align = Align::kRight;
    double width = 88;  ///< Layout pixels.
    std::string (*text)(const TerritoryRow&, Language) = nullptr;
    /// Sort key; NaN = nothing to say, which stands last in both directions.
    double (*key)(const TerritoryRow&) = nullptr;
    /// Names and values of the columns it becomes in a spreadsheet: dot as decimal mark, no
    /// grouping, intervals in two columns.
    std::vector<std::string_view> exported;
    std::vector<std::string> (*values)(const TerritoryRow&) = nullptr;
};

/// All columns, in the order of the column choice.
std::span<const TableColumn> table_columns();
/// \returns Null for a name that is not a column.
const TableColumn* table_column(std::string_view name);

/// Columns shown: those asked that exist, else the usual ones of the table.
std::vector<const TableColumn*> shown_columns(const workspace::TableView& view,
                                              const TerritoryRows& rows);

/// Of the head of a column: times say which way they are.
struct ColumnHead {
    MessageId title;
    MessageId help;
};
ColumnHead head_of(const TableColumn& column, const TerritoryRows& rows);

/// What a cell leaves out for want of room, for its tooltip; empty: nothing.
std::string cell_reason(const TableColumn& column, const TerritoryRow& row, Language language);

/// The small line under a name: "93 · 9 376 signataires", "commune · 45 · CC Giennoises".
std::string detail_text(const workspace::Results& results, const TerritoryRow& row,
                        Language language);

/// Why a row has no rate, for the tooltip; the rate's counts in words otherwise.
std::string rate_reason(const TerritoryRow& row, Language language);

}  // namespace maillage::ui
