// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Random small publications: communes in EPCI, departments and contracts, some masked.

#include "disclosure/table.hpp"

#include <algorithm>
#include <random>
#include <string>
#include <vector>

namespace maillage::disclosure::test {

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

struct Shape {
    std::size_t communes = 7;
    std::int64_t epcis = 2;
    std::int64_t departments = 1;
    bool crossing = false;   ///< EPCI may lie in several departments, contracts anywhere.
    bool masked = true;      ///< Some communes are masked by the source.
    std::int64_t most = 12;  ///< Largest count of a commune.
};

struct Instance {
    Table table;
    Rule rule;
    std::vector<std::int64_t> truth;  ///< By atom; the publisher does not know it where masked.
};

inline Rule random_rule(Dice& dice) {
    Rule rule;
    rule.threshold = dice.one_in(2) ? 5 : 3;
    rule.publish_zero = !dice.one_in(3);
    rule.known_to_reader = !dice.one_in(3);
    rule.width = dice.in(1, rule.threshold - 2);
    return rule;
}

/// A sum is a cell with its true value, as where the source publishes totals, unless it is over
/// masked communes only.
inline void add_sum(Instance& to, Dice& dice, const std::string& key,
                    const std::vector<Index<Atom>>& atoms) {
    const bool all_masked = std::all_of(atoms.begin(), atoms.end(), [&](Index<Atom> atom) {
        return !to.table.atoms[atom.value].is_exact();
    });
    if (atoms.empty() || all_masked) {
        return;
    }
    std::int64_t sum = 0;
    for (const auto atom : atoms) {
        sum += to.truth[atom.value];
    }
    to.table.cells.push_back({key, sum_of(atoms), Count::exact(sum), dice.in(1, 6), true});
}

/// Nested: communes in EPCI in departments in France. Crossing: EPCI apart from departments, the
/// intersections, and two contracts.
inline Instance random_instance(Dice& dice, const Shape& shape) {
    Instance instance;
    instance.rule = random_rule(dice);
    std::vector<std::vector<Index<Atom>>> epcis(
        static_cast<std::size_t>(shape.epcis * shape.departments));
    std::vector<std::vector<Index<Atom>>> departments(static_cast<std::size_t>(shape.departments));
    std::vector<std::vector<Index<Atom>>> contracts(2);
    std::vector<Index<Atom>> france;
    const auto mask_high = instance.rule.threshold - 1;
    for (std::size_t i = 0; i < shape.communes; ++i) {
        const auto atom = index_of<Atom>(i);
        const auto value = dice.one_in(3) ? dice.in(0, 4) : dice.in(0, shape.most);
        const auto epci = static_cast<std::size_t>(dice.in(0, std::ssize(epcis) - 1));
        const auto department = shape.crossing
                                    ? static_cast<std::size_t>(dice.in(0, shape.departments - 1))
                                    : epci / static_cast<std::size_t>(shape.epcis);
        const bool masked = shape.masked && value > 0 && value <= mask_high && dice.one_in(3);
        instance.truth.push_back(value);
        instance.table.atoms.push_back(masked ? Count::masked(1, mask_high) : Count::exact(value));
        instance.table.atom_keys.push_back("a" + std::to_string(i));
        instance.table.cells.push_back({"commune:" + std::to_string(i),
                                        {{atom, 1}},
                                        instance.table.atoms.back(),
                                        dice.in(1, 6),
                                        true});
        epcis[epci].push_back(atom);
        departments[department].push_back(atom);
        france.push_back(atom);
        if (dice.one_in(3)) {
            contracts[static_cast<std::size_t>(dice.in(0, 1))].push_back(atom);
        }
    }
    for (std::size_t e = 0; e < epcis.size(); ++e) {
        add_sum(instance, dice, "epci:" + std::to_string(e), epcis[e]);
    }
    for (std::size_t d = 0; d < departments.size(); ++d) {
        add_sum(instance, dice, "department:" + std::to_string(d), departments[d]);
    }
    if (shape.crossing) {
        add_sum(instance, dice, "contract:0", contracts[0]);
        add_sum(instance, dice, "contract:1", contracts[1]);
    }
    if (shape.departments > 1) {
        add_sum(instance, dice, "france", france);
    }
    return instance;
}

/// What the reader has of a table with \p states.
inline std::vector<Statement> all_statements(const Instance& instance,
                                             const std::vector<CellState>& states) {
    auto statements = public_knowledge(instance.table, instance.rule, states);
    const auto shown = published(instance.table, states);
    statements.insert(statements.end(), shown.begin(), shown.end());
    return statements;
}

}  // namespace maillage::disclosure::test
