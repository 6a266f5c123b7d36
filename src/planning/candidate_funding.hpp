// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// What the rules allow a candidate, and what the register already says of it.

#include "base/date.hpp"
#include "indicators/perimeter_counts.hpp"
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
/// The same with \p counts of the candidates' dataset, for many scopes: it keeps what it arranges.
std::vector<CandidateFunding> candidate_funding(const Candidates& candidates, const RuleSet& rules,
                                                indicators::PerimeterCounts& counts);

/// The most a new contract may get where nothing more is possible (M1); nothing without a limit.
std::optional<std::int64_t> limit_for_new(const RuleSet& rules);

/// Cents that a contract with each candidate would cost the State. Without \p unit_cost_cents: the
/// most that `funding` allows, limit_for_new() where more is possible case by case. With it (M6):
/// unit cost × signatories of the whole perimeter, the most there may be, as the mean of the years
/// that the rules name (of those asked, where one of them has no counts), rounded up to the cent;
/// at most what `funding` allows.
/// \returns By position in \p candidates; empty when the rules have no limit and there is no unit
/// cost: nothing is known.
std::vector<std::int64_t> candidate_costs(const Candidates& candidates, const RuleSet& rules,
                                          const std::vector<CandidateFunding>& funding,
                                          std::optional<std::int64_t> unit_cost_cents,
                                          indicators::PerimeterCounts& counts);

/// The last day for files of new contracts, where the rules have one.
std::optional<Date> last_day_for_new(const RuleSet& rules);

}  // namespace maillage::planning
