// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// A plan within a limit as a problem of its own: a forest of candidates with what each costs, and
/// a worth that is a sum of maxima of additive functions (plan_model.hpp), one for each zone term.

#include "planning/branch_terms.hpp"
#include "planning/plan_model.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace maillage::planning {

/// One of the functions of a maximum: start + low · X + high · Y, with X and Y the sums of the low
/// and high ends of what is chosen.
struct Form {
    std::int64_t start = 0;
    std::int64_t low = 0;
    std::int64_t high = 0;

    std::int64_t of(Count count) const { return low * count.low + high * count.high; }
};

/// Vectors by candidate or by term. Parents stand before their children, trees one after another.
struct BranchForest {
    static constexpr std::uint32_t kNone = static_cast<std::uint32_t>(-1);

    std::vector<std::uint32_t> parent;
    std::vector<bool> usable;
    std::vector<std::int64_t> cost;          ///< ≥ 0.
    std::vector<std::uint32_t> first_share;  ///< One more than candidates.
    std::vector<TermShare> shares;
    std::vector<std::vector<Form>> forms;  ///< By term; not empty.
    std::vector<std::uint32_t> block;      ///< By term.
    std::size_t blocks = 0;
    std::int64_t unit = 1;  ///< What one signatory is worth.

    std::size_t size() const { return parent.size(); }
    std::span<const TermShare> shares_of(std::size_t v) const {
        return std::span(shares).subspan(first_share[v], first_share[v + 1] - first_share[v]);
    }
    std::int64_t worth(std::span<const std::uint32_t> chosen) const;
};

/// What a plan covers beyond the rate p/q \p at, × q: (q − p) C − p R of the guaranteed rate
/// C/(C + R). It is above 0 for the plans whose rate is above \p at, and no others. With 0/1 it is
/// C. \param cost By candidate.
BranchForest forest_of(const PlanModel& model, const BranchTerms& terms,
                       std::vector<std::int64_t> cost, indicators::Rate at);

}  // namespace maillage::planning
