// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Which cells to hide, and no more than needed.

#include "disclosure/table.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace maillage::disclosure {

struct SuppressionLimits {
    std::size_t nodes = 20'000;  ///< For the choice within one part of the table, each time.
    std::size_t rounds = 60;     ///< Of attack and new choice; after them nothing is shown again.
    unsigned threads = 1;        ///< 0 = all cores; the result is the same for any number.
};

/// What to hide. Where `exposed` is empty every secret is proven to be kept (attack.hpp).
struct Suppression {
    std::vector<CellState> states;  ///< By cell.
    std::int64_t cost = 0;          ///< Of the cells hidden for the sake of others.
    std::int64_t bound = 0;         ///< No choice that keeps all secrets costs less.
    /// Secrets that hiding cells cannot keep: earlier publications or cells that may not be hidden
    /// reveal them.
    std::vector<std::string> exposed;
    bool is_optimal() const noexcept { return exposed.empty() && cost == bound; }
};

/// Hides small counts, and the cheapest other cells without which they cannot be found.
///
/// Every set of published numbers that reveals a secret must lose a member, and nothing else is
/// asked: so the cheapest choice is a minimum-cost hitting set of the revealing sets, which an
/// attack on each proposed choice finds one by one until none is left (the capacity constraints of
/// Fischetti and Salazar 2001; implicit hitting sets, Moreno-Centeno and Karp 2013). The choice is
/// proven when each hitting set was, on trees and on crossing hierarchies alike; where the search
/// was stopped, `bound` says how far from it the cost can be at most. Equal choices are told
/// apart by the keys, so the order of cells and atoms does not matter.
/// \param earlier What the reader already has.
Suppression suppress(const Table& table, const Rule& rule, std::span<const Statement> earlier,
                     const SuppressionLimits& limits = {});

}  // namespace maillage::disclosure
