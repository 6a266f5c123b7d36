// SPDX-License-Identifier: Apache-2.0
#include "indicators/secondary_values.hpp"

#include "small_france.hpp"

#include <gtest/gtest.h>

namespace maillage::indicators {
namespace {

TEST(SecondaryValues, LevelsShareTheCoveredWithoutOverlap) {
    // EPCI A holds 45001 and 45002; the commune 45001 has its own contract too.
    auto builder = small_france();
    builder.contract({.id = "A", .communes = {"45001", "45002"}, .level = ContractLevel::kEpci})
        .contract({.id = "45001", .communes = {"45001"}});
    const auto dataset = builder.build();
    const auto shares = coverage_by_level(dataset, at("2024-12-31"), Level::kDepartment,
                                          test::department_row(*dataset, "45"));
    ASSERT_EQ(shares.size(), 2U);
    EXPECT_EQ(shares[0].level, ContractLevel::kCommune);
    EXPECT_EQ(shares[0].covered, Count::exact(10));
    EXPECT_EQ(shares[1].level, ContractLevel::kEpci);
    EXPECT_EQ(shares[1].covered, Count::exact(20));
    EXPECT_EQ(shares[1].contracts, 1);
    EXPECT_EQ(compare(shares[1].rate->low, Rate{20, 60}), std::strong_ordering::equal);
    EXPECT_TRUE(coverage_by_level(dataset, at("2024-12-31"), Level::kDepartment,
                                  test::department_row(*dataset, "76"))
                    .empty());
}

TEST(SecondaryValues, MeanPerContract) {
    auto builder = small_france();
    builder.contract({.id = "a", .communes = {"45001"}})
        .contract({.id = "b", .communes = {"45003"}});
    const CoverageState state(builder.build(), at("2024-12-31"));
    const auto mean = covered_per_contract(state.france());  // (10 + 30)/2
    ASSERT_TRUE(mean.has_value());
    EXPECT_EQ(compare(mean->low, Rate{20, 1}), std::strong_ordering::equal);
    EXPECT_FALSE(covered_per_contract(department(state, "76")).has_value());
}

TEST(SecondaryValues, ChangeOnAYear) {
    EXPECT_EQ(year_before(on("2024-02-29")), on("2023-02-28"));
    EXPECT_EQ(year_before(on("2024-12-31")), on("2023-12-31"));
    auto builder = small_france();
    builder.contract({.id = "old", .communes = {"45001"}})
        .contract({.id = "new", .communes = {"45002"}, .signed_on = "2024-05-01"});
    const auto dataset = builder.build();
    const auto change = change_on_a_year(dataset, at("2024-12-31"), Level::kDepartment)
                            .at(test::department_row(*dataset, "45"));
    ASSERT_TRUE(change.has_value());  // 10/60 → 30/60
    EXPECT_EQ(compare(change->low, Rate{1, 3}), std::strong_ordering::equal);
    EXPECT_EQ(compare(change->high, Rate{1, 3}), std::strong_ordering::equal);
}

}  // namespace
}  // namespace maillage::indicators
