// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The best sets of 0, 1, 2… contracts where only their number is limited.
///
/// Every candidate below another usable one is dominated by it, so only maximal usable candidates
/// ("tops") matter; they are disjoint, and for weights that add up the best k are the k heaviest
/// (methods.md § 2.1). The guaranteed rate is the best of one additive problem for each way of
/// choosing a branch of every maximum (plan_model.hpp). Where its denominator moves with the
/// choice, the weights come from Dinkelbach's iteration (1967): with ρ the best rate so far,
/// maximise C − ρ (C + R); a maximum of 0 proves ρ.

#include "indicators/exact.hpp"
#include "planning/department_blocks.hpp"
#include "planning/plan_model.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

namespace maillage::planning {

class ContractOrder {
public:
    /// \p cost by candidate; may be empty.
    static constexpr std::size_t kMostBranches = 4096;
    /// \param stop Asked to: best() has bounds where it would have proofs.
    /// \param most_branches Ways of choosing branches tried one by one; more go by departments.
    ContractOrder(const PlanModel& model, std::span<const std::int64_t> cost, std::stop_token stop,
                  std::size_t most_branches = kMostBranches);

    /// False for the possible rate of masked counts under a published total: a minimum of additive
    /// functions, which this method does not solve.
    static bool suits(const PlanModel& model);

    static constexpr std::size_t kBlocks = static_cast<std::size_t>(-1);
    struct Best {
        indicators::Rate rate;
        indicators::Rate bound;           ///< Equal to rate unless the search was given up.
        std::size_t branch = 0;           ///< That attains it,
        indicators::Rate at;              ///< under the weights of this rate.
        std::vector<std::uint32_t> tops;  ///< Of kBlocks: positions of the tops chosen.
    };
    /// The best of exactly 0, 1, … \p most contracts (fewer where there are fewer tops).
    std::vector<Best> best(std::size_t most) const;
    /// The candidates of a Best of \p k contracts, heaviest first; of candidates of equal amounts
    /// the cheapest.
    std::vector<std::uint32_t> chosen(const Best& best, std::size_t k) const;
    /// Other sets of \p k contracts with the same weight and the same cost, at most \p limit, and
    /// how many there are (saturating; counted only up to some 100,000 where costs differ).
    struct Ties {
        std::vector<std::vector<std::uint32_t>> sets;
        std::uint64_t count = 0;
        bool complete = true;
    };
    Ties ties(const Best& best, std::size_t k, std::size_t limit) const;

    /// Whether every candidate's counts are exact: then Ties has all there are.
    bool exact_counts() const { return m_exact; }

private:
    /// α X + β Y for the amounts of one zone term.
    struct Weight {
        std::int64_t low = 0;
        std::int64_t high = 0;
    };
    struct Top {
        std::uint32_t candidate = 0;  ///< The cheapest of its equals.
        std::vector<std::uint32_t> equals;
    };

    void find_tops();
    void find_branches(std::size_t most);
    std::vector<std::int64_t> weights(std::size_t branch, indicators::Rate at) const;
    /// Tops, the \p k heaviest first; all in order when k is their number.
    std::vector<std::uint32_t> order(std::size_t branch, indicators::Rate at, std::size_t k) const;
    bool before(std::uint32_t a, std::uint32_t b) const;
    std::vector<Best> best_by_orders(std::size_t most) const;
    std::vector<Best> best_by_iteration(std::size_t most) const;
    void best_by_blocks(std::vector<Best>& best) const;
    void add_loose_bounds(std::vector<Best>& best) const;
    std::int64_t cost(std::uint32_t candidate) const {
        return m_cost.empty() ? 0 : m_cost[candidate];
    }

    const PlanModel& m_model;
    BranchTerms m_terms;
    std::vector<std::int64_t> m_cost;
    std::stop_token m_stop;
    std::vector<Top> m_tops;
    std::vector<std::vector<Branch>> m_choices;   ///< By term.
    std::vector<std::vector<Branch>> m_branches;  ///< Each a branch by term.
    std::optional<DepartmentBlocks> m_blocks;     ///< Where there are too many branches.
    bool m_all_branches = true;
    bool m_moving = false;  ///< Weights depend on the rate.
    bool m_exact = true;
};

}  // namespace maillage::planning
