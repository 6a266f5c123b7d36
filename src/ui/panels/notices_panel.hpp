// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// What should be told about the data and the contracts.

#include "ui/panel.hpp"
#include "ui/panels/notices_model.hpp"

#include <cstdint>
#include <vector>

namespace maillage::ui {

struct NoticesPanelState {
    std::uint64_t results_revision = 0;
    Language language = Language::kFrench;
    bool ready = false;
    std::vector<NoticeGroup> groups;
};

/// Fills the room left in the current window.
void draw_notices(const PanelContext& context, NoticesPanelState& state, CommandSink& sink);

}  // namespace maillage::ui
