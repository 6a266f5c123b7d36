// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Many departments, each with masked counts under a total of its own.
///
/// Σ over departments of max(X_d, Y_d + T_d − H_d) has too many ways of choosing branches to try
/// them all, but it falls apart: f_d(k), the best of k contracts in one department, is the larger
/// of two sorted sums, and the best of N over departments is a knapsack over k_1 + k_2 + … = N, for
/// every N in one pass, O(N · contracts). An EPCI across departments belongs to the one where it
/// has most. What it brings elsewhere counts at the low ends where no branch is fixed there; for
/// the bound, the high branch there then starts with all that EPCI of other departments could add
/// to it (Y − X). Where the bound and the plan differ, the department that is overrated most is
/// fixed to either branch (branch and bound, Land and Doig 1960), for all N at once: fixed, it is
/// exact.

#include "planning/branch_terms.hpp"
#include "planning/plan_model.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <stop_token>
#include <vector>

namespace maillage::planning {

class DepartmentBlocks {
public:
    /// \p tops: disjoint candidates; \p choices by term of model.scope, kBothLow and kBothHigh
    /// only.
    /// \pre terms.small_blocks
    DepartmentBlocks(const PlanModel& model, const BranchTerms& terms,
                     std::span<const std::uint32_t> tops,
                     const std::vector<std::vector<Branch>>& choices);

    /// The best set of contracts found, and what no set of as many covers more than: the same
    /// unless the search was given up.
    struct Set {
        std::int64_t covered = 0;
        std::int64_t bound = 0;
        std::vector<std::uint32_t> tops;  ///< Positions in `tops`.
    };
    static constexpr std::size_t kMostNodes = 4'000;
    /// The best sets of exactly 0, 1, … \p most contracts.
    /// \param nodes Relaxations solved before giving up, as when \p stop is asked for.
    std::vector<Set> best(std::size_t most, std::size_t nodes, const std::stop_token& stop) const;

private:
    /// Departments whose terms are tied to each other by a common total.
    struct Block {
        std::vector<std::uint32_t> terms;
        std::vector<std::uint32_t> tops;
    };
    /// Branch by term: which of its choices, or none of them yet.
    using Fixed = std::vector<std::uint8_t>;
    static constexpr std::uint8_t kFree = 0xff;
    struct Curve {
        std::vector<std::int64_t> value;                ///< By number of contracts.
        std::vector<std::vector<std::uint32_t>> order;  ///< Of each way of choosing branches.
        std::vector<std::uint32_t> way;                 ///< By number of contracts: the best way.
    };
    /// The knapsack over blocks.
    struct Relaxation {
        std::vector<Curve> curves;
        std::vector<std::vector<std::uint32_t>> taken;  ///< By block, then contracts so far.
        std::vector<std::int64_t> value;                ///< By number of contracts.
    };
    struct Node {
        Fixed fixed;
        std::vector<std::int64_t> bound;  ///< By number of contracts, from the node above.
    };

    void make_blocks(const BranchTerms& terms);
    bool is_high(const Fixed& fixed, std::uint32_t term) const {
        return fixed[term] != kFree && m_choices[term][fixed[term]] == Branch::kBothHigh;
    }
    Curve curve(const Block& block, const Fixed& fixed, bool generous) const;
    Relaxation relax(const Fixed& fixed, bool generous, std::size_t most) const;
    std::vector<std::uint32_t> chosen(const Relaxation& from, std::size_t k) const;
    std::int64_t covered(std::span<const std::uint32_t> tops) const;
    void improve(const Relaxation& by, std::size_t k, std::vector<Set>& sets) const;
    std::uint32_t most_wrong(const Relaxation& relaxation, std::size_t k, const Fixed& fixed) const;

    const PlanModel& m_model;
    std::vector<std::uint32_t> m_tops;
    std::vector<std::vector<TermShare>> m_shares;  ///< By top.
    std::vector<Count> m_before;                   ///< By term: covered before any choice.
    std::vector<std::int64_t> m_from_others;  ///< By term: Y − X of all tops of other blocks.
    std::vector<std::vector<Branch>> m_choices;
    std::vector<Block> m_blocks;
    std::vector<std::uint32_t> m_block_of_term;
    std::vector<std::uint32_t> m_block_of_top;
};

}  // namespace maillage::planning
