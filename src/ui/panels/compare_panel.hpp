// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The table of what a scenario changes, in the place of the next contracts.

#include "ui/panel.hpp"
#include "ui/panels/compare_model.hpp"

#include <cstdint>

namespace maillage::ui {

struct ComparePanelState {
    bool epcis = false;
    // What `shown` was made for.
    std::uint64_t results_revision = 0;
    carto::Focus focus;
    Language language = Language::kFrench;
    bool ready = false;
    Comparison shown;
};

/// The line that opens it, where a scenario is looked at. \returns whether the table is open.
bool draw_compare_line(const PanelContext& context, CommandSink& sink);
/// Fills the room left in the current window.
void draw_compare(const PanelContext& context, ComparePanelState& state, CommandSink& sink);

}  // namespace maillage::ui
