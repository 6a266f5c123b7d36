// SPDX-License-Identifier: Apache-2.0
/// \file
/// The attacker's intervals against trying every table, on random small systems of statements.

#include "disclosure/attack.hpp"

#include <gtest/gtest.h>

#include <numeric>
#include <random>

namespace maillage::disclosure {
namespace {

/// Atoms that nothing bounds are tried up to this; statements keep them below.
constexpr std::int64_t kMost = 9;

struct Instance {
    std::vector<std::int64_t> truth;
    std::vector<Count> priors;
    std::vector<Statement> statements;
    std::vector<Form> targets;
};

class Dice {
public:
    explicit Dice(std::uint32_t seed) : m_engine(seed) {}
    std::int64_t in(std::int64_t low, std::int64_t high) {
        return low +
               static_cast<std::int64_t>(m_engine() % static_cast<std::uint32_t>(high - low + 1));
    }
    bool one_in(int n) { return in(1, n) == 1; }

private:
    std::mt19937 m_engine;
};

std::int64_t value_of(const Form& form, const std::vector<std::int64_t>& table) {
    std::int64_t sum = 0;
    for (const auto& term : form) {
        sum += term.factor * table[term.atom.value];
    }
    return sum;
}

Form random_sum(Dice& dice, std::size_t atoms) {
    std::vector<Index<Atom>> chosen;
    while (chosen.empty()) {
        for (std::size_t i = 0; i < atoms; ++i) {
            if (dice.one_in(2)) {
                chosen.push_back(index_of<Atom>(i));
            }
        }
    }
    return sum_of(chosen);
}

void add_statement(Dice& dice, Instance& instance) {
    const auto form = random_sum(dice, instance.truth.size());
    const auto value = value_of(form, instance.truth);
    const auto whole = random_sum(dice, instance.truth.size());
    const auto den = value_of(whole, instance.truth);
    auto num = form;
    std::erase_if(num, [&](const Term& term) {
        return std::find(whole.begin(), whole.end(), term) == whole.end();
    });
    auto& to = instance.statements;
    switch (dice.in(1, 6)) {
        case 1:
            to.push_back(in_class("class", form, std::max<std::int64_t>(value - dice.in(0, 3), 0),
                                  value + dice.in(1, 4)));
            break;
        case 2:
            if (den > 0) {
                const auto decimals = static_cast<int>(dice.in(0, 1));
                const std::int64_t scale = decimals == 0 ? 100 : 1000;
                const auto digits = (2 * value_of(num, instance.truth) * scale + den) / (2 * den);
                for (auto& one : rate_of("rate", num, whole, {digits, decimals})) {
                    to.push_back(std::move(one));
                }
            }
            break;
        default:
            to.push_back(exactly("sum", form, value));
    }
}

Instance random_instance(std::uint32_t seed) {
    Dice dice(seed);
    Instance instance;
    const auto atoms = static_cast<std::size_t>(dice.in(2, 6));
    for (std::size_t i = 0; i < atoms; ++i) {
        const bool free = dice.one_in(4);
        instance.truth.push_back(dice.in(0, 4));
        const auto value = instance.truth.back();
        instance.priors.push_back(free        ? Count{0, kUnbounded}
                                  : value > 0 ? Count{1, 4}
                                              : Count{0, dice.in(1, 3)});
        if (free) {
            instance.statements.push_back(in_class("most", sum_of(std::vector{index_of<Atom>(i)}),
                                                   0, dice.in(value, kMost) + 1));
        }
    }
    const auto count = dice.in(1, 5);
    for (std::int64_t i = 0; i < count; ++i) {
        add_statement(dice, instance);
    }
    for (std::size_t i = 0; i < atoms; ++i) {
        instance.targets.push_back(sum_of(std::vector{index_of<Atom>(i)}));
    }
    instance.targets.push_back(random_sum(dice, atoms));
    instance.targets.push_back(random_sum(dice, atoms));
    return instance;
}

/// Widest interval of each target over every table that says the same.
std::vector<Count> try_all(const Instance& instance) {
    std::vector<Count> ends(instance.targets.size(), Count{kUnbounded, -kUnbounded});
    std::vector<std::int64_t> table;
    for (const auto& prior : instance.priors) {
        table.push_back(prior.low);
    }
    for (bool more = true; more;) {
        const bool fits = std::all_of(instance.statements.begin(), instance.statements.end(),
                                      [&](const Statement& one) {
                                          const auto value = value_of(one.form, table);
                                          return one.low <= value && value <= one.high;
                                      });
        for (std::size_t t = 0; fits && t < ends.size(); ++t) {
            const auto value = value_of(instance.targets[t], table);
            ends[t] = {std::min(ends[t].low, value), std::max(ends[t].high, value)};
        }
        more = false;
        for (std::size_t i = 0; i < table.size() && !more; ++i) {
            more = table[i] < std::min(instance.priors[i].high, kMost);
            table[i] = more ? table[i] + 1 : instance.priors[i].low;
        }
    }
    return ends;
}

TEST(Attack, FindsWhatTryingEveryTableFinds) {
    int narrowed = 0;
    int known = 0;
    for (std::uint32_t seed = 1; seed <= 6000; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        const auto instance = random_instance(seed);
        std::vector<std::uint32_t> used(instance.statements.size());
        std::iota(used.begin(), used.end(), 0U);
        const Attack attack(instance.priors, instance.statements);
        const auto found = attack.reach(instance.targets, used);
        ASSERT_EQ(found.size(), instance.targets.size());
        const auto expected = try_all(instance);
        for (std::size_t t = 0; t < found.size(); ++t) {
            ASSERT_TRUE(found[t].is_exact()) << "target " << t;
            ASSERT_EQ(found[t].low, expected[t].low) << "target " << t;
            ASSERT_EQ(found[t].high, expected[t].high) << "target " << t;
            known += expected[t].is_exact() ? 1 : 0;
            narrowed += expected[t].is_exact() ? 0 : 1;
        }
        ASSERT_EQ(attack.reach(instance.targets, used, 2), found);
    }
    EXPECT_GT(narrowed, 10'000);
    EXPECT_GT(known, 5'000);
}

// The same of statements that contradict each other: there is no table, and none is made up.
TEST(Attack, SaysWhenNoTableFits) {
    int contradictions = 0;
    for (std::uint32_t seed = 1; seed <= 2000; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        auto instance = random_instance(seed);
        if (instance.statements.empty()) {
            continue;
        }
        Dice dice(seed + 90'000);
        auto& changed = instance.statements[static_cast<std::size_t>(
            dice.in(0, std::ssize(instance.statements) - 1))];
        changed.low += changed.low > -kUnbounded ? 1 : 0;
        changed.high += changed.high < kUnbounded ? 1 : 0;
        std::vector<std::uint32_t> used(instance.statements.size());
        std::iota(used.begin(), used.end(), 0U);
        // Every atom is a target, so that every statement bears on one.
        const auto found =
            Attack(instance.priors, instance.statements).reach(instance.targets, used);
        const bool possible = try_all(instance)[0].low < kUnbounded;
        EXPECT_EQ(!found.empty(), possible);
        contradictions += possible ? 0 : 1;
    }
    EXPECT_GT(contradictions, 200);
}

}  // namespace
}  // namespace maillage::disclosure
