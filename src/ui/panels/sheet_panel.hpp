// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The fiche of what was opened last, and how a figure was computed.

#include "ui/panel.hpp"
#include "ui/panels/contract_form.hpp"
#include "ui/panels/explanation.hpp"
#include "ui/panels/sheet_model.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace maillage::ui {

/// What "comment c'est calculé" shows, kept until something it stands on changes.
struct ExplanationState {
    std::uint64_t results_revision = 0;
    workspace::ThingRef thing;
    Language language = Language::kFrench;
    Explanation shown;
    bool ready = false;
};

struct SheetPanelState {
    std::uint64_t results_revision = 0;
    workspace::ThingRef thing;
    Language language = Language::kFrench;
    std::optional<Sheet> sheet;
    bool ready = false;
    bool to_top = false;  ///< Another fiche is there, to be read from its top.
    /// The figure of this fiche that is explained below it; kNone = the fiche is shown.
    workspace::Figure explained = workspace::Figure::kNone;
    ExplanationState explanation;
    /// Whose rules and costs the fiche holds.
    std::shared_ptr<const workspace::ContractAnswers> answers;
    workspace::AccessMapPtr access;  ///< Whose times the fiche holds.
    workspace::AccessWayPtr way;     ///< And the way.
    ContractFormState form;
};

/// Whether the form stands in the place of the fiche.
bool shows_form(const PanelContext& context, const SheetPanelState& state);

/// Fills the room left in the current window.
void draw_sheet(const PanelContext& context, SheetPanelState& state, CommandSink& sink);

/// How the figure view.explained of the focus was computed (a click on the band). Fills the room
/// left in the current window; its button says Explain{kNone}.
void draw_explanation(const PanelContext& context, ExplanationState& state, CommandSink& sink);

/// The same for any territory, without the button. \returns whether it had something to show.
bool draw_explanation_of(const PanelContext& context, ExplanationState& state,
                         const workspace::ThingRef& thing, workspace::Figure figure,
                         CommandSink& sink);

}  // namespace maillage::ui
