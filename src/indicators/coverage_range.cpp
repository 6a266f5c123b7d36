// SPDX-License-Identifier: Apache-2.0
#include "indicators/coverage_range.hpp"

#include <algorithm>

namespace maillage::indicators {

std::optional<CoverageRange> constrain_total(const CoverageRange& range, Count published) {
    const Count total = {std::max(range.total.low, published.low),
                         std::min(range.total.high, published.high)};
    if (total.low > total.high) {
        return std::nullopt;
    }
    const auto tightened = [&total](Count part, Count other) {
        return Count{std::max(part.low, total.low - other.high),
                     std::min(part.high, total.high - other.low)};
    };
    return CoverageRange{tightened(range.covered, range.rest), tightened(range.rest, range.covered),
                         total};
}

std::optional<RateBounds> rate_bounds(const CoverageRange& range) {
    if (range.total.high <= 0) {
        return std::nullopt;
    }
    RateBounds bounds;
    const auto lowest_total = range.covered.low + range.rest.high;
    // Both 0: nobody can be uncovered, so wherever somebody lives the rate is 1.
    bounds.low = lowest_total > 0 ? Rate{range.covered.low, lowest_total}
                                  : Rate{range.total.high, range.total.high};
    const auto highest_total = range.covered.high + range.rest.low;
    bounds.high =
        highest_total > 0 ? Rate{range.covered.high, highest_total} : Rate{0, range.total.high};
    return bounds;
}

std::array<CoveragePoint, 6> corners(const CoverageRange& range) {
    const auto& [covered, rest, total] = range;
    return {{{covered.low, rest.high},
             {covered.high, rest.low},
             {covered.low, total.low - covered.low},
             {total.low - rest.low, rest.low},
             {covered.high, total.high - covered.high},
             {total.high - rest.high, rest.high}}};
}

}  // namespace maillage::indicators
