// SPDX-License-Identifier: Apache-2.0
#include "support/dataset_builder.hpp"

#include "support/random_tables.hpp"

#include <gtest/gtest.h>

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
        for (const auto& cell : random_table(seed, {})->cir.front().cells) {
            text += std::to_string(cell.count.low) + "-" + std::to_string(cell.count.high) + "/" +
                    std::to_string(cell.commune_count) + " ";
        }
        return text;
    };
    EXPECT_EQ(describe(7), describe(7));
    EXPECT_NE(describe(7), describe(8));
}

}  // namespace
}  // namespace maillage::test
