// SPDX-License-Identifier: Apache-2.0
#include "report/arc_chains.hpp"

#include <algorithm>
#include <tuple>

namespace maillage::report {
namespace {

using geo::ArcRef;

/// Arc ends sorted by place: those at one node are neighbours. `way` walks away from the node.
class Nodes {
public:
    Nodes(const geo::Mosaic& mosaic, std::span<const std::uint32_t> arcs) {
        for (const auto arc : arcs) {
            const auto points = mosaic.arc(arc);
            m_ends.push_back({points.front(), ArcRef{arc << 1U}});
            m_ends.push_back({points.back(), ArcRef{(arc << 1U) | 1U}});
        }
        std::sort(m_ends.begin(), m_ends.end(), [](const End& a, const End& b) {
            return std::tie(a.at.x, a.at.y, a.way.value) < std::tie(b.at.x, b.at.y, b.way.value);
        });
        m_node_of_ref.resize(2 * mosaic.arc_count());
        m_used.resize(mosaic.arc_count());
        for (std::size_t i = 0; i < m_ends.size(); ++i) {
            if (i == 0 || !(m_ends[i].at == m_ends[i - 1].at)) {
                m_first.push_back(i);
            }
            m_node_of_ref[m_ends[i].way.value] = static_cast<std::uint32_t>(m_first.size() - 1);
        }
        m_next = m_first;
        m_first.push_back(m_ends.size());
    }

    std::size_t count() const { return m_next.size(); }
    bool odd(std::size_t node) const { return (m_first[node + 1] - m_first[node]) % 2 != 0; }

    /// The line from \p node on along arcs not yet walked; empty when there is none.
    std::vector<ArcRef> walk(std::size_t node) {
        std::vector<ArcRef> chain;
        for (;;) {
            auto& next = m_next[node];
            while (next < m_first[node + 1] && m_used[m_ends[next].way.arc()]) {
                ++next;
            }
            if (next == m_first[node + 1]) {
                return chain;
            }
            const auto way = m_ends[next].way;
            m_used[way.arc()] = true;
            chain.push_back(way);
            node = m_node_of_ref[way.value ^ 1U];  // The end it leads to.
        }
    }

private:
    struct End {
        geo::Point at;
        ArcRef way;
    };
    std::vector<End> m_ends;
    std::vector<std::size_t> m_first;  ///< By node: its ends in m_ends.
    std::vector<std::size_t> m_next;   ///< By node: the first end that may be unused.
    std::vector<std::uint32_t> m_node_of_ref;
    std::vector<bool> m_used;
};

}  // namespace

std::vector<std::vector<ArcRef>> chain_arcs(const geo::Mosaic& mosaic,
                                            std::span<const std::uint32_t> arcs) {
    Nodes nodes(mosaic, arcs);
    std::vector<std::vector<ArcRef>> chains;
    const auto walk_from = [&](std::size_t node) {
        for (auto chain = nodes.walk(node); !chain.empty(); chain = nodes.walk(node)) {
            chains.push_back(std::move(chain));
        }
    };
    // A line has to begin or end where an odd number of arcs meet; the rest closes on itself.
    for (std::size_t node = 0; node < nodes.count(); ++node) {
        if (nodes.odd(node)) {
            if (auto chain = nodes.walk(node); !chain.empty()) {
                chains.push_back(std::move(chain));
            }
        }
    }
    for (std::size_t node = 0; node < nodes.count(); ++node) {
        walk_from(node);
    }
    return chains;
}

}  // namespace maillage::report
