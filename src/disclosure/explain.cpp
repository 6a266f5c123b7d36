// SPDX-License-Identifier: Apache-2.0
#include "disclosure/explain.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <numeric>
#include <optional>
#include <unordered_map>
#include <unordered_set>

namespace maillage::disclosure {
namespace {

using Numbers = std::vector<std::uint32_t>;

/// A few statements and their atoms, numbered anew: each question to it costs only its own size.
class Excerpt {
public:
    Excerpt(const Attack& whole, const Form& target, const Protection& protection,
            const Numbers& chosen)
        : m_protection(protection), m_target({renumbered(whole, target)}) {
        for (const auto s : chosen) {
            auto statement = whole.statements()[s];
            statement.form = renumbered(whole, statement.form);
            m_statements.push_back(std::move(statement));
        }
        m_attack.emplace(m_priors, m_statements);
    }
    Excerpt(const Excerpt&) = delete;
    Excerpt& operator=(const Excerpt&) = delete;
    Excerpt(Excerpt&&) = delete;
    Excerpt& operator=(Excerpt&&) = delete;
    ~Excerpt() = default;

    /// \p used are positions in `chosen`. A contradiction reveals anything.
    bool confines(const Numbers& used) const {
        const auto reach = m_attack->reach(m_target, used);
        return reach.empty() || !is_kept(m_protection, reach[0]);
    }

private:
    Form renumbered(const Attack& whole, const Form& form) {
        Form local = form;
        for (auto& term : local) {
            const auto [found, fresh] =
                m_number.try_emplace(term.atom.value, static_cast<std::uint32_t>(m_priors.size()));
            if (fresh) {
                m_priors.push_back(whole.priors()[term.atom.value]);
            }
            term.atom = {found->second};
        }
        std::sort(local.begin(), local.end());
        return local;
    }

    Protection m_protection;
    std::unordered_map<std::uint32_t, std::uint32_t> m_number;
    std::vector<Count> m_priors;
    std::vector<Form> m_target;
    std::vector<Statement> m_statements;
    std::optional<Attack> m_attack;  ///< Refers to the two vectors.
};

/// The statements near a target, by rings: those over its atoms, over the atoms of those, …
class Neighbourhood {
public:
    Neighbourhood(const Attack& attack, const Form& target, std::span<const std::uint32_t> used)
        : m_attack(attack),
          m_used(attack.statements().size()),
          m_taken(attack.statements().size()) {
        for (const auto s : used) {
            m_used[s] = true;
        }
        for (const auto& term : target) {
            add_atom(term.atom);
        }
    }

    /// Adds one ring, of statements over at most \p atoms atoms. \returns Whether any was new.
    bool grow(std::size_t atoms) {
        const auto before = m_statements.size();
        const auto ring = m_atoms;
        for (const auto atom : ring) {
            for (const auto s : m_attack.statements_of(atom)) {
                const auto& form = m_attack.statements()[s].form;
                if (m_used[s] && !m_taken[s] && form.size() > 1 && form.size() <= atoms) {
                    take(s);
                    for (const auto& term : form) {
                        add_atom(term.atom);
                    }
                }
            }
        }
        return m_statements.size() > before;
    }

    Numbers statements() const {
        auto sorted = m_statements;
        std::sort(sorted.begin(), sorted.end());
        return sorted;
    }

private:
    void take(std::uint32_t s) {
        m_taken[s] = true;
        m_statements.push_back(s);
    }

    void add_atom(Index<Atom> atom) {
        if (!m_seen.insert(atom.value).second) {
            return;
        }
        m_atoms.push_back(atom);
        for (const auto s : m_attack.statements_of(atom)) {
            if (m_used[s] && !m_taken[s] && m_attack.statements()[s].form.size() == 1) {
                take(s);
            }
        }
    }

