// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Many departments, each with masked counts under a total of its own.
///
/// Σ over departments of max(X_d, Y_d + T_d − H_d) has too many ways of choosing branches to try
/// them all, but it falls apart: f_d(k), the best of k contracts in one department, is the larger
/// of two sorted sums, and the best of N over departments is a knapsack over k_1 + k_2 + … = N, for
/// every N in one pass, O(N · contracts). An EPCI across departments belongs to the one where it
/// has most; what it brings elsewhere counts at the low ends for a plan and at the high ends for
/// the bound (a maximum rises by no more than Y), so the two differ by a few signatories at most.

#include "planning/plan_model.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace maillage::planning {

/// Which ends of its cells C and −R of a zone term rise by (plan_model.hpp).
enum class Branch : std::uint8_t { kBothLow, kBothHigh, kLowHigh, kHighLow };

class DepartmentBlocks {
public:
    /// \p tops: disjoint candidates; \p term_of_cell into model.scope.terms; \p choices by term,
    /// kBothLow and kBothHigh only.
    DepartmentBlocks(const PlanModel& model, std::span<const std::uint32_t> tops,
                     std::span<const std::uint32_t> term_of_cell,
                     const std::vector<std::vector<Branch>>& choices);

    std::size_t sizes() const { return m_bound.size() - 1; }
    /// Covered signatories that no \p k contracts exceed.
    std::int64_t bound(std::size_t k) const { return m_bound[k]; }
    /// Positions in `tops` of a good set of \p k contracts: the best one if nothing spans.
    std::vector<std::uint32_t> chosen(std::size_t k) const;

private:
    /// Departments whose terms are tied to each other by a common total.
    struct Block {
        std::vector<std::uint32_t> terms;
        std::vector<std::uint32_t> tops;
    };
    struct Curve {
        std::vector<std::int64_t> value;                ///< By number of contracts.
        std::vector<std::vector<std::uint32_t>> order;  ///< Of each way of choosing branches.
        std::vector<std::uint32_t> way;                 ///< By number of contracts: the best way.
    };

    void make_blocks();
    Curve curve(const Block& block, bool high_elsewhere) const;
    std::vector<std::int64_t> combine(const std::vector<Curve>& curves);

    const PlanModel& m_model;
    std::vector<std::uint32_t> m_tops;
    std::vector<std::uint32_t> m_term_of_cell;
    std::vector<std::vector<Branch>> m_choices;
    std::vector<Block> m_blocks;
    std::vector<Curve> m_curves;                      ///< Of the plan.
    std::vector<std::vector<std::uint32_t>> m_taken;  ///< By block, then contracts so far.
    std::vector<std::int64_t> m_bound;
};

}  // namespace maillage::planning
