// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// What the search palette offers and what choosing it does. No imgui.

#include "ui/commands_table.hpp"
#include "ui/panel.hpp"
#include "workspace/search.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::ui {

/// A territory or contract, or a command of the program.
struct SearchEntry {
    const CommandEntry* command = nullptr;  ///< Null: `thing`.
    workspace::ThingRef thing;
    std::string label;
    std::string detail;  ///< "commune · Loiret (45)", or the shortcut.
};

/// Commands whose label holds every word typed; all of them when nothing is typed.
std::vector<SearchEntry> matching_commands(std::span<const CommandEntry> commands,
                                           std::string_view text, Language language);

/// Places, best first, then commands.
std::vector<SearchEntry> search_entries(const std::vector<workspace::Found>& places,
                                        std::vector<SearchEntry> commands);

/// Focuses a department, region or EPCI; for a commune its department, and selects it; opens the
/// fiche. Runs a command.
void choose_entry(const PanelContext& context, const SearchEntry& entry, ScreenRequests& requests,
                  CommandSink& sink);

}  // namespace maillage::ui
