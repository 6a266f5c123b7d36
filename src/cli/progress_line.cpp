// SPDX-License-Identifier: Apache-2.0
#include "cli/progress_line.hpp"

#include <unistd.h>

#include <cstdio>
#include <string>

namespace maillage::cli {
namespace {

constexpr auto kQuietTime = std::chrono::seconds(1);
constexpr auto kBetween = std::chrono::milliseconds(100);
constexpr const char* kWipe = "\r\033[K";

}  // namespace

ProgressLine::ProgressLine(Language language)
    : m_language(language), m_terminal(isatty(STDERR_FILENO) == 1) {}

ProgressLine::~ProgressLine() {
    if (m_written) {
        std::fputs(kWipe, stderr);
    }
}

void ProgressLine::show(MessageId stage, std::int64_t done, std::int64_t total) {
    if (!m_terminal) {
        return;
    }
    const std::lock_guard lock(m_mutex);
    const auto now = Clock::now();
    if (now - m_start < kQuietTime || now - m_last < kBetween) {
        return;
    }
    m_last = now;
    m_written = true;
    const auto text = render({MessageId::kProgress, {stage, done, total}}, m_language);
    std::fputs((kWipe + text).c_str(), stderr);
}

}  // namespace maillage::cli
