// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The attacker's problem made small: internal to Attack.

#include "disclosure/attack.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <utility>
#include <vector>

namespace maillage::disclosure::detail {

inline constexpr auto kNone = std::numeric_limits<std::uint32_t>::max();

/// a + b where either may be "no bound".
constexpr std::int64_t add_bounds(std::int64_t a, std::int64_t b) noexcept {
    if (a >= kUnbounded || b >= kUnbounded) {
        return kUnbounded;
    }
    return a <= -kUnbounded || b <= -kUnbounded ? -kUnbounded : a + b;
}

constexpr std::int64_t times_bound(std::int64_t bound, std::int64_t factor) noexcept {
    if (bound >= kUnbounded || bound <= -kUnbounded) {
        return (bound > 0) == (factor > 0) ? kUnbounded : -kUnbounded;
    }
    return bound * factor;
}

constexpr Count narrowed(Count a, Count b) noexcept {
    return {a.low > b.low ? a.low : b.low, a.high < b.high ? a.high : b.high};
}

/// The x for which low ≤ factor × x ≤ high.
Count divide(std::int64_t low, std::int64_t high, std::int64_t factor);

/// The part of the statements that bears on some targets, over the atoms that it touches.
struct LocalTable {
    struct Row {
        std::vector<std::pair<std::uint32_t, std::int64_t>> terms;  ///< Local atom, factor.
        std::int64_t low = -kUnbounded;
        std::int64_t high = kUnbounded;
    };
    std::vector<std::uint32_t> atoms;     ///< Local → global.
    std::vector<std::uint32_t> local_of;  ///< Global → local; kNone.
    std::vector<Count> bounds;            ///< By local atom, single statements heeded.
    std::vector<Row> rows;                ///< Statements over several atoms.
    bool contradiction = false;
};

LocalTable local_table(const Attack& attack, std::span<const Form> targets,
                       std::span<const std::uint32_t> used);

/// Variables (classes of atoms, then one for each row) and the rows that tie them.
/// Row r says: variable classes + r = Σ factor × variable.
struct System {
    using Terms = std::vector<std::pair<std::uint32_t, std::int64_t>>;  ///< Variable, factor.
    std::size_t classes = 0;
    std::vector<Terms> rows;    ///< A row that stands inside another is one term of it.
    std::vector<Count> bounds;  ///< By variable.

    std::uint32_t variable_of_row(std::size_t row) const {
        return static_cast<std::uint32_t>(classes + row);
    }
};

/// Where the value of a target stands: offset + factor × variable.
struct Place {
    std::uint32_t variable = kNone;  ///< kNone: the target is `offset`.
    std::int64_t factor = 1;
    std::int64_t offset = 0;
};

/// From atoms to classes and nested rows. Rows over one class become bounds of it.
struct Reduction {
    System system;
    std::vector<std::uint32_t> class_of;  ///< By local atom; kNone where its value is known.
    std::vector<Place> place;             ///< By row of the LocalTable.
    bool contradiction = false;
};

Reduction reduce(const LocalTable& table);

/// Tightens bounds until nothing changes, or for long enough: what is left is never too tight.
/// \returns False when no value is left for a variable.
bool propagate(System& system);

/// Reach of the variables marked in \p wanted. \pre propagate() said true
/// \returns Empty when the rows contradict each other.
std::vector<Reach> solve(const System& system, const std::vector<bool>& wanted, unsigned threads);

}  // namespace maillage::disclosure::detail
