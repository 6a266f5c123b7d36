// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Everything that can be asked by menu, shortcut or search palette, in one list: what is missing
/// here has no shortcut, what is here stands in all three and in the help.

#include "ui/panel.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace maillage::ui {

/// What a file dialog is opened for.
enum class FilePurpose : std::uint8_t {
    kOpenWorkspace,
    kAddFile,
    kSaveWorkspace,
    kExportMap,
    kExportResults,
    kExportLedger,
    kExportContracts
};

/// What a command asks of the screen itself, beside the sink: dialogs that open, the map's motion.
struct ScreenRequests {
    bool search = false;
    bool help = false;
    bool menu = false;
    bool counts_years = false;  ///< Choose the year of the counts.
    std::optional<FilePurpose> file;
    double zoom = 1.0;                ///< Factor about the middle of the map.
    double pan_x = 0.0, pan_y = 0.0;  ///< Shares of the map's size.
    bool escape = false;              ///< Close, deselect, go back: what is innermost.
    bool name_view = false;           ///< Ask for a name for the view and save it.
};

/// Keys that are not letters or digits.
enum class Key : std::uint8_t {
    kNone,
    kLetter,
    kF1,
    kF2,
    kF5,
    kHome,
    kEscape,
    kLeft,
    kRight,
    kUp,
    kDown,
    kPlus,
    kMinus,
    kPageUp,
    kPageDown,
    kEnd,
    kSpace,
    kEnter,
    kPeriod
};
struct Shortcut {
    Key key = Key::kNone;
    char letter = 0;  ///< 'A'…'Z', '0'…'9' with kLetter, as printed on the user's keyboard.
    bool ctrl = false;
    bool shift = false;
    /// On the map only: while no text is being written and no panel has the keyboard's focus.
    bool map_only = false;
};
/// "Ctrl K", "Ctrl Maj S", "F1", "←"; empty without a key.
std::string shortcut_text(const Shortcut& shortcut, Language language);

/// Part of the menu a command stands in.
enum class CommandGroup : std::uint8_t { kFile, kEdit, kMap, kPanels, kAppearance, kMotion };
MessageId group_name(CommandGroup group);

struct CommandEntry {
    std::string_view id;  ///< Stable: "file/open".
    CommandGroup group = CommandGroup::kFile;
    MessageId label;
    Shortcut shortcut;
    bool (*can_run)(const PanelContext&) = nullptr;  ///< Null: always.
    void (*run)(const PanelContext&, ScreenRequests&, CommandSink&) = nullptr;
};

std::span<const CommandEntry> command_table();
/// \returns Null for an unknown id.
const CommandEntry* find_command(std::string_view id);
bool can_run(const CommandEntry& entry, const PanelContext& context);

}  // namespace maillage::ui
