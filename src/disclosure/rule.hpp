// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Which counts must not be published, and how uncertain a hidden one must stay.

#include "disclosure/integer_reach.hpp"
#include "model/count.hpp"

#include <cstdint>

namespace maillage::disclosure {

/// Thresholds that can be asked for.
inline constexpr std::int64_t kLeastThreshold = 3;
inline constexpr std::int64_t kGreatestThreshold = 99;

/// The frequency rule (methods.md § 6): counts from 1 to threshold - 1 are not published. A
/// parameter, as OFII's own rule is not known; the presets are 3, 5 and 11.
struct Rule {
    std::int64_t threshold =
        5;  ///< \invariant at least kLeastThreshold: of 1 alone nothing is uncertain.
    bool publish_zero = true;
    /// The reader knows the rule, so also that a count hidden by it is below the threshold.
    bool known_to_reader = true;
    /// Greatest minus least value that a hidden small count must keep. 1 = it is not exact (§ 7);
    /// threshold - 2 = nothing is learnt beyond the rule itself.
    std::int64_t width = 1;

    /// The values that the rule hides.
    Count small_counts() const noexcept { return {publish_zero ? 1 : 0, threshold - 1}; }
    bool hides(std::int64_t value) const noexcept {
        return value >= small_counts().low && value <= small_counts().high;
    }
    friend bool operator==(const Rule&, const Rule&) = default;
};

/// What must stay possible of a hidden count (upper, lower and sliding protection: Fischetti and
/// Salazar 2001).
struct Protection {
    Count hold;              ///< Both ends must stay possible: the source's own mask, or the value.
    std::int64_t width = 0;  ///< And the greatest minus the least possible value be this at least.
    friend bool operator==(const Protection&, const Protection&) = default;
};

/// A count of our own that the rule hides. A reader who does not know the rule is not given it.
inline Protection protection_of_small(const Rule& rule, std::int64_t value) noexcept {
    const auto all = rule.small_counts();
    return {Count::exact(value), rule.known_to_reader && rule.width > all.high - all.low
                                     ? all.high - all.low
                                     : rule.width};
}

/// A count that the source masks: its interval is never narrowed in public.
inline Protection protection_of_mask(Count mask) noexcept { return {mask, mask.high - mask.low}; }

/// Whether \p reach is proven to leave what \p protection asks for.
inline bool is_kept(const Protection& protection, const Reach& reach) noexcept {
    return reach.attained && reach.low <= protection.hold.low &&
           reach.high >= protection.hold.high && reach.high - reach.low >= protection.width;
}

}  // namespace maillage::disclosure
