// SPDX-License-Identifier: Apache-2.0
#include "fuzz/fuzz_target.hpp"
#include "io/read.hpp"

#include <unistd.h>

#include <array>
#include <filesystem>
#include <fstream>

/// Any file through the door users take: the first byte chooses its ending, the rest is written to
/// disk. Covers archives, workbooks and every GDAL driver that is let near a file.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static constexpr std::array<const char*, 10> kEndings = {
        ".xlsx", ".ods", ".zip", ".gpkg", ".fgb", ".dbf", ".gml", ".kml", ".csv.gz", ".mif"};
    if (size < 2) {
        return 0;
    }
    const auto path =
        std::filesystem::temp_directory_path() /
        ("maillage-fuzz-" + std::to_string(::getpid()) + kEndings.at(data[0] % kEndings.size()));
    const auto text = maillage::as_text(data + 1, size - 1);
    std::ofstream(path, std::ios::binary) << text;
    static_cast<void>(maillage::io::read_file(path, {}, {}));
    std::filesystem::remove(path);
    return 0;
}
