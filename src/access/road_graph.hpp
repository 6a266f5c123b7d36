// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The roads of one means of transport as a graph: junctions, the stretches of road between them,
/// and arcs in both directions of search. Points that only give a stretch its shape are no
/// vertices: 2,500 remain of the 11,876 that Liechtenstein's roads for cars have. Of these 297 have
/// just two neighbours (a bridge, another limit); they stay, as little would be gained.
///
/// Times are whole milliseconds. Each is rounded once, for the whole stretch between two
/// junctions, so a journey over n stretches is off by at most n / 2 ms: nothing at all after
/// rounding to seconds, where a rounding to seconds of each stretch would be off by minutes.

#include "base/progress.hpp"
#include "base/result.hpp"
#include "model/road_profile.hpp"
#include "model/road_ways.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace maillage::access {

using Milliseconds = std::uint32_t;
inline constexpr Milliseconds kNever = std::numeric_limits<Milliseconds>::max();
/// Longest stretch: 11 days. A sum of two stays below kNever.
inline constexpr Milliseconds kLongestArc = 1'000'000'000;
inline constexpr std::uint32_t kNoVertex = std::numeric_limits<std::uint32_t>::max();

/// A way to go on from a vertex (or, in the list of those coming in, to have come to it).
struct Arc {
    std::uint32_t vertex = 0;  ///< The other end.
    Milliseconds time = 0;
    friend bool operator==(const Arc&, const Arc&) = default;
};

/// The road between two junctions. Where turns are forbidden at a junction, those who come from
/// certain stretches stand at another vertex of the same place: so the ends differ by direction.
struct Stretch {
    std::uint32_t first = 0;        ///< Vertex where those begin who go forward.
    std::uint32_t last = 0;         ///< Vertex where those begin who go backward.
    std::uint32_t last_in = 0;      ///< Vertex that those reach who went forward.
    std::uint32_t first_in = 0;     ///< Vertex that those reach who went backward.
    Milliseconds forward = kNever;  ///< kNever: not that way.
    Milliseconds backward = kNever;
    std::uint32_t shape = 0;  ///< First of its points in RoadGraph::shape, ends included.
    friend bool operator==(const Stretch&, const Stretch&) = default;
};

/// Roads that hang together if one-way streets are ignored: the mainland, an island.
struct RoadPiece {
    std::uint32_t vertices = 0;
    /// In its largest part where everybody can get from everywhere to everywhere.
    std::uint32_t usable_vertices = 0;
    double kilometres = 0.0;  ///< Of its stretches.
    geo::Point somewhere;     ///< Longitude and latitude of one of its junctions.
    bool usable = false;      ///< Long enough for places to be on it, not a scrap of the extract.
    friend bool operator==(const RoadPiece&, const RoadPiece&) = default;
};

/// Columns; made by build_road_graph() or read back from a cache (see consistent()).
struct RoadGraph {
    RoadMode mode = RoadMode::kCar;
    Milliseconds longest_arc = 0;
    /// Vertices from here on hang in trees (dead ends, and what has only dead ends behind it): each
    /// has one neighbour with a lower number, the way to all that is not behind it.
    std::uint32_t core = 0;
    std::vector<RoadPlace> place;          ///< Of each vertex.
    std::vector<std::uint32_t> out_start;  ///< Arcs of vertex v: out[out_start[v] … [v + 1]).
    std::vector<Arc> out;
    std::vector<std::uint32_t> in_start;
    std::vector<Arc> in;  ///< Each arc of `out` turned round.
    /// Of the arcs of `out`: 2 × stretch, + 1 where it is followed backward.
    std::vector<std::uint32_t> out_stretch;
    std::vector<std::uint32_t> in_stretch;
    std::vector<Stretch> stretches;
    std::vector<RoadPlace> shape;
    std::vector<std::uint32_t> piece;  ///< Of each vertex: position in `pieces`.
    std::vector<char>
        usable;  ///< Of each vertex: one can get from it to all of its piece and back.
    std::vector<RoadPiece> pieces;  ///< Longest first.
    /// For snapping: stretches by cell of a grid; ascending, see road_snap.cpp.
    std::vector<std::uint32_t> cell;
    std::vector<std::uint32_t> cell_stretch;
    std::int64_t turns_kept = 0;     ///< Turn restrictions that the graph obeys.
    std::int64_t turns_unclear = 0;  ///< Those whose ways do not meet at their node.

    std::size_t vertex_count() const noexcept { return place.size(); }
    std::span<const Arc> arcs_from(std::uint32_t vertex) const {
        return std::span(out).subspan(out_start[vertex], out_start[vertex + 1] - out_start[vertex]);
    }
    std::span<const RoadPlace> shape_of(std::size_t stretch) const {
        const auto first = stretches[stretch].shape;
        const auto last =
            stretch + 1 < stretches.size() ? stretches[stretch + 1].shape : shape.size();
        return std::span(shape).subspan(first, last - first);
    }
    friend bool operator==(const RoadGraph&, const RoadGraph&) = default;
};

struct RoadGraphOptions {
    /// Pieces with less road than this are scraps (a car park, a way cut off by the extract).
    double least_piece_km = 5.0;
};

/// \returns kCancelled, or kNotFound where no way is open to the mode.
Result<RoadGraph> build_road_graph(const RoadWays& ways, const RoadProfile& profile,
                                   const RoadGraphOptions& options, const Progress& progress);

/// Whether every number in \p graph points to something that is there: asked of graphs that come
/// from a file.
bool consistent(const RoadGraph& graph);

/// Metres between two places on a sphere with the Earth's mean radius (6,371,008.8 m).
double road_metres(RoadPlace a, RoadPlace b);

}  // namespace maillage::access
