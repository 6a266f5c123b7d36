// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The list of contracts that touch what is looked at.

#include "ui/panel.hpp"
#include "ui/panels/contract_form.hpp"
#include "ui/panels/contract_notes.hpp"
#include "ui/panels/contract_rows.hpp"

#include <cstdint>
#include <memory>
#include <vector>

namespace maillage::ui {

/// What the panel shows: the contracts, or what its summary leads to.
enum class ContractsShown : std::uint8_t { kContracts, kDues, kOverlaps };

struct ContractsPanelState {
    std::uint64_t results_revision = 0;
    carto::Focus focus;
    bool ready = false;
    ContractRows rows;
    ContractFilter filter;
    ContractFilter ordered_by;
    std::vector<std::uint32_t> order;
    ContractsShown shown = ContractsShown::kContracts;
    std::vector<OverlapRow> overlaps;
    std::vector<DueRow> dues;
    bool notes_fresh = false;  ///< `dues` and `overlaps` are of `rows`.
    std::shared_ptr<const workspace::ContractAnswers> answers;  ///< Whose dates are in `dues`.
    Language language = Language::kFrench;
    ContractFormState form;
};

void update_contracts(const workspace::Snapshot& snapshot, ContractsPanelState& state);

/// Leaves the form or the list that stands in the place of the contracts. \returns whether there
/// was one.
bool close_inner(ContractsPanelState& state);

/// Fills the room left in the current window.
void draw_contracts(const PanelContext& context, ContractsPanelState& state, CommandSink& sink);

}  // namespace maillage::ui
