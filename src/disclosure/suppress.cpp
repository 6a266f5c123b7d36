// SPDX-License-Identifier: Apache-2.0
#include "disclosure/suppress.hpp"

#include "base/parallel.hpp"
#include "disclosure/explain.hpp"
#include "disclosure/hitting_set.hpp"

#include <algorithm>
#include <numeric>
#include <set>

namespace maillage::disclosure {
namespace {

using Numbers = std::vector<std::uint32_t>;

template <typename Key>
Numbers order_by(std::size_t count, const Key& key) {
    Numbers order(count);
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(),
              [&](std::uint32_t a, std::uint32_t b) { return key(a) < key(b); });
    return order;
}

Form renumbered(const Form& form, const Numbers& new_number) {
    auto terms = form;
    for (auto& term : terms) {
        term.atom = {new_number[term.atom.value]};
    }
    return normal_form(std::move(terms));
}

/// The same table with atoms and cells in the order of their keys.
struct Ordered {
    Ordered(const Table& table, std::span<const Statement> before)
        : cell_order(order_by(
              table.cells.size(), [&](std::uint32_t i) -> const auto& {
                  return table.cells[i].key;
              })) {
        const auto atom_order = order_by(
            table.atoms.size(), [&](std::uint32_t i) -> const auto& { return table.atom_keys[i]; });
        Numbers new_number(table.atoms.size());
        for (std::size_t i = 0; i < atom_order.size(); ++i) {
            new_number[atom_order[i]] = static_cast<std::uint32_t>(i);
            ordered.atoms.push_back(table.atoms[atom_order[i]]);
            ordered.atom_keys.push_back(table.atom_keys[atom_order[i]]);
        }
        for (const auto i : cell_order) {
            ordered.cells.push_back(table.cells[i]);
            ordered.cells.back().form = renumbered(table.cells[i].form, new_number);
        }
        for (const auto& statement : before) {
            earlier.push_back(statement);
            earlier.back().form = renumbered(statement.form, new_number);
        }
        std::sort(earlier.begin(), earlier.end(), [](const Statement& a, const Statement& b) {
            return std::tie(a.key, a.form, a.low, a.high) < std::tie(b.key, b.form, b.low, b.high);
        });
    }

    Numbers cell_order;  ///< New → old.
    Table ordered;
    std::vector<Statement> earlier;
};

class Suppressor {
public:
    Suppressor(const Ordered& input, const Rule& rule, const SuppressionLimits& limits)
        : m_table(input.ordered),
          m_limits(limits),
          m_states(primary_states(m_table, rule)),
          m_priors(public_priors(m_table)),
          m_secrets(secrets_of(m_table, rule, m_states)) {
        // Cells first, so that a statement and its cell have the same number.
        for (const auto& cell : m_table.cells) {
            m_statements.push_back(exactly(cell.key, cell.form, cell.value.low));
            m_cost.push_back(cell.cost);
        }
        const auto known = public_knowledge(m_table, rule, m_states);
        m_statements.insert(m_statements.end(), known.begin(), known.end());
        m_statements.insert(m_statements.end(), input.earlier.begin(), input.earlier.end());
        // What cannot be hidden is given: the sets must be broken elsewhere.
        m_background.assign(m_statements.size(), true);
        for (std::size_t i = 0; i < m_table.cells.size(); ++i) {
            m_background[i] = !m_table.cells[i].may_hide;
        }
        for (const auto& secret : m_secrets) {
            m_targets.push_back(secret.form);
        }
        m_lost.assign(m_secrets.size(), false);
    }

    Suppression run() {
        const Attack attack(m_priors, m_statements);
        HittingSet choice;
        for (std::size_t round = 0;; ++round) {
            const auto used = known_with(choice.chosen);
            const auto open = exposed(attack.reach(m_targets, used, m_limits.threads));
            if (open.empty() || !add_sets(attack, open, used)) {
                break;
            }
            choice = choose(choice, round);
        }
        if (!choice.is_proven()) {
            show_again(attack, choice);
        }
        return result(choice);
    }

private:
    /// Positions of what the reader has when \p hidden cells are hidden too; ascending.
    Numbers known_with(const Numbers& hidden) const {
        Numbers used;
        for (std::uint32_t s = 0; s < m_statements.size(); ++s) {
            const bool is_cell = s < m_table.cells.size();
            if (!is_cell || (m_states[s] == CellState::kPublished &&
                             !std::binary_search(hidden.begin(), hidden.end(), s))) {
                used.push_back(s);
            }
        }
        return used;
    }

    Numbers exposed(const std::vector<Reach>& reach) {
        Numbers open;
        for (std::uint32_t i = 0; i < m_secrets.size(); ++i) {
            const auto& protection = m_secrets[i].protection;
            if (m_lost[i] || (!reach.empty() && is_kept(protection, reach[i]))) {
                continue;
            }
            open.push_back(i);
            if (!reach.empty()) {
                const auto& one = reach[i];
                m_stopped = m_stopped || is_kept(protection, {one.outer_low, one.outer_high,
                                                              one.outer_low, one.outer_high, true});
            }
        }
        return open;
    }

