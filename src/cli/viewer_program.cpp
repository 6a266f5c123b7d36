// SPDX-License-Identifier: Apache-2.0
#include "cli/viewer_program.hpp"

#include <unistd.h>

#include <system_error>

namespace maillage::cli {

std::optional<std::vector<std::string>> viewer_words(const std::vector<std::string>& words,
                                                     bool has_display) {
    if (words.empty()) {
        return has_display ? std::optional(words) : std::nullopt;
    }
    if (words.front() != "view") {
        return std::nullopt;
    }
    return std::vector<std::string>(words.begin() + 1, words.end());
}

std::filesystem::path viewer_path(const std::filesystem::path& program) {
    const auto folder = program.parent_path();
    for (const auto& place :
         {folder / "maillage-viewer", folder.parent_path() / "viewer" / "maillage-viewer"}) {
        std::error_code error;
        if (std::filesystem::is_regular_file(place, error)) {
            return place;
        }
    }
    return {};
}

void become_viewer(const std::filesystem::path& viewer, const std::vector<std::string>& words) {
    auto program = viewer.string();
    auto copies = words;  // execv wants characters it could write to
    std::vector<char*> values{program.data()};
    for (auto& word : copies) {
        values.push_back(word.data());
    }
    values.push_back(nullptr);
    execv(program.c_str(), values.data());
}

}  // namespace maillage::cli
