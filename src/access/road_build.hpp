// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Inside access: the steps of build_road_graph() that stand in files of their own.

#include "access/road_graph.hpp"

#include <cstdint>
#include <vector>

namespace maillage::access {

/// An arc that a turn restriction adds: from a vertex only for those who come from a certain
/// stretch, along what they may still choose.
struct ExtraArc {
    std::uint32_t vertex = 0;
    std::uint32_t along = 0;  ///< As RoadGraph::out_stretch.
};

/// Gives those who come from restricted stretches vertices of their own. \param way_of By stretch:
/// the position of its way. \param vertex_of By place: its vertex or kNoVertex.
std::vector<ExtraArc> split_by_turns(RoadGraph& graph, const RoadWays& ways,
                                     const RoadProfile& profile,
                                     const std::vector<std::uint32_t>& way_of,
                                     const std::vector<std::uint32_t>& vertex_of);

/// Numbers the vertices along a Hilbert curve, so that neighbours lie near in memory: first those
/// of the core, then the trees that hang on it, the vertices next to the core before those behind
/// them. Fills core.
void order_vertices(RoadGraph& graph, std::vector<ExtraArc>& extra);

/// Then the stretches as their vertices, with their shapes. \returns By new number: the old one.
std::vector<std::uint32_t> order_stretches(RoadGraph& graph, std::vector<ExtraArc>& extra);

/// Position along the Hilbert curve through a square of 2³² × 2³² cells (Hilbert 1891; the
/// iteration of Warren, Hacker's Delight, 16-2).
std::uint64_t hilbert_position(RoadPlace place);

/// Fills the arcs of both directions from the stretches.
void make_arcs(RoadGraph& graph, const std::vector<ExtraArc>& extra);

/// Fills piece, pieces and usable.
void find_pieces(RoadGraph& graph, double least_piece_km);

/// Of the stretch followed as RoadGraph::out_stretch says.
inline std::uint32_t tail_of(const Stretch& one, std::uint32_t along) {
    return (along & 1U) == 0 ? one.first : one.last;
}
inline std::uint32_t head_of(const Stretch& one, std::uint32_t along) {
    return (along & 1U) == 0 ? one.last_in : one.first_in;
}
inline Milliseconds time_of(const Stretch& one, std::uint32_t along) {
    return (along & 1U) == 0 ? one.forward : one.backward;
}

}  // namespace maillage::access
