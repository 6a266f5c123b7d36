// SPDX-License-Identifier: Apache-2.0
/// \file
/// Real France: the 101 files of communes 2018, INSEE's moves, counts of 2018, brought to COG 2024.

#include "io/read.hpp"
#include "io/schema_file.hpp"
#include "reconcile/reconcile.hpp"
#include "support/read_source.hpp"
#include "support/test_data.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <iostream>
#include <memory>
#include <set>
#include <string_view>

namespace maillage::reconcile {
namespace {

namespace fs = std::filesystem;

using test::read_source;

std::shared_ptr<const io::RawFile> table_file(std::string_view csv) {
    auto file = std::make_shared<io::RawFile>();
    file->layers.push_back(io::read_csv(csv, {}).value());
    return file;
}

class RealFrance : public testing::Test {
protected:
    void SetUp() override {
        const auto shared = test::test_data_folder();
        const fs::path built_in = MAILLAGE_SOURCE_DIR "/data/france";
        if (!fs::exists(shared / "communes-2018") || !fs::exists(built_in / "territories.csv")) {
            GTEST_SKIP() << "the shared test data are not there (MAILLAGE_TEST_DATA)";
        }
        m_input.schemas = io::read_table_schemas(MAILLAGE_SOURCE_DIR "/data/schemas").value();
        m_input.workspace.vintage = Vintage{2024};
        m_input.workspace.counts_years = {2018};
        m_input.sources.push_back(
            read_source(Role::kTerritories, built_in / "territories.csv", 2024));
        m_input.built_in_sources = 1;
        add_moves(shared);
        std::vector<fs::path> paths;
        for (const auto& entry : fs::directory_iterator(shared / "communes-2018")) {
            if (entry.path().filename().string().starts_with("communes-")) {
                paths.push_back(entry.path());
            }
        }
        std::sort(paths.begin(), paths.end());
        std::string counts = "code_commune;signataires;annee\n";
        for (const auto& path : paths) {
            for (const auto& code : test::geojson_codes(test::read_gz(path))) {
                counts += code + ";" + std::to_string(1 + m_rows % 7) + ";2018\n";
                m_signatories += 1 + m_rows % 7;
                ++m_rows;
            }
            m_input.sources.push_back(read_source(Role::kCommunes, path, 2018));
        }
        RawSource cir;
        cir.spec.role = Role::kCir;
        cir.path = "cir-2018.csv";
        cir.file = table_file(counts);
        m_input.sources.push_back(std::move(cir));
    }

    void add_moves(const fs::path& shared) {
        RawSource source;
        source.spec.role = Role::kMoves;
        source.path = "mvt_commune_2026.csv";
        const auto text = test::read_gz(shared / "cog-insee/mvt_commune_2026.csv.gz");
        source.file = table_file(text);
        m_input.sources.push_back(std::move(source));
    }

    Input m_input;
    std::int64_t m_rows = 0;
    std::int64_t m_signatories = 0;
};

TEST_F(RealFrance, EverySignatoryOfEvery2018CodeArrivesExactlyOnce) {
    ASSERT_EQ(m_rows, 35357);
    const auto start = std::chrono::steady_clock::now();
    const auto result = reconcile(std::move(m_input), {});
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
    std::cout << "reconcile: " << took.count() << " ms\n";
    ASSERT_TRUE(result.has_value());
    const auto& dataset = *result.value();
    ASSERT_EQ(dataset.cir.size(), 1U);
    const auto& year = dataset.cir[0];
    EXPECT_EQ(year.cells.size(), 35357U);
    std::set<std::uint32_t> lines;
    std::int64_t signatories = 0;
    std::size_t shared_cells = 0;
    for (const auto& cell : year.cells) {
        EXPECT_TRUE(lines.insert(cell.origin.line).second);
        EXPECT_GE(cell.commune_count, 1U) << "line " << cell.origin.line;
        shared_cells += cell.commune_count > 1 ? 1U : 0U;
        EXPECT_TRUE(cell.count.is_exact());
        signatories += cell.count.low;
    }
    EXPECT_EQ(signatories, m_signatories);
    // 14712 (split in 2020), 85084 (2024), 60054 with 60455 and 60694 (joined 2019, split 2024).
    EXPECT_EQ(shared_cells, 5U);
    for (const auto& entry : dataset.ledger.entries) {
        EXPECT_NE(entry.severity, Severity::kError)
            << dataset.ledger.sources[entry.origin.source].path << ":" << entry.origin.line << " "
            << render(entry.message, Language::kEnglish);
    }
    for (const auto& source : dataset.ledger.sources) {
        EXPECT_EQ(source.rows_set_aside, 0) << source.path;
        if (source.role == Role::kCir) {
            EXPECT_EQ(source.vintage->year, 2018);
            EXPECT_TRUE(source.vintage_detected);
            // 35,357 codes of 2018, of which 425 are gone in 2024 (README of communes-2018), and
            // five that keep their code but were split or re-used: 14712, 85084, 60054 stay as
            // codes and are shared; 60694 is another place now.
            EXPECT_EQ(source.rows_repaired, 425 + 4);
        }
    }
}

}  // namespace
}  // namespace maillage::reconcile
