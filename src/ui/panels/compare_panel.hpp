// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The table of what a scenario changes, in the place of the next contracts.

#include "ui/panel.hpp"
#include "ui/panels/compare_model.hpp"

#include <cstdint>
#include <string>

namespace maillage::ui {

struct ComparePanelState {
    bool open = false;
    bool epcis = false;
    std::string baseline;  ///< Name of a scenario; empty: the register.
    // What `shown` was made for.
    std::uint64_t results_revision = 0;
    workspace::DocumentPtr document;
    carto::Focus focus;
    std::string made_baseline;
    Language language = Language::kFrench;
    bool ready = false;
    Comparison shown;
};

/// The line that opens it, where a scenario is looked at. \returns whether the table is open.
bool draw_compare_line(const PanelContext& context, ComparePanelState& state);
/// Fills the room left in the current window.
void draw_compare(const PanelContext& context, ComparePanelState& state, CommandSink& sink);

}  // namespace maillage::ui
