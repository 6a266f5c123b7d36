// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// What published figures leave possible for a territory: covered, not covered and their sum.

#include "indicators/exact.hpp"
#include "model/count.hpp"

#include <array>
#include <cstdint>
#include <optional>

namespace maillage::indicators {

/// All pairs (covered, not covered) that agree with the published figures form the hexagon
///   covered ∈ [covered.low, covered.high], rest ∈ […], covered + rest ∈ [total.low, total.high]
/// with every bound attained by a pair of whole numbers ("tight").
///
/// Why sums go bound by bound: the bounds are a function on the subsets {covered}, {rest},
/// {covered, rest}, upper bounds submodular, lower bounds supermodular, and each
/// upper(S) − lower(T) ≥ upper(S∖T) − lower(T∖S). Such sets are generalised polymatroids. The
/// Minkowski sum of two of them has the sums of their bounds, and every whole point of the sum is
/// the sum of whole points (Frank and Tardos 1988). So independent territories, years and cells
/// add up without loss, and the closed form of masked counts (methods.md § 9) follows.
struct CoverageRange {
    Count covered;
    Count rest;
    Count total;

    friend CoverageRange operator+(const CoverageRange& a, const CoverageRange& b) {
        return {a.covered + b.covered, a.rest + b.rest, a.total + b.total};
    }
    friend bool operator==(const CoverageRange&, const CoverageRange&) = default;
};

/// The same set cut by what is published: total ∈ \p published. Bounds are made tight again:
/// covered = total − rest, hence covered ≥ total.low − rest.high and ≤ total.high − rest.low.
/// \pre \p range is tight.
/// \returns Nothing if no value agrees (a published total smaller than the rows add up to).
std::optional<CoverageRange> constrain_total(const CoverageRange& range, Count published);

/// Smallest and largest covered/total over the pairs with total > 0; nothing when the total can
/// only be 0 (E23). Tightness makes (covered.high, rest.low) and (covered.low, rest.high) pairs of
/// the set: where covered is highest, rest ≥ rest.low and the sum still ≤ total.high, and where
/// rest is lowest the sum is ≥ total.low with covered ≤ covered.high; so the sum of the two fits.
std::optional<RateBounds> rate_bounds(const CoverageRange& range);

/// A pair of the set.
struct CoveragePoint {
    std::int64_t covered = 0;
    std::int64_t rest = 0;
};
/// The corners of the hexagon (some may coincide). Linear functions are extreme at corners.
std::array<CoveragePoint, 6> corners(const CoverageRange& range);

}  // namespace maillage::indicators
