// SPDX-License-Identifier: Apache-2.0
#include "disclosure/attack_system.hpp"

#include <algorithm>

namespace maillage::disclosure::detail {
namespace {

/// Finds what hangs together with the targets: other counts that are known pass nothing on.
class Closure {
public:
    Closure(const Attack& attack, std::span<const std::uint32_t> used)
        : m_attack(attack), m_used(attack.statements().size()) {
        m_table.local_of.assign(attack.priors().size(), kNone);
        for (const auto statement : used) {
            m_used[statement] = true;
        }
    }

    LocalTable run(std::span<const Form> targets) {
        for (const auto& target : targets) {
            for (const auto& term : target) {
                take(term.atom);
            }
        }
        const auto of_targets = m_table.atoms.size();
        std::vector<std::uint32_t> found;
        for (std::size_t next = 0; next < m_table.atoms.size(); ++next) {
            if (next >= of_targets && m_table.bounds[next].is_exact()) {
                continue;
            }
            for (const auto s : m_attack.statements_of({m_table.atoms[next]})) {
                if (m_used[s] && m_attack.statements()[s].form.size() > 1) {
                    m_used[s] = false;
                    found.push_back(s);
                    for (const auto& term : m_attack.statements()[s].form) {
                        take(term.atom);
                    }
                }
            }
        }
        std::sort(found.begin(), found.end());
        for (const auto s : found) {
            add_row(m_attack.statements()[s]);
        }
        return std::move(m_table);
    }

private:
    void take(Index<Atom> atom) {
        auto& local = m_table.local_of[atom.value];
        if (local != kNone) {
            return;
        }
        local = static_cast<std::uint32_t>(m_table.atoms.size());
        m_table.atoms.push_back(atom.value);
        auto bounds = m_attack.priors()[atom.value];
        for (const auto s : m_attack.statements_of(atom)) {
            const auto& statement = m_attack.statements()[s];
            if (m_used[s] && statement.form.size() == 1) {
                bounds = narrowed(bounds,
                                  divide(statement.low, statement.high, statement.form[0].factor));
            }
        }
        m_table.contradiction = m_table.contradiction || bounds.low > bounds.high;
        m_table.bounds.push_back(bounds);
    }

    void add_row(const Statement& statement) {
        LocalTable::Row row{{}, statement.low, statement.high};
        for (const auto& term : statement.form) {
            row.terms.emplace_back(m_table.local_of[term.atom.value], term.factor);
        }
        m_table.rows.push_back(std::move(row));
    }

    const Attack& m_attack;
    std::vector<bool> m_used;
    LocalTable m_table;
};

}  // namespace

LocalTable local_table(const Attack& attack, std::span<const Form> targets,
                       std::span<const std::uint32_t> used) {
    return Closure(attack, used).run(targets);
}

}  // namespace maillage::disclosure::detail
