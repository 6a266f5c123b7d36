// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The built-in file dialog, the same on every desktop and without one.

#include "ui/commands_table.hpp"
#include "ui/panel.hpp"
#include "ui/panels/file_browser.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace maillage::ui {

struct FileDialogState {
    bool open = false;
    FilePurpose purpose = FilePurpose::kAddFile;
    FileBrowser browser;
    std::string name;  ///< Typed: a path to open, a name to save under, words to look for.
    std::string words;
    bool just_opened = false;
    bool confirm_replace = false;  ///< The file to save is there already; asked once more.
    std::vector<std::filesystem::path> recent;  ///< Latest first; kept by the application.
};

/// Opens it for a purpose, at \p folder (empty: where it was). \p name is proposed for saving.
void open_file_dialog(FileDialogState& state, FilePurpose purpose,
                      const std::filesystem::path& folder = {}, std::string name = {});

/// Draws it as a modal window while open. \returns the path chosen, once; the dialog is closed
/// then. What follows: command_for().
/// Favourite folders are the settings'; adding or removing one is said to \p sink.
std::optional<std::filesystem::path> draw_file_dialog(const PanelContext& context,
                                                      FileDialogState& state, CommandSink& sink);

/// What the program does with the path chosen: PreviewFile (Open for a maillage.toml), Open,
/// SaveAs, ExportMap, ExportResults, ExportLedger.
workspace::command::Any command_for(FilePurpose purpose, const std::filesystem::path& path);

}  // namespace maillage::ui
