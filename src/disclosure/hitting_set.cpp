// SPDX-License-Identifier: Apache-2.0
#include "disclosure/hitting_set.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <numeric>

namespace maillage::disclosure {
namespace {

using Set = std::vector<std::uint32_t>;

/// One part: sets that share members, directly or through others. Members are numbered anew, in
/// the order of cost, then number.
class PartSearch {
public:
    PartSearch(const std::vector<const Set*>& sets, std::span<const std::int64_t> cost,
               std::size_t nodes)
        : m_nodes(nodes) {
        for (const auto* set : sets) {
            m_members.insert(m_members.end(), set->begin(), set->end());
        }
        std::sort(m_members.begin(), m_members.end());
        m_members.erase(std::unique(m_members.begin(), m_members.end()), m_members.end());
        std::stable_sort(m_members.begin(), m_members.end(),
                         [&](std::uint32_t a, std::uint32_t b) { return cost[a] < cost[b]; });
        std::map<std::uint32_t, std::uint32_t> number;
        for (std::size_t i = 0; i < m_members.size(); ++i) {
            number[m_members[i]] = static_cast<std::uint32_t>(i);
            m_cost.push_back(cost[m_members[i]]);
        }
        m_sets_of.resize(m_members.size());
        for (const auto* set : sets) {
            for (const auto member : *set) {
                m_sets_of[number[member]].push_back(static_cast<std::uint32_t>(m_sets.size()));
            }
            m_sets.emplace_back();
        }
        leave_out_dominated();
        m_hits.assign(m_sets.size(), 0);
        m_barred.assign(m_members.size(), false);
    }

    HittingSet run() {
        m_best = greedy();
        m_best_cost = cost_of(m_best);
        const auto bound = packed();
        if (bound < m_best_cost) {
            search(0);
        }
        HittingSet result;
        for (const auto member : m_best) {
            result.chosen.push_back(m_members[member]);
        }
        result.cost = m_best_cost;
        result.bound = m_stopped ? bound : m_best_cost;
        return result;
    }

private:
    /// A member whose sets another one hits too, at no more cost, is never needed.
    void leave_out_dominated() {
        auto& kept = m_kept;
        kept.assign(m_members.size(), true);
        std::vector<Set> members(m_sets.size());
        for (std::uint32_t i = 0; i < m_members.size(); ++i) {
            for (const auto s : m_sets_of[i]) {
                members[s].push_back(i);
            }
        }
        for (std::uint32_t i = 0; i < m_members.size(); ++i) {
            // Only members of the first of its sets can hit all of them.
            for (const auto other : members[m_sets_of[i][0]]) {
                const bool first = m_cost[other] < m_cost[i] ||
                                   (m_cost[other] == m_cost[i] &&
                                    (other < i || m_sets_of[other].size() > m_sets_of[i].size()));
                if (other != i && kept[other] && first &&
                    std::includes(m_sets_of[other].begin(), m_sets_of[other].end(),
                                  m_sets_of[i].begin(), m_sets_of[i].end())) {
                    kept[i] = false;
                    break;
                }
            }
        }
        for (std::uint32_t i = 0; i < m_members.size(); ++i) {
            for (const auto s : m_sets_of[i]) {
                if (kept[i]) {
                    m_sets[s].push_back(i);
                }
            }
        }
    }

    std::int64_t cost_of(const Set& chosen) const {
        return std::accumulate(chosen.begin(), chosen.end(), std::int64_t{0},
                               [&](std::int64_t sum, std::uint32_t i) { return sum + m_cost[i]; });
    }

    /// The member that costs least for each set it adds, again and again; then what became
    /// needless goes.
    Set greedy() const {
        std::vector<int> hits(m_sets.size(), 0);
        Set chosen;
        const auto gain = [&](std::uint32_t i) {
            return std::count_if(m_sets_of[i].begin(), m_sets_of[i].end(),
                                 [&](std::uint32_t s) { return hits[s] == 0; });
        };
        while (std::find(hits.begin(), hits.end(), 0) != hits.end()) {
            std::uint32_t best = 0;
            std::int64_t best_gain = 0;
            for (std::uint32_t i = 0; i < m_members.size(); ++i) {
                const std::int64_t own = m_kept[i] ? gain(i) : 0;
                if (own * m_cost[best] > best_gain * m_cost[i]) {
                    best = i;
                    best_gain = own;
                }
            }
            chosen.push_back(best);
            for (const auto s : m_sets_of[best]) {
                ++hits[s];
            }
        }
        std::sort(chosen.begin(), chosen.end());
        for (auto i = chosen.size(); i-- > 0;) {
            const auto& sets = m_sets_of[chosen[i]];
            if (std::all_of(sets.begin(), sets.end(),
                            [&](std::uint32_t s) { return hits[s] > 1; })) {
                for (const auto s : sets) {
                    --hits[s];
                }
                chosen.erase(chosen.begin() + static_cast<std::ptrdiff_t>(i));
            }
        }
        return chosen;
    }

