// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The panel "Prochains contrats": who could sign next, the proven plan, the frontier.

#include "ui/panel.hpp"
#include "ui/panels/compare_panel.hpp"
#include "ui/panels/next_model.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

namespace maillage::ui {

struct NextPanelState {
    std::shared_ptr<const workspace::NextContracts> made_for;
    Language language = Language::kFrench;
    NextShown shown = NextShown::kEpcis;
    NextShown rows_of = NextShown::kEpcis;
    std::optional<planning::Weights> rows_by;
    std::vector<NextRow> rows;
    PlanWords plan;
    bool frontier = false;
    std::size_t point = 0;  ///< Of the frontier, chosen.
    ComparePanelState compare;
};

void draw_next(const PanelContext& context, NextPanelState& state, CommandSink& sink);

}  // namespace maillage::ui
