// SPDX-License-Identifier: Apache-2.0
#include "planning/contract_order.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

namespace maillage::planning {
namespace {

using indicators::compare;
using indicators::Int128;
using indicators::Rate;

constexpr std::size_t kMostTiesTried = 100'000;

std::uint64_t saturating_multiply(std::uint64_t a, std::uint64_t b) {
    const auto most = std::numeric_limits<std::uint64_t>::max();
    return a != 0 && b > most / a ? most : a * b;
}

std::uint64_t binomial(std::uint64_t n, std::uint64_t k) {
    const auto most = std::numeric_limits<std::uint64_t>::max();
    k = std::min(k, n - k);
    __extension__ unsigned __int128 value = 1;
    for (std::uint64_t i = 1; i <= k; ++i) {
        value = value * (n - k + i) / i;
        if (value > most) {
            return most;
        }
    }
    return static_cast<std::uint64_t>(value);
}

}  // namespace

ContractOrder::ContractOrder(const PlanModel& model, std::span<const std::int64_t> cost,
                             std::stop_token stop, std::size_t most_branches)
    : m_model(model), m_terms(model), m_cost(cost.begin(), cost.end()), m_stop(std::move(stop)) {
    find_tops();
    find_branches(most_branches);
}

bool ContractOrder::suits(const PlanModel& model) {
    if (model.measure == Measure::kGuaranteed) {
        return true;
    }
    std::vector<bool> masked(model.covered.size());
    for (std::size_t v = 0; v < model.all.size(); ++v) {
        for (auto part = model.all.first_part[v]; part < model.all.first_part[v + 1]; ++part) {
            for (std::size_t year = 0; year < model.years; ++year) {
                if (model.usable[v] && !model.amounts(part)[year].is_exact()) {
                    masked[model.all.parts[part].slot * model.years + year] = true;
                }
            }
        }
    }
    return std::none_of(
        model.scope.terms.begin(), model.scope.terms.end(), [&masked](const ZoneTerm& term) {
            return term.total &&
                   std::any_of(term.cells.begin(), term.cells.end(),
                               [&masked](std::uint32_t cell) { return masked[cell]; });
        });
}

void ContractOrder::find_tops() {
    const auto& all = m_model.all;
    const auto same_amounts = [this](std::size_t a, std::size_t b) {
        std::vector<Count> of_a(m_model.covered.size());
        std::vector<Count> of_b(m_model.covered.size());
        if (m_model.sum[a] != m_model.sum[b]) {
            return false;
        }
        m_model.add(of_a, a);
        m_model.add(of_b, b);
        return of_a == of_b;
    };
    for (std::size_t v = 0; v < all.size();) {
        if (!m_model.usable[v]) {
            ++v;
            continue;
        }
        Top top{static_cast<std::uint32_t>(v), {static_cast<std::uint32_t>(v)}};
        auto below = v + 1;
        for (; below < all.size() && all.within(below, v); ++below) {
            if (m_model.usable[below] && same_amounts(v, below)) {
                top.equals.push_back(static_cast<std::uint32_t>(below));
            }
        }
        top.candidate =
            *std::min_element(top.equals.begin(), top.equals.end(),
                              [this](std::uint32_t a, std::uint32_t b) { return before(a, b); });
        m_tops.push_back(std::move(top));
        v = below;
    }
}

bool ContractOrder::before(std::uint32_t a, std::uint32_t b) const {
    if (cost(a) != cost(b)) {
        return cost(a) < cost(b);
    }
    const auto& all = m_model.all;
    if (all.level[a] != all.level[b]) {
        return all.level[a] > all.level[b];
    }
    return all.code(a) < all.code(b);
}

void ContractOrder::find_branches(std::size_t most) {
    const auto& terms = m_model.scope.terms;
    const auto& masked = m_terms.masked;
    m_exact = std::find(masked.begin(), masked.end(), true) == masked.end();
    std::size_t product = 1;
    for (std::size_t t = 0; t < terms.size(); ++t) {
        if (!masked[t]) {
            m_choices.push_back({Branch::kBothLow});
        } else if (!terms[t].total) {
            m_choices.push_back(
                {m_model.measure == Measure::kGuaranteed ? Branch::kLowHigh : Branch::kHighLow});
            m_moving = true;
        } else if (BranchTerms::decides_both(terms[t])) {
            m_choices.push_back({Branch::kBothLow, Branch::kBothHigh});
        } else {
            m_choices.push_back(
                {Branch::kBothLow, Branch::kBothHigh, Branch::kLowHigh, Branch::kHighLow});
            m_moving = true;
        }
        product = std::min(most + 1, product * m_choices.back().size());
    }
    m_all_branches = product <= most;
    if (!m_all_branches) {  // All low and all high are tried, and by departments where that works.
        if (!m_moving && m_terms.small_blocks) {
            std::vector<std::uint32_t> tops;
            for (const auto& top : m_tops) {
                tops.push_back(top.candidate);
            }
            m_blocks.emplace(m_model, m_terms, tops, m_choices);
        }
        for (const std::size_t which : {std::size_t{0}, std::size_t{1}}) {
            std::vector<Branch> branch;
            for (const auto& choice : m_choices) {
                branch.push_back(choice[std::min(which, choice.size() - 1)]);
            }
            m_branches.push_back(std::move(branch));
        }
        return;
    }
    m_branches.emplace_back();
    for (const auto& choice : m_choices) {
        std::vector<std::vector<Branch>> longer;
        for (const auto& branch : m_branches) {
            for (const auto one : choice) {
                longer.push_back(branch);
                longer.back().push_back(one);
            }
        }
        m_branches = std::move(longer);
    }
}

std::vector<std::int64_t> ContractOrder::weights(std::size_t branch, Rate at) const {
    // (q − p) C + p (−R) with ρ = p/q; C and −R each rise by the low or by the high amounts.
    std::vector<Weight> of_term;
    for (const auto one : m_branches[branch]) {
        const bool c_low = one == Branch::kBothLow || one == Branch::kLowHigh;
        const bool r_low = one == Branch::kBothLow || one == Branch::kHighLow;
        Weight weight;
        (c_low ? weight.low : weight.high) += at.den - at.num;
        (r_low ? weight.low : weight.high) += at.num;
        of_term.push_back(weight);
    }
    std::vector<std::int64_t> result;
    const auto& all = m_model.all;
    for (const auto& top : m_tops) {
        const std::size_t v = top.candidate;
        std::int64_t sum = 0;
        for (auto part = all.first_part[v]; part < all.first_part[v + 1]; ++part) {
            const auto amounts = m_model.amounts(part);
            for (std::size_t year = 0; year < m_model.years; ++year) {
                const auto& w =
                    of_term[m_terms.of_cell[all.parts[part].slot * m_model.years + year]];
                sum += w.low * amounts[year].low + w.high * amounts[year].high;
            }
        }
        result.push_back(sum);
    }
    return result;
}

std::vector<std::uint32_t> ContractOrder::order(std::size_t branch, Rate at, std::size_t k) const {
    const auto weight = weights(branch, at);
    std::vector<std::uint32_t> tops(m_tops.size());
    std::iota(tops.begin(), tops.end(), 0U);
    const auto heavier = [&](std::uint32_t a, std::uint32_t b) {
        if (weight[a] != weight[b]) {
            return weight[a] > weight[b];
        }
        const auto high_a = m_model.sum[m_tops[a].candidate].high;
        const auto high_b = m_model.sum[m_tops[b].candidate].high;
        if (high_a != high_b) {
            return high_a > high_b;
        }
        return before(m_tops[a].candidate, m_tops[b].candidate);
    };
    const auto middle = tops.begin() + static_cast<std::ptrdiff_t>(std::min(k, tops.size()));
    std::partial_sort(tops.begin(), middle, tops.end(), heavier);
    return tops;
}

std::vector<ContractOrder::Best> ContractOrder::best(std::size_t most) const {
    most = std::min(most, m_tops.size());
    auto result = m_moving ? best_by_iteration(most) : best_by_orders(most);
    if (m_blocks) {
        best_by_blocks(result);
    } else if (!m_all_branches) {
        add_loose_bounds(result);
    }
    return result;
}

std::vector<ContractOrder::Best> ContractOrder::best_by_orders(std::size_t most) const {
    std::vector<Best> result(most + 1);
    for (std::size_t branch = 0; branch < m_branches.size(); ++branch) {
        const auto tops = order(branch, {0, 1}, most);
        auto covered = m_model.covered;
        for (std::size_t k = 0; k <= most; ++k) {
            if (k > 0) {
                m_model.add(covered, m_tops[tops[k - 1]].candidate);
            }
            const auto rate = m_model.scope_rate(covered);
            if (branch == 0 || std::is_gt(compare(rate, result[k].rate))) {
                result[k] = {rate, rate, branch, {0, 1}, {}};
            }
        }
    }
    return result;
}

std::vector<ContractOrder::Best> ContractOrder::best_by_iteration(std::size_t most) const {
    std::vector<Best> result;
    auto rho = m_model.scope_rate(m_model.covered);
    for (std::size_t k = 0; k <= most; ++k) {
        Best best{rho, rho, 0, rho, {}};
        bool first = true;
        for (bool better = true; better;) {
            better = false;
            const auto at = best.rate;
            for (std::size_t branch = 0; branch < m_branches.size(); ++branch) {
                const auto tops = order(branch, at, k);
                auto covered = m_model.covered;
                for (std::size_t i = 0; i < k; ++i) {
                    m_model.add(covered, m_tops[tops[i]].candidate);
                }
                const auto rate = m_model.scope_rate(covered);
                if (first || std::is_gt(compare(rate, best.rate))) {
                    better = better || !first || std::is_gt(compare(rate, best.rate));
                    best = {rate, rate, branch, at, {}};
                    first = false;
                }
            }
        }
        rho = best.rate;
        result.push_back(best);
    }
    return result;
}

void ContractOrder::best_by_blocks(std::vector<Best>& best) const {
    const auto start = m_model.scope_rate(m_model.covered);
    auto sets = m_blocks->best(best.size() - 1, DepartmentBlocks::kMostNodes, m_stop);
    for (std::size_t k = 0; k < best.size(); ++k) {
        const Rate rate = {sets[k].covered, start.den};
        if (std::is_gt(compare(rate, best[k].rate))) {
            best[k] = {rate, rate, kBlocks, {0, 1}, std::move(sets[k].tops)};
        }
        const Rate bound = {sets[k].bound, start.den};
        best[k].bound = std::is_gt(compare(bound, best[k].rate)) ? bound : best[k].rate;
    }
}

/// No contract covers more than the high ends of its cells.
void ContractOrder::add_loose_bounds(std::vector<Best>& best) const {
    std::vector<std::int64_t> high;
    for (const auto& top : m_tops) {
        high.push_back(m_model.sum[top.candidate].high);
    }
    std::sort(high.begin(), high.end(), std::greater<>());
    std::int64_t more = 0;
    for (std::size_t k = 0; k < best.size(); ++k) {
        more += k > 0 ? high[k - 1] : 0;
        const auto bound = m_model.scope_rate(m_model.covered, more);
        best[k].bound = std::is_gt(compare(bound, best[k].rate)) ? bound : best[k].rate;
    }
}

std::vector<std::uint32_t> ContractOrder::chosen(const Best& best, std::size_t k) const {
    if (best.branch == kBlocks) {
        std::vector<std::uint32_t> result;
        for (const auto top : best.tops) {
            result.push_back(m_tops[top].candidate);
        }
        return result;
    }
    const auto tops = order(best.branch, best.at, k);
    std::vector<std::uint32_t> result;
    for (std::size_t i = 0; i < k; ++i) {
        result.push_back(m_tops[tops[i]].candidate);
    }
    return result;
}

ContractOrder::Ties ContractOrder::ties(const Best& best, std::size_t k, std::size_t limit) const {
    Ties result;
    if (k == 0) {
        return result;
    }
    if (best.branch == kBlocks) {
        result.complete = false;
        return result;
    }
    const auto weight = weights(best.branch, best.at);
    const auto tops = order(best.branch, best.at, m_tops.size());
    const auto margin = weight[tops[k - 1]];
    std::size_t first = 0;
    while (weight[tops[first]] > margin) {
        ++first;
    }
    auto last = first;
    while (last < tops.size() && weight[tops[last]] == margin) {
        ++last;
    }
    const bool one_cost =
        m_exact && std::all_of(m_cost.begin(), m_cost.end(),
                               [this](std::int64_t c) { return c == m_cost.front(); });
    std::int64_t wanted = 0;
    for (const auto v : chosen(best, k)) {
        wanted += cost(v);
    }
    // Every way to take k − first of the equal tops, and one of its equals for each top taken.
    std::vector<std::uint32_t> set;
    std::size_t tried = 0;
    const auto found = [&] {
        ++tried;
        std::int64_t sum = 0;
        for (const auto v : set) {
            sum += cost(v);
        }
        // Under masked counts equal weights may leave different rates.
        auto covered = m_model.covered;
        for (const auto v : set) {
            m_model.add(covered, v);
        }
        if (sum == wanted && compare(m_model.scope_rate(covered), best.rate) == 0) {
            ++result.count;
            if (result.sets.size() <= limit) {
                result.sets.push_back(set);
                std::sort(result.sets.back().begin(), result.sets.back().end());
            }
        }
    };
    const auto most = one_cost ? limit + 1 : std::max(limit + 1, kMostTiesTried);
    const auto take = [&](const auto& self, std::size_t from) -> void {
        if (tried >= most) {
            return;
        }
        if (set.size() == k) {
            found();
            return;
        }
        const auto missing = k - set.size();
        for (auto i = from; i < last && tried < most; ++i) {
            if (i >= first && last - i < missing) {
                return;
            }
            for (const auto v : m_tops[tops[i]].equals) {
                set.push_back(v);
                self(self, i + 1);
                set.pop_back();
            }
            if (i < first) {
                return;  // Heavier than the margin: in every best set.
            }
        }
    };
    take(take, 0);
    if (one_cost) {
        // Elementary symmetric sum of the numbers of equals at the margin.
        std::vector<std::uint64_t> ways(k - first + 1);
        ways[0] = 1;
        bool single = true;
        for (auto i = first; i < last; ++i) {
            single = single && m_tops[tops[i]].equals.size() == 1;
        }
        if (single) {
            ways.back() = binomial(last - first, k - first);
        } else {
            for (auto i = first; i < last; ++i) {
                for (auto j = std::min(i - first + 1, k - first); j > 0; --j) {
                    const auto more =
                        saturating_multiply(ways[j - 1], m_tops[tops[i]].equals.size());
                    ways[j] = ways[j] + more < more ? ~std::uint64_t{0} : ways[j] + more;
                }
            }
        }
        result.count = ways.back();
        for (std::size_t i = 0; i < first; ++i) {
            result.count = saturating_multiply(result.count, m_tops[tops[i]].equals.size());
        }
    }
    auto itself = chosen(best, k);
    std::sort(itself.begin(), itself.end());
    std::erase(result.sets, itself);
    result.count -= result.count > 0 ? 1 : 0;
    if (result.sets.size() > limit) {
        result.sets.resize(limit);
    }
    result.complete = result.count == result.sets.size() && (one_cost || tried < most);
    return result;
}

}  // namespace maillage::planning