    /// One revealing set for each exposed secret, but for those that stand in a sum of a set found
    /// before them: that set is broken first. \returns Whether there was any.
    bool add_sets(const Attack& attack, const Numbers& open, const Numbers& used) {
        std::vector<bool> waits(m_priors.size());
        constexpr std::size_t kBatch = 64;
        bool any = false;
        for (std::size_t next = 0; next < open.size();) {
            Numbers batch;
            for (; next < open.size() && batch.size() < kBatch; ++next) {
                const auto& form = m_targets[open[next]];
                if (std::none_of(form.begin(), form.end(),
                                 [&](const Term& term) { return waits[term.atom.value]; })) {
                    batch.push_back(open[next]);
                }
            }
            std::vector<Numbers> found(batch.size());
            in_chunks(batch.size(), 1, m_limits.threads, [&](std::size_t first, std::size_t last) {
                for (auto i = first; i < last; ++i) {
                    const auto& secret = m_secrets[batch[i]];
                    found[i] =
                        revealing(attack, secret.form, secret.protection, used, m_background);
                }
            });
            for (std::size_t i = 0; i < batch.size(); ++i) {
                if (found[i].empty()) {
                    m_lost[batch[i]] = true;
                    continue;
                }
                any = true;
                note_waiting(found[i], waits);
                m_sets.push_back(std::move(found[i]));
            }
        }
        return any;
    }

    void note_waiting(const Numbers& set, std::vector<bool>& waits) const {
        constexpr std::size_t kLocal = 200;  // A larger sum holds secrets that have nothing to do.
        for (const auto s : set) {
            const auto& form = m_statements[s].form;
            for (std::size_t i = 0; form.size() <= kLocal && i < form.size(); ++i) {
                waits[form[i].atom.value] = true;
            }
        }
    }

    /// The cheapest choice for all sets; after many rounds, one that hides what was hidden before.
    HittingSet choose(const HittingSet& before, std::size_t round) {
        if (round < m_limits.rounds) {
            auto choice = cheapest_hitting_set(m_sets, m_cost, m_limits.nodes);
            m_bound = std::max(m_bound, choice.bound);
            return choice;
        }
        std::vector<Numbers> left;
        std::copy_if(
            m_sets.begin(), m_sets.end(), std::back_inserter(left), [&](const Numbers& set) {
                return std::none_of(set.begin(), set.end(), [&](std::uint32_t s) {
                    return std::binary_search(before.chosen.begin(), before.chosen.end(), s);
                });
            });
        const auto more = cheapest_hitting_set(left, m_cost, m_limits.nodes);
        HittingSet choice;
        std::set_union(before.chosen.begin(), before.chosen.end(), more.chosen.begin(),
                       more.chosen.end(), std::back_inserter(choice.chosen));
        choice.cost = before.cost + more.cost;
        choice.bound = m_bound;
        return choice;
    }

    /// Publishes again, the dearest first, what is not needed after all.
    void show_again(const Attack& attack, HittingSet& choice) {
        auto order = choice.chosen;
        std::stable_sort(order.begin(), order.end(),
                         [&](std::uint32_t a, std::uint32_t b) { return m_cost[a] > m_cost[b]; });
        for (const auto cell : order) {
            auto fewer = choice.chosen;
            std::erase(fewer, cell);
            if (exposed(attack.reach(m_targets, known_with(fewer), m_limits.threads)).empty()) {
                choice.chosen = std::move(fewer);
                choice.cost -= m_cost[cell];
            }
        }
    }

    Suppression result(const HittingSet& choice) const {
        // A set that may not reveal anything after all bounds nothing.
        const auto bound = m_stopped ? 0 : std::max(choice.bound, m_bound);
        Suppression suppression{m_states, choice.cost, bound, {}};
        for (const auto cell : choice.chosen) {
            suppression.states[cell] = CellState::kSecondary;
        }
        for (std::size_t i = 0; i < m_secrets.size(); ++i) {
            if (m_lost[i]) {
                suppression.exposed.push_back(m_secrets[i].key);
            }
        }
        return suppression;
    }

    const Table& m_table;
    SuppressionLimits m_limits;
    std::vector<CellState> m_states;
    std::vector<Count> m_priors;
    std::vector<Secret> m_secrets;
    std::vector<Statement> m_statements;
    std::vector<bool> m_background;
    std::vector<std::int64_t> m_cost;
    std::vector<Form> m_targets;
    std::vector<bool> m_lost;
    std::vector<Numbers> m_sets;
    std::int64_t m_bound = 0;
    bool m_stopped = false;  ///< An attack was stopped before it could tell.
};

}  // namespace

Suppression suppress(const Table& table, const Rule& rule, std::span<const Statement> earlier,
                     const SuppressionLimits& limits) {
    const Ordered input(table, earlier);
    auto sorted = Suppressor(input, rule, limits).run();
    auto result = sorted;
    for (std::size_t i = 0; i < input.cell_order.size(); ++i) {
        result.states[input.cell_order[i]] = sorted.states[i];
    }
    return result;
}

}  // namespace maillage::disclosure
