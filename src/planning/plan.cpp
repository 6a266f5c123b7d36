// SPDX-License-Identifier: Apache-2.0
#include "planning/plan.hpp"

#include "base/parallel.hpp"
#include "planning/candidate_gains.hpp"
#include "planning/contract_order.hpp"
#include "planning/plan_search.hpp"
#include "planning/rate_search.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace maillage::planning {
namespace {

using indicators::compare;
using indicators::CoverageRange;
using indicators::Rate;

Rate rate_of(const CoverageRange& range, Measure measure) {
    const auto bounds = indicators::rate_bounds(range);
    if (!bounds) {
        return {0, 1};
    }
    return measure == Measure::kGuaranteed ? bounds->low : bounds->high;
}

/// Gain of \p v after the contracts of \p state: others may hold some of its communes.
Count gain_after(const Candidates& all, const indicators::CoverageState& state, std::size_t v) {
    const auto communes = all.communes_of(v);
    const bool as_before = std::all_of(communes.begin(), communes.end(), [&](Index<Commune> c) {
        return state.covered(c) == all.state.covered(c);
    });
    if (as_before) {
        return all.gain[v];
    }
    Candidates one{state,        all.counts,
                   all.scope,    {all.level[v]},
                   {all.row[v]}, {Candidates::kNone},
                   {0},          {static_cast<std::uint32_t>(communes.size())},
                   {},           {},
                   {},           {communes.begin(), communes.end()}};
    fill_gains(one);
    return one.gain.front();
}

void add_steps(Plan& plan, const Candidates& all, const PlanRequest& request,
               std::vector<std::uint32_t> chosen) {
    auto order = request.locked_in;
    sort_as_steps(all, request, order);
    sort_as_steps(all, request, chosen);
    order.insert(order.end(), chosen.begin(), chosen.end());
    auto state = all.state;
    plan.steps = sign_in_order(all, request, state, order);
    for (std::size_t i = 0; i < plan.steps.size(); ++i) {
        plan.steps[i].locked_in = i < request.locked_in.size();
        plan.cost += plan.steps[i].cost;
    }
    plan.contracts = static_cast<std::int64_t>(plan.steps.size());
    plan.range = range_of(state, all.scope);
}

/// Whether the data themselves, not the model, say that the targets are reached.
bool reaches_targets(const Candidates& all, const PlanRequest& request, const Plan& plan) {
    auto state = all.state;
    for (const auto& step : plan.steps) {
        state.add_perimeter(perimeter_of(all, step.candidate));
    }
    return std::all_of(
        request.targets.begin(), request.targets.end(), [&](const PlanTarget& target) {
            const auto range =
                target.slot == Candidates::kNone
                    ? plan.range
                    : state
                          .possible_coverage(indicators::Level::kDepartment,
                                             all.scope.departments[target.slot].value)
                          .range;
            return std::is_gteq(compare(rate_of(range, request.measure), target.rate));
        });
}

/// The value of a plan on the data.
Rate value_of(const Plan& plan, const PlanRequest& request) {
    switch (request.objective) {
        case Objective::kMostCoverage:
            return rate_of(plan.range, request.measure);
        case Objective::kFewestContracts:
            return {plan.contracts, 1};
        case Objective::kLeastMoney:
            break;
    }
    return {plan.cost, 1};
}

/// What every contract that may be chosen costs; nothing where costs differ or are 0.
std::optional<std::int64_t> one_cost(const PlanModel& model, const PlanRequest& request) {
    std::optional<std::int64_t> cost;
    for (std::size_t v = 0; v < request.cost.size(); ++v) {
        if (model.usable[v] && request.cost[v] != cost.value_or(request.cost[v])) {
            return std::nullopt;
        }
        cost = model.usable[v] ? request.cost[v] : cost;
    }
    return cost && *cost > 0 ? cost : std::nullopt;
}

/// \p request in numbers of contracts instead of euros, where all cost the same \p cost.
PlanRequest by_number(const PlanModel& model, const PlanRequest& request, std::int64_t cost) {
    auto asked = request;
    if (request.budget) {
        const auto locked = locked_in(model.all, request);
        const auto most = locked.contracts + (*request.budget - locked.cost) / cost;
        asked.contracts = std::min(most, request.contracts.value_or(most));
        asked.budget.reset();
    }
    if (request.objective == Objective::kLeastMoney) {
        asked.objective = Objective::kFewestContracts;
    }
    return asked;
}

/// Of two answers to one question the better plan and the tighter bound.
SearchResult joined(SearchResult one, SearchResult other, bool more_is_better) {
    const auto better = [&](indicators::Rate a, indicators::Rate b) {
        return more_is_better ? std::is_gt(compare(a, b)) : std::is_lt(compare(a, b));
    };
    const auto bound = better(one.bound, other.bound) ? other.bound : one.bound;
    // Of equal plans the first: it comes with its ties.
    auto& best = other.found && (!one.found || better(other.value, one.value)) ? other : one;
    best.bound = bound;
    best.complete = one.complete || other.complete || std::is_eq(compare(best.value, bound));
    return std::move(best);
}

SearchResult search(const PlanModel& model, const PlanRequest& request) {
    const auto cost = one_cost(model, request);
    const auto asked = cost ? by_number(model, request, *cost) : request;
    if (!only_contracts_count(model, asked)) {
        return search_by_labels(model, request);
    }
    auto result = search_by_order(model, asked);
    if (!result.complete) {
        // Departments with a total and departments without: too many branches to try them all.
        const BranchTerms terms(model);
        if (RateSearch::suits(model, asked, terms)) {
            auto other = RateSearch(model, asked, terms).best(result.chosen);
            result = joined(std::move(result), std::move(other),
                            asked.objective == Objective::kMostCoverage);
        }
    }
    if (cost && request.objective == Objective::kLeastMoney) {
        const auto locked = locked_in(model.all, request);
        for (auto* number : {&result.value, &result.bound}) {
            *number = {locked.cost + (number->num - locked.contracts) * *cost, 1};
        }
    }
    return result;
}

/// What remains of a request for a trade-off curve.
PlanRequest for_frontier(const PlanRequest& request) {
    PlanRequest kept;
    kept.measure = request.measure;
    kept.cost = request.cost;
    kept.eligible = request.eligible;
    kept.locked_in = request.locked_in;
    kept.locked_out = request.locked_out;
    kept.work_limit = request.work_limit;
    kept.stop = request.stop;
    kept.tie_limit = 0;
    return kept;
}

}  // namespace

