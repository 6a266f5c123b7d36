// SPDX-License-Identifier: Apache-2.0
#include "planning/priced_plans.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <tuple>

namespace maillage::planning {
namespace {

/// Partial plans kept of one list once the work limit is reached.
constexpr std::size_t kThinned = 256;

bool cheaper(const PartialPlan& a, const PartialPlan& b) {
    return std::tuple(a.cost, -a.worth, a.contracts) < std::tuple(b.cost, -b.worth, b.contracts);
}

}  // namespace

PricedPlans::PricedPlans(Price price, std::int64_t budget, std::int64_t cost_unit, std::size_t most,
                         std::size_t work_limit, std::stop_token stop)
    : m_price(price),
      m_budget(budget),
      m_cost_unit(cost_unit),
      m_most(most),
      m_work_limit(work_limit),
      m_stop(std::move(stop)),
      m_traces{{0, 0}} {}

void PricedPlans::drop(List& list, Int128 slack) const {
    std::erase_if(list.plans, [&](const PartialPlan& plan) {
        return list.best - m_price.left(plan.worth, plan.cost) > slack;
    });
}

void PricedPlans::add_choice(List& list, std::uint32_t candidate, std::int64_t worth,
                             std::int64_t cost, Int128 slack) {
    const auto left = m_price.left(worth, cost);
    if (left > list.best) {
        list.best = left;
        drop(list, slack);
    }
    if (cost > m_budget || list.best - left > slack) {
        return;
    }
    const PartialPlan plan{worth, cost, 1, static_cast<std::uint32_t>(m_traces.size())};
    const auto at = std::lower_bound(list.plans.begin(), list.plans.end(), plan, cheaper);
    if (at != list.plans.begin() && std::prev(at)->worth >= worth) {
        return;
    }
    auto end = at;
    while (end != list.plans.end() && end->worth <= worth) {
        ++end;
    }
    list.plans.insert(list.plans.erase(at, end), plan);
    m_traces.emplace_back(candidate, kNone);
}

PricedPlans::List PricedPlans::either(List a, List b, Int128 slack) const {
    List list;
    list.best = std::max(a.best, b.best);
    std::vector<PartialPlan> all(a.plans.size() + b.plans.size());
    std::merge(a.plans.begin(), a.plans.end(), b.plans.begin(), b.plans.end(), all.begin(),
               cheaper);
    list.plans.clear();
    for (const auto& plan : all) {
        if (list.plans.empty() || plan.worth > list.plans.back().worth) {
            list.plans.push_back(plan);
        }
    }
    drop(list, slack);
    return list;
}

std::uint32_t PricedPlans::trace_of(std::uint32_t a, std::uint32_t b) {
    if (a == 0 || b == 0) {
        return a + b;
    }
    m_traces.emplace_back(a, b);
    return static_cast<std::uint32_t>(m_traces.size() - 1);
}

/// Of as many stretches of the list, the partial plan of least loss.
void PricedPlans::thin(List& list, std::size_t most) {
    const auto size = list.plans.size();
    if (size <= most) {
        return;
    }
    m_complete = false;
    for (std::size_t i = 0; i < most; ++i) {
        const auto first = list.plans.begin() + static_cast<std::ptrdiff_t>(i * size / most);
        const auto end = list.plans.begin() + static_cast<std::ptrdiff_t>((i + 1) * size / most);
        list.plans[i] = *std::max_element(first, end, [this](const auto& a, const auto& b) {
            return m_price.left(a.worth, a.cost) < m_price.left(b.worth, b.cost);
        });
    }
    list.plans.resize(most);
}

/// All sums within the slack and the budget, unless a table by cost already tells which count.
std::vector<PricedPlans::Pair> PricedPlans::pairs(const List& a, const List& b, Int128 slack) {
    struct Loss {
        Int128 loss;
        std::uint32_t at;
    };
    const auto losses = [this](const List& list) {
        std::vector<Loss> result;
        for (std::uint32_t i = 0; i < list.plans.size(); ++i) {
            result.push_back(
                {list.best - m_price.left(list.plans[i].worth, list.plans[i].cost), i});
        }
        std::sort(result.begin(), result.end(),
                  [](const Loss& x, const Loss& y) { return x.loss < y.loss; });
        return result;
    };
    const auto of_a = losses(a);
    const auto of_b = losses(b);
    const auto most = a.plans.size() * b.plans.size();
    const auto range = static_cast<std::size_t>(
        std::min(m_budget, a.plans.back().cost + b.plans.back().cost) / m_cost_unit + 1);
    const bool table = most / 4 > range;
    std::vector<Pair> result;
    if (table) {
        result.assign(range, Pair{{std::numeric_limits<std::int64_t>::min(), 0, 0, 0}, 0, 0});
    }
    for (const auto& [loss, i] : of_a) {
        const auto& first = a.plans[i];
        for (const auto& [more, j] : of_b) {
            if (loss + more > slack) {
                break;
            }
            ++m_work;
            const auto& second = b.plans[j];
            const Pair pair{{first.worth + second.worth, first.cost + second.cost,
                             first.contracts + second.contracts, 0},
                            i,
                            j};
            if (pair.sum.cost > m_budget) {
                continue;
            }
            if (!table) {
                result.push_back(pair);
                continue;
            }
            auto& there = result[static_cast<std::size_t>(pair.sum.cost / m_cost_unit)];
            if (pair.sum.worth > there.sum.worth ||
                (pair.sum.worth == there.sum.worth && pair.sum.contracts < there.sum.contracts)) {
                there = pair;
            }
        }
    }
    if (!table) {
        std::sort(result.begin(), result.end(), [](const Pair& x, const Pair& y) {
            return cheaper(x.sum, y.sum) ||
                   (!cheaper(y.sum, x.sum) && std::tuple(x.a, x.b) < std::tuple(y.a, y.b));
        });
    }
    return result;
}

PricedPlans::List PricedPlans::both(List a, List b, Int128 slack) {
    List list;
    list.best = a.best + b.best;
    if (a.plans.empty() || b.plans.empty()) {
        list.plans.clear();
        return list;
    }
    if (a.plans.size() == 1) {
        std::swap(a, b);
    }
    if (b.plans.size() == 1 && b.plans.front().trace == 0 && b.plans.front().worth == 0) {
        list.plans = std::move(a.plans);
        drop(list, slack);
        return list;
    }
    if (m_stop.stop_requested() || m_work + a.plans.size() * b.plans.size() > m_work_limit) {
        m_most = std::min(m_most, kThinned);
        m_gave_up = true;
    }
    thin(a, m_most);
    thin(b, m_most);
    auto sums = pairs(a, b, slack);
    list.plans.clear();
    auto bar = std::numeric_limits<std::int64_t>::min();
    for (const auto& pair : sums) {
        if (pair.sum.worth > bar) {
            bar = pair.sum.worth;
            list.plans.push_back(pair.sum);
            list.plans.back().trace = trace_of(a.plans[pair.a].trace, b.plans[pair.b].trace);
        }
    }
    return list;
}

PartialPlan PricedPlans::best_pair(const List& a, const List& b, Int128 slack) {
    PartialPlan best;
    best.trace = kNone;
    std::size_t at = b.plans.size();
    std::pair<std::uint32_t, std::uint32_t> from;
    for (const auto& first : a.plans) {
        while (at > 0 && first.cost + b.plans[at - 1].cost > m_budget) {
            --at;
        }
        if (at == 0) {
            break;
        }
        const auto& second = b.plans[at - 1];
        const PartialPlan sum{first.worth + second.worth, first.cost + second.cost,
                              first.contracts + second.contracts, 0};
        // What is not spent is lost too.
        if (a.best + b.best + m_price.left(0, -m_budget) - m_price.left(sum.worth, 0) > slack) {
            continue;
        }
        if (best.trace == kNone || std::tuple(-sum.worth, sum.cost, sum.contracts) <
                                       std::tuple(-best.worth, best.cost, best.contracts)) {
            best = sum;
            from = {first.trace, second.trace};
        }
    }
    if (best.trace != kNone) {
        best.trace = trace_of(from.first, from.second);
    }
    return best;
}

PartialPlan PricedPlans::best_of_all(std::vector<List> lists, Int128 slack) {
    // The two smallest together, again and again: the two last need no list of their sums.
    const auto smaller = [](const List& a, const List& b) {
        return a.plans.size() > b.plans.size();
    };
    lists.resize(std::max<std::size_t>(lists.size(), 2));
    std::make_heap(lists.begin(), lists.end(), smaller);
    while (lists.size() > 2) {
        std::pop_heap(lists.begin(), lists.end(), smaller);
        auto first = std::move(lists.back());
        lists.pop_back();
        std::pop_heap(lists.begin(), lists.end(), smaller);
        lists.back() = both(std::move(first), std::move(lists.back()), slack);
        std::push_heap(lists.begin(), lists.end(), smaller);
    }
    return best_pair(lists[0], lists[1], slack);
}

std::vector<std::uint32_t> PricedPlans::candidates(std::uint32_t trace) const {
    std::vector<std::uint32_t> result;
    std::vector<std::uint32_t> open{trace};
    while (!open.empty()) {
        const auto at = open.back();
        open.pop_back();
        if (at == 0) {
            continue;
        }
        const auto [first, second] = m_traces[at];
        if (second == kNone) {
            result.push_back(first);
        } else {
            open.push_back(first);
            open.push_back(second);
        }
    }
    std::sort(result.begin(), result.end());
    return result;
}

}  // namespace maillage::planning
