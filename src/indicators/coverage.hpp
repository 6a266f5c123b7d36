// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The coverage indicator (circular of 26 March 2024, annex § 3.1), with exact intervals.

#include "base/date.hpp"
#include "base/index.hpp"
#include "base/text.hpp"
#include "model/dataset.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace maillage::indicators {

/// A rate as an exact fraction; den > 0.
struct Rate {
    std::int64_t num = 0;
    std::int64_t den = 1;
};

/// All pairs (covered, not covered) that agree with the published figures form the hexagon
///   covered ∈ [covered.low, covered.high], rest ∈ […], covered + rest ∈ [total.low, total.high]
/// with every bound attained. Such sets add up bound by bound (they are generalised polymatroids),
/// so a region is the sum of its departments and the closed form of masked counts follows.
struct CoverageRange {
    Count covered;
    Count rest;
    Count total;

    friend CoverageRange operator+(const CoverageRange& a, const CoverageRange& b) {
        return {a.covered + b.covered, a.rest + b.rest, a.total + b.total};
    }
    friend bool operator==(const CoverageRange&, const CoverageRange&) = default;
};

/// The same set cut by what is published: total ∈ \p published. Bounds are made tight again.
/// \returns Nothing if no value agrees (a published total smaller than the rows add up to).
std::optional<CoverageRange> constrain_total(const CoverageRange& range, Count published);

/// Smallest and largest rate over the set; nothing when the total can only be 0 (E23).
struct RateBounds {
    Rate low;
    Rate high;
};
std::optional<RateBounds> rate_bounds(const CoverageRange& range);

enum class Level : std::uint8_t {
    kCommune,
    kEpci,
    kEpciInDepartment,
    kArrondissement,
    kDepartment,
    kRegion,
    kFrance
};

/// What is asked: which contracts count, at which date, on which counts.
struct CoverageQuery {
    Date date;               ///< D of the definition.
    std::vector<int> years;  ///< Counts of these years (their mean); empty = the dataset's.
    bool include_all_levels =
        false;  ///< "taux tous CTAI": departmental and regional contracts too.
};

/// Indicator of one territory. Counts are sums over the years asked: divide by `years` to show
/// them.
struct CoverageRow {
    Level level = Level::kFrance;
    std::string code;
    std::string name;
    CoverageRange range;
    std::int64_t years = 1;
    Count not_located;               ///< Part of range.rest.
    std::optional<RateBounds> rate;  ///< Nothing = not computable (E23).
    std::int64_t contracts = 0;      ///< Counted contracts that touch the territory.
    std::optional<Share> target;
    /// Target − rate, from the highest and lowest rate, in shares of 1; exact.
    /// Further signatories to cover: max(0, ⌈target × total − covered⌉), for the two ends.
    std::optional<Count> to_cover;
    std::optional<RateBounds> progress;  ///< TA of PILOTE, 0…1, where VI is known.
    std::optional<RateBounds>
        mean_of_children;  ///< PILOTE's avg: mean of departments' rates (region, France).
};

}  // namespace maillage::indicators
