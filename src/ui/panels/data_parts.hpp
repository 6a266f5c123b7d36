// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Parts of the data screen. Only for the sources of this folder.

#include "ui/panels/data_screen.hpp"
#include "ui/panels/list_drawing.hpp"

namespace maillage::ui {

/// A white card on the ground; always ends with end_card().
void begin_card(const Look& look, const char* id, ImVec2 size);
void end_card();

/// Title, what it was recognised as, the first rows under their drop-downs, masked values.
void draw_preview(const PanelContext& context, DataScreenState& state, CommandSink& sink);

/// Sums, filter and entries of a ledger; a click on a sum lists the remarks on its rows only, one
/// on an entry marks its row.
struct LedgerFigures {
    std::int64_t read = 0, used = 0, repaired = 0, set_aside = 0;
};
void draw_ledger_figures(const PanelContext& context, DataScreenState& state,
                         const LedgerFigures& figures);
/// \p sources: the files of the entries; empty: they are of a preview, \p table, which tells what
/// was read. Remarks on built-in files are listed only when a switch says so. \returns the
/// position of the entry that was pressed.
std::optional<std::uint32_t> draw_ledger(const PanelContext& context, DataScreenState& state,
                                         const std::vector<LedgerEntry>& entries,
                                         std::span<const Source> sources,
                                         const workspace::PreviewTable* table, float height);

/// The switches of [choices], each with what it decides.
void draw_choices(const PanelContext& context, CommandSink& sink);

}  // namespace maillage::ui
