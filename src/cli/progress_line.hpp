// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// One line on the terminal that says how far work is, from its first second on.

#include "base/language.hpp"
#include "base/message.hpp"

#include <chrono>
#include <cstdint>
#include <mutex>

namespace maillage::cli {

/// Writes to standard error, only when it is a terminal, at most ten times a second, and wipes the
/// line at the end. May be called from any thread.
class ProgressLine {
public:
    explicit ProgressLine(Language language);
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;
    ProgressLine(ProgressLine&&) = delete;
    ProgressLine& operator=(ProgressLine&&) = delete;
    ~ProgressLine();

    void show(MessageId stage, std::int64_t done, std::int64_t total);

private:
    using Clock = std::chrono::steady_clock;
    std::mutex m_mutex;
    Language m_language;
    bool m_terminal;
    bool m_written = false;
    Clock::time_point m_start = Clock::now();
    Clock::time_point m_last{};
};

}  // namespace maillage::cli
