// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The searches behind best_plan(): one answers on a PlanModel, the caller proves it on the data.

#include "indicators/exact.hpp"
#include "planning/department_blocks.hpp"
#include "planning/label_search.hpp"
#include "planning/plan.hpp"
#include "planning/plan_model.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace maillage::planning {

/// What is signed before any choice.
struct LockedIn {
    std::int64_t contracts = 0;
    std::int64_t cost = 0;
    /// The locked-in contracts alone break a condition that no choice can mend.
    bool impossible = false;
};
LockedIn locked_in(const Candidates& all, const PlanRequest& request);

/// What plans are compared by.
struct PlanFigures {
    indicators::Rate rate;
    std::int64_t contracts = 0;
    std::int64_t cost = 0;
};
/// Negative: \p a is the better plan, in the order that Objective says.
int compare_plans(const PlanRequest& request, const PlanFigures& a, const PlanFigures& b);

struct SearchResult {
    bool found = false;
    bool complete = true;               ///< Else only `bound` is proven.
    std::vector<std::uint32_t> chosen;  ///< Without those locked in; ascending.
    PlanFigures figures;                ///< Of search_by_labels(), on the model.
    indicators::Rate value;             ///< Of the model: rate, contracts or euros.
    indicators::Rate bound;
    std::vector<std::vector<std::uint32_t>> ties;
    std::uint64_t tie_count = 0;
    bool ties_complete = true;
};

/// The steps that sign \p contracts in this order, and \p state after them. Their `locked_in` is
/// false.
std::vector<PlanStep> sign_in_order(const Candidates& all, const PlanRequest& request,
                                    indicators::CoverageState& state,
                                    std::span<const std::uint32_t> contracts);
/// The order of steps: gain descending, cost ascending, EPCI before EPT before communes, code.
void sort_as_steps(const Candidates& all, const PlanRequest& request,
                   std::vector<std::uint32_t>& contracts);
/// What is covered in the scope.
indicators::CoverageRange range_of(const indicators::CoverageState& state, const Scope& scope);

/// Whether only the number of contracts and targets of the whole scope matter.
bool only_contracts_count(const PlanModel& model, const PlanRequest& request);
/// \pre only_contracts_count()
SearchResult search_by_order(const PlanModel& model, const PlanRequest& request);
SearchResult search_by_labels(const PlanModel& model, const PlanRequest& request);
/// A point wherever the best rate rises, by euros or by contracts, from labels.
std::vector<FrontierPoint> label_frontier(const PlanModel& model, const PlanRequest& request,
                                          bool by_cost, bool with_plans);
/// Whether target is one of the whole scope (a scope of one department has no other).
bool of_whole_scope(const PlanModel& model, const PlanTarget& target);

/// A value that no plan beats, from additive upper bounds alone: every condition but contracts,
/// euros and targets is left out, and euros may be spent on parts of contracts.
indicators::Rate relaxed_bound(const PlanModel& model, const PlanRequest& request);

/// The requests of best_plan as labels.
class PlanLabels {
public:
    /// \p branch by zone term of the scope (plan_model.hpp): the guaranteed rate with every maximum
    /// replaced by this branch, so that one figure stands for two; empty = the rate itself.
    PlanLabels(const PlanModel& model, const PlanRequest& request, std::vector<Branch> branch);
    SearchResult best() const;
    /// By euros or by contracts: a point wherever the rate rises.
    std::vector<FrontierPoint> frontier(bool by_cost, bool with_plans) const;

private:
    static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

    void lay_out();
    void lay_out_resources();
    void lay_out_branch();
    void lay_out_gains();
    void lay_out_rural();
    void lay_out_arrondissements();
    LabelOption option(std::uint32_t v) const;
    std::int64_t rural_slack(std::span<const std::uint32_t> contracts) const;
    std::size_t new_dimension() { return m_spec.dimensions++; }
    std::int64_t cost(std::uint32_t v) const {
        return m_request.cost.empty() ? 0 : m_request.cost[v];
    }
    std::vector<Count> covered(std::span<const std::int64_t> dims) const;
    indicators::Rate scope_rate(std::span<const std::int64_t> dims) const;
    PlanFigures figures(std::size_t label) const;
    bool keeps_conditions(std::size_t label) const;
    std::vector<std::uint32_t> candidates(const LabelSearch::Picks& picks) const;

    const PlanModel& m_model;
    const PlanRequest& m_request;
    LockedIn m_locked;
    LabelSpec m_spec;
    std::size_t m_cost = kNone;  ///< Dimensions.
    std::size_t m_contracts = kNone;
    std::size_t m_pool = kNone;
    std::size_t m_rural = kNone;
    std::vector<Branch> m_branch;      ///< By zone term; empty = none.
    std::vector<bool> m_high_cell;     ///< By cell: under m_branch, its high ends count.
    indicators::Rate m_branch_start;   ///< Under m_branch, before any choice.
    std::vector<std::size_t> m_low;    ///< By cell; kNone where pooled.
    std::vector<std::size_t> m_high;   ///< By cell.
    std::vector<std::size_t> m_slot;   ///< By slot: of a target of its own.
    std::vector<std::uint32_t> m_bit;  ///< By arrondissement; empty = no condition.
    std::int64_t m_rural_before = 0;
    std::optional<LabelSearch> m_search;
};

}  // namespace maillage::planning
