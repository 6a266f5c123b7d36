// SPDX-License-Identifier: Apache-2.0
/// \file
/// Plans over many departments with masked counts: solved department by department, they are those
/// of trying every way of choosing branches.

#include "planning/contract_order.hpp"
#include "property/plan_instances.hpp"

#include <gtest/gtest.h>

namespace maillage::planning {
namespace {

using indicators::compare;

/// Five departments, six EPCI anywhere in them, communes alone; a total for each department.
DatasetPtr random_departments(Dice& dice, int years) {
    test::DatasetBuilder builder;
    const std::vector<std::string> departments = {"18", "28", "36", "41", "45"};
    for (const auto& department : departments) {
        builder.department(department, "24");
    }
    std::vector<std::string> codes;
    for (int i = 0; i < 16; ++i) {
        const auto& department = departments[static_cast<std::size_t>(dice.between(0, 4))];
        codes.push_back(department + (i < 9 ? "00" : "0") + std::to_string(i + 1));
        const auto epci = dice.between(0, 6);
        builder.commune(codes.back(),
                        {.epci = epci > 0 ? "20000000" + std::to_string(epci) : std::string()});
    }
    std::vector<int> asked;
    for (int year = 2024 - years; year < 2024; ++year) {
        asked.push_back(year);
        builder.year(year);
        for (const auto& department : departments) {
            Count sum;
            for (const auto& code : codes) {
                if (code.starts_with(department)) {
                    const auto n = dice.between(0, 12);
                    const auto count = dice.one_in(2) ? Count::masked(1, 4) : Count::exact(n);
                    builder.masked(code, count.low, count.high);
                    sum += count;
                }
            }
            builder.department_total(department, dice.between(sum.low, sum.high));
        }
    }
    builder.counts_years(asked);
    if (dice.one_in(2)) {
        builder.contract({.id = "C", .communes = {codes.front()}});
    }
    return builder.build();
}

struct Seen {
    int by_departments = 0;
    int across = 0;
};

void run(std::uint32_t seed, int years, Seen& seen) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Dice dice(seed);
    const auto all = candidates_of(random_departments(dice, years), 5);
    const PlanRequest request;
    const PlanModel model(all, request, PlanModel::Split::kModel);
    const auto every = ContractOrder(model, {}, {}).best(all.size());
    const ContractOrder order(model, {}, {}, 1);
    const auto best = order.best(all.size());
    ASSERT_EQ(best.size(), every.size());
    for (std::size_t k = 0; k < best.size(); ++k) {
        if (best[k].branch == ContractOrder::kBlocks) {
            ++seen.by_departments;
        }
        EXPECT_TRUE(std::is_eq(compare(best[k].rate, every[k].rate)))
            << k << ": " << best[k].rate.num << " for " << every[k].rate.num;
        EXPECT_TRUE(std::is_eq(compare(best[k].bound, best[k].rate))) << k;
        // The set is worth what is said of it.
        const auto chosen = order.chosen(best[k], k);
        EXPECT_EQ(chosen.size(), k);
        auto covered = model.covered;
        for (const auto v : chosen) {
            model.add(covered, v);
        }
        EXPECT_TRUE(std::is_eq(compare(model.scope_rate(covered), best[k].rate))) << k;
    }
    for (std::size_t v = 0; v < all.size(); ++v) {
        seen.across += all.first_part[v + 1] - all.first_part[v] > 1 ? 1 : 0;
    }
}

TEST(DepartmentBlocks, AreTheBestOfEveryChoiceOfBranches) {
    Seen seen;
    for (std::uint32_t seed = 1; seed <= 2'000; ++seed) {
        run(seed, 1, seen);
    }
    EXPECT_GT(seen.by_departments, 1'000);
    EXPECT_GT(seen.across, 4'000);
}

TEST(DepartmentBlocks, AreTheBestForTheMeanOfTwoYears) {
    Seen seen;
    for (std::uint32_t seed = 3'001; seed <= 3'100; ++seed) {
        run(seed, 2, seen);
    }
    EXPECT_GT(seen.by_departments, 50);
}

// By a price of the euro and branch and bound, and by labels with two figures for each department.
TEST(BudgetSearch, FindsWhatTheFrontierOfAllSumsHas) {
    int rising = 0;
    for (std::uint32_t seed = 5'001; seed <= 5'060; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        Dice dice(seed);
        const auto all = candidates_of(random_departments(dice, 1), 5);
        PlanRequest request;
        const bool flat = dice.one_in(2);
        for (std::size_t v = 0; v < all.size(); ++v) {
            request.cost.push_back(flat ? 3 * all.gain[v].high + dice.between(0, 2)
                                        : 10 * dice.between(0, 3));
        }
        const auto frontier = frontier_by_cost(all, request, false);
        if (!std::all_of(frontier.begin(), frontier.end(),
                         [](const FrontierPoint& point) { return point.proven(); })) {
            continue;  // Too many labels: there is nothing to compare with.
        }
        for (const auto budget : {0, 20, 45, 90, 150}) {
            request.budget = budget;
            const auto plan = best_plan(all, request);
            ASSERT_EQ(plan.status, PlanStatus::kProven) << budget;
            const FrontierPoint* at = nullptr;
            for (const auto& point : frontier) {
                at = point.cost <= budget ? &point : at;
            }
            ASSERT_NE(at, nullptr);
            EXPECT_TRUE(std::is_eq(compare(plan.value, at->value)))
                << budget << ": " << plan.value.num << " for " << at->value.num;
            EXPECT_LE(plan.cost, budget);
            rising += plan.steps.empty() ? 0 : 1;
        }
    }
    EXPECT_GT(rising, 150);
}

}  // namespace
}  // namespace maillage::planning
