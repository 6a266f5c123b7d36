// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Every panel once, with its title and its help (F1). A panel without help does not compile.

#include "base/message.hpp"
#include "ui/panel.hpp"

#include <cstdint>
#include <span>
#include <string_view>

namespace maillage::ui {

enum class PanelId : std::uint8_t {
    kBand,
    kMap,
    kLayers,
    kTime,
    kNext,
    kTable,
    kContracts,
    kSheet,
    kExplanation,
    kNotices,
    kSearch,
    kData,
    kFiles
};

struct PanelEntry {
    PanelId id;
    std::string_view name;  ///< Stable: "table".
    MessageId title;
    MessageId help;  ///< Some sentences, one a line: what it shows, what can be done in it.
};

std::span<const PanelEntry> panel_table();
const PanelEntry& panel_entry(PanelId id);

/// The help of a panel as a small window in the middle of the screen, with the keys that work
/// everywhere. \p open is set to false when it is closed.
void draw_help(const PanelContext& context, PanelId panel, bool& open);

}  // namespace maillage::ui
