// SPDX-License-Identifier: Apache-2.0
#include "planning/department_blocks.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace maillage::planning {
namespace {

constexpr auto kNever = std::numeric_limits<std::int64_t>::min();

}  // namespace

DepartmentBlocks::DepartmentBlocks(const PlanModel& model, const BranchTerms& terms,
                                   std::span<const std::uint32_t> tops,
                                   const std::vector<std::vector<Branch>>& choices)
    : m_model(model),
      m_tops(tops.begin(), tops.end()),
      m_before(terms.before),
      m_from_others(choices.size()),
      m_choices(choices) {
    m_shares.reserve(m_tops.size());
    for (const auto v : m_tops) {
        m_shares.push_back(shares_of(model, terms, v));
    }
    make_blocks(terms);
}

void DepartmentBlocks::make_blocks(const BranchTerms& terms) {
    m_block_of_term = terms.block;
    m_blocks.resize(terms.blocks);
    for (std::uint32_t term = 0; term < terms.block.size(); ++term) {
        m_blocks[terms.block[term]].terms.push_back(term);
    }
    for (std::uint32_t top = 0; top < m_tops.size(); ++top) {
        m_block_of_top.push_back(home_block(terms, m_shares[top]));
        m_blocks[m_block_of_top.back()].tops.push_back(top);
        for (const auto& share : m_shares[top]) {
            m_from_others[share.term] += m_block_of_term[share.term] != m_block_of_top[top]
                                             ? share.count.high - share.count.low
                                             : 0;
        }
    }
}

DepartmentBlocks::Curve DepartmentBlocks::curve(const Block& block, const Fixed& fixed,
                                                bool generous) const {
    Curve curve{std::vector<std::int64_t>(block.tops.size() + 1, kNever),
                {},
                std::vector<std::uint32_t>(block.tops.size() + 1)};
    auto pick = fixed;  // What lies in other blocks counts low where it is free.
    for (const auto term : block.terms) {
        pick[term] = fixed[term] == kFree ? 0 : fixed[term];
    }
    for (bool more = true; more;) {
        std::int64_t start = 0;
        for (const auto term : block.terms) {
            const auto& [total, zone, whole, cells] = m_model.scope.terms[term];
            const auto low = m_before[term].low;
            const auto high = total ? *total - zone.high + m_before[term].high : kNever;
            const auto doubt = generous && fixed[term] == kFree ? m_from_others[term] : 0;
            start += m_choices[term].size() == 1 ? std::max(low, high)
                     : is_high(pick, term)       ? high + doubt
                                                 : low;
        }
        std::vector<std::pair<std::int64_t, std::uint32_t>> weights;
        weights.reserve(block.tops.size());
        for (std::uint32_t i = 0; i < block.tops.size(); ++i) {
            std::int64_t weight = 0;
            for (const auto& share : m_shares[block.tops[i]]) {
                weight += is_high(pick, share.term) ? share.count.high : share.count.low;
            }
            weights.emplace_back(-weight, i);
        }
        std::sort(weights.begin(), weights.end());
        std::vector<std::uint32_t> order;
        order.reserve(weights.size());
        auto sum = start;
        for (std::size_t k = 0; k <= weights.size(); ++k) {
            if (k > 0) {
                sum -= weights[k - 1].first;
                order.push_back(weights[k - 1].second);
            }
            if (sum > curve.value[k]) {
                curve.value[k] = sum;
                curve.way[k] = static_cast<std::uint32_t>(curve.order.size());
            }
        }
        curve.order.push_back(std::move(order));
        more = false;
        for (std::size_t i = 0; i < block.terms.size() && !more; ++i) {
            const auto term = block.terms[i];
            if (fixed[term] == kFree) {
                pick[term] = static_cast<std::uint8_t>((pick[term] + 1U) % m_choices[term].size());
                more = pick[term] != 0;
            }
        }
    }
    return curve;
}

DepartmentBlocks::Relaxation DepartmentBlocks::relax(const Fixed& fixed, bool generous,
                                                     std::size_t most) const {
    Relaxation result;
    result.value = {0};
    for (const auto& block : m_blocks) {
        result.curves.push_back(curve(block, fixed, generous));
        const auto& here = result.curves.back().value;
        const auto sizes = std::min(result.value.size() + here.size() - 1, most + 1);
        std::vector<std::int64_t> next(sizes, kNever);
        std::vector<std::uint32_t> taken(sizes);
        for (std::uint32_t own = 0; own < std::min(here.size(), sizes); ++own) {
            const auto end = std::min(result.value.size(), sizes - own);
            for (std::size_t before = 0; before < end; ++before) {
                const auto sum = result.value[before] + here[own];
                if (sum > next[before + own]) {
                    next[before + own] = sum;
                    taken[before + own] = own;
                }
            }
        }
        result.value = std::move(next);
        result.taken.push_back(std::move(taken));
    }
    return result;
}

