// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The best guaranteed rate within a sum of euros or a number of contracts where counts are masked,
/// over any number of departments, each with a total of its own or none.
///
/// Where every masked department has a total, the denominator stands still and what is covered is
/// one problem (branch_forest.hpp). Else Dinkelbach's iteration (1967): with ρ the best rate so
/// far, look for a plan above it; that there is none proves ρ.

#include "indicators/exact.hpp"
#include "planning/branch_forest.hpp"
#include "planning/forest_search.hpp"
#include "planning/plan_search.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace maillage::planning {

class RateSearch {
public:
    /// \pre suits(); refers to all it is given.
    RateSearch(const PlanModel& model, const PlanRequest& request, const BranchTerms& terms);

    /// Whether counts are masked and nothing but one limit, or the number of contracts that reaches
    /// targets of the whole scope, is asked about.
    static bool suits(const PlanModel& model, const PlanRequest& request, const BranchTerms& terms);

    /// The best plan; `bound` is its value unless request.work_limit was reached. Its ties are not
    /// all listed. \param known A plan to begin with, within the limit.
    SearchResult best(std::vector<std::uint32_t> known = {});

private:
    struct Found {
        std::vector<std::uint32_t> chosen;
        indicators::Rate rate;
        indicators::Rate bound;
        bool proven = true;
    };
    indicators::Rate rate_of(const std::vector<std::uint32_t>& chosen) const;
    /// What covers most for its cost, one after the other while it fits: a plan to begin with.
    std::vector<std::uint32_t> greedy(std::int64_t limit) const;
    /// \param known A plan within the limit; may be empty.
    Found most(std::int64_t limit, std::vector<std::uint32_t> known);
    indicators::Rate above(indicators::Rate at, std::int64_t most) const;
    /// One of several searches, which share the work that may be done.
    ForestSearch::Result search(const BranchForest& forest, std::int64_t limit, std::int64_t above,
                                std::int64_t enough = std::numeric_limits<std::int64_t>::max());
    SearchResult most_coverage(std::vector<std::uint32_t> known);
    SearchResult fewest_contracts();

    const PlanModel& m_model;
    const PlanRequest& m_request;
    const BranchTerms& m_terms;
    std::size_t m_work_left;
    LockedIn m_locked;
    std::vector<std::int64_t> m_cost;  ///< Of what is limited, by candidate.
};

}  // namespace maillage::planning
