// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// What the table of territories shows and in which order; totals of the selection; TSV. No imgui.

#include "indicators/coverage_range.hpp"
#include "ui/panels/table_columns.hpp"
#include "ui/panels/territory_rows.hpp"
#include "workspace/command.hpp"
#include "workspace/snapshot.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace maillage::ui {

/// How much of a row's communes is selected.
enum class Chosen : std::uint8_t { kNone, kSome, kAll };

/// The selection as the table needs it.
struct TableSelection {
    std::vector<bool> communes;  ///< By row of the dataset's communes.
    std::size_t count = 0;       ///< Communes selected.
    std::vector<Chosen> rows;    ///< By row of the table.
};
TableSelection table_selection(const workspace::Results& results, const TerritoryRows& rows,
                               const std::vector<workspace::ThingRef>& selection);

/// Positions in \p rows that pass the filter (every word stands in the name or code) and, where
/// asked, are selected; in the order of the view's sort, names breaking ties.
std::vector<std::uint32_t> table_order(const TerritoryRows& rows, const workspace::TableView& view,
                                       const TableSelection& selection);

/// Sums over the selection. When the rows of the table that touch it are whole territories their
/// own intervals add up, which the published totals have narrowed; else those of the communes: true
/// too, but possibly wider.
struct SelectionTotals {
    std::size_t rows = 0;  ///< Whole rows selected; 0 = only communes are counted.
    std::size_t communes = 0;
    indicators::CoverageRange range;
    std::optional<indicators::RateBounds> rate;
    std::optional<std::int64_t> population;
};
/// \returns Nothing when nothing is selected.
std::optional<SelectionTotals> selection_totals(const workspace::Results& results,
                                                const TerritoryRows& rows,
                                                const TableSelection& selection);
/// "3 communes : 512–517 signataires, 66,2–67,5 % couverts".
std::string totals_text(const SelectionTotals& totals, workspace::TableOf of, std::int64_t years,
                        Language language);

/// All columns of the rows in \p order, first line their names; numbers without grouping, with the
/// decimal mark of the language: a French spreadsheet takes 1.5 for text or a day of May. Intervals
/// are two columns.
std::string table_tsv(const TerritoryRows& rows, const std::vector<std::uint32_t>& order,
                      Language language);

/// What a row stands for in Select: itself, or its communes where only a part of an EPCI is meant.
std::vector<workspace::ThingRef> things_of(const workspace::Results& results,
                                           const TerritoryRow& row);

/// A click on the row at \p position of \p order. Shift takes all from the anchor, Ctrl toggles.
/// \p anchor is a position in TerritoryRows::rows, moved by plain and Ctrl clicks.
workspace::command::Select select_row(const workspace::Results& results, const TerritoryRows& rows,
                                      const std::vector<std::uint32_t>& order, std::size_t position,
                                      bool ctrl, bool shift, std::optional<std::uint32_t>& anchor);

/// The view after a click on a header: that column, descending first for numbers; again: reversed.
workspace::TableView sorted_by(workspace::TableView view, const TableColumn& column);

}  // namespace maillage::ui
