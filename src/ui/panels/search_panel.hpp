// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The search palette (Ctrl K): places, contracts and commands by what is typed.

#include "ui/panels/search_model.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace maillage::ui {

struct SearchPanelState {
    bool open = false;
    bool just_opened = false;
    std::string text;
    std::size_t cursor = 0;
    bool follow_cursor = false;  ///< The keyboard moved it: keep it in sight.

    std::string searched;  ///< Of which `entries` were made.
    std::uint64_t results_revision = 0;
    Language language = Language::kFrench;
    bool ready = false;
    std::vector<SearchEntry> entries;
};

void open_search(SearchPanelState& state);

/// Draws it as a modal window while open; closes it when something is chosen or by Escape.
void draw_search(const PanelContext& context, SearchPanelState& state, ScreenRequests& requests,
                 CommandSink& sink);

}  // namespace maillage::ui
