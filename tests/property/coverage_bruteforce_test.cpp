// SPDX-License-Identifier: Apache-2.0
// Every world that agrees with a small table is written out, and the closed form is held against
// what happens in them: bounds equal, hence attained (T4).
#include "indicators/coverage_state.hpp"
#include "indicators/targets.hpp"
#include "support/dataset_builder.hpp"
#include "support/random_tables.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <compare>
#include <functional>
#include <map>
#include <random>
#include <set>

namespace maillage::indicators {
namespace {

using test::random_table;
using test::TableShape;

/// Where one cell's signatories are in one world: by place of its list, or nowhere located.
struct Placement {
    std::vector<std::int64_t> at;
    std::int64_t sum = 0;
};

std::vector<Placement> placements(const CirCell& cell) {
    std::vector<Placement> all;
    for (auto n = cell.count.low; n <= cell.count.high; ++n) {
        Placement one{std::vector<std::int64_t>(cell.commune_count), n};
        const std::function<void(std::size_t, std::int64_t)> place = [&](std::size_t i,
                                                                         std::int64_t left) {
            if (i + 1 >= one.at.size()) {
                if (!one.at.empty()) {
                    one.at[i] = left;
                }
                all.push_back(one);
                return;
            }
            for (std::int64_t here = 0; here <= left; ++here) {
                one.at[i] = here;
                place(i + 1, left - here);
            }
        };
        place(0, n);
    }
    return all;
}

/// Signatories of one world.
struct World {
    std::vector<std::int64_t> in_commune;
    std::vector<std::int64_t> not_located;         ///< By department.
    std::vector<std::int64_t> not_located_region;  ///< By region.
    std::int64_t nowhere = 0;

