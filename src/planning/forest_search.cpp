// SPDX-License-Identifier: Apache-2.0
#include "planning/forest_search.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <utility>

namespace maillage::planning {
namespace {

constexpr std::size_t kMostReferences = 4;
constexpr std::size_t kMoreEachTime = 16;

}  // namespace

ForestSearch::ForestSearch(const BranchForest& forest, std::int64_t budget, std::size_t work_limit,
                           std::stop_token stop, std::size_t first)
    : m_forest(forest),
      m_budget(budget),
      m_work_left(work_limit),
      m_stop(std::move(stop)),
      m_first(first),
      m_end(forest.size()),
      m_home(forest.size()),
      m_blocks(forest.blocks),
      m_guests(forest.forms.size()) {
    lay_out_blocks();
    for (const auto cost : forest.cost) {
        m_cost_unit = std::gcd(m_cost_unit, cost);
    }
    m_cost_unit = std::max<std::int64_t>(m_cost_unit, 1);
}

void ForestSearch::lay_out_blocks() {
    for (std::uint32_t t = 0; t < m_forest.block.size(); ++t) {
        m_blocks[m_forest.block[t]].terms.push_back(t);
    }
    for (auto v = static_cast<std::uint32_t>(m_forest.size()); v-- > 0;) {
        m_end[v] = std::max(m_end[v], v + 1);
        if (const auto parent = m_forest.parent[v]; parent != BranchForest::kNone) {
            m_end[parent] = std::max(m_end[parent], m_end[v]);
        }
    }
    for (std::uint32_t v = 0; v < m_forest.size(); v = m_end[v]) {
        // A tree belongs where it has most, the first of equals.
        std::vector<std::int64_t> in_block(m_forest.blocks);
        for (const auto& share : m_forest.shares_of(v)) {
            in_block[m_forest.block[share.term]] += share.count.high;
        }
        const auto home = static_cast<std::uint32_t>(
            std::max_element(in_block.begin(), in_block.end()) - in_block.begin());
        m_blocks[home].roots.push_back(v);
        std::fill(m_home.begin() + v, m_home.begin() + m_end[v], home);
        for (const auto& share : m_forest.shares_of(v)) {
            auto& guests = m_guests[share.term];
            if (m_forest.block[share.term] != home && (guests.empty() || guests.back() != v)) {
                guests.push_back(v);
            }
        }
    }
}

/// Of the hull of all that the trees of \p block can bring.
std::vector<ForestSearch::Step> ForestSearch::steps(const Block& block, const Way& way) const {
    std::vector<Step> all;
    std::vector<std::vector<Step>> below;
    std::size_t at = 0;
    for (const auto root : block.roots) {
        const auto size = m_end[root] - root;
        below.assign(size, {});
        for (auto v = m_end[root]; v-- > root;) {
            auto& own = below[v - root];
            const auto gain = way.gain[at + v - root];
            if (gain > 0) {
                if (own.empty()) {
                    own.push_back({gain, m_forest.cost[v]});
                } else {
                    std::stable_sort(own.begin(), own.end(), steeper);
                    std::vector<Step> points{{gain, m_forest.cost[v]}};
                    Step corner;
                    for (const auto& step : own) {
                        corner = {corner.gain + step.gain, corner.cost + step.cost};
                        points.push_back(corner);
                    }
                    own = hull_of(std::move(points));
                }
            }
            auto& into = v == root ? all : below[m_forest.parent[v] - root];
            into.insert(into.end(), own.begin(), own.end());
        }
        at += size;
    }
    std::stable_sort(all.begin(), all.end(), steeper);
    return all;
}

/// How much more trees of other blocks can bring to \p term by \p form \p than by another.
std::int64_t ForestSearch::most_more(std::uint32_t term, const Form& form, const Form& than) const {
    std::int64_t sum = 0;
    std::vector<std::int64_t> below;
    for (const auto root : m_guests[term]) {
        below.assign(m_end[root] - root, 0);
        for (auto v = m_end[root]; v-- > root;) {
            auto most = below[v - root];
            std::int64_t own = 0;
            for (const auto& share : m_forest.shares_of(v)) {
                own += share.term == term && may_choose(v)
                           ? form.of(share.count) - than.of(share.count)
                           : 0;
            }
            most = std::max(most, own);
            (v == root ? sum : below[m_forest.parent[v] - root]) += most;
        }
    }
    return sum;
}

ForestSearch::Way ForestSearch::make_way(const Block& block, Forms forms, const Forms& fixed,
                                         const Relaxation& in) const {
    Way way;
    auto form_of = in.reference;
    for (std::size_t t = 0; t < fixed.size(); ++t) {
        form_of[t] = fixed[t] == kFree ? form_of[t] : fixed[t];
    }
    for (std::size_t i = 0; i < forms.size(); ++i) {
        const auto term = block.terms[i];
        form_of[term] = forms[i];
        way.start += m_forest.forms[term][forms[i]].start + in.more[term][forms[i]];
    }
    for (const auto root : block.roots) {
        for (auto v = root; v < m_end[root]; ++v) {
            std::int64_t gain = 0;
            for (const auto& share : m_forest.shares_of(v)) {
                gain += m_forest.forms[share.term][form_of[share.term]].of(share.count);
            }
            way.gain.push_back(may_choose(v) ? gain : 0);
        }
    }
    way.forms = std::move(forms);
    way.steps = steps(block, way);
    return way;
}

std::int64_t ForestSearch::Relaxation::whole(Int128 bound_or_less) const {
    // Floor: worths may be below 0.
    const auto down = bound_or_less / price.cost;
    return static_cast<std::int64_t>(down) -
           (bound_or_less % price.cost < 0 ? std::int64_t{1} : std::int64_t{0});
}

ForestSearch::Relaxation ForestSearch::relax(const Forms& fixed, Forms reference) const {
    Relaxation relaxed;
    relaxed.reference = std::move(reference);
    for (std::uint32_t t = 0; t < fixed.size(); ++t) {
        const auto& forms = m_forest.forms[t];
        auto& more = relaxed.more.emplace_back(forms.size());
        for (std::size_t f = 0; f < forms.size() && fixed[t] == kFree && !m_guests[t].empty();
             ++f) {
            more[f] = most_more(t, forms[f], forms[relaxed.reference[t]]);
        }
    }
    std::vector<Step> all;
    for (const auto& block : m_blocks) {
        auto& ways = relaxed.ways.emplace_back();
        Forms forms(block.terms.size());
        for (bool more = true; more;) {
            bool allowed = true;
            for (std::size_t i = 0; i < forms.size(); ++i) {
                const auto term = block.terms[i];
                allowed = allowed && (fixed[term] == kFree || fixed[term] == forms[i]);
            }
            if (allowed) {
                ways.push_back(make_way(block, forms, fixed, relaxed));
            }
            more = false;
            for (std::size_t i = 0; i < forms.size() && !more; ++i) {
                forms[i] = static_cast<std::uint8_t>((forms[i] + 1U) %
                                                     m_forest.forms[block.terms[i]].size());
                more = forms[i] != 0;
            }
        }
        // The hull over all ways, from the highest start.
        auto start = ways.front().start;
        for (const auto& way : ways) {
            start = std::max(start, way.start);
        }
        std::vector<Step> points;
        for (const auto& way : ways) {
            Step corner{way.start - start, 0};
            for (const auto& step : way.steps) {
                corner = {corner.gain + step.gain, corner.cost + step.cost};
                points.push_back(corner);
            }
        }
        const auto of_block = ways.size() == 1 ? ways.front().steps : hull_of(std::move(points));
        all.insert(all.end(), of_block.begin(), of_block.end());
    }
    std::stable_sort(all.begin(), all.end(), steeper);
    auto left = m_budget;
    for (const auto& step : all) {
        if (step.cost > left) {
            relaxed.price = {step.gain, step.cost};
            break;
        }
        left -= step.cost;
    }
    const auto& price = relaxed.price;
    relaxed.bound = Int128{price.gain} * m_budget;
    for (auto& ways : relaxed.ways) {
        for (auto& way : ways) {
            way.best = price.left(way.start, 0);
            for (const auto& step : way.steps) {
                way.best += std::max<Int128>(0, price.left(step.gain, step.cost));
            }
        }
        auto best = ways.front().best;
        for (const auto& way : ways) {
            best = std::max(best, way.best);
        }
        relaxed.best.push_back(best);
        relaxed.bound += best;
    }
    return relaxed;
}

/// The best bound of a few references, each what the bound before took.
ForestSearch::Relaxation ForestSearch::tightest(const Forms& fixed,
                                                Forms reference_at_first) const {
    auto best = relax(fixed, std::move(reference_at_first));
    for (std::size_t i = 1; i < kMostReferences; ++i) {
        auto reference = best.reference;
        for (std::size_t b = 0; b < m_blocks.size(); ++b) {
            const auto way = std::find_if(best.ways[b].begin(), best.ways[b].end(),
                                          [&](const Way& one) { return one.best == best.best[b]; });
            for (std::size_t j = 0; j < way->forms.size(); ++j) {
                reference[m_blocks[b].terms[j]] = way->forms[j];
            }
        }
        if (reference == best.reference) {
            break;
        }
        auto other = relax(fixed, std::move(reference));
        if (other.bound * best.price.cost >= best.bound * other.price.cost) {
            break;
        }
        best = std::move(other);
    }
    return best;
}

/// Fixes terms of which no other form can be in a plan of \p needed worth.
bool ForestSearch::narrow(Forms& fixed, const Relaxation& relaxed, std::int64_t needed) const {
    bool narrower = false;
    for (std::size_t b = 0; b < m_blocks.size(); ++b) {
        const auto& terms = m_blocks[b].terms;
        for (std::size_t i = 0; i < terms.size(); ++i) {
            std::uint8_t only = kFree;
            bool several = false;
            for (const auto& way : relaxed.ways[b]) {
                if (relaxed.whole(relaxed.bound - (relaxed.best[b] - way.best)) >= needed) {
                    several = several || (only != kFree && only != way.forms[i]);
                    only = way.forms[i];
                }
            }
            if (!several && only != kFree && fixed[terms[i]] == kFree) {
                fixed[terms[i]] = only;
                // Only guests are counted better than before.
                narrower = narrower || !m_guests[terms[i]].empty();
            }
        }
    }
    return narrower;
}

/// Of a block by one way of choosing its forms.
PricedPlans::List ForestSearch::list(PricedPlans& plans, const Block& block, const Way& way,
                                     Int128 slack) const {
    PricedPlans::List all;
    std::vector<PricedPlans::List> below;
    std::size_t at = 0;
    for (const auto root : block.roots) {
        below.assign(m_end[root] - root, {});
        for (auto v = m_end[root]; v-- > root;) {
            auto& own = below[v - root];
            if (way.gain[at + v - root] > 0) {
                plans.add_choice(own, v, way.gain[at + v - root], m_forest.cost[v], slack);
            }
            auto& into = v == root ? all : below[m_forest.parent[v] - root];
            into = plans.both(std::move(into), std::move(own), slack);
        }
        at += m_end[root] - root;
    }
    return all;
}

/// The free term whose worth in \p chosen may be overrated most.
std::uint32_t ForestSearch::most_wrong(const Relaxation& relaxed, const Forms& fixed,
                                       std::span<const std::uint32_t> chosen) const {
    std::vector<Count> home(fixed.size());
    std::vector<Count> guests(fixed.size());
    for (const auto v : chosen) {
        for (const auto& share : m_forest.shares_of(v)) {
            (m_forest.block[share.term] == m_home[v] ? home : guests)[share.term] += share.count;
        }
    }
    std::uint32_t worst = 0;
    auto most = std::numeric_limits<std::int64_t>::min();
    for (std::uint32_t t = 0; t < fixed.size(); ++t) {
        const auto& forms = m_forest.forms[t];
        if (fixed[t] != kFree || forms.size() == 1) {
            continue;
        }
        auto taken = std::numeric_limits<std::int64_t>::min();
        auto right = taken;
        for (std::size_t f = 0; f < forms.size(); ++f) {
            const auto here = forms[f].start + forms[f].of(home[t]);
            taken = std::max(taken,
                             here + relaxed.more[t][f] + forms[relaxed.reference[t]].of(guests[t]));
            right = std::max(right, here + forms[f].of(guests[t]));
        }
        if (taken - right > most) {
            worst = t;
            most = taken - right;
        }
    }
    return worst;
}

/// The best plan of the relaxation that has \p needed worth, keeping \p most partial plans of a
/// list.
ForestSearch::Found ForestSearch::best_of(const Relaxation& relaxed, std::int64_t needed,
                                          std::size_t most) {
    const auto slack = relaxed.bound - Int128{needed} * relaxed.price.cost;
    PricedPlans plans(relaxed.price, m_budget, m_cost_unit, most, m_work_left, m_stop);
    std::vector<PricedPlans::List> lists;
    for (std::size_t b = 0; b < m_blocks.size(); ++b) {
        PricedPlans::List of_block;
        of_block.plans.clear();
        of_block.best = relaxed.best[b];
        for (const auto& way : relaxed.ways[b]) {
            const auto lost = relaxed.best[b] - way.best;
            if (lost <= slack) {
                auto one = list(plans, m_blocks[b], way, slack - lost);
                for (auto& plan : one.plans) {
                    plan.worth += way.start;
                }
                one.best = way.best;
                of_block = plans.either(std::move(of_block), std::move(one), slack);
            }
        }
        lists.push_back(std::move(of_block));
    }
    const auto best = plans.best_of_all(std::move(lists), slack);
    m_work_left -= std::min(m_work_left, plans.work());
    if (best.trace == PricedPlans::kNone) {
        return {false, plans.complete(), plans.gave_up(), {}, 0, 0};
    }
    return {true,       plans.complete(), plans.gave_up(), plans.candidates(best.trace),
            best.worth, best.cost};
}

/// Plans of \p target worth and more. \p relaxed: of \p fixed.
void ForestSearch::search(Forms fixed, Relaxation relaxed, std::int64_t target) {
    while (m_complete && m_best.worth < m_enough) {
        const auto needed = std::max(target, m_best.worth + 1);
        if (relaxed.whole(relaxed.bound) < needed) {
            return;
        }
        if (narrow(fixed, relaxed, needed)) {
            relaxed = tightest(fixed, std::move(relaxed.reference));
            continue;
        }
        Found found;
        for (auto most = m_first; !found.any && !found.complete; most *= kMoreEachTime) {
            found = best_of(relaxed, needed, most);
            if (!found.any && found.gave_up) {
                m_complete = false;
                return;
            }
        }
        if (!found.any) {
            return;
        }
        const auto worth = m_forest.worth(found.chosen);
        const auto term = most_wrong(relaxed, fixed, found.chosen);
        if (worth > m_best.worth) {
            m_best = {std::move(found.chosen), worth, found.cost, m_best.bound};
        }
        if (worth < found.worth) {
            for (std::size_t form = 0; form < m_forest.forms[term].size(); ++form) {
                auto narrowed = fixed;
                narrowed[term] = static_cast<std::uint8_t>(form);
                auto tighter = tightest(narrowed, relaxed.reference);
                search(std::move(narrowed), std::move(tighter), target);
            }
            return;
        }
        if (found.complete) {
            return;
        }
    }
}

ForestSearch::Result ForestSearch::best(std::int64_t above, std::int64_t enough) {
    m_enough = enough;
    Forms fixed;
    for (const auto& forms : m_forest.forms) {
        fixed.push_back(forms.size() == 1 ? 0 : kFree);
    }
    m_best.worth = std::max(above, m_forest.worth({}));
    const auto relaxed = tightest(fixed, Forms(fixed.size(), 0));
    m_best.bound = relaxed.whole(relaxed.bound);
    auto target = m_best.bound;
    m_best.bound = std::max(m_best.bound, m_best.worth);
    for (auto step = m_forest.unit; m_best.bound > m_best.worth; step *= 2) {
        search(fixed, relaxed, target);
        if (!m_complete || m_best.worth >= m_enough) {
            break;
        }
        m_best.bound = std::max(m_best.worth, target - 1);
        target = std::max(target - step, m_best.worth + 1);
    }
    return m_best;
}

}  // namespace maillage::planning
