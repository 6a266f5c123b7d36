// SPDX-License-Identifier: Apache-2.0
/// \file
/// Whole random workspaces as they may be published, against an attacker that is not ours: it has
/// every number of every table that the program makes from what is published, and no other.

#include "disclosure/publishable.hpp"
#include "indicators/coverage_state.hpp"
#include "property/disclosure_instances.hpp"
#include "support/dataset_builder.hpp"
#include "support/glpk_attacker.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace maillage::disclosure::test {
namespace {

using indicators::CoverageQuery;
using indicators::CoverageState;
using indicators::Level;

struct World {
    maillage::test::DatasetBuilder builder;
    DatasetPtr dataset;
    Rule rule;
};

/// Two departments, EPCI of which one spans both, contracts anywhere, many small counts.
World random_world(std::uint32_t seed) {
    Dice dice(seed);
    World world;
    world.rule = random_rule(dice);
    auto& builder = world.builder;
    builder.region("24").department("45", "24").department("18", "24");
    const std::vector<std::string> epcis = {"244500468", "244500211", "241800507"};
    std::vector<std::string> communes;
    const bool masks = dice.one_in(3);
    std::map<std::string, Count> sums;
    for (int i = 1; i <= 9; ++i) {
        const auto code = (i % 2 == 0 ? "1800" : "4500") + std::to_string(i);
        const auto epci =
            dice.one_in(8) ? std::string() : epcis[static_cast<std::size_t>(dice.in(0, 2))];
        builder.commune(code, {.epci = epci});
        communes.push_back(code);
        if (masks && dice.one_in(4)) {
            builder.masked(code, 1, world.rule.threshold - 1);
            sums[code.substr(0, 2)] += Count::masked(1, world.rule.threshold - 1);
        } else {
            const auto count = dice.one_in(3) ? dice.in(0, 2) : dice.in(0, 25);
            builder.count(code, count);
            sums[code.substr(0, 2)] += Count::exact(count);
        }
    }
    for (const char* department : {"45", "18"}) {
        if (dice.one_in(4)) {
            const auto count = dice.in(0, 8);
            builder.not_located(department, count, count);
            sums[department] += Count::exact(count);
        }
        if (dice.one_in(2)) {
            const auto sum = sums[department];
            builder.department_total(department, dice.in(sum.low, sum.high + 3));
        }
    }
    if (dice.one_in(4)) {
        const auto sum = sums["45"] + sums["18"];
        builder.region_total("24", dice.in(sum.low, sum.high + 40));
    }
    for (int i = 0; i < 3; ++i) {
        std::vector<std::string> held;
        for (const auto& code : communes) {
            if (dice.one_in(3)) {
                held.push_back(code);
            }
        }
        if (!held.empty()) {
            builder.contract({.id = "c" + std::to_string(i), .communes = held});
        }
    }
    world.dataset = builder.build();
    return world;
}

/// Unknowns: the count of each commune, what is not located of each department, and of the region.
/// What the tables at every level say of them.
std::vector<Statement> said_by_tables(const DatasetPtr& published) {
    const CoverageState state(published,
                              CoverageQuery{make_date(2024, 12, 31), {}, false, false, {}});
    const auto& all = published->territories;
    const auto communes = all.communes.size();
    std::vector<Statement> said;
    for (const auto level : {Level::kCommune, Level::kEpci, Level::kEpciInDepartment,
                             Level::kDepartment, Level::kRegion, Level::kFrance}) {
        for (const auto& row : state.rows(level)) {
            Form total;
            Form covered;
            for (std::size_t i = 0; i < communes; ++i) {
                const auto commune = index_of<Commune>(i);
                const auto department =
                    all.departments.code[all.communes.department[i].value].string();
                const auto epci = all.communes.epci[i].valid()
                                      ? all.epcis.code[all.communes.epci[i].value].string()
                                      : std::string("-");
                const bool inside = level == Level::kCommune
                                        ? all.communes.code[i].string() == row.code
                                    : level == Level::kEpci ? epci == row.code
                                    : level == Level::kEpciInDepartment
                                        ? epci == row.code && department == row.department
                                    : level == Level::kDepartment ? department == row.code
                                                                  : true;
                if (inside) {
                    total.push_back({{commune.value}, 1});
                    if (state.covered(commune)) {
                        covered.push_back({{commune.value}, 1});
                    }
                }
            }
            for (std::size_t d = 0; d < all.departments.size(); ++d) {
                if ((level == Level::kDepartment && all.departments.code[d].string() == row.code) ||
                    level == Level::kRegion || level == Level::kFrance) {
                    total.push_back({{static_cast<std::uint32_t>(communes + d)}, 1});
                }
            }
            if (level == Level::kRegion || level == Level::kFrance) {
                total.push_back(
                    {{static_cast<std::uint32_t>(communes + all.departments.size())}, 1});
            }
            if (!total.empty()) {
                said.push_back(
                    {row.code + ":total", total, row.range.total.low, row.range.total.high});
            }
            if (!covered.empty()) {
                said.push_back({row.code + ":covered", covered, row.range.covered.low,
                                row.range.covered.high});
            }
        }
    }
    return said;
}

struct Seen {
    int published = 0;
    int refused = 0;
    int secrets = 0;
};

void attack(std::uint32_t seed, Seen& seen) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const auto world = random_world(seed);
    const auto& truth = *world.dataset;
    const auto made = publishable(truth, world.rule, {}, "", 1, {}).value();
    if (made.dataset == nullptr) {
        // Only what no row holds of a region cannot be hidden.
        for (const auto& leak : made.findings.leaks) {
            EXPECT_TRUE(leak.secret.starts_with("region:")) << leak.secret;
        }
        ++seen.refused;
        return;
    }
    ++seen.published;
    const auto communes = truth.territories.communes.size();
    const auto departments = truth.territories.departments.size();
    std::vector<Count> real(communes + departments);
    for (const auto& cell : truth.cir[0].cells) {
        const auto inside = truth.cir[0].communes_of(cell);
        real[inside.empty() ? communes + cell.department.value : inside[0].value] += cell.count;
    }
    // What everybody knows: masks, and that the rule hides what it hides.
    std::vector<Count> priors(communes + departments + 1, Count{0, kUnbounded});
    for (std::size_t i = 0; i < communes; ++i) {
        if (!real[i].is_exact()) {
            priors[i] = real[i];
        } else if (world.rule.known_to_reader && world.rule.hides(real[i].low)) {
            priors[i] = world.rule.small_counts();
        }
    }
    maillage::test::GlpkAttacker attacker(priors, said_by_tables(made.dataset));
    for (std::size_t i = 0; i < communes; ++i) {
        const bool small = real[i].is_exact() && world.rule.hides(real[i].low);
        if (!small && real[i].is_exact()) {
            continue;
        }
        ++seen.secrets;
        const auto reach = attacker.reach({{{static_cast<std::uint32_t>(i)}, 1}});
        ASSERT_TRUE(reach.has_value()) << i;
        EXPECT_LE(reach->low, real[i].low) << i;
        EXPECT_GE(reach->high, real[i].high) << i;
        if (small) {
            EXPECT_GE(reach->high - reach->low, 1) << i;
        }
    }
}

