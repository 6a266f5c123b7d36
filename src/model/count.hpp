// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Counts that may be hidden by statistical secrecy.

#include <cstdint>

namespace maillage {

/// A published count, exact or masked. Held as the closed interval of values it can take, so a
/// sum over masked cells stays true instead of looking exact. Masked ≠ missing ≠ zero: missing
/// is an empty std::optional<Count>, zero is Count::exact(0).
struct Count {
    std::int64_t low = 0;
    std::int64_t high = 0;  ///< Equal to low when exact.

    static constexpr Count exact(std::int64_t n) noexcept { return {n, n}; }
    static constexpr Count masked(std::int64_t lo, std::int64_t hi) noexcept { return {lo, hi}; }
    constexpr bool is_exact() const noexcept { return low == high; }
    friend constexpr Count operator+(Count a, Count b) noexcept {
        return {a.low + b.low, a.high + b.high};
    }
    friend constexpr Count operator-(Count a, Count b) noexcept {
        return {a.low - b.low, a.high - b.high};
    }
    constexpr Count& operator+=(Count other) noexcept { return *this = *this + other; }
    constexpr Count& operator-=(Count other) noexcept { return *this = *this - other; }
    friend constexpr bool operator==(const Count&, const Count&) = default;
};

}  // namespace maillage
