// SPDX-License-Identifier: Apache-2.0
#include "planning/department_blocks.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

namespace maillage::planning {

DepartmentBlocks::DepartmentBlocks(const PlanModel& model, std::span<const std::uint32_t> tops,
                                   std::span<const std::uint32_t> term_of_cell,
                                   const std::vector<std::vector<Branch>>& choices)
    : m_model(model),
      m_tops(tops.begin(), tops.end()),
      m_term_of_cell(term_of_cell.begin(), term_of_cell.end()),
      m_choices(choices) {
    make_blocks();
    std::vector<Curve> above;
    for (const auto& block : m_blocks) {
        above.push_back(curve(block, true));
        m_curves.push_back(curve(block, false));
    }
    m_bound = combine(above);
    combine(m_curves);  // Last: leaves m_taken for chosen().
}

void DepartmentBlocks::make_blocks() {
    // Terms of one department (its years) and of one total belong together.
    std::vector<std::uint32_t> leader(m_model.scope.terms.size());
    std::iota(leader.begin(), leader.end(), 0U);
    const auto find = [&leader](std::uint32_t term) {
        while (leader[term] != term) {
            term = leader[term];
        }
        return term;
    };
    for (std::size_t cell = 0; cell < m_term_of_cell.size(); ++cell) {
        const auto first_of_slot = m_term_of_cell[cell - cell % m_model.years];
        leader[find(m_term_of_cell[cell])] = find(first_of_slot);
    }
    std::vector<std::uint32_t> block_of(leader.size());
    for (std::uint32_t term = 0; term < leader.size(); ++term) {
        if (find(term) == term) {
            block_of[term] = static_cast<std::uint32_t>(m_blocks.size());
            m_blocks.emplace_back();
        }
    }
    for (std::uint32_t term = 0; term < leader.size(); ++term) {
        m_blocks[block_of[find(term)]].terms.push_back(term);
    }
    const auto& all = m_model.all;
    for (std::uint32_t top = 0; top < m_tops.size(); ++top) {
        std::vector<std::int64_t> in_block(m_blocks.size());
        const auto v = m_tops[top];
        for (auto part = all.first_part[v]; part < all.first_part[v + 1]; ++part) {
            for (std::size_t year = 0; year < m_model.years; ++year) {
                const auto cell = all.parts[part].slot * m_model.years + year;
                in_block[block_of[find(m_term_of_cell[cell])]] += m_model.amounts(part)[year].high;
            }
        }
        const auto most = std::max_element(in_block.begin(), in_block.end());
        m_blocks[static_cast<std::size_t>(most - in_block.begin())].tops.push_back(top);
    }
}

DepartmentBlocks::Curve DepartmentBlocks::curve(const Block& block, bool high_elsewhere) const {
    const auto& all = m_model.all;
    constexpr auto kNever = std::numeric_limits<std::int64_t>::min();
    Curve curve{std::vector<std::int64_t>(block.tops.size() + 1, kNever),
                {},
                std::vector<std::uint32_t>(block.tops.size() + 1)};
    std::vector<std::size_t> pick(block.terms.size());
    for (bool more = true; more;) {
        std::vector<int> high(m_model.scope.terms.size(), high_elsewhere ? 1 : 0);
        std::int64_t start = 0;
        for (std::size_t i = 0; i < pick.size(); ++i) {
            const auto& term = m_model.scope.terms[block.terms[i]];
            Count before;
            for (const auto cell : term.cells) {
                before += m_model.covered[cell];
            }
            const bool exact = m_choices[block.terms[i]].size() == 1;
            const bool is_high = m_choices[block.terms[i]][pick[i]] == Branch::kBothHigh;
            high[block.terms[i]] = is_high ? 1 : 0;
            const auto with_high = term.total ? *term.total - term.zone.high + before.high : kNever;
            start += exact ? std::max(before.low, with_high) : is_high ? with_high : before.low;
        }
        std::vector<std::int64_t> weight(block.tops.size());
        for (std::size_t i = 0; i < block.tops.size(); ++i) {
            const auto v = m_tops[block.tops[i]];
            for (auto part = all.first_part[v]; part < all.first_part[v + 1]; ++part) {
                for (std::size_t year = 0; year < m_model.years; ++year) {
                    const auto cell = all.parts[part].slot * m_model.years + year;
                    const auto count = m_model.amounts(part)[year];
                    weight[i] += high[m_term_of_cell[cell]] != 0 ? count.high : count.low;
                }
            }
        }
        std::vector<std::uint32_t> order(block.tops.size());
        std::iota(order.begin(), order.end(), 0U);
        std::stable_sort(order.begin(), order.end(), [&weight](std::uint32_t a, std::uint32_t b) {
            return weight[a] > weight[b];
        });
        auto sum = start;
        for (std::size_t k = 0; k <= order.size(); ++k) {
            sum += k > 0 ? weight[order[k - 1]] : 0;
            if (sum > curve.value[k]) {
                curve.value[k] = sum;
                curve.way[k] = static_cast<std::uint32_t>(curve.order.size());
            }
        }
        curve.order.push_back(std::move(order));
        more = false;
        for (std::size_t i = 0; i < pick.size() && !more; ++i) {
            pick[i] = (pick[i] + 1) % m_choices[block.terms[i]].size();
            more = pick[i] != 0;
        }
    }
    return curve;
}

/// The knapsack over blocks; fills m_taken.
std::vector<std::int64_t> DepartmentBlocks::combine(const std::vector<Curve>& curves) {
    std::vector<std::int64_t> best = {0};
    m_taken.clear();
    for (const auto& curve : curves) {
        std::vector<std::int64_t> next(best.size() + curve.value.size() - 1,
                                       std::numeric_limits<std::int64_t>::min());
        std::vector<std::uint32_t> taken(next.size());
        for (std::size_t here = 0; here < curve.value.size(); ++here) {
            for (std::size_t before = 0; before < best.size(); ++before) {
                const auto sum = best[before] + curve.value[here];
                if (sum > next[before + here]) {
                    next[before + here] = sum;
                    taken[before + here] = static_cast<std::uint32_t>(here);
                }
            }
        }
        best = std::move(next);
        m_taken.push_back(std::move(taken));
    }
    return best;
}

std::vector<std::uint32_t> DepartmentBlocks::chosen(std::size_t k) const {
    std::vector<std::uint32_t> result;
    for (auto block = m_blocks.size(); block-- > 0;) {
        const auto here = m_taken[block][k];
        const auto& curve = m_curves[block];
        for (std::size_t i = 0; i < here; ++i) {
            result.push_back(m_blocks[block].tops[curve.order[curve.way[here]][i]]);
        }
        k -= here;
    }
    return result;
}

}  // namespace maillage::planning
