// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The most coverage for a sum of euros over many departments, each with masked counts under a
/// total of its own (department_blocks.hpp).
///
/// Lagrange's relaxation takes the money out: at a price λ of a euro in signatories, every tree of
/// the forest and every department chooses for itself, and no plan within the budget B brings more
/// than Σ max(…) + λB; the best price is found by bisection (Fisher 1981, The Lagrangian relaxation
/// method for solving integer programming problems). It also tells which branch each department
/// takes: with all branches chosen, one additive problem is left, which labels solve exactly. A
/// branch that lowers the bound below a plan that was found is out (reduced costs); what is open
/// then is tried by branch and bound.

#include "indicators/exact.hpp"
#include "planning/branch_terms.hpp"
#include "planning/plan_search.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <vector>

namespace maillage::planning {

class BudgetSearch {
public:
    /// \pre suits(); refers to all it is given.
    BudgetSearch(const PlanModel& model, const PlanRequest& request, const BranchTerms& terms);

    /// Whether counts are masked, only a budget limits the most coverage, and two branches are all
    /// there is.
    static bool suits(const PlanModel& model, const PlanRequest& request, const BranchTerms& terms);

    static constexpr std::size_t kMostPlans = 60;
    /// \returns The best plan; `bound` is its value unless \p plans additive problems did not prove
    /// it. Its ties are not all listed.
    SearchResult best(std::size_t plans = kMostPlans);

private:
    using Int128 = indicators::Int128;
    /// By term: kLow, kHigh or, of a masked one, kFree.
    using Choice = std::vector<std::uint8_t>;
    static constexpr std::uint8_t kLow = 0;
    static constexpr std::uint8_t kHigh = 1;
    static constexpr std::uint8_t kFree = 2;
    static constexpr std::int64_t kUnit = std::int64_t{1}
                                          << 30U;  ///< Prices are multiples of 1/kUnit.

    struct Block {
        std::vector<std::uint32_t> free_terms;  ///< Masked ones.
        std::vector<std::uint32_t> roots;
        std::int64_t start = 0;  ///< Of its other terms.
    };
    /// Worth and money of what a block chooses at a price.
    struct Worth {
        Int128 value = 0;  ///< Signatories × kUnit, less the price.
        std::int64_t cost = 0;
    };
    /// What each way of choosing the branches of a block is worth.
    struct Way {
        std::vector<std::uint8_t> choice;  ///< By free_terms.
        Worth worth;
    };
    struct Priced {
        std::int64_t price = 0;
        Int128 bound = 0;  ///< Signatories × kUnit.
        std::int64_t cost = 0;
        std::vector<std::vector<Way>> ways;  ///< By block; the best first.
        Choice best;                         ///< By term, none free.
    };

    Worth worth(const Block& block, const Choice& choice, const Choice& fixed, std::int64_t price);
    Priced at(const Choice& fixed, std::int64_t price);
    Priced tightest(const Choice& fixed);
    bool narrow(Choice& fixed, const Priced& priced) const;
    void try_plan(const Choice& choice);
    void search(Choice fixed);
    std::int64_t whole(Int128 bound) const { return static_cast<std::int64_t>(bound / kUnit); }

    const PlanModel& m_model;
    const PlanRequest& m_request;
    const BranchTerms& m_terms;
    std::int64_t m_budget = 0;  ///< Less what is locked in.
    std::vector<std::uint32_t> m_first_share;
    std::vector<TermShare> m_shares;          ///< By candidate.
    std::vector<std::uint32_t> m_end;         ///< By candidate: of its subtree.
    std::vector<std::int64_t> m_from_others;  ///< By term: Y − X of trees of other blocks.
    std::vector<Block> m_blocks;
    std::vector<Worth> m_below;  ///< By candidate, while a tree is judged.
    std::set<Choice> m_tried;
    std::size_t m_plans_left = 0;
    SearchResult m_best;
    std::int64_t m_covered = -1;  ///< Of m_best.
    std::int64_t m_open = -1;     ///< The highest bound of what was not tried.
};

}  // namespace maillage::planning