    /// Each member's cost is shared out among the sets that are not hit, so that no member pays
    /// more than it costs: what the sets were paid is a lower bound (linear programming duality).
    std::int64_t packed() const {
        auto left = m_cost;
        std::int64_t sum = 0;
        for (std::size_t s = 0; s < m_sets.size(); ++s) {
            if (m_hits[s] > 0) {
                continue;
            }
            std::int64_t least = std::numeric_limits<std::int64_t>::max();
            for (const auto i : m_sets[s]) {
                least = m_barred[i] ? least : std::min(least, left[i]);
            }
            if (least == std::numeric_limits<std::int64_t>::max()) {
                return least;  // No member is left to choose.
            }
            for (const auto i : m_sets[s]) {
                left[i] -= m_barred[i] ? 0 : least;
            }
            sum += least;
        }
        return sum;
    }

    void search(std::int64_t spent) {
        if (m_steps++ >= m_nodes) {
            m_stopped = true;
            return;
        }
        const auto rest = packed();
        if (rest >= m_best_cost - spent) {
            return;
        }
        if (rest == 0 && std::find(m_hits.begin(), m_hits.end(), 0) == m_hits.end()) {
            m_best = m_chosen;
            std::sort(m_best.begin(), m_best.end());
            m_best_cost = spent;
            return;
        }
        const auto branch = m_sets[open_set()];
        Set barred;
        for (const auto i : branch) {
            if (m_barred[i]) {
                continue;
            }
            choose(i, 1);
            search(spent + m_cost[i]);
            choose(i, -1);
            if (m_stopped) {
                break;
            }
            m_barred[i] = true;  // The other branches do without it.
            barred.push_back(i);
        }
        for (const auto i : barred) {
            m_barred[i] = false;
        }
    }

    void choose(std::uint32_t i, int sign) {
        for (const auto s : m_sets_of[i]) {
            m_hits[s] += sign;
        }
        if (sign > 0) {
            m_chosen.push_back(i);
        } else {
            m_chosen.pop_back();
        }
    }

    /// The set that is not hit with the fewest members left.
    std::size_t open_set() const {
        auto best = m_sets.size();
        std::size_t fewest = std::numeric_limits<std::size_t>::max();
        for (std::size_t s = 0; s < m_sets.size(); ++s) {
            if (m_hits[s] > 0) {
                continue;
            }
            const auto members = static_cast<std::size_t>(std::count_if(
                m_sets[s].begin(), m_sets[s].end(), [&](std::uint32_t i) { return !m_barred[i]; }));
            if (members < fewest) {
                fewest = members;
                best = s;
            }
        }
        return best;
    }

    std::size_t m_nodes;
    Set m_members;  ///< By new number.
    std::vector<std::int64_t> m_cost;
    std::vector<Set> m_sets;
    std::vector<Set> m_sets_of;
    std::vector<bool> m_kept;  ///< Not dominated.
    std::vector<int> m_hits;
    std::vector<bool> m_barred;
    Set m_chosen;
    Set m_best;
    std::int64_t m_best_cost = 0;
    std::size_t m_steps = 0;
    bool m_stopped = false;
};

}  // namespace

HittingSet cheapest_hitting_set(std::span<const std::vector<std::uint32_t>> sets,
                                std::span<const std::int64_t> cost, std::size_t nodes) {
    std::vector<Set> distinct(sets.begin(), sets.end());
    std::sort(distinct.begin(), distinct.end());
    distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
    // Parts: sets joined by their members.
    std::vector<std::uint32_t> parent(distinct.size());
    std::iota(parent.begin(), parent.end(), 0U);
    const auto find = [&](std::uint32_t i) {
        while (parent[i] != i) {
            i = parent[i] = parent[parent[i]];
        }
        return i;
    };
    std::map<std::uint32_t, std::uint32_t> set_of;
    for (std::uint32_t s = 0; s < distinct.size(); ++s) {
        for (const auto member : distinct[s]) {
            const auto [found, fresh] = set_of.try_emplace(member, s);
            if (!fresh) {
                const auto a = find(s);
                const auto b = find(found->second);
                parent[std::max(a, b)] = std::min(a, b);
            }
        }
    }
    std::map<std::uint32_t, std::vector<const Set*>> parts;
    for (std::uint32_t s = 0; s < distinct.size(); ++s) {
        parts[find(s)].push_back(&distinct[s]);
    }
    HittingSet result;
    for (const auto& [root, members] : parts) {
        const auto part = PartSearch(members, cost, nodes).run();
        result.chosen.insert(result.chosen.end(), part.chosen.begin(), part.chosen.end());
        result.cost += part.cost;
        result.bound += part.bound;
    }
    std::sort(result.chosen.begin(), result.chosen.end());
    return result;
}

}  // namespace maillage::disclosure
