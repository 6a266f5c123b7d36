// SPDX-License-Identifier: Apache-2.0
#include "planning/years_plan.hpp"

#include "planning/contract_order.hpp"
#include "planning/label_search.hpp"
#include "planning/plan_search.hpp"

#include <algorithm>
#include <utility>

namespace maillage::planning {
namespace {

using indicators::compare;

class YearsPlanner {
public:
    YearsPlanner(const Candidates& all, const PlanRequest& request,
                 const std::vector<PlanYear>& years)
        : m_all(all),
          m_request(request),
          m_years(years),
          m_model(all, request, PlanModel::Split::kModel),
          m_locked(locked_in(all, request)) {
        std::int64_t sum = 0;
        for (const auto& year : years) {
            sum += year.capacity;
            m_capacity.push_back(sum);
        }
    }

    YearsPlan plan();

private:
    static constexpr auto kOutOfReach = static_cast<std::size_t>(-1);
    struct Needs {
        std::vector<std::size_t> contracts;  ///< By year: free ones that reach its target.
        bool known = true;
        bool nested = true;
    };
    Needs needs() const;
    void search_labels();
    LabelSpec spec() const;
    std::vector<LabelOption> options(const LabelSpec& spec) const;
    bool targets_met(std::span<const std::int64_t> dims) const;
    std::vector<Count> covered_in(std::span<const std::int64_t> dims, std::size_t year) const;
    void schedule_early();
    void finish(bool complete);
    void fill_years();

