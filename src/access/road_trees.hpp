// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Inside access: the trees that hang on the core of a road graph, where a search does not go. A
/// dead end leads nowhere else, so what is found in it follows from where it hangs: 4 of 10
/// junctions of Liechtenstein's roads for cars are in such trees, and a search from many services
/// at once takes two thirds of the time without them.

#include "access/road_search.hpp"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace maillage::access {

/// The trees in one direction of search.
class RoadTrees {
public:
    /// \param against The arcs of \p along turned round.
    RoadTrees(std::uint32_t core, SearchArcs along, SearchArcs against)
        : m_core(core), m_along(along), m_against(against) {}

    /// Calls take(vertex, label) for \p vertex and for all that the search passes on its way down
    /// to the core, up to \p limit.
    template <typename Label, typename Take>
    void leave(std::uint32_t vertex, Label label, Milliseconds limit, const Take& take) const {
        while (time_in(label) <= limit) {
            take(vertex, label);
            if (vertex < m_core) {
                return;
            }
            const auto below = parent(vertex);
            const auto time = time_between(m_along, vertex, below);
            if (time == kNever) {
                return;
            }
            vertex = below;
            label = later(label, time);
        }
    }

    /// Calls take(vertex, time) for \p vertex and for all that the search comes through on its way
    /// up from the core, with the time from there, up to \p limit.
    template <typename Take>
    void enter(std::uint32_t vertex, Milliseconds limit, const Take& take) const {
        Milliseconds time = 0;
        while (time <= limit) {
            take(vertex, time);
            if (vertex < m_core) {
                return;
            }
            const auto below = parent(vertex);
            const auto more = time_between(m_against, vertex, below);
            if (more == kNever) {
                return;
            }
            vertex = below;
            time += more;
        }
    }

private:
    /// The only neighbour with a lower number. \pre vertex ≥ core
    std::uint32_t parent(std::uint32_t vertex) const {
        auto lowest = vertex;
        for (const auto& arcs : {m_along, m_against}) {
            for (auto a = arcs.start[vertex]; a < arcs.start[vertex + 1]; ++a) {
                lowest = std::min(lowest, arcs.arcs[a].vertex);
            }
        }
        return lowest;
    }
    /// Of the fastest arc of \p vertex that has \p other at its end.
    static Milliseconds time_between(const SearchArcs& arcs, std::uint32_t vertex,
                                     std::uint32_t other) {
        auto least = kNever;
        for (auto a = arcs.start[vertex]; a < arcs.start[vertex + 1]; ++a) {
            if (arcs.arcs[a].vertex == other) {
                least = std::min(least, arcs.arcs[a].time);
            }
        }
        return least;
    }

    std::uint32_t m_core;
    SearchArcs m_along;
    SearchArcs m_against;
};

}  // namespace maillage::access
