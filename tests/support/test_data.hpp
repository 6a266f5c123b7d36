// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Real files outside the repository, for the tests that want them; skipped where they are absent.

#include <zlib.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::test {

/// $MAILLAGE_TEST_DATA, or shared/data beside the repository.
inline std::filesystem::path test_data_folder() {
    // NOLINTNEXTLINE(concurrency-mt-unsafe): nothing sets the environment while tests run.
    const char* told = std::getenv("MAILLAGE_TEST_DATA");
    return told != nullptr ? std::filesystem::path(told)
                           : std::filesystem::path(MAILLAGE_SOURCE_DIR) / "../shared/data";
}

inline std::string read_text(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

inline std::string read_gz(const std::filesystem::path& path) {
    std::string text;
    gzFile file = gzopen(path.c_str(), "rb");
    if (file == nullptr) {
        return text;
    }
    std::array<char, 65536> part{};
    for (int got = 0; (got = gzread(file, part.data(), part.size())) > 0;) {
        text.append(part.data(), static_cast<std::size_t>(got));
    }
    gzclose(file);
    return text;
}

/// Lines of plain CSV without quotes that hold separators.
inline std::vector<std::vector<std::string>> csv_rows(std::string_view text, char separator) {
    std::vector<std::vector<std::string>> rows;
    while (!text.empty()) {
        auto line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(text.size(), line.size() + 1));
        if (line.ends_with('\r')) {
            line.remove_suffix(1);
        }
        std::vector<std::string> cells;
        for (std::size_t first = 0; first <= line.size();) {
            const auto last = std::min(line.find(separator, first), line.size());
            cells.emplace_back(line.substr(first, last - first));
            first = last + 1;
        }
        rows.push_back(std::move(cells));
    }
    return rows;
}

/// Every value of the property "code" of a GeoJSON text, as INSEE codes.
inline std::vector<std::string> geojson_codes(std::string_view json) {
    std::vector<std::string> codes;
    constexpr std::string_view kKey = "\"code\":";
    for (auto at = json.find(kKey); at != std::string_view::npos; at = json.find(kKey, at + 1)) {
        const auto open = json.find('"', at + kKey.size());
        codes.emplace_back(json.substr(open + 1, 5));
    }
    return codes;
}

}  // namespace maillage::test