    const Candidates& m_all;
    const PlanRequest& m_request;
    const std::vector<PlanYear>& m_years;
    PlanModel m_model;
    LockedIn m_locked;
    std::vector<std::int64_t> m_capacity;  ///< Up to the end of each year.
    YearsPlan m_plan;
    std::vector<std::vector<std::uint32_t>> m_signed;  ///< By year, without those locked in.
    std::vector<std::uint32_t> m_order;
};

YearsPlanner::Needs YearsPlanner::needs() const {
    const ContractOrder order(m_model, m_request.cost, m_request.stop);
    const auto best = order.best(m_all.size());
    Needs result;
    std::vector<std::uint32_t> before;
    std::size_t most = 0;
    for (const auto& year : m_years) {
        std::size_t k = 0;
        while (year.target && k < best.size() && std::is_lt(compare(best[k].rate, *year.target))) {
            result.known = result.known && std::is_lt(compare(best[k].bound, *year.target));
            ++k;
        }
        result.contracts.push_back(k < best.size() ? k : kOutOfReach);
        if (k < best.size() && k > most) {
            auto set = order.chosen(best[k], k);
            std::sort(set.begin(), set.end());
            result.nested = result.nested &&
                            std::includes(set.begin(), set.end(), before.begin(), before.end());
            before = std::move(set);
            most = k;
        }
    }
    return result;
}

YearsPlan YearsPlanner::plan() {
    if (m_locked.impossible || (!m_capacity.empty() && m_locked.contracts > m_capacity.back())) {
        return m_plan;
    }
    if (!ContractOrder::suits(m_model)) {
        search_labels();
        return std::move(m_plan);
    }
    const auto needed = needs();
    for (std::size_t t = 0; t < m_years.size() && needed.known; ++t) {
        if (needed.contracts[t] == kOutOfReach ||
            static_cast<std::int64_t>(needed.contracts[t]) + m_locked.contracts > m_capacity[t]) {
            m_plan.out_of_reach = m_years[t].year;
            m_plan.status = m_model.split_matters ? PlanStatus::kNotKnown : PlanStatus::kInfeasible;
            return std::move(m_plan);
        }
    }
    if (!needed.nested || !needed.known) {
        search_labels();
        return std::move(m_plan);
    }
    const ContractOrder order(m_model, m_request.cost, m_request.stop);
    const auto most = needed.contracts.empty()
                          ? 0
                          : *std::max_element(needed.contracts.begin(), needed.contracts.end());
    const auto best = order.best(most);
    // The sets of all years, the smaller ones first: nested.
    auto sizes = needed.contracts;
    std::sort(sizes.begin(), sizes.end());
    for (const auto k : sizes) {
        for (const auto v : order.chosen(best[k], k)) {
            if (std::find(m_order.begin(), m_order.end(), v) == m_order.end()) {
                m_order.push_back(v);
            }
        }
    }
    schedule_early();
    fill_years();
    finish(true);
    return std::move(m_plan);
}

/// m_order, as early as the capacities allow.
void YearsPlanner::schedule_early() {
    m_signed.assign(m_years.size(), {});
    std::size_t t = 0;
    for (std::size_t i = 0; i < m_order.size(); ++i) {
        while (m_locked.contracts + static_cast<std::int64_t>(i) >= m_capacity[t]) {
            ++t;
        }
        m_signed[t].push_back(m_order[i]);
    }
}

/// Dimensions: −contracts in all; for each year and cell the low and the high amounts signed by
/// its end; −contracts by the end of each year.
LabelSpec YearsPlanner::spec() const {
    LabelSpec spec;
    spec.figures = 1 + m_years.size() * m_model.covered.size() * 2;
    spec.dimensions = spec.figures + m_years.size();
    spec.floor.assign(spec.dimensions, std::numeric_limits<std::int64_t>::min());
    for (std::size_t t = 0; t < m_years.size(); ++t) {
        spec.floor[spec.figures + t] =
            std::min<std::int64_t>(0, m_locked.contracts - m_capacity[t]);
    }
    spec.work_limit = m_request.work_limit;
    spec.stop = m_request.stop;
    return spec;
}

std::vector<LabelOption> YearsPlanner::options(const LabelSpec& spec) const {
    std::vector<LabelOption> options;
    const auto cells = m_model.covered.size();
    for (std::uint32_t v = 0; v < m_all.size(); ++v) {
        if (!m_model.usable[v]) {
            continue;
        }
        std::vector<Count> amounts(cells);
        m_model.add(amounts, v);
        for (std::uint32_t from = 0; from < m_years.size(); ++from) {
            LabelOption one{v, from, std::vector<std::int64_t>(spec.dimensions), {}, 0};
            one.amount[0] = -1;
            for (auto t = std::size_t{from}; t < m_years.size(); ++t) {
                one.amount[spec.figures + t] = -1;
                for (std::size_t cell = 0; cell < cells; ++cell) {
                    one.amount[1 + 2 * (t * cells + cell)] = amounts[cell].low;
                    one.amount[2 + 2 * (t * cells + cell)] = amounts[cell].high;
                }
            }
            options.push_back(std::move(one));
        }
    }
    return options;
}

std::vector<Count> YearsPlanner::covered_in(std::span<const std::int64_t> dims,
                                            std::size_t year) const {
    auto covered = m_model.covered;
    for (std::size_t cell = 0; cell < covered.size(); ++cell) {
        const auto at = 1 + 2 * (year * covered.size() + cell);
        covered[cell] += Count{dims[at], dims[at + 1]};
    }
    return covered;
}

bool YearsPlanner::targets_met(std::span<const std::int64_t> dims) const {
    for (std::size_t t = 0; t < m_years.size(); ++t) {
        if (m_years[t].target &&
            std::is_lt(compare(m_model.scope_rate(covered_in(dims, t)), *m_years[t].target))) {
            return false;
        }
    }
    return true;
}

void YearsPlanner::search_labels() {
    const auto layout = spec();
    const LabelSearch search(m_all, layout, options(layout));
    std::optional<std::size_t> best;
    for (std::size_t label = 0; label < search.size(); ++label) {
        const auto dims = search.figures(label);
        if (targets_met(dims) && (!best || dims[0] > search.figures(*best)[0])) {
            best = label;
        }
    }
    if (!best) {
        m_plan.status = search.complete() && !m_model.split_matters ? PlanStatus::kInfeasible
                                                                    : PlanStatus::kNotKnown;
        return;
    }
    m_signed.assign(m_years.size(), {});
    search.visit_plans(*best, [&](const LabelSearch::Picks& picks) {
        for (const auto pick : picks) {
            const auto& option = search.options()[pick];
            m_signed[option.tag].push_back(option.candidate);
        }
        return false;
    });
    fill_years();
    finish(search.complete());
}

/// The status of a plan found. Cells that lie in several communes may bring more than the model
/// says to the guaranteed rate (the plan holds, fewer contracts may do), and less to the possible.
void YearsPlanner::finish(bool complete) {
    const bool proven = complete && !m_model.split_matters;
    m_plan.status = proven ? PlanStatus::kProven : PlanStatus::kBounded;
    if (m_model.split_matters && m_request.measure == Measure::kPossible) {
        m_plan.status = PlanStatus::kNotKnown;
    }
    m_plan.bound = proven ? m_plan.contracts : m_locked.contracts;
}

/// The steps, from what is signed in each year.
void YearsPlanner::fill_years() {
    auto locked = m_request.locked_in;
    sort_as_steps(m_all, m_request, locked);
    auto state = m_all.state;
    for (std::size_t t = 0; t < m_years.size(); ++t) {
        YearOfPlan year{m_years[t].year, {}, {}};
        auto contracts = m_signed[t];
        sort_as_steps(m_all, m_request, contracts);
        if (t == 0) {
            contracts.insert(contracts.begin(), locked.begin(), locked.end());
        }
        year.steps = sign_in_order(m_all, m_request, state, contracts);
        for (std::size_t i = 0; t == 0 && i < locked.size(); ++i) {
            year.steps[i].locked_in = true;
        }
        year.after = range_of(state, m_all.scope);
        m_plan.contracts += std::ssize(year.steps);
        m_plan.years.push_back(std::move(year));
    }
}

}  // namespace

YearsPlan plan_years(const Candidates& candidates, const PlanRequest& request,
                     const std::vector<PlanYear>& years) {
    return YearsPlanner(candidates, request, years).plan();
}

}  // namespace maillage::planning
