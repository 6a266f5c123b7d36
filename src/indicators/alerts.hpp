// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// What a référent should be told: contracts that end, gaps between them, counts that look wrong.

#include "base/date.hpp"
#include "base/index.hpp"
#include "base/message.hpp"
#include "model/count.hpp"
#include "model/dataset.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace maillage::indicators {

/// A counted contract whose last day is near (E12).
struct EndingContract {
    std::size_t contract = 0;  ///< Row of Dataset::contracts.
    Date last_day;
    int days_left = 0;  ///< 0 = it counts for the last time today.
    /// All its communes are held by other contracts that count the day after.
    bool relayed = false;
};
/// Contracts that count at \p date and end within \p days of it, soonest first.
std::vector<EndingContract> ending_soon(const Dataset& dataset, Date date, int days = 90);
Message ending_message(const Dataset& dataset, const EndingContract& ending, Language language);

/// Two contracts of one perimeter, the second signed after the first had ended (E10).
struct RenewalGap {
    std::size_t ended = 0;    ///< Rows of Dataset::contracts.
    std::size_t renewed = 0;  ///< The next one.
    int days = 0;             ///< Days on which neither counts.
};
std::vector<RenewalGap> renewal_gaps(const Dataset& dataset);
Message gap_message(const Dataset& dataset, const RenewalGap& gap);

/// A commune with more signatories per inhabitant than its department leads one to expect, perhaps
/// because an association or the prefecture gives them its address (E17).
struct InflatedCommune {
    Index<Commune> commune;
    Count signatories;
};
struct InflationRule {
    std::int64_t times = 10;     ///< More than so many times the rest of the department.
    std::int64_t at_least = 50;  ///< Smaller numbers vary too much to say anything.
};
/// Communes that break the rule whatever the masked counts are; only communes whose population is
/// known, and only beside communes whose population is known.
std::vector<InflatedCommune> inflated_communes(const Dataset& dataset, const CirYear& year,
                                               const InflationRule& rule = {});
Message inflation_message(const Dataset& dataset, const InflatedCommune& inflated,
                          const InflationRule& rule = {});

}  // namespace maillage::indicators
