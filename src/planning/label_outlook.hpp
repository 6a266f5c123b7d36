// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// What a budget can still bring: bounds that let a search drop partial plans which cannot become
/// the best one (Kellerer, Pferschy and Pisinger 2004, Knapsack Problems, ch. 5: the linear
/// relaxation by slopes), on the forest commune ⊂ EPT ⊂ EPCI.

#include "planning/gain_hull.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace maillage::planning {

/// Each node of the forest has a hull: the corners of what its subtree can bring, steepest step
/// first. A corner is a plan; between corners the hull is more than any plan brings.
class LabelOutlook {
public:
    static constexpr std::uint32_t kNone = static_cast<std::uint32_t>(-1);

    /// \param parent By node, before it; kNone = a root. \param choice By node; a gain of 0 = the
    /// node cannot be chosen. A node excludes those inside it.
    LabelOutlook(std::span<const std::uint32_t> parent, std::span<const GainAndCost> choice,
                 std::int64_t budget);

    /// The gain of a plan that the budget allows: the steepest steps first, while they fit.
    std::int64_t attained() const noexcept { return m_attained; }

    /// From now on count what lies outside \p node and outside what holds it.
    void look_outside(std::uint32_t node);
    /// From now on count what lies outside \p node, and its children before \p child.
    void look_beside(std::uint32_t node, std::uint32_t child);
    /// From now on count these trees.
    void look_at(std::span<const std::uint32_t> roots);
    /// Not less than what is counted can add together for \p money ≥ 0.
    std::int64_t most_for(std::int64_t money) const;

private:
    using Steps = std::vector<GainAndCost>;

    void add_outside(std::uint32_t node);
    void add(std::uint32_t node);
    void sum_up();

    std::vector<std::uint32_t> m_parent;
    std::vector<std::vector<std::uint32_t>> m_children;
    std::vector<std::uint32_t> m_roots;
    std::vector<Steps> m_steps;  ///< By node: from corner to corner, the steepest first.
    std::int64_t m_attained = 0;
    Steps m_counted;
    // Of the steps counted, summed.
    std::vector<std::int64_t> m_gain;
    std::vector<std::int64_t> m_cost;
};

}  // namespace maillage::planning
