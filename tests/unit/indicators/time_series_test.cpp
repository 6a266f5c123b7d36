// SPDX-License-Identifier: Apache-2.0
#include "indicators/time_series.hpp"

#include "small_france.hpp"

#include <gtest/gtest.h>

namespace maillage::indicators {
namespace {

TEST(Series, EveryStepSaysWhatCausedIt) {
    auto builder = small_france();
    builder.contract({.id = "45001", .communes = {"45001"}, .signed_on = "2019"})
        .contract({.id = "B",
                   .communes = {"45003", "18001"},
                   .level = ContractLevel::kEpci,
                   .signed_on = "2021-10-11",
                   .ends_on = "2023-12-31"})
        .contract({.id = "planned",
                   .communes = {"76001"},
                   .status = ContractStatus::kEnvisage,
                   .signed_on = "2022-01-01"});
    const auto series = coverage_series(builder.build(), {}, on("2018-12-31"), on("2024-12-31"));
    ASSERT_EQ(series.steps.size(), 3U);
    EXPECT_EQ(series.start.france().range, exactly(0, 150));

    // 2019 is taken at its last day: 45001 brings 10 to 45, region 24 and France.
    const auto& first = series.steps[0];
    EXPECT_EQ(first.date, on("2019-12-31"));
    EXPECT_EQ(first.started, (std::vector<std::size_t>{0}));
    ASSERT_EQ(first.changes.size(), 3U);
    EXPECT_EQ(first.changes[0].level, Level::kDepartment);
    EXPECT_EQ(first.changes[0].after, exactly(10, 60));
    EXPECT_EQ(first.changes[2].level, Level::kFrance);
    EXPECT_EQ(first.changes[2].before, exactly(0, 150));
    EXPECT_EQ(first.changes[2].after, exactly(10, 150));

    EXPECT_EQ(series.steps[1].date, on("2021-10-11"));
    EXPECT_EQ(series.steps[1].changes.size(), 4U);  // 18, 45, region 24, France

    // B counts on its last day and ceases the day after.
    const auto& last = series.steps[2];
    EXPECT_EQ(last.date, on("2024-01-01"));
    EXPECT_EQ(last.ended, (std::vector<std::size_t>{1}));
    EXPECT_TRUE(last.started.empty());
    EXPECT_EQ(last.changes.back().before, exactly(80, 150));
    EXPECT_EQ(series.end.france().range, exactly(10, 150));
}

TEST(Series, RenewalWithoutGapChangesNothing) {
    auto builder = small_france();
    builder.contract({.id = "old", .communes = {"45001"}, .ends_on = "2022-12-31"})
        .contract({.id = "new", .communes = {"45001"}, .signed_on = "2023-01-01"});
    const auto series = coverage_series(builder.build(), {}, on("2022-01-01"), on("2024-12-31"));
    ASSERT_EQ(series.steps.size(), 1U);
    EXPECT_EQ(series.steps[0].started, (std::vector<std::size_t>{1}));
    EXPECT_EQ(series.steps[0].ended, (std::vector<std::size_t>{0}));
    EXPECT_TRUE(series.steps[0].changes.empty());
}

TEST(Series, StepsAddUpToTheEnd) {
    auto builder = small_france();
    builder.contract({.id = "a", .communes = {"45001"}, .signed_on = "2020-05-01"})
        .contract({.id = "b", .communes = {"45002"}, .signed_on = "", .ends_on = "2022"})
        .contract({.id = "c", .communes = {"76001"}, .signed_on = "2024-12-31"})
        .contract({.id = "d", .communes = {"18001"}, .signed_on = "2025-01-01"});
    const auto dataset = builder.build();
    const auto series = coverage_series(dataset, {}, on("2020-01-01"), on("2024-12-31"));
    const CoverageState direct(dataset, at("2024-12-31"));
    EXPECT_EQ(series.end.france().range, direct.france().range);
    EXPECT_EQ(series.steps.back().changes.back().after, direct.france().range);
    for (std::size_t i = 1; i < series.steps.size(); ++i) {
        EXPECT_LT(series.steps[i - 1].date, series.steps[i].date);
        EXPECT_EQ(series.steps[i].changes.back().before, series.steps[i - 1].changes.back().after);
    }
}

}  // namespace
}  // namespace maillage::indicators
