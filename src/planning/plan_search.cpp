// SPDX-License-Identifier: Apache-2.0
#include "planning/plan_search.hpp"

#include "planning/contract_order.hpp"
#include "planning/rate_search.hpp"

#include <algorithm>
#include <functional>

namespace maillage::planning {
namespace {

using indicators::compare;
using indicators::Int128;
using indicators::Rate;

/// Euros and signatories of one stretch of a concave curve.
struct Stretch {
    std::int64_t cost = 0;
    std::int64_t gain = 0;
};
bool steeper(const Stretch& a, const Stretch& b) {
    return Int128{a.gain} * b.cost > Int128{b.gain} * a.cost;
}

/// Where only number and targets decide: the amounts that bound the gain from above.
class Relaxation {
public:
    Relaxation(const PlanModel& model, const PlanRequest& request)
        : m_model(model), m_request(request), m_locked(locked_in(model.all, request)) {}

    Rate bound() const;

private:
    std::int64_t gain(std::size_t v, const PlanTarget* target) const;
    bool counts(const PlanTarget* target) const {
        return target != nullptr && !of_whole_scope(m_model, *target);
    }
    Rate rate(const PlanTarget* target, std::int64_t more) const {
        return counts(target)
                   ? m_model.rate(m_model.departments[target->slot], m_model.covered, more)
                   : m_model.scope_rate(m_model.covered, more);
    }
    std::vector<std::int64_t> top_gains(const PlanTarget* target) const;
    std::vector<Stretch> curve(const PlanTarget* target) const;
    Rate most_coverage() const;
    std::int64_t fewest(const PlanTarget& target) const;
    std::int64_t least_money(const PlanTarget& target) const;

