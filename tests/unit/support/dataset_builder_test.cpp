// SPDX-License-Identifier: Apache-2.0
#include "support/dataset_builder.hpp"

#include "support/random_tables.hpp"
#include "support/synthetic_france.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <stdexcept>

namespace maillage::test {
namespace {

TEST(DatasetBuilder, SortsTablesByCodeWhateverTheOrder) {
    DatasetBuilder builder;
    builder.commune("45002").commune("18001", {.epci = "200000001"}).commune("2A004");
    builder.department("45", "24").count("45002", 7).split({"45002", "18001"}, 1, 4);
    builder.contract({.id = "x", .communes = {"45002", "18001", "45002"}});
    const auto dataset = builder.build();
    const auto& communes = dataset->territories.communes;
    ASSERT_EQ(communes.size(), 3U);
    EXPECT_EQ(communes.code[0].text(), "18001");
    EXPECT_EQ(communes.code[2].text(), "45002");
    EXPECT_TRUE(communes.epci[0].valid());
    EXPECT_FALSE(communes.epci[1].valid());
    EXPECT_EQ(communes.department[2].value, department_row(*dataset, "45"));
    EXPECT_EQ(dataset->territories.departments.parent[2].value, region_row(*dataset, "24"));
    EXPECT_FALSE(dataset->territories.departments.parent[0].valid());

    ASSERT_EQ(dataset->cir.size(), 1U);
    const auto& year = dataset->cir[0];
    EXPECT_EQ(year.year, 2023);
    ASSERT_EQ(year.cells.size(), 2U);
    EXPECT_EQ(year.cells[0].count, Count::exact(7));
    EXPECT_EQ(year.communes_of(year.cells[1]).size(), 2U);
    EXPECT_EQ(year.communes_of(year.cells[1])[0], commune_row(*dataset, "18001"));
    EXPECT_EQ(dataset->contracts[0].perimeter_signed,
              (Perimeter{commune_row(*dataset, "18001"), commune_row(*dataset, "45002")}));
}

TEST(DatasetBuilder, RefusesMistakesOfTheTest) {
    DatasetBuilder builder;
    EXPECT_THROW(builder.commune("4500"), std::invalid_argument);
    builder.commune("45001").count("45009", 1);
    EXPECT_THROW(builder.build(), std::invalid_argument);
}

TEST(RandomTable, IsDecidedByItsSeed) {
    const auto describe = [](std::uint32_t seed) {
        std::string text;
        const auto dataset = random_table(seed, {});
        for (const auto& cell : dataset->cir.front().cells) {
            text += std::to_string(cell.count.low) + "-" + std::to_string(cell.count.high) + "/" +
                    std::to_string(cell.commune_count) + " ";
        }
        return text;
    };
    EXPECT_EQ(describe(7), describe(7));
    EXPECT_NE(describe(7), describe(8));
}

TEST(SyntheticFrance, HasTheSizeOfTheRealOne) {
    const auto dataset = synthetic_france();
    const auto& all = dataset->territories;
    EXPECT_EQ(all.communes.size(), 35'000U);
    EXPECT_EQ(all.departments.size(), 101U);
    EXPECT_EQ(all.regions.size(), 18U);
    EXPECT_EQ(all.epcis.size(), 1'255U);
    EXPECT_EQ(dataset->contracts.size(), 21U);
    EXPECT_TRUE(std::is_sorted(all.communes.code.begin(), all.communes.code.end()));
    EXPECT_TRUE(std::is_sorted(all.departments.code.begin(), all.departments.code.end()));
    for (const auto& contract : dataset->contracts) {
        EXPECT_FALSE(contract.perimeter_signed.empty());
    }
}

}  // namespace
}  // namespace maillage::test
