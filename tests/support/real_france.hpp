// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// A workspace on the real communes of 2018, with generated counts, for tests and benchmarks.

#include "base/text.hpp"
#include "io/read.hpp"

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

namespace maillage::support {

namespace fs = std::filesystem;

/// Where the real data lie: $MAILLAGE_TEST_DATA, else ../shared/data. Nothing when it is not there.
inline std::optional<fs::path> test_data() {
    const char* chosen =
        std::getenv("MAILLAGE_TEST_DATA");  // NOLINT(concurrency-mt-unsafe): tests have one thread
    const fs::path folder = chosen != nullptr
                                ? fs::path(chosen)
                                : fs::path(MAILLAGE_SOURCE_DIR) / ".." / "shared" / "data";
    std::error_code failed;
    if (!fs::is_directory(folder, failed)) {
        return std::nullopt;
    }
    return fs::canonical(folder);
}

struct RealFrance {
    fs::path folder;
    std::int64_t signatories = 0;
    std::size_t communes = 0;
};

/// Signatories of a commune in the generated counts: 0…30, from its code alone.
inline std::int64_t generated_count(std::string_view code) {
    std::uint32_t hash = 2166136261U;
    for (const char c : code) {
        hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
    }
    return hash % 31;
}

/// Writes maillage.toml and cir.csv into \p folder: the 101 files of 2018, COG 2024 as vintage, the
/// moves of INSEE, and counts for every code of 2018.
inline std::optional<RealFrance> make_real_france(const fs::path& folder, const fs::path& data) {
    fs::create_directories(folder);
    RealFrance france{folder, 0, 0};
    std::ofstream counts(folder / "cir.csv");
    counts << "code_commune;signataires;annee\n";
    io::ReadOptions options;
    options.geometry = false;
    for (const auto& entry : fs::directory_iterator(data / "communes-2018")) {
        if (!entry.path().filename().string().starts_with("communes-")) {
            continue;
        }
        const auto file = io::read_file(entry.path(), options, {});
        if (!file) {
            return std::nullopt;
        }
        const auto& table = file->layers.front().table;
        for (std::size_t row = 0; row < table.row_count(); ++row) {
            for (std::size_t column = 0; column < table.field_names.size(); ++column) {
                if (table.field_names[column] == "code") {
                    const auto code = table.cell(row, column);
                    counts << code << ';' << generated_count(code) << ";2018\n";
                    france.signatories += generated_count(code);
                    ++france.communes;
                }
            }
        }
    }
    std::ofstream(folder / "maillage.toml")
        << "[workspace]\nname = \"France réelle\"\nvintage = 2024\ncounts_year = 2018\n"
        << "[[source]]\nrole = \"communes\"\nvintage = 2018\npath = \""
        << (data / "communes-2018/communes-*.geojson.gz").string() << "\"\n"
        << "[[source]]\nrole = \"moves\"\npath = \""
        << (data / "cog-insee/mvt_commune_2026.csv.gz").string() << "\"\n"
        << "[[source]]\nrole = \"cir\"\nvintage = 2018\npath = \"cir.csv\"\n";
    return france;
}

}  // namespace maillage::support
