// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Targets: the gap, the signatories still to cover, PILOTE's progress, tests against thresholds.
/// All on exact fractions; percentages are rounded at display only (E26).

#include "base/index.hpp"
#include "base/text.hpp"
#include "indicators/coverage.hpp"
#include "indicators/coverage_range.hpp"
#include "indicators/exact.hpp"
#include "model/count.hpp"
#include "model/dataset.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace maillage::indicators {

/// What a test against a threshold says when the value is an interval.
enum class Answer : std::uint8_t { kMet, kNotMet, kNotKnown };

/// \returns The target of a department or region for exactly this year; null when there is none:
/// a target of another year is not carried over (E24).
const Target* target_of(const Dataset& dataset, Level level, std::size_t territory, int year);

/// Whether rate ≥ target: num × target.denominator ≥ target.numerator × den (E26).
Answer reaches(const RateBounds& rate, Share target);

/// Target − rate, from the highest to the lowest rate.
RateBounds gap_to_target(const RateBounds& rate, Share target);

/// max(0, ⌈target × total − covered⌉) on means over \p years, smallest and largest. The expression
/// under ⌈⌉ is linear in (covered, rest), so its extremes stand at corners of the hexagon, and ⌈⌉
/// keeps their order.
Count signatories_to_cover(const CoverageRange& range, Share target, std::int64_t years);

/// Taux d'avancement of PILOTE: (rate − VI)/(VC − VI) bounded to [0, 1], VI the initial rate, VC
/// the target. When VI ≥ VC: 1 if rate ≥ VC, else 0 (E24). Nothing without an initial rate.
std::optional<RateBounds> progress_to_target(const RateBounds& rate, const Target& target);

/// A region whose target asks for other signatories than the targets of its departments (E25).
struct TargetDiscrepancy {
    Index<Region> region;
    int year = 0;
    Count regional;     ///< ⌈target × total⌉ of the region, over the possible totals.
    Count departments;  ///< ⌈Σ target × total⌉ of its departments.
};
class CoverageState;
/// Regions with a target, all of whose departments have one, for the year of the query's date, and
/// whose two figures cannot be equal.
std::vector<TargetDiscrepancy> target_discrepancies(const CoverageState& state);

/// Inhabitants (population municipale) of a perimeter (E28); nothing if one commune's is unknown.
std::optional<std::int64_t> population_of(const CommuneTable& communes,
                                          std::span<const Index<Commune>> perimeter);

/// "Plus de 100 000 habitants" and "a minima 500" signatories: strictly more than, and at least
/// (E27). \p signatories over one year.
struct ExceptionThresholds {
    std::int64_t inhabitants_above = 100'000;
    std::int64_t signatories_from = 500;
};
Answer above_exception_thresholds(std::optional<std::int64_t> inhabitants, Count signatories,
                                  const ExceptionThresholds& thresholds = {});

}  // namespace maillage::indicators