    std::int64_t sum_of(const Dataset& dataset, std::size_t department) const {
        auto sum = not_located[department];
        for (std::size_t i = 0; i < in_commune.size(); ++i) {
            if (dataset.territories.communes.department[i].value == department) {
                sum += in_commune[i];
            }
        }
        return sum;
    }
};

std::vector<World> all_worlds(const Dataset& dataset, const CirYear& year) {
    const auto& all = dataset.territories;
    World empty{std::vector<std::int64_t>(all.communes.size()),
                std::vector<std::int64_t>(all.departments.size()),
                std::vector<std::int64_t>(all.regions.size()), 0};
    std::vector<World> worlds = {empty};
    for (const auto& cell : year.cells) {
        std::vector<World> next;
        for (const auto& world : worlds) {
            for (const auto& placement : placements(cell)) {
                auto grown = world;
                const auto communes = year.communes_of(cell);
                for (std::size_t i = 0; i < communes.size(); ++i) {
                    grown.in_commune[communes[i].value] += placement.at[i];
                }
                if (communes.empty()) {
                    (cell.department.valid() ? grown.not_located[cell.department.value]
                                             : grown.nowhere) += placement.sum;
                }
                next.push_back(std::move(grown));
            }
        }
        worlds = std::move(next);
    }
    return worlds;
}

/// Keeps the worlds in which the departments add up to \p total. What no cell can hold is added
/// where \p missing points; a total below what the cells hold in any world is left out. That is
/// judged on the cells alone (\p uncut), before any other total cuts.
/// \returns Whether the total holds.
bool publish(const Dataset& dataset, const std::vector<World>& uncut, std::vector<World>& worlds,
             const std::vector<std::size_t>& departments, std::int64_t total,
             const std::function<std::int64_t&(World&)>& missing) {
    const auto sum = [&](const World& world) {
        std::int64_t all = 0;
        for (const auto department : departments) {
            all += world.sum_of(dataset, department);
        }
        return all;
    };
    std::int64_t low = sum(uncut.front());
    std::int64_t high = low;
    for (const auto& world : uncut) {
        low = std::min(low, sum(world));
        high = std::max(high, sum(world));
    }
    if (total < low) {
        return false;
    }
    if (total > high) {
        for (auto& world : worlds) {
            missing(world) += total - sum(world);
        }
    } else {
        std::erase_if(worlds, [&](const World& world) { return sum(world) != total; });
    }
    return true;
}

/// The worlds of a year, and which departments share a published total (same number = same zone).
struct Possibilities {
    std::vector<World> worlds;
    std::vector<int> zone;
};

Possibilities possibilities(const Dataset& dataset, const CirYear& year) {
    const auto& departments = dataset.territories.departments;
    const auto regions = dataset.territories.regions.size();
    Possibilities result{all_worlds(dataset, year), std::vector<int>(departments.size(), 0)};
    const auto uncut = result.worlds;
    for (std::size_t d = 0; d < departments.size(); ++d) {
        const auto into = [d](World& world) -> std::int64_t& { return world.not_located[d]; };
        if (year.department_total[d] &&
            publish(dataset, uncut, result.worlds, {d}, *year.department_total[d], into)) {
            result.zone[d] = 1 + static_cast<int>(d);
        }
    }
    for (std::size_t r = 0; r < regions; ++r) {
        if (!year.region_total[r]) {
            continue;
        }
        auto rest = *year.region_total[r];
        std::vector<std::size_t> without;
        for (std::size_t d = 0; d < departments.size(); ++d) {
            if (departments.parent[d].value == r && result.zone[d] == 0) {
                without.push_back(d);
            } else if (departments.parent[d].value == r) {
                rest -= *year.department_total[d];
            }
        }
        const auto into = [r](World& world) -> std::int64_t& {
            return world.not_located_region[r];
        };
        if (publish(dataset, uncut, result.worlds, without, rest, into)) {
            for (const auto d : without) {
                result.zone[d] = 100 + static_cast<int>(r);
            }
        }
    }
    return result;
}

bool some_cell_spans_zones(const Dataset& dataset, const CirYear& year,
                           const std::vector<int>& zone) {
    for (const auto& cell : year.cells) {
        std::set<int> zones;
        for (const auto commune : year.communes_of(cell)) {
            zones.insert(zone[dataset.territories.communes.department[commune.value].value]);
        }
        if (zones.size() > 1) {
            return true;
        }
    }
    return false;
}

/// What a territory's row says in one world.
struct Outcome {
    std::int64_t covered = 0;
    std::int64_t rest = 0;
    std::int64_t not_located = 0;
    friend auto operator<=>(const Outcome&, const Outcome&) = default;
};

Outcome outcome(const CoverageState& state, const World& world, Level level,
                std::size_t territory) {
    const auto& dataset = state.dataset();
    Outcome result;
    for (std::size_t i = 0; i < world.in_commune.size(); ++i) {
        const auto commune = index_of<Commune>(i);
        if (state.groups().holds(level, territory, commune)) {
            (state.covered(commune) ? result.covered : result.rest) += world.in_commune[i];
        }
    }
    const auto& parent = dataset.territories.departments.parent;
    for (std::size_t d = 0; d < world.not_located.size(); ++d) {
        if (level == Level::kFrance || (level == Level::kRegion && parent[d].value == territory) ||
            (level == Level::kDepartment && d == territory)) {
            result.not_located += world.not_located[d];
        }
    }
    for (std::size_t r = 0; r < world.not_located_region.size(); ++r) {
        if (level == Level::kFrance || (level == Level::kRegion && r == territory)) {
            result.not_located += world.not_located_region[r];
        }
    }
    result.not_located += level == Level::kFrance ? world.nowhere : 0;
    if (dataset.choices.unlocated == Choices::Unlocated::kInTotal) {
        result.rest += result.not_located;
    }
    return result;
}

/// Sums of outcomes of the years: the years do not depend on each other.
std::set<Outcome> outcomes(const CoverageState& state, const std::vector<Possibilities>& by_year,
                           Level level, std::size_t territory) {
    std::set<Outcome> sums = {{}};
    for (const auto& year : by_year) {
        std::set<Outcome> of_year;
        for (const auto& world : year.worlds) {
            of_year.insert(outcome(state, world, level, territory));
        }
        std::set<Outcome> next;
        for (const auto& sum : sums) {
            for (const auto& one : of_year) {
                next.insert({sum.covered + one.covered, sum.rest + one.rest,
                             sum.not_located + one.not_located});
            }
        }
        sums = std::move(next);
    }
    return sums;
}

template <typename Value>
Count extremes(const std::set<Outcome>& all, const Value& value) {
    Count bounds = Count::exact(value(*all.begin()));
    for (const auto& one : all) {
        bounds = {std::min(bounds.low, value(one)), std::max(bounds.high, value(one))};
    }
    return bounds;
}

void expect_rate_attained(const std::optional<RateBounds>& rate, const std::set<Outcome>& all) {
    std::optional<RateBounds> seen;
    for (const auto& one : all) {
        if (one.covered + one.rest == 0) {
            continue;
        }
        const Rate here = {one.covered, one.covered + one.rest};
        if (!seen) {
            seen = RateBounds{here, here};
        }
        seen->low = std::is_lt(compare(here, seen->low)) ? here : seen->low;
        seen->high = std::is_gt(compare(here, seen->high)) ? here : seen->high;
    }
    ASSERT_EQ(rate.has_value(), seen.has_value());
    if (rate) {
        EXPECT_EQ(compare(rate->low, seen->low), std::strong_ordering::equal);
        EXPECT_EQ(compare(rate->high, seen->high), std::strong_ordering::equal);
    }
}

bool within(Count inner, Count outer) { return inner.low >= outer.low && inner.high <= outer.high; }

/// \p exact: the bounds must be those of the worlds; otherwise they must hold them.
void compare_with_worlds(const CoverageState& state, bool exact,
                         const std::vector<Possibilities>& by_year) {
    const auto covered = [](const Outcome& one) { return one.covered; };
    const auto rest = [](const Outcome& one) { return one.rest; };
    const auto total = [](const Outcome& one) { return one.covered + one.rest; };
    const auto not_located = [](const Outcome& one) { return one.not_located; };
    const Share target = {35, 100};
    const auto years = static_cast<std::int64_t>(by_year.size());
    for (const auto level :
         {Level::kCommune, Level::kEpci, Level::kEpciInDepartment, Level::kArrondissement,
          Level::kDepartment, Level::kRegion, Level::kFrance}) {
        for (std::size_t i = 0; i < state.size(level); ++i) {
            SCOPED_TRACE("level " + std::to_string(static_cast<int>(level)) + ", row " +
                         std::to_string(i));
            const auto all = outcomes(state, by_year, level, i);
            const auto possible = state.possible_coverage(level, i);
            const auto& range = possible.range;
            if (!exact) {
                EXPECT_TRUE(within(extremes(all, covered), range.covered));
                EXPECT_TRUE(within(extremes(all, rest), range.rest));
                EXPECT_TRUE(within(extremes(all, total), range.total));
                EXPECT_TRUE(within(extremes(all, not_located), possible.not_located));
                continue;
            }
            EXPECT_EQ(range.covered, extremes(all, covered));
            EXPECT_EQ(range.rest, extremes(all, rest));
            EXPECT_EQ(range.total, extremes(all, total));
            EXPECT_EQ(possible.not_located, extremes(all, not_located));
            expect_rate_attained(rate_bounds(range), all);
            // ⌈(0.35 × total − covered) / years⌉, at least 0, world by world.
            EXPECT_EQ(signatories_to_cover(range, target, years),
                      extremes(all, [&](const Outcome& one) {
                          const auto missing = 35 * total(one) - 100 * one.covered;
                          return missing <= 0 ? 0 : (missing + 100 * years - 1) / (100 * years);
                      }));
        }
    }
}

struct Seen {
    int exact = 0;
    int outer = 0;
};

void run(std::uint32_t seed, const TableShape& shape, Seen& seen) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const auto dataset = random_table(seed, shape);
    CoverageQuery query;
    query.date = make_date(2024, 12, 31);
    for (const auto& year : dataset->cir) {
        query.years.push_back(year.year);
    }
    const CoverageState state(dataset, query);
    std::vector<Possibilities> by_year;
    bool exact = true;
    for (const auto& year : dataset->cir) {
        by_year.push_back(possibilities(*dataset, year));
        if (by_year.back().worlds.empty()) {
            return;  // Totals that a cell across zones makes impossible together.
        }
        exact = exact && !some_cell_spans_zones(*dataset, year, by_year.back().zone);
    }
    ++(exact ? seen.exact : seen.outer);
    compare_with_worlds(state, exact, by_year);
}

TEST(CoverageBounds, AreAttainedWithoutTotals) {
    Seen seen;
    for (std::uint32_t seed = 1; seed <= 600; ++seed) {
        run(seed, {.totals = false}, seen);
    }
    EXPECT_EQ(seen.exact, 600);
}

TEST(CoverageBounds, AreAttainedUnderDepartmentAndRegionTotals) {
    Seen seen;
    for (std::uint32_t seed = 1000; seed < 2500; ++seed) {
        run(seed, {.split_across_departments = false}, seen);
    }
    EXPECT_EQ(seen.exact, 1500);
}

TEST(CoverageBounds, HoldTheTruthWhereSplitCellsCrossTotals) {
    Seen seen;
    for (std::uint32_t seed = 3000; seed < 3600; ++seed) {
        run(seed, {}, seen);
    }
    EXPECT_GT(seen.outer, 50);
}

TEST(CoverageBounds, AreAttainedForTheMeanOfTwoYears) {
    Seen seen;
    for (std::uint32_t seed = 4000; seed < 4200; ++seed) {
        run(seed, {.years = 2, .cells = 5, .split_across_departments = false}, seen);
    }
    EXPECT_EQ(seen.exact, 200);
}

TEST(CoverageBounds, AreAttainedWhenNotLocatedAreIgnored) {
    Seen seen;
    for (std::uint32_t seed = 5000; seed < 5500; ++seed) {
        run(seed, {.split_across_departments = false, .ignore_not_located = true}, seen);
    }
    EXPECT_EQ(seen.exact, 500);
}

TEST(ConstrainTotal, CutsTheSetAndStaysTight) {
    for (std::uint32_t seed = 1; seed <= 400; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        std::mt19937 random(seed);
        const auto draw = [&random](std::int64_t low, std::int64_t high) {
            return std::uniform_int_distribution<std::int64_t>(low, high)(random);
        };
        CoverageRange range;
        for (int cell = 0; cell < 3; ++cell) {  // Sums of cells are tight.
            const auto low = draw(0, 3);
            const Count count = {low, low + draw(0, 3)};
            switch (draw(0, 2)) {
                case 0:
                    range = range + CoverageRange{count, {}, count};
                    break;
                case 1:
                    range = range + CoverageRange{{}, count, count};
                    break;
                default:
                    range = range + CoverageRange{{0, count.high}, {0, count.high}, count};
            }
        }
        const auto low = draw(0, 12);
        const Count published = {low, low + draw(0, 2)};
        std::set<Outcome> all;
        for (auto covered = range.covered.low; covered <= range.covered.high; ++covered) {
            for (auto rest = range.rest.low; rest <= range.rest.high; ++rest) {
                const auto total = covered + rest;
                if (within({total, total}, range.total) && within({total, total}, published)) {
                    all.insert({covered, rest, 0});
                }
            }
        }
        const auto cut = constrain_total(range, published);
        ASSERT_EQ(cut.has_value(), !all.empty());
        if (cut) {
            EXPECT_EQ(cut->covered, extremes(all, [](const Outcome& one) { return one.covered; }));
            EXPECT_EQ(cut->rest, extremes(all, [](const Outcome& one) { return one.rest; }));
            EXPECT_EQ(cut->total,
                      extremes(all, [](const Outcome& one) { return one.covered + one.rest; }));
            expect_rate_attained(rate_bounds(*cut), all);
        }
    }
}

}  // namespace
}  // namespace maillage::indicators
