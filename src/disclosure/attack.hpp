// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// What can be found out about hidden counts from everything that is published.
///
/// For each target: the least and the greatest value that some table of whole numbers can have
/// which says all that is published (the attacker's problem; Fischetti and Salazar 2001,
/// Hundepool et al. 2012, methods.md § 7). Atoms that stand in the same statements are
/// interchangeable and become one unknown; a sum that stands inside another becomes one term of it;
/// bounds are propagated. Where the statements then form no circle, which is so for any tree of
/// territories, the propagated bounds are the answer (constraints without circles: Freuder 1982);
/// elsewhere each part that hangs together is searched (integer_reach.hpp).

#include "disclosure/integer_reach.hpp"
#include "disclosure/statement.hpp"
#include "model/count.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace maillage::disclosure {

/// Statements, and which atom stands in which of them. Refers to them: they must outlive it.
class Attack {
public:
    /// \param priors By atom: what everybody knows of it before anything is published, such as
    /// [1, 4] for "<5"; high may be kUnbounded, low is at least 0.
    Attack(std::span<const Count> priors, std::span<const Statement> statements);

    /// \param used Positions of the statements that the attacker has.
    /// \param threads 0 = all cores; the result is the same for any number.
    /// \returns One for each target; empty when the statements contradict each other as far as
    /// they bear on the targets.
    std::vector<Reach> reach(std::span<const Form> targets, std::span<const std::uint32_t> used,
                             unsigned threads = 1) const;

    std::span<const Count> priors() const { return m_priors; }
    std::span<const Statement> statements() const { return m_statements; }
    /// Positions of the statements in which \p atom stands, ascending.
    std::span<const std::uint32_t> statements_of(Index<Atom> atom) const {
        return std::span(m_of_atom).subspan(m_start[atom.value],
                                            m_start[atom.value + 1] - m_start[atom.value]);
    }

private:
    std::span<const Count> m_priors;
    std::span<const Statement> m_statements;
    std::vector<std::uint32_t> m_start;
    std::vector<std::uint32_t> m_of_atom;
};

}  // namespace maillage::disclosure
