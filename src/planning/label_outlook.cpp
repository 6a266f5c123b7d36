// SPDX-License-Identifier: Apache-2.0
#include "planning/label_outlook.hpp"

#include "indicators/exact.hpp"

#include <algorithm>
#include <tuple>

namespace maillage::planning {
namespace {

using indicators::Int128;
using Steps = std::vector<GainAndCost>;

}  // namespace

LabelOutlook::LabelOutlook(std::span<const std::uint32_t> parent,
                           std::span<const GainAndCost> choice, std::int64_t budget)
    : m_parent(parent.begin(), parent.end()), m_children(parent.size()), m_steps(parent.size()) {
    for (auto v = static_cast<std::uint32_t>(parent.size()); v-- > 0;) {
        // Children come after their parent: their hulls are there.
        Steps below;
        for (const auto child : m_children[v]) {
            below.insert(below.end(), m_steps[child].begin(), m_steps[child].end());
        }
        std::stable_sort(below.begin(), below.end(), steeper);
        if (choice[v].gain > 0) {
            std::vector<GainAndCost> points{choice[v]};
            GainAndCost corner;
            for (const auto& step : below) {
                corner = {corner.gain + step.gain, corner.cost + step.cost};
                points.push_back(corner);
            }
            below = hull_of(std::move(points));
        }
        m_steps[v] = std::move(below);
        (parent[v] == kNone ? m_roots : m_children[parent[v]]).push_back(v);
    }
    std::vector<std::tuple<GainAndCost, std::uint32_t>> order;
    for (const auto root : m_roots) {
        for (const auto& step : m_steps[root]) {
            order.emplace_back(step, root);
        }
    }
    std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) {
        return steeper(std::get<0>(a), std::get<0>(b));
    });
    // A tree's steps come in their order; one that does not fit bars those after it.
    std::vector<bool> barred(parent.size());
    auto left = budget;
    for (const auto& [step, root] : order) {
        if (step.cost > left) {
            barred[root] = true;
        } else if (!barred[root]) {
            left -= step.cost;
            m_attained += step.gain;
        }
    }
}

void LabelOutlook::add(std::uint32_t node) {
    m_counted.insert(m_counted.end(), m_steps[node].begin(), m_steps[node].end());
}

void LabelOutlook::add_outside(std::uint32_t node) {
    const auto others = [this](const std::vector<std::uint32_t>& nodes, std::uint32_t but) {
        for (const auto one : nodes) {
            if (one != but) {
                add(one);
            }
        }
    };
    for (; m_parent[node] != kNone; node = m_parent[node]) {
        others(m_children[m_parent[node]], node);
    }
    others(m_roots, node);
}

void LabelOutlook::look_outside(std::uint32_t node) {
    m_counted.clear();
    add_outside(node);
    sum_up();
}

void LabelOutlook::look_beside(std::uint32_t node, std::uint32_t child) {
    m_counted.clear();
    add_outside(node);
    for (const auto one : m_children[node]) {
        if (one < child) {
            add(one);
        }
    }
    sum_up();
}

void LabelOutlook::look_at(std::span<const std::uint32_t> roots) {
    m_counted.clear();
    for (const auto root : roots) {
        add(root);
    }
    sum_up();
}

void LabelOutlook::sum_up() {
    std::stable_sort(m_counted.begin(), m_counted.end(), steeper);
    m_gain.assign(1, 0);
    m_cost.assign(1, 0);
    for (const auto& step : m_counted) {
        m_gain.push_back(m_gain.back() + step.gain);
        m_cost.push_back(m_cost.back() + step.cost);
    }
}

std::int64_t LabelOutlook::most_for(std::int64_t money) const {
    const auto after = std::upper_bound(m_cost.begin(), m_cost.end(), money);
    const auto whole = static_cast<std::size_t>(after - m_cost.begin()) - 1;
    if (after == m_cost.end()) {
        return m_gain[whole];
    }
    const auto gain = m_gain[whole + 1] - m_gain[whole];
    const auto cost = m_cost[whole + 1] - m_cost[whole];
    const auto part = Int128{gain} * (money - m_cost[whole]) / cost;
    return m_gain[whole] + static_cast<std::int64_t>(part);
}

}  // namespace maillage::planning
