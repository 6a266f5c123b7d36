// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// What the program remembers between starts that belongs to no workspace, and the views saved
/// beside one. Both are text files of one command a line, so that a damaged line costs that line.

#include "base/result.hpp"
#include "workspace/view_state.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::workspace {

struct Settings {
    std::optional<Language> language;  ///< Empty: never chosen, the system's.
    carto::Theme theme = carto::Theme::kLight;
    double scale = 1.0;
    bool left_folded = false;
    bool right_folded = false;
    bool time_folded = false;
    int window_width = 0;  ///< 0: not known.
    int window_height = 0;
    std::vector<std::filesystem::path> recent;             ///< Workspaces, the last one first.
    std::vector<ThingRef> favourites;                      ///< In the order they were kept.
    std::vector<std::filesystem::path> favourite_folders;  ///< Of the file dialog, likewise.
    friend bool operator==(const Settings&, const Settings&) = default;

    void add_recent(const std::filesystem::path& workspace);
};

std::string to_text(const Settings& settings);
/// \param[out] ignored Lines that could not be read.
Settings parse_settings(std::string_view text, std::vector<std::string>& ignored);

/// A missing file is the defaults; \p ignored as above.
Settings read_settings(const std::filesystem::path& file, std::vector<std::string>& ignored);

/// vues.txt of a workspace's folder. A missing file has none.
std::vector<SavedView> read_saved_views(const std::filesystem::path& file,
                                        std::vector<std::string>& ignored);
std::vector<SavedView> parse_saved_views(std::string_view text, std::vector<std::string>& ignored);
/// \p text, of vues.txt, with the views of \p wanted in their order: remarks (lines that begin with
/// #) stand before the view that they stood before, those of a view that is gone go with it, and
/// those at the beginning and at the end stay there. Lines that cannot be read stay too.
std::string edit_saved_views(std::string_view text, const std::vector<SavedView>& wanted);

inline constexpr const char* kSettingsFile = "reglages.txt";
inline constexpr const char* kViewsFile = "vues.txt";

}  // namespace maillage::workspace
