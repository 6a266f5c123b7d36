// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// What the rules allow a candidate, and what the register already says of it.

#include "base/date.hpp"
#include "indicators/targets.hpp"
#include "model/rule_set.hpp"
#include "planning/candidates.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace maillage::planning {

struct CandidateFunding {
    /// The most the State may give without asking anybody; nothing: more is possible case by case,
    /// or the rules have no limit.
    std::optional<std::int64_t> most_cents;
    /// Whether it is above both thresholds of the exception for large territories.
    indicators::Answer exception = indicators::Answer::kNotMet;
    /// A contract of the register for exactly these communes that does not count now (being
    /// prepared, refused, ended, signed later): row of Dataset::contracts, the latest of the file.
    std::optional<std::size_t> known;
    /// A contract of exactly these communes has ended: the next one is a renewal.
    bool renewal = false;
    /// false: refused or given up, as the register says of the latest.
    bool eligible = true;
};

/// By position in \p candidates, under the rules of \p rules. What a flat cost for one signatory
/// would come to is not part of it: see FundingCheck.
std::vector<CandidateFunding> candidate_funding(const Candidates& candidates, const RuleSet& rules);

/// The last day for files of new contracts, where the rules have one.
std::optional<Date> last_day_for_new(const RuleSet& rules);

}  // namespace maillage::planning
