// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Ranking the next contracts by weighted criteria: the sliders, and what each criterion adds to a
/// row's score.

#include "ui/panel.hpp"
#include "ui/panels/next_model.hpp"

namespace maillage::ui {

/// A slider for each criterion, 0 to 2 by tenths. \pre the view has weights
void draw_weights(const PanelContext& context, CommandSink& sink);
/// Height of draw_weights(), layout pixels.
double weights_height();

/// The parts of a score as a bar, the longest possible score as wide as \p width.
void draw_score_bar(const Look& look, const NextRow& row, float x, float y, float width);
/// "score 0,812\ngain : 0,5…": each part of it, for a tooltip.
std::string score_tip(const workspace::NextContracts& next, const NextRow& row,
                      const planning::Weights& weights, Language language);

}  // namespace maillage::ui
