// SPDX-License-Identifier: Apache-2.0
#include "indicators/exact.hpp"

#include <cassert>
#include <limits>

namespace maillage::indicators {
namespace {

Int128 magnitude(Int128 value) { return value < 0 ? -value : value; }

Int128 greatest_common_divisor(Int128 a, Int128 b) {
    a = magnitude(a);
    b = magnitude(b);
    while (b != 0) {
        const auto rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

std::strong_ordering order(Int128 a, Int128 b) {
    if (a == b) {
        return std::strong_ordering::equal;
    }
    return a < b ? std::strong_ordering::less : std::strong_ordering::greater;
}

}  // namespace

std::strong_ordering compare(Rate a, Rate b) {
    return order(Int128{a.num} * b.den, Int128{b.num} * a.den);
}

std::strong_ordering compare(Rate a, Share b) {
    return compare(a, Rate{b.numerator, b.denominator});
}

Rate reduced(Int128 num, Int128 den) {
    assert(den > 0);
    const auto divisor = greatest_common_divisor(num, den);
    num /= divisor;
    den /= divisor;
    constexpr Int128 kMax = std::numeric_limits<std::int64_t>::max();
    while (magnitude(num) > kMax || den > kMax) {
        num /= 2;
        den /= 2;
    }
    return {static_cast<std::int64_t>(num), static_cast<std::int64_t>(den > 0 ? den : 1)};
}

Rate difference(Rate a, Rate b) {
    return reduced(Int128{a.num} * b.den - Int128{b.num} * a.den, Int128{a.den} * b.den);
}

Int128 ceil_divide(Int128 num, Int128 den) {
    assert(den > 0);
    const auto quotient = num / den;  // Rounds towards zero: right already for negatives.
    return num % den > 0 ? quotient + 1 : quotient;
}

std::int64_t shown_count(std::int64_t sum, std::int64_t years) {
    assert(years > 0);
    // ⌊sum/years + 1/2⌋ = ⌊(2·sum + years) / (2·years)⌋; counts are never negative.
    return (2 * sum + years) / (2 * years);
}

}  // namespace maillage::indicators
