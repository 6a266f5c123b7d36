// SPDX-License-Identifier: Apache-2.0
// Any sequence of edits leaves what a fresh computation gives; masking only widens.
#include "indicators/coverage_state.hpp"
#include "support/dataset_builder.hpp"
#include "support/random_tables.hpp"

#include <gtest/gtest.h>

#include <random>

namespace maillage::indicators {
namespace {

using test::random_table;

constexpr Level kAllLevels[] = {
    Level::kCommune,        Level::kEpci,       Level::kEpciInDepartment,
    Level::kArrondissement, Level::kDepartment, Level::kRegion,
    Level::kFrance};

void expect_equal(const CoverageState& a, const CoverageState& b) {
    for (const auto level : kAllLevels) {
        const auto left = a.rows(level);
        const auto right = b.rows(level);
        ASSERT_EQ(left.size(), right.size());
        for (std::size_t i = 0; i < left.size(); ++i) {
            SCOPED_TRACE("level " + std::to_string(static_cast<int>(level)) + ", row " +
                         std::to_string(i));
            EXPECT_EQ(left[i].range, right[i].range);
            EXPECT_EQ(left[i].not_located, right[i].not_located);
            EXPECT_EQ(left[i].contracts, right[i].contracts);
            EXPECT_EQ(left[i].contracts_not_counted, right[i].contracts_not_counted);
            // One row asked alone is the same as in the list.
            EXPECT_EQ(a.row(level, i).contracts, left[i].contracts);
            EXPECT_EQ(a.row(level, i).contracts_not_counted, left[i].contracts_not_counted);
        }
    }
}

TEST(CoverageState, AfterAnyEditsEqualsAFreshOne) {
    for (std::uint32_t seed = 1; seed <= 60; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        const auto dataset = random_table(seed, {.years = 2});
        const CoverageQuery query{make_date(2024, 12, 31), {2021, 2022}, false, false, {}};
        std::mt19937 random(seed);
        CoverageState edited(dataset, query);
        std::vector<Perimeter> added;
        for (int edit = 0; edit < 30; ++edit) {
            const auto contract = random() % dataset->contracts.size();
            switch (random() % 4) {
                case 0:
                    edited.add_contract(contract);
                    break;
                case 1:
                    edited.remove_contract(contract);
                    break;
                case 2: {
                    Perimeter communes;
                    for (std::uint32_t i = 0; i < dataset->territories.communes.size(); ++i) {
                        if (random() % 3 == 0) {
                            communes.push_back({i});
                        }
                    }
                    edited.add_perimeter(communes);
                    added.push_back(communes);
                    break;
                }
                default:
                    if (!added.empty()) {
                        EXPECT_TRUE(edited.remove_perimeter(added.back()));
                        added.pop_back();
                    }
            }
        }
        CoverageState fresh(dataset, query, CoverageState::Start::kNoContract);
        for (std::size_t i = 0; i < dataset->contracts.size(); ++i) {
            if (edited.has_contract(i)) {
                fresh.add_contract(i);
            }
        }
        for (const auto& communes : added) {
            fresh.add_perimeter(communes);
        }
        expect_equal(edited, fresh);
    }
}

TEST(CoverageState, EditsAndTheirUndoLeaveNoTrace) {
    for (std::uint32_t seed = 100; seed <= 130; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        const auto dataset = random_table(seed, {});
        const CoverageQuery query{make_date(2024, 12, 31), {}, false, false, {}};
        const CoverageState before(dataset, query);
        auto state = before;
        EXPECT_FALSE(state.add_contract(0)) << "it was there already";
        EXPECT_TRUE(state.remove_contract(0));
        EXPECT_FALSE(state.remove_contract(0));
        const Perimeter communes = {{0}, {3}, {5}};
        state.add_perimeter(communes);
        EXPECT_TRUE(state.remove_perimeter(communes));
        EXPECT_FALSE(state.remove_perimeter(communes));
        EXPECT_TRUE(state.add_contract(0));
        expect_equal(before, state);
    }
}

TEST(CoverageState, MaskingOnlyWidens) {
    const auto inside = [](Count inner, Count outer) {
        return inner.low >= outer.low && inner.high <= outer.high;
    };
    for (std::uint32_t seed = 200; seed <= 260; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        const auto dataset = random_table(seed, {.totals = false});
        auto masked = std::make_shared<Dataset>(*dataset);
        std::mt19937 random(seed);
        for (auto& cell : masked->cir.front().cells) {
            if (random() % 2 == 0) {
                cell.count.low -= std::min<std::int64_t>(cell.count.low, 1);
                cell.count.high += 2;
            }
        }
        const CoverageQuery query{make_date(2024, 12, 31), {}, false, false, {}};
        const CoverageState sharp(dataset, query);
        const CoverageState wide(masked, query);
        for (const auto level : kAllLevels) {
            for (std::size_t i = 0; i < sharp.size(level); ++i) {
                const auto a = sharp.possible_coverage(level, i).range;
                const auto b = wide.possible_coverage(level, i).range;
                EXPECT_TRUE(inside(a.covered, b.covered) && inside(a.rest, b.rest) &&
                            inside(a.total, b.total));
            }
        }
    }
}

}  // namespace
}  // namespace maillage::indicators
