// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The register of what was published, so that a new export is judged beside the earlier ones.
///
/// A text file kept with the workspace, one line for each export and for each number of it:
///
///     maillage-publications,1
///     export,2026-11-22,copil-45.pdf,<64 hexadecimal digits>,2
///     nombre,commune:45234,2023/45234,1204,1204
///     nombre,taux:45,20*2023/45234 -9*2023/45001,0,
///
/// An export ends with how many numbers follow. A number is its name, the sum (atoms by name, a
/// factor before each where it is not 1), its least and its greatest value (empty = no bound).
/// Nothing in it is more than what was published. This library makes and reads the text only; files
/// are io's.

#include "base/date.hpp"
#include "base/result.hpp"
#include "disclosure/statement.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace maillage::disclosure {

/// A statement whose atoms are named: it outlives the table it was made from.
struct PublishedNumber {
    std::string key;
    std::vector<std::pair<std::string, std::int64_t>> terms;  ///< Atom, factor; atoms ascend.
    std::int64_t low = 0;
    std::int64_t high = kUnbounded;
    friend bool operator==(const PublishedNumber&, const PublishedNumber&) = default;
};

struct PublishedExport {
    Date date;
    std::string name;    ///< Of the file or folder.
    std::string inputs;  ///< SHA-256 of the files of counts: other counts are other unknowns.
    std::vector<PublishedNumber> numbers;
    friend bool operator==(const PublishedExport&, const PublishedExport&) = default;
};

using Publications = std::vector<PublishedExport>;  ///< In the order they were published.

/// \param atom_keys By atom; without spaces, asterisks, commas and quotes.
PublishedExport as_published(Date date, std::string name, std::string inputs,
                             std::span<const Statement> statements,
                             std::span<const std::string> atom_keys);

/// The same bytes for the same publications.
std::string publications_text(const Publications& publications);

/// Strict: a register that was cut would hide what was published. Errors name line and column.
Result<Publications> parse_publications(std::string_view text);

/// What earlier exports of the same counts say.
struct Earlier {
    std::vector<Statement> statements;
    /// Atoms that the present table does not have (another department, another year): they come
    /// after its atoms, in this order, known to be at least 0.
    std::vector<std::string> more_atoms;
    std::size_t other_counts = 0;  ///< Exports left out, as they were made from other counts.
};
Earlier earlier_statements(const Publications& publications, std::string_view inputs,
                           std::span<const std::string> atom_keys);

}  // namespace maillage::disclosure
