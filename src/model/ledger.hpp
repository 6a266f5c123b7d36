// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The row ledger: every row read ends used, repaired or set aside, with the reason.

#include "base/message.hpp"
#include "model/source.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace maillage {

enum class RowState : std::uint8_t { kUsed, kRepaired, kSetAside };

/// How much it matters. An error makes `maillage check` exit with 1.
enum class Severity : std::uint8_t { kInformation, kWarning, kError };

/// One remark on one cell, row or file.
struct LedgerEntry {
    Severity severity = Severity::kInformation;
    Origin origin;
    std::string column;  ///< Name of the column as the file writes it; empty = the row or file.
    Message message;
    RowState state = RowState::kUsed;  ///< What it did to its row (or, of a file, to all its rows).
};

/// Immutable once reconcile is done. Entries are in order of source, line, column.
struct Ledger {
    std::vector<Source> sources;
    std::vector<LedgerEntry> entries;
};

}  // namespace maillage
