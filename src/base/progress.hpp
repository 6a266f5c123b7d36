// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// How long work tells its caller how far it is, and learns that it should stop.

#include "base/message.hpp"

#include <cstdint>
#include <functional>
#include <stop_token>

namespace maillage {

/// Handed down to every function that may take longer than a blink. Long loops call
/// cancelled() and return Error::Code::kCancelled. The report may come from any thread.
class Progress {
public:
    using Report = std::function<void(MessageId stage, std::int64_t done, std::int64_t total)>;

    Progress() = default;  ///< Silent, never cancelled: for tests and short work.
    Progress(std::stop_token stop, Report report)
        : m_stop(std::move(stop)), m_report(std::move(report)) {}

    bool cancelled() const noexcept { return m_stop.stop_requested(); }
    const std::stop_token& stop_token() const noexcept { return m_stop; }
    void at(MessageId stage, std::int64_t done, std::int64_t total) const {
        if (m_report) {
            m_report(stage, done, total);
        }
    }

private:
    std::stop_token m_stop;
    Report m_report;
};

}  // namespace maillage