TEST(Publishable, LeavesNothingToAnAttackerWithEveryTable) {
    Seen seen;
    for (std::uint32_t seed = 1; seed <= 2'000; ++seed) {
        attack(seed, seen);
        if (testing::Test::HasFatalFailure()) {
            return;
        }
    }
    EXPECT_GT(seen.published, 1'800);
    EXPECT_GT(seen.refused, 0);
    EXPECT_GT(seen.secrets, 4'000);
}

// Sums are what they were, no small count stands in any cell, and the real coverage lies within
// what is said of it.
TEST(Publishable, SaysNothingFalse) {
    for (std::uint32_t seed = 5'001; seed <= 6'000; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        const auto world = random_world(seed);
        const auto made = publishable(*world.dataset, world.rule, {}, "", 1, {}).value();
        if (made.dataset == nullptr) {
            continue;
        }
        for (const auto& cell : made.dataset->cir[0].cells) {
            EXPECT_FALSE(cell.count.is_exact() && world.rule.hides(cell.count.low));
        }
        const CoverageQuery query{make_date(2024, 12, 31), {}, false, false, {}};
        const CoverageState before(world.dataset, query);
        const CoverageState after(made.dataset, query);
        for (const auto level :
             {Level::kCommune, Level::kEpci, Level::kDepartment, Level::kRegion, Level::kFrance}) {
            for (std::size_t i = 0; i < before.size(level); ++i) {
                const auto real = before.row(level, i).range;
                const auto said = after.row(level, i).range;
                EXPECT_LE(said.total.low, real.total.low);
                EXPECT_GE(said.total.high, real.total.high);
                EXPECT_LE(said.covered.low, real.covered.low);
                EXPECT_GE(said.covered.high, real.covered.high);
            }
        }
    }
}

TEST(Publishable, IsTheSameForAnyNumberOfThreads) {
    for (std::uint32_t seed = 7'001; seed <= 7'050; ++seed) {
        const auto world = random_world(seed);
        const auto one = publishable(*world.dataset, world.rule, {}, "", 1, {}).value();
        const auto four = publishable(*world.dataset, world.rule, {}, "", 4, {}).value();
        EXPECT_EQ(one.numbers, four.numbers) << seed;
    }
}

}  // namespace
}  // namespace maillage::disclosure::test