CoverageRange range_of(const indicators::CoverageState& state, const Scope& scope) {
    if (scope.territory) {
        return state.possible_coverage(scope.territory->level, scope.territory->row).range;
    }
    CoverageRange sum;
    for (const auto department : scope.departments) {
        sum = sum + state.possible_coverage(indicators::Level::kDepartment, department.value).range;
    }
    return sum;
}

void sort_as_steps(const Candidates& all, const PlanRequest& request,
                   std::vector<std::uint32_t>& contracts) {
    const auto key = [&](std::uint32_t v) {
        return std::tuple(-all.gain[v].low, -all.gain[v].high,
                          request.cost.empty() ? 0 : request.cost[v],
                          -static_cast<int>(all.level[v]), all.code(v));
    };
    std::sort(contracts.begin(), contracts.end(),
              [&](std::uint32_t a, std::uint32_t b) { return key(a) < key(b); });
}

std::vector<PlanStep> sign_in_order(const Candidates& all, const PlanRequest& request,
                                    indicators::CoverageState& state,
                                    std::span<const std::uint32_t> contracts) {
    std::vector<PlanStep> steps;
    for (const auto v : contracts) {
        PlanStep step;
        step.candidate = v;
        step.cost = request.cost.empty() ? 0 : request.cost[v];
        step.gain = gain_after(all, state, v);
        state.add_perimeter(perimeter_of(all, v));
        step.after = range_of(state, all.scope);
        steps.push_back(step);
    }
    return steps;
}

