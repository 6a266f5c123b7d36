// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The table of departments, EPCI, communes or regions.

#include "ui/panel.hpp"
#include "ui/panels/table_model.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace maillage::ui {

/// What the panel remembers between frames: caches of what it shows, and what is being typed.
struct TablePanelState {
    std::uint64_t results_revision = 0;
    carto::Focus focus;
    TerritoryRows rows;
    bool rows_ready = false;
    workspace::AccessMapPtr access;  ///< Whose times the rows hold.
    carto::View access_view = carto::View::kAccess;

    std::vector<workspace::ThingRef> selected;  ///< Of which `selection` was made.
    TableSelection selection;
    std::optional<SelectionTotals> totals;

    workspace::TableView ordered_by;  ///< Of which `order` was made.
    std::vector<std::uint32_t> order;

    std::string filter;                   ///< As typed; goes into the view with every key.
    std::optional<std::uint32_t> anchor;  ///< Row where a Shift selection begins.
    /// Pixels that the widest cell of a column takes, of those shown so far; in the font and the
    /// language they were measured in.
    std::map<const TableColumn*, float> widest;
    const void* widest_font = nullptr;
    Language widest_language = Language::kFrench;
    bool choose_columns = false;
};

/// Brings the caches up to the snapshot; does nothing when they are. Called by draw_table.
void update_table(const workspace::Snapshot& snapshot, TablePanelState& state);

/// What Ctrl+C copies: the selected rows, else all that are shown.
std::string copied_tsv(const TablePanelState& state, Language language);

/// Fills the room left in the current window.
void draw_table(const PanelContext& context, TablePanelState& state, CommandSink& sink);

}  // namespace maillage::ui