std::vector<std::uint32_t> DepartmentBlocks::chosen(const Relaxation& from, std::size_t k) const {
    std::vector<std::uint32_t> result;
    result.reserve(k);
    for (auto block = m_blocks.size(); block-- > 0;) {
        const auto here = from.taken[block][k];
        const auto& curve = from.curves[block];
        for (std::size_t i = 0; i < here; ++i) {
            result.push_back(m_blocks[block].tops[curve.order[curve.way[here]][i]]);
        }
        k -= here;
    }
    return result;
}

std::int64_t DepartmentBlocks::covered(std::span<const std::uint32_t> tops) const {
    auto sum = m_before;
    for (const auto top : tops) {
        for (const auto& share : m_shares[top]) {
            sum[share.term] += share.count;
        }
    }
    std::int64_t covered = 0;
    for (std::size_t t = 0; t < sum.size(); ++t) {
        const auto& [total, zone, whole, cells] = m_model.scope.terms[t];
        covered += total ? std::max(sum[t].low, *total - zone.high + sum[t].high) : sum[t].low;
    }
    return covered;
}

void DepartmentBlocks::improve(const Relaxation& by, std::size_t k, std::vector<Set>& sets) const {
    auto tops = chosen(by, k);
    const auto value = covered(tops);
    if (value > sets[k].covered) {
        sets[k].covered = value;
        sets[k].tops = std::move(tops);
    }
}

/// The free term that the relaxation overrates most: it takes the high branch, with what all EPCI
/// of other blocks could bring there.
std::uint32_t DepartmentBlocks::most_wrong(const Relaxation& relaxation, std::size_t k,
                                           const Fixed& fixed) const {
    auto here = m_before;
    auto missing = m_from_others;
    for (const auto top : chosen(relaxation, k)) {
        for (const auto& share : m_shares[top]) {
            here[share.term] += share.count;
            if (m_block_of_term[share.term] != m_block_of_top[top]) {
                missing[share.term] -= share.count.high - share.count.low;
            }
        }
    }
    std::uint32_t worst = 0;
    std::int64_t most = kNever;
    for (std::uint32_t term = 0; term < here.size(); ++term) {
        if (fixed[term] != kFree || m_choices[term].size() == 1) {
            continue;
        }
        const auto& [total, zone, whole, cells] = m_model.scope.terms[term];
        const auto high = *total - zone.high + here[term].high;
        const auto wrong =
            std::max(here[term].low, high + missing[term]) - std::max(here[term].low, high);
        if (wrong > most) {
            worst = term;
            most = wrong;
        }
    }
    return worst;
}

std::vector<DepartmentBlocks::Set> DepartmentBlocks::best(std::size_t most, std::size_t nodes,
                                                          const std::stop_token& stop) const {
    most = std::min(most, m_tops.size());
    std::vector<Set> sets(most + 1, Set{kNever, kNever, {}});
    const Fixed free(m_choices.size(), kFree);
    const auto low = relax(free, false, most);
    for (std::size_t k = 0; k <= most; ++k) {
        improve(low, k, sets);
    }
    std::vector<Node> open{
        {free, std::vector<std::int64_t>(most + 1, std::numeric_limits<std::int64_t>::max())}};
    while (!open.empty() && nodes > 0 && !stop.stop_requested()) {
        --nodes;
        auto node = std::move(open.back());
        open.pop_back();
        std::size_t last = 0;
        bool any = false;
        for (std::size_t k = 0; k <= most; ++k) {
            if (node.bound[k] > sets[k].covered) {
                last = k;
                any = true;
            }
        }
        if (!any) {
            continue;
        }
        const auto relaxed = relax(node.fixed, true, last);
        std::size_t widest = 0;
        std::int64_t gap = 0;
        for (std::size_t k = 0; k <= last; ++k) {
            node.bound[k] = std::min(node.bound[k], relaxed.value[k]);
            if (node.bound[k] > sets[k].covered) {
                improve(relaxed, k, sets);
            }
            if (node.bound[k] - sets[k].covered > gap) {
                widest = k;
                gap = node.bound[k] - sets[k].covered;
            }
        }
        if (gap == 0) {
            continue;
        }
        const auto term = most_wrong(relaxed, widest, node.fixed);
        for (std::size_t choice = 0; choice < m_choices[term].size(); ++choice) {
            open.push_back(node);
            open.back().fixed[term] = static_cast<std::uint8_t>(choice);
        }
    }
    for (std::size_t k = 0; k <= most; ++k) {
        sets[k].bound = sets[k].covered;
        for (const auto& node : open) {
            sets[k].bound = std::max(sets[k].bound, node.bound[k]);
        }
    }
    return sets;
}

}  // namespace maillage::planning
