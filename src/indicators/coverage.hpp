// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The coverage indicator (circular of 26 March 2024, annex § 3.1): what is asked, what comes back.

#include "base/date.hpp"
#include "base/text.hpp"
#include "indicators/coverage_range.hpp"
#include "indicators/exact.hpp"
#include "model/choices.hpp"
#include "model/count.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace maillage::indicators {

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
    /// "Taux tous CTAI": departmental and regional contracts too.
    bool include_all_levels = false;
    /// Non-contractual partnerships too (E8).
    bool include_partnerships = false;
    /// Other than the dataset's choice, to show both readings (E19, E20).
    std::optional<Choices::Perimeter> perimeter;
};

/// Mean of rates of departments. Sums of up to 101 fractions, taken in long double and rounded once
/// to double: for showing beside the exact ratio, never for tests against a threshold.
struct MeanRate {
    double low = 0;
    double high = 0;
    std::int64_t departments = 0;  ///< Departments with a rate, the divisor.
};

/// Indicator of one territory. Counts are sums over the years asked: shown_count() divides them by
/// `years`.
struct CoverageRow {
    Level level = Level::kFrance;
    std::string code;  ///< "FR" for France.
    std::string name;
    std::string department;  ///< Its code, for communes, arrondissements and EPCI ∩ department.
    /// Some count of the years asked was published about its department, or one of them; else
    /// range is 0 because nobody said, not because nobody is there.
    bool has_counts = true;
    CoverageRange range;
    std::int64_t years = 1;
    /// Signatories known to be in the territory but in no commune (E16): part of range.rest, unless
    /// choices.unlocated is `ignored`.
    Count not_located;
    std::optional<RateBounds> rate;  ///< Nothing = not computable (E23).
    std::int64_t contracts = 0;      ///< Counted contracts that touch the territory.
    /// Departmental and regional contracts in force that touch it and do not count (E2, E32).
    std::int64_t contracts_not_counted = 0;
    std::optional<Share> target;    ///< Of the year of the date; nothing = not set ("hachuré").
    std::optional<RateBounds> gap;  ///< Target − rate, in shares of 1; negative = above the target.
    /// Further signatories to cover, already a mean over the years:
    /// max(0, ⌈target × total − covered⌉), smallest and largest.
    std::optional<Count> to_cover;
    std::optional<RateBounds> progress;        ///< TA of PILOTE, 0…1, where VI is known.
    std::optional<MeanRate> mean_of_children;  ///< PILOTE's avg (region, France).
};

}  // namespace maillage::indicators
