// SPDX-License-Identifier: Apache-2.0
#include "planning/budget_search.hpp"

#include <algorithm>
#include <span>
#include <utility>

namespace maillage::planning {

bool BudgetSearch::suits(const PlanModel& model, const PlanRequest& request,
                         const BranchTerms& terms) {
    const bool any_masked =
        std::find(terms.masked.begin(), terms.masked.end(), true) != terms.masked.end();
    return any_masked && model.scope.inhabited && request.budget && !request.contracts &&
           request.targets.empty() && !request.rural_share && !request.one_per_arrondissement &&
           request.objective == Objective::kMostCoverage && terms.two_branches &&
           terms.small_blocks;
}

BudgetSearch::BudgetSearch(const PlanModel& model, const PlanRequest& request,
                           const BranchTerms& terms)
    : m_model(model),
      m_request(request),
      m_terms(terms),
      m_budget(*request.budget - locked_in(model.all, request).cost),
      m_from_others(terms.block.size()),
      m_blocks(terms.blocks),
      m_below(model.all.size()) {
    for (std::uint32_t t = 0; t < terms.block.size(); ++t) {
        auto& block = m_blocks[terms.block[t]];
        if (terms.masked[t]) {
            block.free_terms.push_back(t);
        } else {
            block.start += std::max(terms.before[t].low,
                                    BranchTerms::high_start(model.scope.terms[t], terms.before[t]));
        }
    }
    const auto& all = model.all;
    m_end.resize(all.size());
    for (std::size_t v = 0; v < all.size(); ++v) {
        m_first_share.push_back(static_cast<std::uint32_t>(m_shares.size()));
        const auto shares = shares_of(model, terms, v);
        m_shares.insert(m_shares.end(), shares.begin(), shares.end());
    }
    m_first_share.push_back(static_cast<std::uint32_t>(m_shares.size()));
    for (auto v = all.size(); v-- > 0;) {
        m_end[v] = std::max(m_end[v], static_cast<std::uint32_t>(v + 1));
        if (all.parent[v] != Candidates::kNone) {
            m_end[all.parent[v]] = std::max(m_end[all.parent[v]], m_end[v]);
            continue;
        }
        const auto shares =
            std::span(m_shares).subspan(m_first_share[v], m_first_share[v + 1] - m_first_share[v]);
        const auto most = home_block(terms, shares);
        m_blocks[most].roots.push_back(static_cast<std::uint32_t>(v));
        for (const auto& [term, count] : shares) {
            m_from_others[term] += terms.block[term] == most ? 0 : count.high - count.low;
        }
    }
}

/// What \p block is worth at \p price with its branches by \p choice; trees of the block count in
/// other blocks by \p fixed, low where that is free.
BudgetSearch::Worth BudgetSearch::worth(const Block& block, const Choice& choice,
                                        const Choice& fixed, std::int64_t price) {
    Worth sum{Int128{block.start} * kUnit, 0};
    for (const auto term : block.free_terms) {
        const auto& before = m_terms.before[term];
        auto start = before.low;
        if (choice[term] == kHigh) {
            start = BranchTerms::high_start(m_model.scope.terms[term], before) +
                    (fixed[term] == kFree ? m_from_others[term] : 0);
        }
        sum.value += Int128{start} * kUnit;
    }
    for (const auto root : block.roots) {
        std::fill(m_below.begin() + root, m_below.begin() + m_end[root], Worth{});
        for (auto v = m_end[root]; v-- > root;) {
            auto best = m_below[v];
            if (m_model.usable[v]) {
                std::int64_t gain = 0;
                for (auto i = m_first_share[v]; i < m_first_share[v + 1]; ++i) {
                    const auto& [term, count] = m_shares[i];
                    gain += choice[term] == kHigh ? count.high : count.low;
                }
                const auto cost = m_request.cost.empty() ? 0 : m_request.cost[v];
                const auto value = Int128{gain} * kUnit - Int128{price} * cost;
                if (value > best.value) {
                    best = {value, cost};
                }
            }
            auto& into = v == root ? sum : m_below[m_model.all.parent[v]];
            into.value += best.value;
            into.cost += best.cost;
        }
    }
    return sum;
}

BudgetSearch::Priced BudgetSearch::at(const Choice& fixed, std::int64_t price) {
    Priced priced;
    priced.price = price;
    priced.bound = Int128{price} * m_budget;
    priced.best = fixed;
    auto choice = fixed;  // Free terms of other blocks count low: kFree is not kHigh.
    for (const auto& block : m_blocks) {
        std::vector<Way> ways;
        for (std::size_t way = 0; way < std::size_t{1} << block.free_terms.size(); ++way) {
            bool allowed = true;
            for (std::size_t i = 0; i < block.free_terms.size(); ++i) {
                const auto term = block.free_terms[i];
                choice[term] = (way >> i & 1U) != 0 ? kHigh : kLow;
                allowed = allowed && (fixed[term] == kFree || fixed[term] == choice[term]);
            }
            if (allowed) {
                Way one;
                for (const auto term : block.free_terms) {
                    one.choice.push_back(choice[term]);
                }
                one.worth = worth(block, choice, fixed, price);
                ways.push_back(std::move(one));
            }
        }
        std::stable_sort(ways.begin(), ways.end(),
                         [](const Way& a, const Way& b) { return a.worth.value > b.worth.value; });
        for (std::size_t i = 0; i < block.free_terms.size(); ++i) {
            const auto term = block.free_terms[i];
            priced.best[term] = ways.front().choice[i];
            choice[term] = fixed[term];
        }
        priced.bound += ways.front().worth.value;
        priced.cost += ways.front().worth.cost;
        priced.ways.push_back(std::move(ways));
    }
    return priced;
}

/// The bound at the price that makes it lowest: the least at which the budget is kept, or the one
/// before.
BudgetSearch::Priced BudgetSearch::tightest(const Choice& fixed) {
    auto free_of_charge = at(fixed, 0);
    if (free_of_charge.cost <= m_budget) {
        return free_of_charge;
    }
    std::int64_t low = 0;
    std::int64_t high = 1;
    while (at(fixed, high).cost > m_budget) {
        low = high;
        high *= 2;
    }
    while (high - low > 1) {
        const auto middle = low + (high - low) / 2;
        (at(fixed, middle).cost > m_budget ? low : high) = middle;
    }
    auto dear = at(fixed, high);
    auto cheap = at(fixed, low);
    return cheap.bound < dear.bound ? cheap : dear;
}

/// Fixes the branches of blocks of which no other way can beat the best plan.
bool BudgetSearch::narrow(Choice& fixed, const Priced& priced) const {
    bool narrower = false;
    for (std::size_t b = 0; b < m_blocks.size(); ++b) {
        const auto& ways = priced.ways[b];
        const auto& terms = m_blocks[b].free_terms;
        const auto open = std::any_of(ways.begin() + 1, ways.end(), [&](const Way& other) {
            const auto lost = ways.front().worth.value - other.worth.value;
            return whole(priced.bound - lost) > m_covered;
        });
        for (std::size_t i = 0; i < terms.size() && !open; ++i) {
            narrower = narrower || fixed[terms[i]] == kFree;
            fixed[terms[i]] = ways.front().choice[i];
        }
    }
    return narrower;
}

void BudgetSearch::try_plan(const Choice& choice) {
    if (m_plans_left == 0 || !m_tried.insert(choice).second) {
        return;
    }
    --m_plans_left;
    std::vector<Branch> branch;
    for (std::size_t t = 0; t < choice.size(); ++t) {
        const auto& before = m_terms.before[t];
        const bool high = m_terms.masked[t] ? choice[t] == kHigh
                                            : BranchTerms::high_start(m_model.scope.terms[t],
                                                                      before) > before.low;
        branch.push_back(high ? Branch::kBothHigh : Branch::kBothLow);
    }
    auto found = PlanLabels(m_model, m_request, std::move(branch)).best();
    m_best.complete = m_best.complete && found.complete;
    if (!found.found) {
        return;
    }
    auto covered = m_model.covered;
    for (const auto v : found.chosen) {
        m_model.add(covered, v);
    }
    found.figures.rate = m_model.scope_rate(covered);
    if (!m_best.found || compare_plans(m_request, found.figures, m_best.figures) < 0) {
        m_covered = found.figures.rate.num;
        found.complete = m_best.complete;
        m_best = std::move(found);
    }
}

void BudgetSearch::search(Choice fixed) {
    for (bool narrower = true; narrower;) {
        const auto priced = tightest(fixed);
        if (whole(priced.bound) <= m_covered) {
            return;
        }
        try_plan(priced.best);
        if (whole(priced.bound) <= m_covered) {
            return;
        }
        // Labels that gave up prove nothing of their branches.
        if (m_plans_left == 0 || !m_best.complete || m_request.stop.stop_requested()) {
            m_open = std::max(m_open, whole(priced.bound));
            return;
        }
        narrower = narrow(fixed, priced);
        if (narrower) {
            continue;
        }
        // The free block of which the second best way is nearest.
        std::size_t nearest = m_blocks.size();
        Int128 least = 0;
        for (std::size_t b = 0; b < m_blocks.size(); ++b) {
            const auto& ways = priced.ways[b];
            if (ways.size() > 1 &&
                (nearest == m_blocks.size() || ways[0].worth.value - ways[1].worth.value < least)) {
                nearest = b;
                least = ways[0].worth.value - ways[1].worth.value;
            }
        }
        if (nearest == m_blocks.size()) {
            return;  // All fixed: try_plan() was exact.
        }
        for (const auto& way : priced.ways[nearest]) {
            auto narrowed = fixed;
            for (std::size_t i = 0; i < way.choice.size(); ++i) {
                narrowed[m_blocks[nearest].free_terms[i]] = way.choice[i];
            }
            search(std::move(narrowed));
        }
    }
}

SearchResult BudgetSearch::best(std::size_t plans) {
    m_plans_left = plans;
    Choice fixed;
    for (const bool masked : m_terms.masked) {
        fixed.push_back(masked ? kFree : kLow);
    }
    const auto start = m_model.scope_rate(m_model.covered);
    search(fixed);
    const auto bound = std::max(m_open, m_covered);
    m_best.bound = {bound, start.den};
    m_best.value = m_best.figures.rate;
    m_best.complete = m_best.found && bound == m_covered;
    m_best.ties_complete = false;
    return std::move(m_best);
}

}  // namespace maillage::planning
