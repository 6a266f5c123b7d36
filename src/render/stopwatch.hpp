// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// How long the parts of a drawing take.

#include <chrono>

namespace maillage::gl {

class Stopwatch {
public:
    /// Milliseconds since the last lap or the start.
    double lap_ms() {
        const auto now = std::chrono::steady_clock::now();
        const std::chrono::duration<double, std::milli> passed = now - m_since;
        m_since = now;
        return passed.count();
    }

private:
    std::chrono::steady_clock::time_point m_since = std::chrono::steady_clock::now();
};

}  // namespace maillage::gl
