// SPDX-License-Identifier: Apache-2.0
#include "planning/plan_search.hpp"

#include <algorithm>
#include <array>
#include <compare>

namespace maillage::planning {
namespace {

using indicators::Rate;

constexpr auto kNoFloor = std::numeric_limits<std::int64_t>::min();
constexpr std::uint64_t kMostTiesCounted = 100'000;

/// More than half of its communes are rural.
bool is_rural(const Candidates& all, std::size_t v, const std::vector<bool>& rural) {
    const auto communes = all.communes_of(v);
    const auto count = std::count_if(communes.begin(), communes.end(),
                                     [&rural](Index<Commune> c) { return rural[c.value]; });
    return 2 * count > std::ssize(communes);
}

}  // namespace

PlanLabels::PlanLabels(const PlanModel& model, const PlanRequest& request,
                       std::vector<Branch> branch)
    : m_model(model),
      m_request(request),
      m_locked(locked_in(model.all, request)),
      m_branch(std::move(branch)) {
    lay_out();
    std::vector<LabelOption> options;
    for (std::uint32_t v = 0; v < model.all.size(); ++v) {
        if (!model.usable[v]) {
            continue;
        }
        auto one = option(v);
        const bool excluded = std::any_of(one.used.begin(), one.used.end(),
                                          [](std::uint64_t word) { return word == ~0ULL; });
        if (!excluded) {
            options.push_back(std::move(one));
        }
    }
    m_search.emplace(model.all, m_spec, std::move(options));
}

void PlanLabels::lay_out() {
    lay_out_branch();
    lay_out_gains();
    // The two most telling dimensions first: they are what lists are sorted by.
    lay_out_resources();
    m_spec.figures = m_spec.dimensions;
    for (auto& dimension : m_slot) {
        if (dimension != kNone) {
            dimension = new_dimension();
        }
    }
    for (const auto& target : m_request.targets) {
        if (!of_whole_scope(m_model, target) && m_slot[target.slot] != kNone) {
            const auto start = m_model.rate(m_model.departments[target.slot], m_model.covered);
            const auto needed = indicators::ceil_divide(
                indicators::Int128{target.rate.numerator} * start.den, target.rate.denominator);
            m_spec.closings.push_back(
                {target.slot, m_slot[target.slot], static_cast<std::int64_t>(needed) - start.num});
        }
    }
    std::stable_sort(m_spec.closings.begin(), m_spec.closings.end(),
                     [](const auto& a, const auto& b) { return a.slot < b.slot; });
    lay_out_rural();
    lay_out_arrondissements();
    m_spec.floor.assign(m_spec.dimensions, kNoFloor);
    if (m_contracts != kNone && m_request.contracts) {
        m_spec.floor[m_contracts] = m_locked.contracts - *m_request.contracts;
    }
    if (m_cost != kNone && m_request.budget) {
        m_spec.floor[m_cost] = m_locked.cost - *m_request.budget;
    }
    m_spec.only_most_gain = m_request.budget && m_request.objective == Objective::kMostCoverage &&
                            m_request.targets.empty() && m_locked.cost <= *m_request.budget &&
                            m_pool == 0 && m_cost == 1 && m_spec.dimensions == 2 &&
                            m_spec.used_words == 0;
    m_spec.work_limit = m_request.work_limit;
    m_spec.stop = m_request.stop;
}

void PlanLabels::lay_out_resources() {
    if (m_request.budget || m_request.objective == Objective::kLeastMoney) {
        m_cost = new_dimension();
    }
    const bool masked = std::any_of(m_low.begin(), m_low.end(),
                                    [](std::size_t dimension) { return dimension != kNone; });
    if (m_cost == kNone || masked || m_request.contracts ||
        m_request.objective == Objective::kFewestContracts) {
        m_contracts = new_dimension();
    }
}

void PlanLabels::lay_out_branch() {
    m_high_cell.assign(m_model.covered.size(), false);
    std::int64_t covered = 0;
    for (std::size_t t = 0; t < m_branch.size(); ++t) {
        const auto& term = m_model.scope.terms[t];
        Count here;
        for (const auto cell : term.cells) {
            here += m_model.covered[cell];
            m_high_cell[cell] = m_branch[t] == Branch::kBothHigh;
        }
        covered +=
            m_branch[t] == Branch::kBothHigh ? *term.total - term.zone.high + here.high : here.low;
    }
    m_branch_start = {covered, m_model.scope_rate(m_model.covered).den};
}

void PlanLabels::lay_out_gains() {
    const auto& all = m_model.all;
    const auto years = m_model.years;
    std::vector<bool> masked(all.scope.departments.size());
    std::vector<bool> gains(masked.size());
    for (std::uint32_t v = 0; v < all.size(); ++v) {
        for (auto part = all.first_part[v]; part < all.first_part[v + 1]; ++part) {
            for (const auto count : m_model.amounts(part)) {
                if (m_model.usable[v]) {
                    masked[all.parts[part].slot] =
                        masked[all.parts[part].slot] || (m_branch.empty() && !count.is_exact());
                    gains[all.parts[part].slot] = true;
                }
            }
        }
    }
    m_low.assign(m_model.covered.size(), kNone);
    m_high.assign(m_model.covered.size(), kNone);
    m_slot.assign(masked.size(), kNone);
    for (std::size_t slot = 0; slot < masked.size(); ++slot) {
        for (std::size_t year = 0; masked[slot] && year < years; ++year) {
            m_low[slot * years + year] = new_dimension();
            m_high[slot * years + year] = new_dimension();
        }
    }
    for (const auto& target : m_request.targets) {
        if (!of_whole_scope(m_model, target) && !masked[target.slot]) {
            m_slot[target.slot] = 0;  // A dimension of its own, numbered later.
        }
    }
    for (std::size_t slot = 0; slot < masked.size(); ++slot) {
        if (!masked[slot] && gains[slot] && m_pool == kNone) {
            m_pool = new_dimension();
        }
    }
}

void PlanLabels::lay_out_rural() {
    if (!m_request.rural_share || m_request.rural_commune.empty()) {
        return;
    }
    m_rural = new_dimension();
    m_rural_before = rural_slack(m_request.locked_in);
}

/// denominator × rural − numerator × all, of contracts or of their new signatories.
std::int64_t PlanLabels::rural_slack(std::span<const std::uint32_t> contracts) const {
    const auto& all = m_model.all;
    const auto share = *m_request.rural_share;
    std::int64_t of_rural = 0;
    std::int64_t of_all = 0;
    if (m_request.rural_share_of == RuralShareOf::kContracts) {
        for (const auto v : contracts) {
            of_rural += is_rural(all, v, m_request.rural_commune) ? 1 : 0;
            ++of_all;
        }
        return share.denominator * of_rural - share.numerator * of_all;
    }
    std::vector<Index<Commune>> communes;
    for (const auto v : contracts) {
        const auto of_v = all.communes_of(v);
        communes.insert(communes.end(), of_v.begin(), of_v.end());
    }
    std::sort(communes.begin(), communes.end());
    communes.erase(std::unique(communes.begin(), communes.end()), communes.end());
    const auto& departments = all.scope.departments;
    const auto& department = all.state.dataset().territories.communes.department;
    for (const auto commune : communes) {
        if (all.state.covered(commune) ||
            !std::binary_search(departments.begin(), departments.end(),
                                department[commune.value])) {
            continue;
        }
        for (const auto& year : *all.counts) {
            const auto low = year.located[commune.value].low;
            of_all += low;
            of_rural += m_request.rural_commune[commune.value] ? low : 0;
        }
    }
    return share.denominator * of_rural - share.numerator * of_all;
}

void PlanLabels::lay_out_arrondissements() {
    if (!m_request.one_per_arrondissement) {
        return;
    }
    const auto& of_commune = m_model.all.state.dataset().territories.communes.arrondissement;
    m_bit.assign(m_model.all.state.dataset().territories.arrondissements.size(), Candidates::kNone);
    std::uint32_t bits = 0;
    for (std::size_t v = 0; v < m_model.all.size(); ++v) {
        for (const auto commune : m_model.all.communes_of(v)) {
            const auto row = of_commune[commune.value];
            if (row.valid() && m_bit[row.value] == Candidates::kNone) {
                m_bit[row.value] = bits++;
            }
        }
    }
    // The last bit of each word stays free: a word of ones marks who is excluded.
    m_spec.used_words = bits / 63 + 1;
}

LabelOption PlanLabels::option(std::uint32_t v) const {
    const auto& all = m_model.all;
    LabelOption one{v, 0, std::vector<std::int64_t>(m_spec.dimensions),
                    std::vector<std::uint64_t>(m_spec.used_words), 0};
    if (m_cost != kNone) {
        one.amount[m_cost] = -cost(v);
    }
    if (m_contracts != kNone) {
        one.amount[m_contracts] = -1;
    }
    if (m_cost == kNone) {
        one.last = cost(v);
    } else if (m_contracts == kNone) {
        one.last = 1;
    }
    for (auto part = all.first_part[v]; part < all.first_part[v + 1]; ++part) {
        const auto slot = all.parts[part].slot;
        for (std::size_t year = 0; year < m_model.years; ++year) {
            const auto cell = slot * m_model.years + year;
            const auto count = m_model.amounts(part)[year];
            if (m_low[cell] != kNone) {
                one.amount[m_low[cell]] += count.low;
                one.amount[m_high[cell]] += count.high;
            } else {
                one.amount[m_pool] += m_high_cell[cell] ? count.high : count.low;
            }
            if (m_slot[slot] != kNone) {
                one.amount[m_slot[slot]] += count.low;
            }
        }
    }
    if (m_rural != kNone) {
        one.amount[m_rural] = rural_slack(std::span(&v, 1));
        if (m_request.rural_share_of == RuralShareOf::kSignatories) {
            // Of locked-in contracts below it nothing is new.
            std::vector<std::uint32_t> with = m_request.locked_in;
            with.push_back(v);
            one.amount[m_rural] = rural_slack(with) - m_rural_before;
        }
    }
    const auto& of_commune = all.state.dataset().territories.communes.arrondissement;
    const auto mark = [&](std::size_t candidate, const auto& visit) {
        for (const auto commune : all.communes_of(candidate)) {
            const auto row = of_commune[commune.value];
            if (!m_bit.empty() && row.valid()) {
                visit(m_bit[row.value] / 63, std::uint64_t{1} << (m_bit[row.value] % 63));
            }
        }
    };
    mark(v, [&one](std::uint32_t word, std::uint64_t bit) { one.used[word] |= bit; });
    for (const auto locked : m_request.locked_in) {
        mark(locked, [&one](std::uint32_t word, std::uint64_t bit) {
            if ((one.used[word] & bit) != 0) {
                one.used[word] = ~0ULL;
            }
        });
    }
    return one;
}

std::vector<Count> PlanLabels::covered(std::span<const std::int64_t> dims) const {
    auto sum = m_model.covered;
    for (std::size_t cell = 0; cell < sum.size(); ++cell) {
        if (m_low[cell] != kNone) {
            sum[cell] += Count{dims[m_low[cell]], dims[m_high[cell]]};
        }
    }
    return sum;
}

Rate PlanLabels::scope_rate(std::span<const std::int64_t> dims) const {
    const auto pooled = m_pool == kNone ? 0 : dims[m_pool];
    if (!m_branch.empty()) {
        return {m_branch_start.num + pooled, m_branch_start.den};
    }
    return m_model.scope_rate(covered(dims), pooled);
}

PlanFigures PlanLabels::figures(std::size_t label) const {
    const auto dims = m_search->figures(label);
    PlanFigures result;
    result.rate = scope_rate(dims);
    const auto last = m_search->last(label);
    result.contracts = m_locked.contracts + (m_contracts != kNone ? -dims[m_contracts] : last);
    result.cost = m_locked.cost + (m_cost != kNone ? -dims[m_cost] : last);
    return result;
}

bool PlanLabels::keeps_conditions(std::size_t label) const {
    const auto dims = m_search->figures(label);
    if (m_rural != kNone && m_rural_before + dims[m_rural] < 0) {
        return false;
    }
    const auto sum = covered(dims);
    return std::all_of(
        m_request.targets.begin(), m_request.targets.end(), [&](const PlanTarget& target) {
            if (of_whole_scope(m_model, target)) {
                return std::is_gteq(indicators::compare(scope_rate(dims), target.rate));
            }
            return m_slot[target.slot] != kNone ||
                   std::is_gteq(indicators::compare(
                       m_model.rate(m_model.departments[target.slot], sum), target.rate));
        });
}

int compare_plans(const PlanRequest& request, const PlanFigures& a, const PlanFigures& b) {
    const auto sign = [](auto order) { return std::is_lt(order) ? -1 : std::is_gt(order) ? 1 : 0; };
    const auto rate = -sign(indicators::compare(a.rate, b.rate));
    const auto contracts = sign(a.contracts <=> b.contracts);
    const auto cost = sign(a.cost <=> b.cost);
    std::array<int, 3> order{};
    switch (request.objective) {
        case Objective::kMostCoverage:
            order = request.budget ? std::array{rate, cost, contracts}
                                   : std::array{rate, contracts, cost};
            break;
        case Objective::kFewestContracts:
            order = {contracts, rate, cost};
            break;
        case Objective::kLeastMoney:
            order = {cost, rate, contracts};
            break;
    }
    const auto* first = std::find_if(order.begin(), order.end(), [](int one) { return one != 0; });
    return first == order.end() ? 0 : *first;
}

std::vector<std::uint32_t> PlanLabels::candidates(const LabelSearch::Picks& picks) const {
    std::vector<std::uint32_t> result;
    for (const auto pick : picks) {
        result.push_back(m_search->options()[pick].candidate);
    }
    std::sort(result.begin(), result.end());
    return result;
}

SearchResult PlanLabels::best() const {
    SearchResult result;
    result.complete = m_search->complete();
    std::vector<std::size_t> best;
    PlanFigures at;
    for (std::size_t label = 0; label < m_search->size(); ++label) {
        if (!keeps_conditions(label)) {
            continue;
        }
        const auto here = figures(label);
        const auto order = best.empty() ? -1 : compare_plans(m_request, here, at);
        if (order < 0) {
            best.clear();
            at = here;
        }
        if (order <= 0) {
            best.push_back(label);
        }
    }
    if (!best.empty()) {
        result.found = true;
        result.figures = at;
        result.value = m_request.objective == Objective::kMostCoverage      ? at.rate
                       : m_request.objective == Objective::kFewestContracts ? Rate{at.contracts, 1}
                                                                            : Rate{at.cost, 1};
        std::uint64_t plans = 0;
        // Equals of a plan that may not be the best tell nothing, and finding them takes long.
        const auto most = result.complete ? kMostTiesCounted : 1;
        for (const auto label : best) {
            m_search->visit_plans(label, [&](const LabelSearch::Picks& picks) {
                ++plans;
                if (plans == 1) {
                    result.chosen = candidates(picks);
                } else if (plans <= m_request.tie_limit + 1) {
                    result.ties.push_back(candidates(picks));
                }
                return plans < most;
            });
        }
        result.tie_count = plans - 1;
        result.ties_complete = result.complete && result.tie_count == result.ties.size();
    }
    result.bound = result.complete ? result.value : relaxed_bound(m_model, m_request);
    return result;
}

std::vector<FrontierPoint> PlanLabels::frontier(bool by_cost, bool with_plans) const {
    std::vector<FrontierPoint> points;
    std::vector<std::pair<PlanFigures, std::size_t>> order;
    for (std::size_t label = 0; label < m_search->size(); ++label) {
        order.emplace_back(figures(label), label);
    }
    std::stable_sort(order.begin(), order.end(), [by_cost](const auto& a, const auto& b) {
        const auto key = [by_cost](const PlanFigures& of) {
            return by_cost ? std::pair(of.cost, of.contracts) : std::pair(of.contracts, of.cost);
        };
        if (key(a.first).first != key(b.first).first) {
            return key(a.first).first < key(b.first).first;
        }
        const auto rate = indicators::compare(a.first.rate, b.first.rate);
        return rate != 0 ? std::is_gt(rate) : key(a.first).second < key(b.first).second;
    });
    for (const auto& [at, label] : order) {
        if (!points.empty() && std::is_lteq(indicators::compare(at.rate, points.back().value))) {
            continue;
        }
        FrontierPoint point{at.contracts, at.cost, at.rate, at.rate, {}};
        if (!m_search->complete()) {
            auto request = m_request;
            request.objective = Objective::kMostCoverage;
            (by_cost ? request.budget : request.contracts) = by_cost ? at.cost : at.contracts;
            point.bound = relaxed_bound(m_model, request);
        }
        if (with_plans) {
            m_search->visit_plans(label, [&](const LabelSearch::Picks& picks) {
                point.chosen = candidates(picks);
                return false;
            });
        }
        points.push_back(std::move(point));
    }
    return points;
}

}  // namespace maillage::planning
