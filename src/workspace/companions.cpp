// SPDX-License-Identifier: Apache-2.0
#include "workspace/companions.hpp"

#include "io/charter_file.hpp"
#include "workspace/funding.hpp"
#include "workspace/publication.hpp"

#include <algorithm>
#include <system_error>

namespace maillage::workspace {

namespace fs = std::filesystem;

std::vector<FileCopy> companions(const fs::path& from, const fs::path& to) {
    std::error_code failed;
    std::vector<FileCopy> files;
    if (fs::is_regular_file(from / kPublicationsFile, failed)) {
        files.emplace_back(from / kPublicationsFile, to / kPublicationsFile);
    }
    for (const auto& entry : fs::directory_iterator(from / kRulesFolder, failed)) {
        if (entry.is_regular_file(failed) && entry.path().extension() == ".toml") {
            files.emplace_back(entry.path(), to / kRulesFolder / entry.path().filename());
        }
    }
    std::sort(files.begin(), files.end());
    const auto folder = io::charter_folder(from, {});
    if (!folder || folder->empty()) {
        return files;
    }
    const auto home = fs::canonical(from, failed);
    const auto take = [&](const fs::path& file) {
        const auto relative = file.lexically_normal().lexically_relative(home);
        if (!relative.empty() && *relative.begin() != "..") {
            files.emplace_back(file, to / relative);
        }
    };
    if (fs::is_regular_file(*folder / io::kCharterFile, failed)) {
        take(*folder / io::kCharterFile);
    }
    // One that cannot be read says why when it is used, there as here.
    if (const auto charter = io::read_charter(*folder)) {
        for (const auto& font : charter->fonts) {
            take(*folder / font.name);
        }
        if (charter->logo) {
            take(*folder / charter->logo->file.name);
        }
    }
    return files;
}

}  // namespace maillage::workspace
