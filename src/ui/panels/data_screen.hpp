// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The data screen: the workspace's files with their ledger and choices, or a new file with what it
/// is taken for.

#include "ui/commands_table.hpp"
#include "ui/panel.hpp"
#include "ui/panels/data_model.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace maillage::ui {

struct DataScreenState {
    std::size_t table = 0;  ///< Of the preview's tables.
    LedgerFilter filter;
    std::optional<std::uint32_t> source;       ///< Of the ledger: whose entries are listed.
    std::optional<std::uint32_t> marked_line;  ///< The row an entry led to.
    bool scroll_to_mark = false;
    std::filesystem::path previewed;  ///< The file whose first rows were drawn last.
    float rows_scroll = 0.0F;         ///< How far they are scrolled to the right.
    std::string masked_token;         ///< Being edited.
    int masked_low = 1;
    int masked_high = 4;

    std::uint64_t results_revision = 0;
    std::uint64_t spec_revision = 0;
    Language language = Language::kFrench;
    bool ready = false;
    std::vector<SourceRow> sources;

    // Cache of the entries listed, by what they were cut to.
    const void* ordered_entries = nullptr;
    std::size_t ordered_count = 0;
    LedgerFilter ordered_filter;
    std::optional<std::uint32_t> ordered_source;
    std::vector<std::uint32_t> order;
    std::int64_t built_in_remarks = 0;  ///< Of all entries.
};

/// Fills the room left in the current window (the body of the screen). Asks for the file dialog by
/// requests.file.
void draw_data_screen(const PanelContext& context, DataScreenState& state, ScreenRequests& requests,
                      CommandSink& sink);

}  // namespace maillage::ui
