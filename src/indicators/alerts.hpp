// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// What a référent should be told about the dates of contracts.

#include "base/date.hpp"
#include "base/message.hpp"
#include "model/dataset.hpp"

#include <cstddef>
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

}  // namespace maillage::indicators
