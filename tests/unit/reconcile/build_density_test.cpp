// SPDX-License-Identifier: Apache-2.0
#include "reconcile/build_density.hpp"

#include "base/planning_messages.hpp"
#include "support/workbench.hpp"

#include <gtest/gtest.h>

namespace maillage::reconcile {
namespace {

using test::messages_of;
using test::Workbench;

/// 45001, 45004 and 45005; 45002 and 45003 became 45004 in 2024, 45006 became 45005.
void add_territories(Workbench& bench) {
    bench.input.workspace.vintage = Vintage{2024};
    bench.add(Role::kTerritories, "communes.csv",
              "code_commune,nom,code_departement,code_region\n"
              "45001,Alpha,45,24\n45004,Delta,45,24\n45005,Epsilon,45,24\n",
              2024);
    bench.add(Role::kMoves, "moves.csv",
              "ancien_code,nouveau_code,annee\n"
              "45002,45004,2024\n45003,45004,2024\n45006,45005,2024\n");
}

TEST(Density, IsKeptByCommune) {
    Workbench bench;
    add_territories(bench);
    bench.add(Role::kDensity, "densite.csv", "code_commune;densite\n45001;6\n45004;2\n", 2024);
    const auto dataset = bench.dataset();
    EXPECT_EQ(dataset->density, (std::vector<std::uint8_t>{6, 2, 0}));
    EXPECT_TRUE(messages_of(*dataset, "densite.csv").empty());
}

TEST(Density, OfMergedCommunesIsKnownOnlyWhereItCanBe) {
    Workbench bench;
    add_territories(bench);
    // 45002 and 45003 differ: nothing can be said of 45004. 45005 is told of by its own code.
    bench.add(Role::kDensity, "densite.csv",
              "CODGEO;DENS7\n45001;6\n45002;5\n45003;7\n45005;3\n45006;7\n", 2023);
    EXPECT_EQ(bench.dataset()->density, (std::vector<std::uint8_t>{6, 0, 3}));
    Workbench agreed;
    add_territories(agreed);
    agreed.add(Role::kDensity, "densite.csv", "CODGEO;DENS7\n45002;7\n45003;7\n", 2023);
    EXPECT_EQ(agreed.dataset()->density, (std::vector<std::uint8_t>{0, 7, 0}));
}

TEST(Density, OfACommuneThatWasSeveralIsNotSharedOut) {
    Workbench bench;
    add_territories(bench);
    bench.input.workspace.vintage = Vintage{2023};
    // 45001 … 45006 in 2023: 45004 was also 45002 and 45003, 45005 also 45006.
    bench.add(Role::kDensity, "densite.csv", "CODGEO;DENS7\n45001;6\n45004;2\n45005;5\n", 2024);
    const auto dataset = bench.dataset();
    ASSERT_EQ(dataset->territories.communes.size(), 6U);
    EXPECT_EQ(dataset->density, (std::vector<std::uint8_t>{6, 0, 0, 2, 5, 0}));
}

TEST(Density, RowsThatCannotBeUsedAreSetAside) {
    Workbench bench;
    add_territories(bench);
    bench.add(Role::kDensity, "densite.csv",
              "CODGEO;DENS7\n45001;8\n45004;rural\n45005;\n99123;4\n45001;1\n", 2024);
    const auto dataset = bench.dataset();
    EXPECT_EQ(dataset->density, (std::vector<std::uint8_t>{1, 0, 0}));
    EXPECT_EQ(messages_of(*dataset, "densite.csv", 2).at(0), MessageId::kCellNotNumber);
    EXPECT_EQ(messages_of(*dataset, "densite.csv", 3).at(0), MessageId::kCellNotNumber);
    EXPECT_EQ(messages_of(*dataset, "densite.csv", 4).at(0), MessageId::kCellEmpty);
    EXPECT_EQ(messages_of(*dataset, "densite.csv", 5).at(0), planning::kDensityCommuneUnknown);
    EXPECT_EQ(dataset->ledger.sources.back().rows_set_aside, 4);
}

TEST(Density, WithoutASourceThereIsNone) {
    Workbench bench;
    add_territories(bench);
    EXPECT_TRUE(bench.dataset()->density.empty());
}

}  // namespace
}  // namespace maillage::reconcile
