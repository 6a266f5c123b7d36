// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The words `maillage-viewer` is started with.

#include "base/language.hpp"
#include "base/result.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace maillage::viewer {

struct ViewerArguments {
    std::optional<std::filesystem::path> workspace;
    std::optional<std::filesystem::path> replay;
    std::optional<std::filesystem::path> record;  ///< Where to write what the user does.
    std::optional<Language> language;
    int width = 0;  ///< 0: as last time.
    int height = 0;
    bool timings = false;
    bool help = false;
};

/// \param words Without the program's name. \returns kParse naming the word.
Result<ViewerArguments> parse_viewer_arguments(const std::vector<std::string>& words);

}  // namespace maillage::viewer
