// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// A RoadGraph in the hands of Boost.Graph: the peer of tests and benchmarks.

#include "access/road_graph.hpp"

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"
#pragma GCC diagnostic ignored "-Wold-style-cast"
#pragma GCC diagnostic ignored "-Wshadow"
#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#pragma GCC diagnostic pop

#include <span>
#include <utility>
#include <vector>

namespace maillage::test {

/// Its compressed sparse row graph, arcs forward or backward, in the same order of vertices.
class BoostRoads {
public:
    explicit BoostRoads(const access::RoadGraph& graph, bool backward = false)
        : BoostRoads(backward ? graph.in_start : graph.out_start, backward ? graph.in : graph.out) {
    }

    BoostRoads(const std::vector<std::uint32_t>& start, const std::vector<access::Arc>& arcs) {
        std::vector<std::pair<std::uint32_t, std::uint32_t>> edges;
        std::vector<Weight> weights;
        edges.reserve(arcs.size());
        weights.reserve(arcs.size());
        for (std::uint32_t v = 0; v + 1 < start.size(); ++v) {
            for (auto a = start[v]; a < start[v + 1]; ++a) {
                edges.emplace_back(v, arcs[a].vertex);
                weights.push_back({arcs[a].time});
            }
        }
        m_graph = Graph(boost::edges_are_sorted, edges.begin(), edges.end(), weights.begin(),
                        static_cast<std::uint32_t>(start.size() - 1));
    }

    /// With one vertex more, the last, that has arcs of 1 ms to all \p sources: the way to search
    /// from many of them at once.
    static BoostRoads with_sources(std::vector<std::uint32_t> start, std::vector<access::Arc> arcs,
                                   const std::vector<std::uint32_t>& sources) {
        for (const auto source : sources) {
            arcs.push_back({source, 1});
        }
        start.push_back(static_cast<std::uint32_t>(arcs.size()));
        return BoostRoads(start, arcs);
    }
    std::uint32_t vertex_count() const {
        return static_cast<std::uint32_t>(boost::num_vertices(m_graph));
    }

    /// Milliseconds to every vertex; access::kNever where none.
    std::vector<std::uint32_t> times_from(std::uint32_t vertex) const {
        std::vector<std::uint32_t> times(boost::num_vertices(m_graph));
        boost::dijkstra_shortest_paths(
            m_graph, vertex,
            boost::weight_map(boost::get(&Weight::time, m_graph))
                .distance_map(boost::make_iterator_property_map(
                    times.begin(), boost::get(boost::vertex_index, m_graph)))
                .distance_inf(access::kNever));
        return times;
    }

private:
    struct Weight {
        std::uint32_t time = 0;
    };
    using Graph =
        boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, Weight,
                                           boost::no_property, std::uint32_t, std::uint32_t>;
    Graph m_graph;
};

}  // namespace maillage::test
