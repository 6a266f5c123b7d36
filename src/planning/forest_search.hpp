// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The most worth within a budget on a BranchForest, proven.
///
/// Lagrange's relaxation takes the money out: at a price of the euro every tree and every block
/// chooses for itself. The best price is the slope at which the hulls of all blocks, the steepest
/// steps first, reach the budget (the linear relaxation of a multiple-choice knapsack, Kellerer,
/// Pferschy and Pisinger 2004, Knapsack Problems, ch. 11). From this bound the search looks
/// downwards: is there a plan as good as the bound, as the bound less 1, less 3…? What loses more
/// than that is out at once; what is left is solved exactly (priced_plans.hpp), every block with
/// all its branches together.
///
/// Only a contract across blocks ties them: in a term of another block it counts by one form of
/// that term (its reference), and what the other forms could have more from it is added to their
/// starts. That is never too little; where the plan found is worth less than so counted, the term
/// that is overrated most is fixed to each of its forms (branch and bound, Land and Doig 1960).

#include "planning/branch_forest.hpp"
#include "planning/gain_hull.hpp"
#include "planning/priced_plans.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <stop_token>
#include <vector>

namespace maillage::planning {

class ForestSearch {
public:
    /// Partial plans of a list that are looked at first: often they are enough to find a plan as
    /// good as the bound. More and more are, where they are not.
    static constexpr std::size_t kFirst = 256;
    /// \param work_limit Pairs of partial plans looked at before giving up.
    ForestSearch(const BranchForest& forest, std::int64_t budget, std::size_t work_limit,
                 std::stop_token stop, std::size_t first = kFirst);

    struct Result {
        std::vector<std::uint32_t> chosen;  ///< Ascending.
        std::int64_t worth = 0;
        std::int64_t cost = 0;
        std::int64_t bound = 0;  ///< Equal to `worth`: proven.
    };
    /// Of plans of more worth than \p above; `chosen` stays empty where there is none, and `worth`
    /// is \p above. A plan of \p enough worth need not be the best. \pre budget ≥ 0
    Result best(std::int64_t above = std::numeric_limits<std::int64_t>::min(),
                std::int64_t enough = std::numeric_limits<std::int64_t>::max());
    std::size_t work_left() const { return m_work_left; }  ///< Of the limit.

private:
    using Int128 = indicators::Int128;
    /// By term: a form, or none yet.
    using Forms = std::vector<std::uint8_t>;
    static constexpr std::uint8_t kFree = 0xff;

    using Step = GainAndCost;
    struct Block {
        std::vector<std::uint32_t> terms;
        std::vector<std::uint32_t> roots;
    };
    /// A form for each term of a block.
    struct Way {
        Forms forms;  ///< By position in Block::terms.
        std::int64_t start = 0;
        std::vector<std::int64_t> gain;  ///< By candidate, tree after tree of the block.
        std::vector<Step> steps;         ///< Of its hull, the steepest first.
        Int128 best = 0;                 ///< What the price leaves of its best choice.
    };
    struct Relaxation {
        std::vector<std::vector<Way>> ways;  ///< By block.
        std::vector<Int128> best;            ///< By block: of its best way.
        Price price;
        Int128 bound = 0;  ///< × price.cost
        Forms reference;
        std::vector<std::vector<std::int64_t>> more;  ///< By term and form: added to its start.

        std::int64_t whole(Int128 bound_or_less) const;
    };

    bool may_choose(std::uint32_t v) const {
        return m_forest.usable[v] && m_forest.cost[v] <= m_budget;
    }
    void lay_out_blocks();
    std::vector<Step> steps(const Block& block, const Way& way) const;
    std::int64_t most_more(std::uint32_t term, const Form& form, const Form& than) const;
    Way make_way(const Block& block, Forms forms, const Forms& fixed, const Relaxation& in) const;
    Relaxation relax(const Forms& fixed, Forms reference) const;
    Relaxation tightest(const Forms& fixed, Forms reference) const;
    bool narrow(Forms& fixed, const Relaxation& relaxed, std::int64_t needed) const;
    PricedPlans::List list(PricedPlans& plans, const Block& block, const Way& way,
                           Int128 slack) const;
    struct Found {
        bool any = false;
        bool complete = false;
        bool gave_up = false;
        std::vector<std::uint32_t> chosen;
        std::int64_t worth = 0;  ///< As the relaxation counts.
        std::int64_t cost = 0;
    };
    Found best_of(const Relaxation& relaxed, std::int64_t needed, std::size_t most);
    std::uint32_t most_wrong(const Relaxation& relaxed, const Forms& fixed,
                             std::span<const std::uint32_t> chosen) const;
    void search(Forms fixed, Relaxation relaxed, std::int64_t target);

    const BranchForest& m_forest;
    std::int64_t m_budget;
    std::size_t m_work_left;
    std::stop_token m_stop;
    std::size_t m_first;
    std::int64_t m_cost_unit = 0;
    std::vector<std::uint32_t> m_end;   ///< By candidate: of its subtree.
    std::vector<std::uint32_t> m_home;  ///< By candidate: its block.
    std::vector<Block> m_blocks;
    std::vector<std::vector<std::uint32_t>> m_guests;  ///< By term: trees of other blocks.
    std::int64_t m_enough = 0;
    Result m_best;
    bool m_complete = true;
};

}  // namespace maillage::planning