    const PlanModel& m_model;
    const PlanRequest& m_request;
    LockedIn m_locked;
};

std::int64_t Relaxation::gain(std::size_t v, const PlanTarget* target) const {
    const auto& all = m_model.all;
    std::int64_t sum = 0;
    for (auto part = all.first_part[v]; part < all.first_part[v + 1]; ++part) {
        if (counts(target) && all.parts[part].slot != target->slot) {
            continue;
        }
        for (const auto count : m_model.amounts(part)) {
            sum += count.high;
        }
    }
    return sum;
}

/// Of the maximal usable candidates, descending.
std::vector<std::int64_t> Relaxation::top_gains(const PlanTarget* target) const {
    const auto& all = m_model.all;
    std::vector<std::int64_t> gains;
    for (std::size_t v = 0; v < all.size();) {
        if (!m_model.usable[v]) {
            ++v;
            continue;
        }
        gains.push_back(gain(v, target));
        const auto top = v;
        while (v < all.size() && all.within(v, top)) {
            ++v;
        }
    }
    std::sort(gains.begin(), gains.end(), std::greater<>());
    return gains;
}

/// The least concave function above what every sum of euros can bring.
std::vector<Stretch> Relaxation::curve(const PlanTarget* target) const {
    const auto& all = m_model.all;
    std::vector<std::vector<Stretch>> below(all.size() + 1);  // The last: the whole forest.
    for (auto v = all.size(); v-- > 0;) {
        auto& own = below[v];
        std::stable_sort(own.begin(), own.end(), steeper);
        if (m_model.usable[v]) {
            const Stretch alone = {m_request.cost.empty() ? 0 : m_request.cost[v], gain(v, target)};
            std::vector<Stretch> points = {{0, 0}};
            bool placed = false;
            Stretch sum;
            const auto add = [&points](Stretch point) {
                while (points.size() > 1) {
                    const auto& last = points.back();
                    const auto& before = points[points.size() - 2];
                    const Stretch a = {last.cost - before.cost, last.gain - before.gain};
                    const Stretch b = {point.cost - last.cost, point.gain - last.gain};
                    if (b.gain > 0 && !steeper(a, b)) {
                        points.pop_back();
                    } else {
                        break;
                    }
                }
                if (point.gain > points.back().gain) {
                    points.push_back(point);
                }
            };
            for (const auto& stretch : own) {
                sum = {sum.cost + stretch.cost, sum.gain + stretch.gain};
                if (!placed && alone.cost <= sum.cost) {
                    placed = true;
                    add(alone);
                }
                add(sum);
            }
            if (!placed) {
                add(alone);
            }
            own.clear();
            for (std::size_t i = 1; i < points.size(); ++i) {
                own.push_back(
                    {points[i].cost - points[i - 1].cost, points[i].gain - points[i - 1].gain});
            }
        }
        const auto parent = all.parent[v] == Candidates::kNone ? all.size() : all.parent[v];
        below[parent].insert(below[parent].end(), own.begin(), own.end());
    }
    std::stable_sort(below.back().begin(), below.back().end(), steeper);
    return std::move(below.back());
}

Rate Relaxation::most_coverage() const {
    const auto gains = top_gains(nullptr);
    std::int64_t most = 0;
    auto left = m_request.contracts ? *m_request.contracts - m_locked.contracts
                                    : static_cast<std::int64_t>(gains.size());
    for (std::size_t i = 0; i < gains.size() && left > 0; ++i, --left) {
        most += gains[i];
    }
    if (m_request.budget) {
        Int128 sum = 0;
        auto euros = *m_request.budget - m_locked.cost;
        for (const auto& stretch : curve(nullptr)) {
            if (stretch.cost <= euros) {
                euros -= stretch.cost;
                sum += stretch.gain;
            } else {
                sum += Int128{stretch.gain} * std::max<std::int64_t>(euros, 0) / stretch.cost;
                break;
            }
        }
        most = std::min(most, static_cast<std::int64_t>(sum));
    }
    return rate(nullptr, most);
}

std::int64_t Relaxation::fewest(const PlanTarget& target) const {
    std::int64_t contracts = 0;
    std::int64_t more = 0;
    for (const auto one : top_gains(&target)) {
        if (std::is_gteq(compare(rate(&target, more), target.rate))) {
            break;
        }
        more += one;
        ++contracts;
    }
    return contracts;
}

std::int64_t Relaxation::least_money(const PlanTarget& target) const {
    const auto start = rate(&target, 0);
    const auto needed = indicators::ceil_divide(Int128{target.rate.numerator} * start.den,
                                                target.rate.denominator) -
                        start.num;
    Int128 sum = 0;
    std::int64_t euros = 0;
    for (const auto& stretch : curve(&target)) {
        if (sum >= needed) {
            break;
        }
        if (sum + stretch.gain > needed) {
            return euros + static_cast<std::int64_t>(indicators::ceil_divide(
                               (needed - sum) * stretch.cost, stretch.gain));
        }
        sum += stretch.gain;
        euros += stretch.cost;
    }
    return euros;
}

Rate Relaxation::bound() const {
    if (m_request.objective == Objective::kMostCoverage) {
        return most_coverage();
    }
    const bool money = m_request.objective == Objective::kLeastMoney;
    std::int64_t least = 0;
    for (const auto& target : m_request.targets) {
        least = std::max(least, money ? least_money(target) : fewest(target));
    }
    return {least + (money ? m_locked.cost : m_locked.contracts), 1};
}

bool reaches_all(const PlanModel& model, const PlanRequest& request, Rate rate) {
    return std::all_of(request.targets.begin(), request.targets.end(),
                       [rate](const PlanTarget& target) {
                           return std::is_gteq(compare(rate, target.rate));
                       }) &&
           !model.departments.empty();
}

/// The branches to try one by one where that is exact: the guaranteed rate, a published total
/// wherever counts are masked, no target of a department with masked counts among several, and few
/// terms. Else one empty branch: the rate itself, in two figures for each masked cell of a zone.
std::vector<std::vector<Branch>> branches_for_labels(const PlanModel& model,
                                                     const PlanRequest& request,
                                                     const BranchTerms& terms) {
    constexpr std::size_t kMost = 16;
    std::vector<std::vector<Branch>> branches(1);
    bool suits =
        terms.two_branches && model.scope.inhabited &&
        std::none_of(request.targets.begin(), request.targets.end(),
                     [&model](const PlanTarget& target) { return !of_whole_scope(model, target); });
    for (std::size_t t = 0; t < terms.masked.size(); ++t) {
        if (terms.masked[t]) {
            suits = suits && branches.size() < kMost;
            auto high = branches;
            for (auto& branch : branches) {
                branch.push_back(Branch::kBothLow);
            }
            for (auto& branch : high) {
                branch.push_back(Branch::kBothHigh);
            }
            if (suits) {
                branches.insert(branches.end(), high.begin(), high.end());
            }
        } else {
            const bool high = BranchTerms::high_start(model.scope.terms[t], terms.before[t]) >
                              terms.before[t].low;
            for (auto& branch : branches) {
                branch.push_back(high ? Branch::kBothHigh : Branch::kBothLow);
            }
        }
    }
    if (!suits || branches.size() == 1) {
        return {{}};
    }
    return branches;
}

}  // namespace

LockedIn locked_in(const Candidates& all, const PlanRequest& request) {
    LockedIn locked;
    const auto& of_commune = all.state.dataset().territories.communes.arrondissement;
    std::vector<std::uint32_t> used;
    for (const auto v : request.locked_in) {
        ++locked.contracts;
        locked.cost += request.cost.empty() ? 0 : request.cost[v];
        std::vector<std::uint32_t> here;
        for (const auto commune : all.communes_of(v)) {
            if (const auto row = of_commune[commune.value]; row.valid()) {
                here.push_back(row.value);
            }
        }
        std::sort(here.begin(), here.end());
        here.erase(std::unique(here.begin(), here.end()), here.end());
        used.insert(used.end(), here.begin(), here.end());
    }
    std::sort(used.begin(), used.end());
    locked.impossible =
        (request.contracts && locked.contracts > *request.contracts) ||
        (request.budget && locked.cost > *request.budget) ||
        (request.one_per_arrondissement &&
         std::adjacent_find(used.begin(), used.end()) != used.end()) ||
        std::any_of(request.locked_in.begin(), request.locked_in.end(), [&](std::uint32_t v) {
            return std::find(request.locked_out.begin(), request.locked_out.end(), v) !=
                       request.locked_out.end() ||
                   (!request.eligible.empty() && !request.eligible[v]);
        });
    return locked;
}

bool of_whole_scope(const PlanModel& model, const PlanTarget& target) {
    return target.slot == Candidates::kNone || model.departments.size() == 1;
}

bool only_contracts_count(const PlanModel& model, const PlanRequest& request) {
    return !request.budget && request.objective != Objective::kLeastMoney &&
           (!request.rural_share || request.rural_commune.empty()) &&
           !request.one_per_arrondissement &&
           std::all_of(
               request.targets.begin(), request.targets.end(),
               [&model](const PlanTarget& target) { return of_whole_scope(model, target); }) &&
           ContractOrder::suits(model);
}

SearchResult search_by_order(const PlanModel& model, const PlanRequest& request) {
    const auto locked = locked_in(model.all, request);
    const ContractOrder order(model, request.cost, request.stop);
    auto most = model.all.size();
    if (request.contracts) {
        most = std::min(most, static_cast<std::size_t>(*request.contracts - locked.contracts));
    }
    const auto best = order.best(most);
    SearchResult result;
    const auto first = [&](const auto& good) {
        return static_cast<std::size_t>(std::find_if(best.begin(), best.end(), good) -
                                        best.begin());
    };
    std::size_t k = 0;
    if (request.objective == Objective::kMostCoverage) {
        const auto highest = best.back().rate;
        k = first([highest](const auto& one) { return compare(one.rate, highest) == 0; });
        result.found = reaches_all(model, request, highest);
        result.value = highest;
        result.bound = best.back().bound;
    } else {
        k = first([&](const auto& one) { return reaches_all(model, request, one.rate); });
        result.found = k < best.size();
        const auto at_least =
            first([&](const auto& one) { return reaches_all(model, request, one.bound); });
        result.value = {locked.contracts + static_cast<std::int64_t>(k), 1};
        result.bound = {locked.contracts + static_cast<std::int64_t>(at_least), 1};
    }
    result.complete = result.found ? compare(result.value, result.bound) == 0
                                   : !reaches_all(model, request, best.back().bound);
    if (!result.found) {
        return result;
    }
    result.chosen = order.chosen(best[k], k);
    std::sort(result.chosen.begin(), result.chosen.end());
    auto ties = order.ties(best[k], k, request.tie_limit);
    result.ties = std::move(ties.sets);
    result.tie_count = ties.count;
    result.ties_complete = ties.complete && order.exact_counts();
    return result;
}

SearchResult search_by_labels(const PlanModel& model, const PlanRequest& request) {
    const BranchTerms terms(model);
    // Labels list all ties, but of masked counts there are too many in more than a few departments.
    constexpr std::size_t kFewDepartments = 2;
    const bool by_rate = RateSearch::suits(model, request, terms);
    if (by_rate && model.departments.size() > kFewDepartments) {
        return RateSearch(model, request, terms).best();
    }
    SearchResult best;
    bool complete = true;
    bool one_branch = true;
    for (auto& branch : branches_for_labels(model, request, terms)) {
        one_branch = branch.empty();
        auto here = PlanLabels(model, request, std::move(branch)).best();
        complete = complete && here.complete;
        if (here.found && (!best.found || compare_plans(request, here.figures, best.figures) < 0)) {
            best = std::move(here);
        }
    }
    if (!complete && by_rate) {
        return RateSearch(model, request, terms).best();
    }
    best.complete = complete;
    best.ties_complete = best.ties_complete && one_branch;
    best.bound = complete ? best.value : relaxed_bound(model, request);
    return best;
}

std::vector<FrontierPoint> label_frontier(const PlanModel& model, const PlanRequest& request,
                                          bool by_cost, bool with_plans) {
    std::vector<FrontierPoint> all;
    for (auto& branch : branches_for_labels(model, request, BranchTerms(model))) {
        auto here = PlanLabels(model, request, std::move(branch)).frontier(by_cost, with_plans);
        std::move(here.begin(), here.end(), std::back_inserter(all));
    }
    const auto spent = [by_cost](const FrontierPoint& point) {
        return by_cost ? point.cost : point.contracts;
    };
    std::stable_sort(all.begin(), all.end(), [&](const auto& a, const auto& b) {
        return spent(a) != spent(b) ? spent(a) < spent(b) : std::is_gt(compare(a.value, b.value));
    });
    std::vector<FrontierPoint> points;
    for (auto& point : all) {
        if (points.empty() || std::is_gt(compare(point.value, points.back().value))) {
            points.push_back(std::move(point));
        }
    }
    return points;
}

Rate relaxed_bound(const PlanModel& model, const PlanRequest& request) {
    return Relaxation(model, request).bound();
}

}  // namespace maillage::planning
