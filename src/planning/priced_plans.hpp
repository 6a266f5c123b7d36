// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The tree knapsack near its bound.
///
/// At a price of the euro every part of the forest has a best choice, and what another choice
/// leaves less is its loss. Losses add up, so no plan within the bound − slack has a part of more
/// loss than the slack: only such partial plans are looked at (the core of Pisinger 1995, An
/// expanding-core algorithm for the exact 0-1 knapsack problem), of which dominated ones go.

#include "indicators/exact.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <stop_token>
#include <utility>
#include <vector>

namespace maillage::planning {

/// What a euro is worth: gain / cost.
struct Price {
    std::int64_t gain = 0;
    std::int64_t cost = 1;

    /// What remains of a worth, × `cost`.
    indicators::Int128 left(std::int64_t worth, std::int64_t paid) const {
        return indicators::Int128{worth} * cost - indicators::Int128{paid} * gain;
    }
};

struct PartialPlan {
    std::int64_t worth = 0;
    std::int64_t cost = 0;
    std::uint32_t contracts = 0;
    std::uint32_t trace = 0;  ///< How to find its candidates again.
};

class PricedPlans {
public:
    using Int128 = indicators::Int128;

    /// \param cost_unit Divides all costs. \param most Partial plans kept of one list, spread over
    /// their costs. \param work_limit Pairs looked at from which on few are kept.
    PricedPlans(Price price, std::int64_t budget, std::int64_t cost_unit, std::size_t most,
                std::size_t work_limit, std::stop_token stop);

    /// Partial plans of some trees, ascending by cost and by worth; `best` is what the price leaves
    /// of the best choice there, in the list or not.
    struct List {
        std::vector<PartialPlan> plans{PartialPlan{}};
        Int128 best = 0;
    };

    /// Not both: choosing the candidate, or what is chosen inside it.
    void add_choice(List& list, std::uint32_t candidate, std::int64_t worth, std::int64_t cost,
                    Int128 slack);
    /// One of either, for lists of the same trees.
    List either(List a, List b, Int128 slack) const;
    List both(List a, List b, Int128 slack);
    /// The best of all within the budget, one of each list; `trace` kNone where nothing is within
    /// \p slack.
    PartialPlan best_of_all(std::vector<List> lists, Int128 slack);

    static constexpr std::uint32_t kNone = static_cast<std::uint32_t>(-1);
    std::vector<std::uint32_t> candidates(std::uint32_t trace) const;
    /// False: some were dropped unseen.
    bool complete() const { return m_complete; }
    std::size_t work() const { return m_work; }
    /// Whether the work limit was reached.
    bool gave_up() const { return m_gave_up; }

private:
    struct Pair {
        PartialPlan sum;
        std::uint32_t a = 0;
        std::uint32_t b = 0;
    };
    void drop(List& list, Int128 slack) const;
    void thin(List& list, std::size_t most);
    std::vector<Pair> pairs(const List& a, const List& b, Int128 slack);
    PartialPlan best_pair(const List& a, const List& b, Int128 slack);
    std::uint32_t trace_of(std::uint32_t a, std::uint32_t b);

    Price m_price;
    std::int64_t m_budget;
    std::int64_t m_cost_unit;
    std::size_t m_most;
    std::size_t m_work_limit;
    std::stop_token m_stop;
    std::size_t m_work = 0;
    bool m_complete = true;
    bool m_gave_up = false;
    /// Two traces, or a candidate and kNone; the first is that of nothing.
    std::vector<std::pair<std::uint32_t, std::uint32_t>> m_traces;
};

}  // namespace maillage::planning
