// SPDX-License-Identifier: Apache-2.0
#include "indicators/alerts.hpp"

#include "small_france.hpp"

#include <gtest/gtest.h>

namespace maillage::indicators {
namespace {

TEST(EndingSoon, SaysWhetherAnotherContractTakesOver) {
    auto builder = small_france();
    builder.contract({.id = "relayed", .communes = {"45001"}, .ends_on = "2024-03-31"})
        .contract({.id = "next", .communes = {"45001", "45002"}, .signed_on = "2024-04-01"})
        .contract({.id = "lost", .communes = {"45001", "45003"}, .ends_on = "2024-03-15"});
    const auto dataset = builder.build();
    const auto ending = ending_soon(*dataset, on("2024-03-01"));
    ASSERT_EQ(ending.size(), 2U);
    EXPECT_EQ(dataset->contracts[ending[0].contract].id, "lost");
    EXPECT_EQ(ending[0].days_left, 14);
    EXPECT_FALSE(ending[0].relayed) << "nobody takes over 45003";
    EXPECT_EQ(dataset->contracts[ending[1].contract].id, "relayed");
    EXPECT_TRUE(ending[1].relayed);
    EXPECT_EQ(
        render(ending_message(*dataset, ending[0], Language::kEnglish), Language::kEnglish),
        "the contract “lost” ends on 15\u00A0March 2024, in 14 days; its communes leave the rate "
        "the day after. Prepare the report and the renewal.");
}

TEST(RenewalGaps, CountTheDaysWithoutContract) {
    auto builder = small_france();
    builder.contract({.id = "first", .communes = {"45001"}, .ends_on = "2022-12-31"})
        .contract({.id = "second",
                   .communes = {"45001"},
                   .signed_on = "2023-01-11",
                   .ends_on = "2023-12-31"})
        .contract({.id = "third", .communes = {"45001"}, .signed_on = "2024-01-01"})
        .contract({.id = "elsewhere", .communes = {"45002"}, .signed_on = "2025-01-01"});
    const auto dataset = builder.build();
    const auto gaps = renewal_gaps(*dataset);
    ASSERT_EQ(gaps.size(), 1U);  // 1 to 10 January 2023; the third follows at once.
    EXPECT_EQ(dataset->contracts[gaps[0].ended].id, "first");
    EXPECT_EQ(dataset->contracts[gaps[0].renewed].id, "second");
    EXPECT_EQ(gaps[0].days, 10);
    EXPECT_EQ(message_code(gap_message(*dataset, gaps[0]).id),
              "contrat_renouvele_avec_interruption");
}

}  // namespace
}  // namespace maillage::indicators
