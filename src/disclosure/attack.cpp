// SPDX-License-Identifier: Apache-2.0
#include "disclosure/attack.hpp"

#include "disclosure/attack_system.hpp"

#include <algorithm>

namespace maillage::disclosure {

namespace {

using detail::kNone;

/// What the atoms of a class can be at least and at most, all together.
struct ClassSum {
    std::int64_t low = 0;
    std::int64_t high = 0;  ///< Of those that have a bound.
    int endless = 0;        ///< How many have none.

    void add(Count atom) {
        low += atom.low;
        if (atom.high >= kUnbounded) {
            ++endless;
        } else {
            high += atom.high;
        }
    }
};

/// Of one atom of a class whose sum reaches \p sum: the others can be moved against it.
Reach atom_reach(const Reach& sum, const ClassSum& of_class, Count own) {
    const bool endless = own.high >= kUnbounded;
    const auto others_low = of_class.low - own.low;
    const auto others_high = of_class.endless > (endless ? 1 : 0)
                                 ? kUnbounded
                                 : of_class.high - (endless ? 0 : own.high);
    const auto most = [&](std::int64_t of_sum) {
        return std::min(own.high, detail::add_bounds(of_sum, -others_low));
    };
    const auto least = [&](std::int64_t of_sum) {
        return others_high >= kUnbounded
                   ? own.low
                   : std::max(own.low, detail::add_bounds(of_sum, -others_high));
    };
    return {least(sum.low), most(sum.high), least(sum.outer_low), most(sum.outer_high),
            sum.attained};
}

Reach known(std::int64_t value) { return {value, value, value, value, true}; }

Reach scaled(const Reach& reach, std::int64_t factor, std::int64_t offset) {
    const auto end = [&](std::int64_t value) {
        return detail::add_bounds(detail::times_bound(value, factor), offset);
    };
    return factor > 0 ? Reach{end(reach.low), end(reach.high), end(reach.outer_low),
                              end(reach.outer_high), reach.attained}
                      : Reach{end(reach.high), end(reach.low), end(reach.outer_high),
                              end(reach.outer_low), reach.attained};
}

}  // namespace

Attack::Attack(std::span<const Count> priors, std::span<const Statement> statements)
    : m_priors(priors), m_statements(statements), m_start(priors.size() + 1) {
    for (const auto& statement : statements) {
        for (const auto& term : statement.form) {
            ++m_start[term.atom.value + 1];
        }
    }
    for (std::size_t i = 0; i < priors.size(); ++i) {
        m_start[i + 1] += m_start[i];
    }
    m_of_atom.resize(m_start.back());
    auto next = m_start;
    for (std::size_t s = 0; s < statements.size(); ++s) {
        for (const auto& term : statements[s].form) {
            m_of_atom[next[term.atom.value]++] = static_cast<std::uint32_t>(s);
        }
    }
}

std::vector<Reach> Attack::reach(std::span<const Form> targets, std::span<const std::uint32_t> used,
                                 unsigned threads) const {
    auto table = detail::local_table(*this, targets, used);
    // A target over several atoms is a row that says nothing.
    std::vector<std::uint32_t> row_of(targets.size(), kNone);
    for (std::size_t t = 0; t < targets.size(); ++t) {
        if (targets[t].size() != 1) {
            row_of[t] = static_cast<std::uint32_t>(table.rows.size());
            detail::LocalTable::Row row;
            for (const auto& term : targets[t]) {
                row.terms.emplace_back(table.local_of[term.atom.value], term.factor);
            }
            table.rows.push_back(std::move(row));
        }
    }
    auto reduction = detail::reduce(table);
    if (table.contradiction || reduction.contradiction || !detail::propagate(reduction.system)) {
        return {};
    }
    std::vector<ClassSum> class_sums(reduction.system.classes);
    for (std::size_t i = 0; i < table.atoms.size(); ++i) {
        if (const auto c = reduction.class_of[i]; c != kNone) {
            class_sums[c].add(table.bounds[i]);
        }
    }
    std::vector<bool> wanted(reduction.system.bounds.size());
    for (std::size_t t = 0; t < targets.size(); ++t) {
        const auto variable = row_of[t] != kNone
                                  ? reduction.place[row_of[t]].variable
                                  : reduction.class_of[table.local_of[targets[t][0].atom.value]];
        if (variable != kNone) {
            wanted[variable] = true;
        }
    }
    const auto reaches = detail::solve(reduction.system, wanted, threads);
    if (reaches.empty() && !wanted.empty()) {
        return {};
    }
    std::vector<Reach> result;
    for (std::size_t t = 0; t < targets.size(); ++t) {
        if (row_of[t] != kNone) {
            const auto& place = reduction.place[row_of[t]];
            result.push_back(place.variable == kNone
                                 ? known(place.offset)
                                 : scaled(reaches[place.variable], place.factor, place.offset));
            continue;
        }
        const auto local = table.local_of[targets[t][0].atom.value];
        const auto of_class = reduction.class_of[local];
        const auto own = table.bounds[local];
        const auto one = of_class == kNone
                             ? known(own.low)
                             : atom_reach(reaches[of_class], class_sums[of_class], own);
        result.push_back(scaled(one, targets[t][0].factor, 0));
    }
    return result;
}

}  // namespace maillage::disclosure
