// SPDX-License-Identifier: Apache-2.0
#include "disclosure/earlier_numbers.hpp"

#include <algorithm>
#include <numeric>
#include <set>
#include <tuple>

namespace maillage::disclosure::detail {
namespace {

/// Disjoint sets with path halving (Tarjan and van Leeuwen 1984).
std::uint32_t root_of(std::vector<std::uint32_t>& parent, std::uint32_t node) {
    while (parent[node] != node) {
        parent[node] = parent[parent[node]];
        node = parent[node];
    }
    return node;
}

}  // namespace

EarlierNumbers::EarlierNumbers(const Publications& publications, std::string_view inputs)
    : m_inputs(inputs) {
    std::vector<const PublishedNumber*> numbers;
    for (const auto& one : publications) {
        if (one.inputs != inputs) {
            ++m_other_counts;
            continue;
        }
        for (const auto& number : one.numbers) {
            if (!number.terms.empty()) {
                numbers.push_back(&number);
            }
        }
    }
    std::vector<std::uint32_t> parent;
    for (const auto* number : numbers) {
        const auto node_of = [&](const std::string& atom) {
            const auto [found, fresh] =
                m_group_of.emplace(atom, static_cast<std::uint32_t>(parent.size()));
            if (fresh) {
                parent.push_back(found->second);
            }
            return root_of(parent, found->second);
        };
        const auto first = node_of(number->terms[0].first);
        for (const auto& [atom, factor] : number->terms) {
            const auto other = node_of(atom);
            parent[other] = root_of(parent, first);
        }
    }
    for (auto& [atom, group] : m_group_of) {
        group = root_of(parent, group);
    }
    m_groups.resize(parent.size());
    for (const auto* number : numbers) {
        m_groups[m_group_of.at(number->terms[0].first)].push_back(number);
    }
}

PublishedExport EarlierNumbers::bearing_on(std::span<const std::string> atoms) const {
    std::set<std::uint32_t> groups;
    for (const auto& atom : atoms) {
        if (const auto found = m_group_of.find(atom); found != m_group_of.end()) {
            groups.insert(found->second);
        }
    }
    PublishedExport some{{}, {}, m_inputs, {}};
    for (const auto group : groups) {
        for (const auto* number : m_groups[group]) {
            some.numbers.push_back(*number);
        }
    }
    const auto order = [](const PublishedNumber& a, const PublishedNumber& b) {
        return std::tie(a.key, a.terms, a.low, a.high) < std::tie(b.key, b.terms, b.low, b.high);
    };
    std::sort(some.numbers.begin(), some.numbers.end(), order);
    some.numbers.erase(std::unique(some.numbers.begin(), some.numbers.end()), some.numbers.end());
    return some;
}

}  // namespace maillage::disclosure::detail
