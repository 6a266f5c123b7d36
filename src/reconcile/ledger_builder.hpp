// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Writes the row ledger while tables are read: every row ends in exactly one state.

#include "base/message.hpp"
#include "model/ledger.hpp"

#include <cstdint>
#include <string>

namespace maillage::reconcile {

class LedgerBuilder {
public:
    /// \returns Position of the source, to be used in Origins.
    std::uint32_t add_source(Source source);
    Source& source(std::uint32_t i) { return m_ledger.sources[i]; }
    const std::vector<Source>& sources() const noexcept { return m_ledger.sources; }

    /// A remark on a file, row or cell. It counts no row: \p state says what became of it.
    void note(Severity severity, Origin origin, std::string column, Message message,
              RowState state = RowState::kUsed);

    /// Entries sorted by source, line, column (stable).
    Ledger finish() &&;

private:
    Ledger m_ledger;
};

/// One row while it is read. Counts it exactly once, in the worst state it was given, when it goes
/// out of scope: used, repaired after at least one repair(), set aside after at least one
/// set_aside().
class RowLog {
public:
    RowLog(LedgerBuilder& ledger, Origin origin) : m_ledger(ledger), m_origin(origin) {}
    RowLog(const RowLog&) = delete;
    RowLog& operator=(const RowLog&) = delete;
    RowLog(RowLog&&) = delete;
    RowLog& operator=(RowLog&&) = delete;
    ~RowLog();

    void repair(std::string column, Message message);  ///< Severity kWarning.
    void set_aside(std::string column,
                   Message message);  ///< Severity kError; kWarning for shipped rows.
    /// For rows that hold no data (blank, units, "Total", footnote): kInformation, still set aside.
    void skip(Message message);
    void inform(Severity severity, std::string column, Message message);

    bool is_set_aside() const noexcept { return m_state == RowState::kSetAside; }
    Origin origin() const noexcept { return m_origin; }

private:
    LedgerBuilder& m_ledger;
    Origin m_origin;
    RowState m_state = RowState::kUsed;
};

}  // namespace maillage::reconcile
