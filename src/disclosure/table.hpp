// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The counts that a publication is made of: atoms, and the sums over them that it shows.

#include "disclosure/rule.hpp"
#include "disclosure/statement.hpp"
#include "model/count.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace maillage::disclosure {

/// One number of a publication: a commune, EPCI ∩ department, EPCI, department, region, France, the
/// total of a contract, a gain: any sum over atoms.
struct Cell {
    std::string key;  ///< Unique: "commune:45234". Ties are settled by it.
    Form form;        ///< In normal form, not empty.
    /// Exact, or the interval that the source's mask stands for. Of a sum over masked atoms whose
    /// value is not known, the cell is what interval_of_sum() says of it.
    Count value;
    std::int64_t cost = 1;    ///< What is lost when it is hidden; at least 1.
    bool may_hide = true;     ///< false: it is public already, as the total of a national paper.
    bool reason_told = true;  ///< Where it is hidden, the reader learns that the rule does it.
};

/// \invariant Keys are unique among atoms and among cells.
struct Table {
    std::vector<Count> atoms;  ///< Exact, or the source's mask.
    std::vector<std::string> atom_keys;
    std::vector<Cell> cells;
};

enum class CellState : std::uint8_t {
    kPublished,
    kMasked,    ///< Masked by the source.
    kSmall,     ///< Hidden by the rule.
    kSecondary  ///< Hidden so that others cannot be found from it.
};

/// Which cells are hidden before any other is hidden for their sake.
std::vector<CellState> primary_states(const Table& table, const Rule& rule);

/// A hidden count and what must stay possible of it.
struct Secret {
    std::string key;
    Form form;
    Protection protection;
};

/// What everybody knows of the atoms when nothing is published: what the masks stand for.
std::vector<Count> public_priors(const Table& table);

/// What everybody knows of the hidden cells: that the rule or the source hides them.
std::vector<Statement> public_knowledge(const Table& table, const Rule& rule,
                                        const std::vector<CellState>& states);

/// The cells hidden by the source or by the rule, in the order of the cells.
std::vector<Secret> secrets_of(const Table& table, const Rule& rule,
                               const std::vector<CellState>& states);

/// The published cells, in the order of the cells. \pre their values are exact
std::vector<Statement> published(const Table& table, const std::vector<CellState>& states);

}  // namespace maillage::disclosure
