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

struct Seen {
    int by_departments = 0;
    int across = 0;
};

void run(std::uint32_t seed, int years, Seen& seen) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Dice dice(seed);
    const auto all = candidates_of(random_departments(dice, {.years = years}), 5);
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

}  // namespace
}  // namespace maillage::planning
