// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// What a plan brings when partners may refuse.

#include "planning/candidates.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace maillage::planning {

/// Probability of each number of newly covered signatories (lowest counts, sums over the years).
/// Probabilities are doubles: exact convolution, no sampling; they add up to 1 within rounding.
struct GainDistribution {
    std::vector<std::pair<std::int64_t, double>> chances;  ///< Ascending, chance > 0.
    double mean() const;
    /// Chance of at least \p signatories.
    double at_least(std::int64_t signatories) const;
};

/// Independent signatures: each candidate of \p plan is asked and signs with its probability; one
/// that refuses is replaced by its children, asked in the same way, where the fallback is allowed
/// (methods.md § 2.6). \p probability by candidate, in [0, 1].
/// \pre no candidate of \p plan lies in another
GainDistribution signing_risk(const Candidates& candidates, std::span<const std::uint32_t> plan,
                              std::span<const double> probability, bool fall_back);

/// The best that can be expected of a candidate and those in it:
/// E_v = max(π_v r_v + (1 − π_v) Σ E_u, Σ E_u) over its children u; r_v the lowest gain.
/// \returns E by candidate.
std::vector<double> best_expectation(const Candidates& candidates,
                                     std::span<const double> probability);

}  // namespace maillage::planning
