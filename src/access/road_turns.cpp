// SPDX-License-Identifier: Apache-2.0
#include "access/road_build.hpp"

#include <algorithm>
#include <optional>
#include <unordered_map>

namespace maillage::access {
namespace {

/// Stretches at the junctions of restrictions, by vertex.
using Around = std::unordered_map<std::uint32_t, std::vector<std::uint32_t>>;

Around stretches_around(const RoadGraph& graph, const RoadWays& ways, std::size_t mode,
                        const std::vector<std::uint32_t>& vertex_of) {
    Around around;
    for (const auto& turn : ways.turns) {
        if (turn.applies[mode] && vertex_of[turn.via] != kNoVertex) {
            around[vertex_of[turn.via]];
        }
    }
    if (around.empty()) {
        return around;
    }
    for (std::uint32_t s = 0; s < graph.stretches.size(); ++s) {
        const auto& one = graph.stretches[s];
        if (const auto found = around.find(one.first); found != around.end()) {
            found->second.push_back(s);
        }
        if (const auto found = around.find(one.last);
            found != around.end() && one.last != one.first) {
            found->second.push_back(s);
        }
    }
    return around;
}

/// A turn restriction as arcs of the graph.
struct ArcTurn {
    std::uint32_t vertex = 0;
    std::uint32_t from = 0;  ///< As RoadGraph::out_stretch.
    std::uint32_t to = 0;
    bool only = false;
};

class TurnSplitter {
public:
    TurnSplitter(RoadGraph& graph, const RoadWays& ways, const std::vector<std::uint32_t>& way_of,
                 Around around)
        : m_graph(graph), m_ways(ways), m_way_of(way_of), m_around(std::move(around)) {}

    void add(const TurnRestriction& turn, std::uint32_t vertex) {
        const auto from = only_arc(vertex, turn.from, true);
        const auto to = only_arc(vertex, turn.to, false);
        if (from && to) {
            m_turns.push_back({vertex, *from, *to, turn.only});
            ++m_graph.turns_kept;
        } else {
            ++m_graph.turns_unclear;
        }
    }

    std::vector<ExtraArc> split() {
        const auto key = [](const ArcTurn& one) { return one.from; };
        std::ranges::stable_sort(m_turns, {}, key);
        std::vector<ExtraArc> extra;
        for (auto it = m_turns.begin(); it != m_turns.end();) {
            const auto end = std::find_if(it, m_turns.end(),
                                          [&](const ArcTurn& one) { return one.from != it->from; });
            split_one({it, end}, extra);
            it = end;
        }
        return extra;
    }

private:
    /// The one arc of way \p id that comes to \p vertex, or leaves it; nothing where it is none or
    /// several, as then nobody can tell which was meant.
    std::optional<std::uint32_t> only_arc(std::uint32_t vertex, std::int64_t id, bool comes) const {
        std::optional<std::uint32_t> arc;
        for (const auto s : m_around.at(vertex)) {
            if (m_ways.ways[m_way_of[s]].id != id) {
                continue;
            }
            const auto& one = m_graph.stretches[s];
            for (std::uint32_t back = 0; back < 2; ++back) {
                // Who comes backward along a stretch comes to its first end.
                const auto at = (back == 0) == comes ? one.last : one.first;
                if (at != vertex || time_of(one, back) == kNever) {
                    continue;
                }
                if (arc) {
                    return std::nullopt;
                }
                arc = 2 * s + back;
            }
        }
        return arc;
    }

    /// One vertex more for those who come along the arc of \p turns.
    void split_one(std::span<const ArcTurn> turns, std::vector<ExtraArc>& extra) {
        const auto vertex = turns.front().vertex;
        const auto from = turns.front().from;
        const auto copy = static_cast<std::uint32_t>(m_graph.place.size());
        m_graph.place.push_back(m_graph.place[vertex]);
        auto& stretch = m_graph.stretches[from / 2];
        ((from & 1U) == 0 ? stretch.last_in : stretch.first_in) = copy;
        const bool has_only = std::ranges::any_of(turns, &ArcTurn::only);
        const auto named = [&](std::uint32_t along, bool only) {
            return std::ranges::any_of(
                turns, [&](const ArcTurn& turn) { return turn.to == along && turn.only == only; });
        };
        for (const auto s : m_around.at(vertex)) {
            for (std::uint32_t back = 0; back < 2; ++back) {
                const auto along = 2 * s + back;
                const auto& one = m_graph.stretches[s];
                if (tail_of(one, along) != vertex || time_of(one, along) == kNever ||
                    along == (from ^ 1U) || named(along, false) ||
                    (has_only && !named(along, true))) {
                    continue;
                }
                extra.push_back({copy, along});
            }
        }
    }

    RoadGraph& m_graph;
    const RoadWays& m_ways;
    const std::vector<std::uint32_t>& m_way_of;
    Around m_around;
    std::vector<ArcTurn> m_turns;
};

}  // namespace

std::vector<ExtraArc> split_by_turns(RoadGraph& graph, const RoadWays& ways,
                                     const RoadProfile& profile,
                                     const std::vector<std::uint32_t>& way_of,
                                     const std::vector<std::uint32_t>& vertex_of) {
    const auto mode = static_cast<std::size_t>(profile.mode);
    TurnSplitter splitter(graph, ways, way_of, stretches_around(graph, ways, mode, vertex_of));
    for (const auto& turn : ways.turns) {
        if (!turn.applies[mode]) {
            continue;
        }
        if (const auto vertex = vertex_of[turn.via]; vertex != kNoVertex) {
            splitter.add(turn, vertex);
        } else {
            ++graph.turns_unclear;
        }
    }
    return splitter.split();
}

}  // namespace maillage::access
