// SPDX-License-Identifier: Apache-2.0
#include "fuzz/fuzz_target.hpp"
#include "io/charter_file.hpp"

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace fs = std::filesystem;

/// A folder with the input as charte.toml, beside a file that it may name: what is read lies in
/// the folder and its sizes are sensible.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto folder =
        fs::temp_directory_path() / ("maillage-charter-fuzz-" + std::to_string(::getpid()));
    fs::create_directories(folder);
    std::ofstream(folder / "logo.svg") << "<svg xmlns='http://www.w3.org/2000/svg'/>";
    std::ofstream(folder / "charte.toml", std::ios::binary) << maillage::as_text(data, size);
    if (const auto charter = maillage::io::read_charter(folder)) {
        const auto inside = fs::canonical(folder).string() + "/";
        const auto lies_inside = [&inside](const fs::path& path) {
            return fs::canonical(path).string().starts_with(inside);
        };
        if (charter->logo &&
            (!lies_inside(charter->logo->file.path) || !(charter->logo->height > 0.0))) {
            std::abort();
        }
        for (const auto& font : charter->fonts) {
            if (!lies_inside(font.path)) {
                std::abort();
            }
        }
    }
    fs::remove_all(folder);
    return 0;
}
