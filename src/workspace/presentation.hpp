// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Presentation mode as a function of values: the saved views are its slides, in their order; where
/// none is saved, what is looked at is the only one. What is shown may leave the slide (a zoom, a
/// contract that is tried) and comes back to it by one key.

#include "workspace/command.hpp"

#include <cstddef>

namespace maillage::workspace {

/// At least 1.
std::size_t slide_count(const ViewState& view);

/// The saved view that is shown; null where none is saved. Valid as long as \p view.
const SavedView* slide_shown(const ViewState& view);

/// Whether what is shown is no longer the slide: zoomed, moved, a contract tried, black.
bool is_detour(const ViewState& view);

/// The view after a key. Acts other than kStart change nothing while nothing is presented.
///
/// kStart: begins with the saved view that is looked at, else with the first. kNext…kLast, kGo
/// (numbers beyond the last go to the last): to a slide as it was saved; kNext on the last one
/// stays there. kBack: to the slide from a detour; where there is none, to the first. kLeave: ends
/// what is innermost: the keys shown, the question, black, what is tried, a detour; then
/// presenting. kWhatIf: the scenario named is looked at and a click changes it; again: the one
/// before. kMode: from what may be published to every count when it is pressed twice, and back at
/// once. kEnd gives back what was looked at before. All others turn something on or off.
ViewState present(ViewState view, const command::Present& what);

/// The map that is drawn: the one asked for, as a slide while presenting.
carto::MapRequest map_shown(const ViewState& view);

/// What is looked at under a name, with the notes given or those it had.
SavedView view_saved_as(const ViewState& view, const command::SaveView& save);

/// Minutes and seconds of an elapsed time, "4:05", "1:02:07".
std::string timer_text(double seconds);

}  // namespace maillage::workspace