Plan best_plan(const Candidates& candidates, const PlanRequest& request) {
    Plan plan;
    if (locked_in(candidates, request).impossible) {
        return plan;
    }
    const PlanModel model(candidates, request, PlanModel::Split::kModel);
    auto result = search(model, request);
    // Cells that lie in several communes: what the model may miss is in the bounding model.
    if (model.split_matters) {
        const PlanModel outer(candidates, request, PlanModel::Split::kBound);
        const auto above = search(outer, request);
        if (!above.found) {
            if (!above.complete && !result.found) {
                plan.status = PlanStatus::kNotKnown;
            }
            if (!result.found) {
                return plan;
            }
        }
        result.bound = above.found ? above.bound : result.bound;
        result.ties_complete = false;
    }
    plan.bound = result.bound;
    if (!result.found) {
        plan.status = result.complete && !model.split_matters ? PlanStatus::kInfeasible
                                                              : PlanStatus::kNotKnown;
        return plan;
    }
    add_steps(plan, candidates, request, result.chosen);
    plan.value = value_of(plan, request);
    plan.ties = std::move(result.ties);
    plan.tie_count = result.tie_count;
    plan.ties_complete = result.ties_complete;
    if (!reaches_targets(candidates, request, plan)) {
        plan.status = PlanStatus::kNotKnown;
        return plan;
    }
    plan.status = compare(plan.value, plan.bound) == 0 ? PlanStatus::kProven : PlanStatus::kBounded;
    return plan;
}

std::vector<FrontierPoint> frontier_by_contracts(const Candidates& candidates,
                                                 const PlanRequest& request, bool with_plans) {
    auto asked = for_frontier(request);
    const PlanModel model(candidates, asked, PlanModel::Split::kModel);
    if (!ContractOrder::suits(model)) {
        asked.objective = Objective::kFewestContracts;
        return label_frontier(model, asked, false, with_plans);
    }
    const auto locked = locked_in(candidates, asked);
    const ContractOrder order(model, asked.cost, asked.stop);
    const auto best = order.best(candidates.size());
    std::vector<FrontierPoint> points;
    for (std::size_t k = 0; k < best.size(); ++k) {
        if (!points.empty() && std::is_lteq(compare(best[k].rate, points.back().value))) {
            continue;
        }
        FrontierPoint point;
        point.contracts = locked.contracts + static_cast<std::int64_t>(k);
        point.value = best[k].rate;
        point.bound = best[k].bound;
        if (with_plans) {
            point.chosen = order.chosen(best[k], k);
            point.cost = locked.cost;
            for (const auto v : point.chosen) {
                point.cost += asked.cost.empty() ? 0 : asked.cost[v];
            }
            std::sort(point.chosen.begin(), point.chosen.end());
        }
        points.push_back(std::move(point));
    }
    return points;
}

std::vector<FrontierPoint> frontier_by_cost(const Candidates& candidates,
                                            const PlanRequest& request, bool with_plans) {
    auto asked = for_frontier(request);
    asked.objective = Objective::kLeastMoney;
    const PlanModel model(candidates, asked, PlanModel::Split::kModel);
    if (const auto cost = one_cost(model, asked)) {
        auto points = frontier_by_contracts(candidates, request, with_plans);
        const auto locked = locked_in(candidates, asked);
        for (auto& point : points) {
            point.cost = locked.cost + (point.contracts - locked.contracts) * *cost;
        }
        return points;
    }
    return label_frontier(model, asked, true, with_plans);
}

std::vector<Plan> best_plans(const std::vector<Candidates>& candidates,
                             const std::vector<PlanRequest>& requests, unsigned threads) {
    std::vector<Plan> plans(candidates.size());
    in_chunks(candidates.size(), 1, threads, [&](std::size_t first, std::size_t last) {
        for (auto i = first; i < last; ++i) {
            plans[i] = best_plan(candidates[i], requests[i]);
        }
    });
    return plans;
}

}  // namespace maillage::planning
