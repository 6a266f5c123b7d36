// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The numbers a plan is searched on: what each candidate adds, and the rate of what is covered.
///
/// Let X and Y be the sums of the low and high ends of the covered cells of a part of a zone with
/// total T and cells [L, H] (indicators/year_counts.hpp). The guaranteed rate is C/(C + R) with
///     C = max(X, T − H + Y),   R = min(A.high − Y, T − L + A.low − X),
/// A being all cells of the part; the possible rate has min for max and max for min. X and Y are
/// sums over the contracts chosen, so C and −R are maxima of additive functions: the best set is
/// the best of a few additive problems (methods.md § 2, 9). Without a total C = X, R = A.high − Y.

#include "indicators/coverage_state.hpp"
#include "indicators/exact.hpp"
#include "planning/candidates.hpp"
#include "planning/plan.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace maillage::planning {

/// Part of a zone: departments and one year whose bounds are taken together.
struct ZoneTerm {
    std::optional<std::int64_t> total;
    Count zone;                        ///< All cells of the zone.
    Count all;                         ///< All cells of the part; not located ones too.
    std::vector<std::uint32_t> cells;  ///< Positions slot × years + year.
};

/// One rate: a department's or the scope's.
struct RateTerms {
    std::vector<ZoneTerm> terms;
    bool inhabited = false;  ///< Its total may be above 0.
};

/// \invariant locked-in candidates are signed in `state`.
struct PlanModel {
    enum class Split : std::uint8_t {
        kModel,  ///< What a candidate alone changes: for the guaranteed rate never too much.
        kBound   ///< What it changes at most, together with any others: never too little.
    };
    PlanModel(const Candidates& candidates, const PlanRequest& request, Split split);

    /// \p by_cell: covered, by slot × years + year; \p pooled more of them, wherever they are.
    indicators::Rate rate(const RateTerms& of, std::span<const Count> by_cell,
                          std::int64_t pooled = 0) const;
    indicators::Rate scope_rate(std::span<const Count> by_cell, std::int64_t pooled = 0) const {
        return rate(scope, by_cell, pooled);
    }
    void add(std::vector<Count>& to, std::size_t v) const;
    std::span<const Count> amounts(std::size_t part) const {
        return std::span(amount).subspan(part * years, years);
    }

    const Candidates& all;
    Measure measure;
    std::size_t years;
    indicators::CoverageState state;
    std::vector<Count> amount;   ///< By part, then year.
    std::vector<Count> sum;      ///< By candidate: over parts and years.
    std::vector<bool> usable;    ///< May be chosen: eligible, not locked, of some gain.
    std::vector<Count> covered;  ///< By slot, then year, before any choice.
    std::vector<RateTerms> departments;
    RateTerms scope;
    /// Whether cells lie in several communes not yet covered: kModel and kBound differ.
    bool split_matters = false;

private:
    void fill_amounts();
    void fill_split(Split split);
    void fill_usable(const PlanRequest& request);
    void fill_terms();
    ZoneTerm term_of(std::uint32_t slot, std::size_t year) const;
};

}  // namespace maillage::planning
