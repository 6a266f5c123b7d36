// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The built-in file dialog, the same on every desktop and without one.

#include "ui/panel.hpp"
#include "ui/panels/file_browser.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace maillage::ui {

/// What the dialog is asked for.
enum class FileTask : std::uint8_t {
    kOpenData,       ///< A data file, for the preview; or a folder with maillage.toml.
    kOpenWorkspace,  ///< A folder or maillage.toml.
    kSaveWorkspace,  ///< A folder to write into.
    kSaveFile,       ///< A new file: an export.
};

struct FileDialogState {
    bool open = false;
    FileTask task = FileTask::kOpenData;
    FileBrowser browser;
    std::string name;   ///< Typed: a path to open, a name to save under, words to look for.
    std::string words;
    bool just_opened = false;
    bool confirm_replace = false;  ///< The file to save is there already; asked once more.
    std::vector<std::filesystem::path> recent;      ///< Latest first; kept by the application.
    std::vector<std::filesystem::path> favourites;  ///< Kept by the application; user may add.
};

/// Opens it for a task at \p folder (empty: where it was). \p name is proposed for saving.
void open_file_dialog(FileDialogState& state, FileTask task,
                      const std::filesystem::path& folder = {}, std::string name = {});

/// Draws it as a modal window while open. \returns the path chosen, once; the dialog is closed then.
/// For the work that follows see command_for().
std::optional<std::filesystem::path> draw_file_dialog(const PanelContext& context,
                                                      FileDialogState& state);

/// What the program does with the path chosen: PreviewFile, Open, SaveAs; for kSaveFile by the
/// ending (a picture is the map, anything else the results).
workspace::command::Any command_for(FileTask task, const std::filesystem::path& path);

}  // namespace maillage::ui
