// SPDX-License-Identifier: Apache-2.0
#include "planning/rate_search.hpp"

#include <algorithm>
#include <utility>

namespace maillage::planning {

using indicators::compare;
using indicators::Rate;

bool RateSearch::suits(const PlanModel& model, const PlanRequest& request,
                       const BranchTerms& terms) {
    const bool any_masked =
        std::find(terms.masked.begin(), terms.masked.end(), true) != terms.masked.end();
    const bool most = request.objective == Objective::kMostCoverage && request.targets.empty() &&
                      request.budget.has_value() != request.contracts.has_value();
    const bool fewest =
        request.objective == Objective::kFewestContracts && !request.budget && !request.contracts &&
        !request.targets.empty() &&
        std::all_of(request.targets.begin(), request.targets.end(),
                    [&model](const PlanTarget& target) { return of_whole_scope(model, target); });
    return any_masked && model.measure == Measure::kGuaranteed && model.scope.inhabited &&
           terms.small_blocks && (most || fewest) && !request.rural_share &&
           !request.one_per_arrondissement;
}

RateSearch::RateSearch(const PlanModel& model, const PlanRequest& request, const BranchTerms& terms)
    : m_model(model),
      m_request(request),
      m_terms(terms),
      m_work_left(request.work_limit),
      m_locked(locked_in(model.all, request)),
      m_cost(model.all.size(), 1) {
    if (request.budget) {
        m_cost = request.cost;
        m_cost.resize(model.all.size());
    }
}

Rate RateSearch::rate_of(const std::vector<std::uint32_t>& chosen) const {
    auto covered = m_model.covered;
    for (const auto v : chosen) {
        m_model.add(covered, v);
    }
    return m_model.scope_rate(covered);
}

ForestSearch::Result RateSearch::search(const BranchForest& forest, std::int64_t limit,
                                        std::int64_t above, std::int64_t enough) {
    ForestSearch search(forest, limit, m_work_left, m_request.stop);
    auto result = search.best(above, enough);
    m_work_left = search.work_left();
    return result;
}

std::vector<std::uint32_t> RateSearch::greedy(std::int64_t limit) const {
    std::vector<std::uint32_t> order;
    for (std::uint32_t v = 0; v < m_model.all.size(); ++v) {
        if (m_model.usable[v]) {
            order.push_back(v);
        }
    }
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        return indicators::Int128{m_model.sum[a].low} * m_cost[b] >
               indicators::Int128{m_model.sum[b].low} * m_cost[a];
    });
    std::vector<std::uint32_t> chosen;
    for (const auto v : order) {
        const bool apart = std::none_of(chosen.begin(), chosen.end(), [&](std::uint32_t other) {
            return m_model.all.within(v, other) || m_model.all.within(other, v);
        });
        if (m_cost[v] <= limit && apart) {
            limit -= m_cost[v];
            chosen.push_back(v);
        }
    }
    std::sort(chosen.begin(), chosen.end());
    return chosen;
}

RateSearch::Found RateSearch::most(std::int64_t limit, std::vector<std::uint32_t> known) {
    Found found;
    found.chosen = std::move(known);
    found.rate = rate_of(found.chosen);
    auto other = greedy(limit);
    if (const auto rate = rate_of(other); std::is_gt(compare(rate, found.rate))) {
        found.chosen = std::move(other);
        found.rate = rate;
    }
    if (m_terms.two_branches) {
        const auto forest = forest_of(m_model, m_terms, m_cost, {0, 1});
        auto result = search(forest, limit, found.rate.num);
        found.bound = {result.bound, found.rate.den};
        if (result.worth > found.rate.num) {
            found.rate.num = result.worth;
            found.chosen = std::move(result.chosen);
        }
        found.proven = result.bound == result.worth;
        return found;
    }
    while (true) {
        const auto forest = forest_of(m_model, m_terms, m_cost, found.rate);
        auto result = search(forest, limit, 0);
        if (result.worth <= 0) {
            found.proven = result.bound <= 0;
            found.bound = above(found.rate, result.bound);
            return found;
        }
        found.chosen = std::move(result.chosen);
        found.rate = rate_of(found.chosen);
    }
}

/// C/(C + R) of plans with (q − p) C − p R ≤ \p most for \p at = p/q.
Rate RateSearch::above(Rate at, std::int64_t most) const {
    // C ≤ p/q (C + R) + most/q, and C + R is never less than the sum of these.
    std::int64_t least = 0;
    for (const auto& term : m_model.scope.terms) {
        least += term.total ? *term.total + std::min(term.all.high - term.zone.high,
                                                     term.all.low - term.zone.low)
                            : term.all.low;
    }
    if (most <= 0) {
        return at;
    }
    const auto more = least > 0 ? indicators::ceil_divide(most, least) : indicators::Int128{at.den};
    return {static_cast<std::int64_t>(std::min<indicators::Int128>(at.num + more, at.den)), at.den};
}

SearchResult RateSearch::most_coverage(std::vector<std::uint32_t> known) {
    auto found = most(m_request.budget ? *m_request.budget - m_locked.cost
                                       : *m_request.contracts - m_locked.contracts,
                      std::move(known));
    SearchResult result;
    result.found = true;
    result.complete = found.proven;
    result.value = found.rate;
    result.bound = found.bound;
    result.chosen = std::move(found.chosen);
    return result;
}

SearchResult RateSearch::fewest_contracts() {
    Rate target{0, 1};
    for (const auto& one : m_request.targets) {
        if (std::is_gt(compare(Rate{one.rate.numerator, one.rate.denominator}, target))) {
            target = {one.rate.numerator, one.rate.denominator};
        }
    }
    const auto forest = forest_of(m_model, m_terms, m_cost, target);
    const auto all = std::count(m_model.usable.begin(), m_model.usable.end(), true);
    // As many as `high` reach it; fewer than `low` do not, as far as was seen, fewer than `bound`
    // for sure.
    std::int64_t low = 0;
    std::int64_t bound = 0;
    std::int64_t high = all + 1;
    SearchResult result;
    while (low < high) {
        const auto middle = (low + high) / 2;
        auto best = search(forest, middle, -1, 0);
        if (best.worth >= 0) {
            high = middle;
            result.found = true;
            result.chosen = std::move(best.chosen);
            continue;
        }
        low = middle + 1;
        bound = best.bound < 0 ? low : bound;
    }
    result.complete = bound == high;
    result.value = {m_locked.contracts + high, 1};
    result.bound = {m_locked.contracts + bound, 1};
    if (result.found) {
        result.chosen = most(high, std::move(result.chosen)).chosen;
    }
    return result;
}

SearchResult RateSearch::best(std::vector<std::uint32_t> known) {
    auto result = m_request.objective == Objective::kMostCoverage ? most_coverage(std::move(known))
                                                                  : fewest_contracts();
    result.ties_complete = false;
    return result;
}

}  // namespace maillage::planning
