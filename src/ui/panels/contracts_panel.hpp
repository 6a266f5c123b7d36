// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The list of contracts that touch what is looked at.

#include "ui/panel.hpp"
#include "ui/panels/contract_rows.hpp"

#include <cstdint>
#include <vector>

namespace maillage::ui {

struct ContractsPanelState {
    std::uint64_t results_revision = 0;
    carto::Focus focus;
    bool ready = false;
    ContractRows rows;
    ContractFilter filter;
    ContractFilter ordered_by;
    std::vector<std::uint32_t> order;
};

void update_contracts(const workspace::Snapshot& snapshot, ContractsPanelState& state);

/// Fills the room left in the current window.
void draw_contracts(const PanelContext& context, ContractsPanelState& state, CommandSink& sink);

}  // namespace maillage::ui
