// SPDX-License-Identifier: Apache-2.0
/// \file
/// INSEE's density grid of 2025, as published: titles above, a row of codes below them, other
/// sheets.

#include "io/read.hpp"
#include "io/schema_file.hpp"
#include "reconcile/reconcile.hpp"
#include "support/read_source.hpp"
#include "support/test_data.hpp"

#include <gtest/gtest.h>

#include <array>
#include <filesystem>

namespace maillage::reconcile {
namespace {

namespace fs = std::filesystem;

using test::read_source;

// INSEE's own numbers of communes by level, for the communes of 1 January 2025.
TEST(DensityGrid, EveryCommuneHasItsLevel) {
    const auto grid = test::test_data_folder() / "densite-2025" / "grille_densite_2025.xlsx";
    if (!fs::exists(grid)) {
        GTEST_SKIP() << "the shared test data are not there (MAILLAGE_TEST_DATA)";
    }
    const fs::path built_in = MAILLAGE_SOURCE_DIR "/data/france";
    Input input;
    input.schemas = io::read_table_schemas(MAILLAGE_SOURCE_DIR "/data/schemas").value();
    input.workspace.vintage = Vintage{2025};
    input.sources.push_back(read_source(Role::kTerritories, built_in / "territories.csv", 2024));
    input.sources.push_back(read_source(Role::kMoves, built_in / "moves.csv", 0));
    input.built_in_sources = 2;
    input.sources.push_back(read_source(Role::kDensity, grid, 2025));
    const auto dataset = reconcile(input, {});
    ASSERT_TRUE(dataset.has_value());
    std::array<int, 8> communes{};
    for (const auto level : dataset.value()->density) {
        ++communes.at(level);
    }
    EXPECT_EQ(communes, (std::array<int, 8>{0, 699, 637, 947, 1996, 5072, 18288, 7236}));
}

}  // namespace
}  // namespace maillage::reconcile