    const Attack& m_attack;
    std::vector<bool> m_used;
    std::vector<bool> m_taken;
    std::unordered_set<std::uint32_t> m_seen;
    std::vector<Index<Atom>> m_atoms;
    Numbers m_statements;
};

/// QuickXplain: what of \p choice is needed beside \p given. Earlier ones are preferred.
Numbers needed(const Excerpt& excerpt, const Numbers& given, bool given_grew,
               std::span<const std::uint32_t> choice) {
    if (given_grew && excerpt.confines(given)) {
        return {};
    }
    if (choice.size() == 1) {
        return {choice[0]};
    }
    const auto half = choice.size() / 2;
    const auto first = choice.first(half);
    const auto second = choice.subspan(half);
    auto with_first = given;
    with_first.insert(with_first.end(), first.begin(), first.end());
    auto of_second = needed(excerpt, with_first, true, second);
    auto with_second = given;
    with_second.insert(with_second.end(), of_second.begin(), of_second.end());
    const auto of_first = needed(excerpt, with_second, !of_second.empty(), first);
    of_second.insert(of_second.end(), of_first.begin(), of_first.end());
    return of_second;
}

/// The statements of the smallest neighbourhood that confines the target.
Numbers confining(const Attack& attack, const Form& target, const Protection& protection,
                  std::span<const std::uint32_t> used) {
    constexpr std::size_t kRings = 3;
    // Sums of an EPCI, then of a department, then any.
    constexpr auto kSizes =
        std::to_array<std::size_t>({100, 1500, std::numeric_limits<std::size_t>::max()});
    Neighbourhood near(attack, target, used);
    for (const auto size : kSizes) {
        const bool last = size == kSizes.back();
        for (std::size_t ring = 0; last || ring < kRings; ++ring) {
            const bool grew = near.grow(size);
            if (!grew && ring > 0) {
                break;
            }
            auto chosen = near.statements();
            Numbers all(chosen.size());
            std::iota(all.begin(), all.end(), 0U);
            if (Excerpt(attack, target, protection, chosen).confines(all)) {
                return chosen;
            }
        }
    }
    return Numbers(used.begin(), used.end());
}

/// What of \p choice is needed beside \p given, both positions of statements.
Numbers needed_of(const Attack& attack, const Form& target, const Protection& protection,
                  const Numbers& given, const Numbers& choice) {
    if (choice.empty()) {
        return {};
    }
    auto both = given;
    both.insert(both.end(), choice.begin(), choice.end());
    const Excerpt excerpt(attack, target, protection, both);
    Numbers places(both.size());
    std::iota(places.begin(), places.end(), 0U);
    const std::span all(places);
    auto found = needed(excerpt, Numbers(all.begin(), all.begin() + std::ssize(given)), true,
                        all.subspan(given.size()));
    for (auto& one : found) {
        one = both[one];
    }
    return found;
}

/// General knowledge of the atoms of \p statements and the target, of the atoms that it ties to
/// those, and so on.
Numbers background_of(const Attack& attack, const Form& target, const Numbers& statements,
                      std::span<const std::uint32_t> used, const std::vector<bool>& is_background) {
    std::vector<bool> open(attack.statements().size());
    for (const auto s : used) {
        open[s] = is_background[s];
    }
    std::vector<std::uint32_t> atoms;
    std::unordered_set<std::uint32_t> seen;
    const auto note = [&](const Form& form) {
        for (const auto& term : form) {
            if (seen.insert(term.atom.value).second) {
                atoms.push_back(term.atom.value);
            }
        }
    };
    note(target);
    for (const auto s : statements) {
        note(attack.statements()[s].form);
    }
    Numbers found;
    for (std::size_t next = 0; next < atoms.size(); ++next) {
        for (const auto s : attack.statements_of({atoms[next]})) {
            if (open[s]) {
                open[s] = false;
                found.push_back(s);
                note(attack.statements()[s].form);
            }
        }
    }
    return found;
}

}  // namespace

std::vector<std::uint32_t> revealing(const Attack& attack, const Form& target,
                                     const Protection& protection,
                                     std::span<const std::uint32_t> used,
                                     const std::vector<bool>& is_background) {
    const auto chosen = confining(attack, target, protection, used);
    Numbers background;
    Numbers choice;
    for (const auto s : chosen) {
        (is_background[s] ? background : choice).push_back(s);
    }
    // Sums over few cells first: a reader understands the nearest total best.
    const auto rank = [&](std::uint32_t s) {
        const auto size = attack.statements()[s].form.size();
        return size == 1 ? std::numeric_limits<std::size_t>::max() : size;
    };
    std::stable_sort(choice.begin(), choice.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return rank(a) < rank(b); });
    auto found = needed_of(attack, target, protection, background, choice);
    // General knowledge from farther away may make one of them needless.
    auto more = background_of(attack, target, found, used, is_background);
    more.insert(more.end(), background.begin(), background.end());
    std::sort(more.begin(), more.end());
    more.erase(std::unique(more.begin(), more.end()), more.end());
    if (more.size() > background.size()) {
        found = needed_of(attack, target, protection, more, found);
    }
    std::sort(found.begin(), found.end());
    return found;
}

}  // namespace maillage::disclosure
