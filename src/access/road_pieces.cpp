// SPDX-License-Identifier: Apache-2.0
#include "access/road_build.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace maillage::access {
namespace {

/// Disjoint sets with halving of paths.
class Sets {
public:
    explicit Sets(std::size_t count) : m_parent(count) {
        std::iota(m_parent.begin(), m_parent.end(), 0U);
    }
    std::uint32_t root(std::uint32_t v) {
        while (m_parent[v] != v) {
            m_parent[v] = m_parent[m_parent[v]];
            v = m_parent[v];
        }
        return v;
    }
    void join(std::uint32_t a, std::uint32_t b) {
        const auto x = root(a);
        const auto y = root(b);
        m_parent[std::max(x, y)] = std::min(x, y);
    }

private:
    std::vector<std::uint32_t> m_parent;
};

/// Strongly connected parts (Tarjan 1972), with a stack of its own: roads are deeper than the
/// program's.
class StrongParts {
public:
    explicit StrongParts(const RoadGraph& graph)
        : m_graph(graph),
          m_index(graph.vertex_count(), 0),
          m_low(graph.vertex_count(), 0),
          m_part(graph.vertex_count(), kNoVertex) {
        for (std::uint32_t v = 0; v < graph.vertex_count(); ++v) {
            if (m_index[v] == 0) {
                visit(v);
            }
        }
    }
    const std::vector<std::uint32_t>& part() const { return m_part; }
    std::uint32_t count() const { return m_count; }

private:
    struct Frame {
        std::uint32_t vertex;
        std::uint32_t arc;
    };

    void enter(std::uint32_t v) {
        m_index[v] = m_low[v] = ++m_next;
        m_open.push_back(v);
        m_frames.push_back({v, m_graph.out_start[v]});
    }

    void visit(std::uint32_t root) {
        enter(root);
        while (!m_frames.empty()) {
            auto& frame = m_frames.back();
            const auto v = frame.vertex;
            if (frame.arc < m_graph.out_start[v + 1]) {
                const auto w = m_graph.out[frame.arc++].vertex;
                if (m_index[w] == 0) {
                    enter(w);
                } else if (m_part[w] == kNoVertex) {
                    m_low[v] = std::min(m_low[v], m_index[w]);
                }
                continue;
            }
            m_frames.pop_back();
            if (!m_frames.empty()) {
                auto& low = m_low[m_frames.back().vertex];
                low = std::min(low, m_low[v]);
            }
            if (m_low[v] == m_index[v]) {
                close(v);
            }
        }
    }

    void close(std::uint32_t v) {
        std::uint32_t w = kNoVertex;
        do {
            w = m_open.back();
            m_open.pop_back();
            m_part[w] = m_count;
        } while (w != v);
        ++m_count;
    }

    const RoadGraph& m_graph;
    std::vector<std::uint32_t> m_index;  ///< 0 = not seen.
    std::vector<std::uint32_t> m_low;
    std::vector<std::uint32_t> m_part;
    std::vector<std::uint32_t> m_open;
    std::vector<Frame> m_frames;
    std::uint32_t m_next = 0;
    std::uint32_t m_count = 0;
};

double length_of(std::span<const RoadPlace> shape) {
    double metres = 0.0;
    for (std::size_t i = 1; i < shape.size(); ++i) {
        metres += road_metres(shape[i - 1], shape[i]);
    }
    return metres;
}

/// Fills pieces and piece, not yet what is usable of them.
void find_weak_pieces(RoadGraph& graph) {
    Sets sets(graph.vertex_count());
    for (const auto& one : graph.stretches) {
        sets.join(one.first, one.last);
        sets.join(one.first, one.first_in);
        sets.join(one.first, one.last_in);
    }
    std::vector<std::uint32_t> number(graph.vertex_count(), kNoVertex);
    std::vector<RoadPiece> pieces;
    graph.piece.resize(graph.vertex_count());
    for (std::uint32_t v = 0; v < graph.vertex_count(); ++v) {
        auto& known = number[sets.root(v)];
        if (known == kNoVertex) {
            known = static_cast<std::uint32_t>(pieces.size());
            pieces.push_back({0, 0, 0.0, to_degrees(graph.place[v]), false});
        }
        graph.piece[v] = known;
        ++pieces[known].vertices;
    }
    for (std::size_t s = 0; s < graph.stretches.size(); ++s) {
        pieces[graph.piece[graph.stretches[s].first]].kilometres +=
            length_of(graph.shape_of(s)) / 1000.0;
    }
    std::vector<std::uint32_t> order(pieces.size());
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::stable_sort(order, std::ranges::greater{},
                             [&](std::uint32_t p) { return pieces[p].kilometres; });
    std::vector<std::uint32_t> renamed(pieces.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) {
        renamed[order[i]] = i;
        graph.pieces.push_back(pieces[order[i]]);
    }
    for (auto& one : graph.piece) {
        one = renamed[one];
    }
}

}  // namespace

void find_pieces(RoadGraph& graph, double least_piece_km) {
    find_weak_pieces(graph);
    const StrongParts parts(graph);
    std::vector<std::uint32_t> size(parts.count(), 0);
    for (const auto part : parts.part()) {
        ++size[part];
    }
    std::vector<std::uint32_t> largest(graph.pieces.size(), kNoVertex);
    for (std::uint32_t v = 0; v < graph.vertex_count(); ++v) {
        auto& best = largest[graph.piece[v]];
        const auto part = parts.part()[v];
        if (best == kNoVertex || size[part] > size[best]) {
            best = part;
        }
    }
    for (std::size_t p = 0; p < graph.pieces.size(); ++p) {
        graph.pieces[p].usable_vertices = size[largest[p]];
        graph.pieces[p].usable = p == 0 || graph.pieces[p].kilometres >= least_piece_km;
    }
    graph.usable.resize(graph.vertex_count());
    for (std::uint32_t v = 0; v < graph.vertex_count(); ++v) {
        const bool in_largest = parts.part()[v] == largest[graph.piece[v]];
        graph.usable[v] = in_largest && graph.pieces[graph.piece[v]].usable ? 1 : 0;
    }
}

}  // namespace maillage::access
