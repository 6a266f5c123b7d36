// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Fractions that are compared and subtracted without rounding.

#include "base/text.hpp"

#include <compare>
#include <cstdint>

namespace maillage::indicators {

/// Products of two counts and a target's denominator do not fit 64 bits.
__extension__ using Int128 = __int128;

/// A rate as an exact fraction; den > 0. Not reduced: 5/10 says five of ten.
struct Rate {
    std::int64_t num = 0;
    std::int64_t den = 1;
};

/// Smallest and largest value of a rate.
struct RateBounds {
    Rate low;
    Rate high;
};

/// By value: 1/2 and 2/4 are equal. Exact.
std::strong_ordering compare(Rate a, Rate b);
std::strong_ordering compare(Rate a, Share b);  ///< \pre b.denominator > 0

/// num/den in lowest terms. Exact unless the reduced terms need more than 63 bits, which takes
/// counts above a billion or targets with over ten decimals; then both lose the same low bits.
/// \pre den > 0
Rate reduced(Int128 num, Int128 den);

/// a − b in lowest terms.
Rate difference(Rate a, Rate b);

/// ⌈num/den⌉. \pre den > 0
Int128 ceil_divide(Int128 num, Int128 den);

/// A sum over \p years as the mean that is shown, rounded half up. \pre years > 0
std::int64_t shown_count(std::int64_t sum, std::int64_t years);

}  // namespace maillage::indicators
