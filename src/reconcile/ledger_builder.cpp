// SPDX-License-Identifier: Apache-2.0
#include "reconcile/ledger_builder.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace maillage::reconcile {

std::uint32_t LedgerBuilder::add_source(Source source) {
    m_ledger.sources.push_back(std::move(source));
    return static_cast<std::uint32_t>(m_ledger.sources.size() - 1);
}

void LedgerBuilder::note(Severity severity, Origin origin, std::string column, Message message,
                         RowState state) {
    m_ledger.entries.push_back({severity, origin, std::move(column), std::move(message), state});
}

Ledger LedgerBuilder::finish() && {
    std::stable_sort(m_ledger.entries.begin(), m_ledger.entries.end(),
                     [](const LedgerEntry& a, const LedgerEntry& b) {
                         return std::tie(a.origin.source, a.origin.line, a.column) <
                                std::tie(b.origin.source, b.origin.line, b.column);
                     });
    return std::move(m_ledger);
}

RowLog::~RowLog() {
    auto& source = m_ledger.source(m_origin.source);
    ++source.rows_read;
    switch (m_state) {
        case RowState::kUsed:
            ++source.rows_used;
            break;
        case RowState::kRepaired:
            ++source.rows_repaired;
            break;
        case RowState::kSetAside:
            ++source.rows_set_aside;
            break;
    }
}

void RowLog::repair(std::string column, Message message) {
    m_state = std::max(m_state, RowState::kRepaired);
    m_ledger.note(Severity::kWarning, m_origin, std::move(column), std::move(message),
                  RowState::kRepaired);
}

void RowLog::set_aside(std::string column, Message message) {
    m_state = RowState::kSetAside;
    // A shipped row that does not fit the user's territories is not the user's error.
    const auto severity =
        m_ledger.source(m_origin.source).built_in ? Severity::kWarning : Severity::kError;
    m_ledger.note(severity, m_origin, std::move(column), std::move(message), RowState::kSetAside);
}

void RowLog::skip(Message message) {
    m_state = RowState::kSetAside;
    m_ledger.note(Severity::kInformation, m_origin, {}, std::move(message), RowState::kSetAside);
}

void RowLog::inform(Severity severity, std::string column, Message message) {
    m_ledger.note(severity, m_origin, std::move(column), std::move(message));
}

}  // namespace maillage::reconcile
