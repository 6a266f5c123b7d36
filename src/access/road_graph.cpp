// SPDX-License-Identifier: Apache-2.0
#include "access/road_graph.hpp"

#include "access/road_build.hpp"
#include "access/road_snap.hpp"
#include "access/road_speeds.hpp"
#include "base/roads_messages.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

namespace maillage::access {
namespace {

constexpr double kRadians = std::numbers::pi / 180.0;
constexpr double kMillisecondsPerHour = 3'600'000.0;
constexpr double kMetresPerKilometre = 1000.0;
/// How many ways between two looks at whether the work is to stop.
constexpr std::size_t kLook = 8192;

Error stopped() { return {Error::Code::kCancelled, {roads::kRoadsStopped}, ""}; }

Milliseconds whole_milliseconds(double time) {
    return static_cast<Milliseconds>(
        std::clamp(std::round(time), 1.0, static_cast<double>(kLongestArc)));
}

/// Cuts the ways that are open to the mode into stretches between junctions.
class StretchMaker {
public:
    StretchMaker(const RoadWays& ways, const RoadProfile& profile) : m_ways(ways) {
        m_speeds.reserve(ways.ways.size());
        for (const auto& way : ways.ways) {
            m_speeds.push_back(speeds_of(way, profile));
        }
        count_uses(profile);
    }

    /// \returns false where the work is to stop.
    bool run(RoadGraph& graph, const Progress& progress) {
        m_vertex_of.assign(m_ways.places.size(), kNoVertex);
        for (std::size_t w = 0; w < m_ways.ways.size(); ++w) {
            if (w % kLook == 0) {
                if (progress.cancelled()) {
                    return false;
                }
                progress.at(roads::kStageRoadGraph, static_cast<std::int64_t>(w),
                            static_cast<std::int64_t>(m_ways.ways.size()));
            }
            if (m_speeds[w].open()) {
                add_way(graph, w);
            }
        }
        return true;
    }

    const std::vector<std::uint32_t>& way_of() const { return m_way_of; }
    const std::vector<std::uint32_t>& vertex_of() const { return m_vertex_of; }

private:
    enum : std::uint8_t { kShape = 1, kJunction = 2, kStop = 3 };

    void count_uses(const RoadProfile& profile) {
        m_uses.assign(m_ways.places.size(), 0);
        for (std::size_t w = 0; w < m_ways.ways.size(); ++w) {
            if (!m_speeds[w].open()) {
                continue;
            }
            const auto nodes = m_ways.nodes_of(w);
            for (const auto node : nodes) {
                m_uses[node] = m_uses[node] == 0 ? kShape : kJunction;
            }
            m_uses[nodes.front()] = kJunction;
            m_uses[nodes.back()] = kJunction;
        }
        const auto mode = static_cast<std::size_t>(profile.mode);
        for (const auto& turn : m_ways.turns) {
            m_uses[turn.via] = kJunction;
        }
        for (const auto& barrier : m_ways.barriers) {
            if (barrier.stops[mode]) {
                m_uses[barrier.node] = kStop;
            }
        }
    }

    /// The vertex of a junction; before what cannot be passed, a dead end for each road.
    std::uint32_t vertex_at(RoadGraph& graph, std::uint32_t node) {
        const bool stop = m_uses[node] == kStop;
        if (!stop && m_vertex_of[node] != kNoVertex) {
            return m_vertex_of[node];
        }
        const auto vertex = static_cast<std::uint32_t>(graph.place.size());
        graph.place.push_back(m_ways.places[node]);
        if (!stop) {
            m_vertex_of[node] = vertex;
        }
        return vertex;
    }

    double length_of(std::span<const std::uint32_t> nodes) const {
        double metres = 0.0;
        for (std::size_t i = 1; i < nodes.size(); ++i) {
            metres += road_metres(m_ways.places[nodes[i - 1]], m_ways.places[nodes[i]]);
        }
        return metres;
    }

    void add_way(RoadGraph& graph, std::size_t w) {
        const auto& way = m_ways.ways[w];
        const auto nodes = m_ways.nodes_of(w);
        auto speeds = m_speeds[w];
        if (way.seconds > 0) {
            // The time said is for the whole way, whatever the speed.
            const double kmh = std::max(1e-6, length_of(nodes) / way.seconds * 3.6);
            speeds.forward = speeds.forward > 0.0 ? kmh : 0.0;
            speeds.backward = speeds.backward > 0.0 ? kmh : 0.0;
        }
        std::size_t from = 0;
        for (std::size_t i = 1; i < nodes.size(); ++i) {
            if (m_uses[nodes[i]] >= kJunction) {
                add_stretch(graph, w, nodes.subspan(from, i + 1 - from), speeds);
                from = i;
            }
        }
    }

    void add_stretch(RoadGraph& graph, std::size_t w, std::span<const std::uint32_t> nodes,
                     const WaySpeeds& speeds) {
        Stretch one;
        one.first = vertex_at(graph, nodes.front());
        one.last = vertex_at(graph, nodes.back());
        one.first_in = one.first;
        one.last_in = one.last;
        const double kilometres = length_of(nodes) / kMetresPerKilometre;
        if (speeds.forward > 0.0) {
            one.forward = whole_milliseconds(kilometres / speeds.forward * kMillisecondsPerHour);
        }
        if (speeds.backward > 0.0) {
            one.backward = whole_milliseconds(kilometres / speeds.backward * kMillisecondsPerHour);
        }
        one.shape = static_cast<std::uint32_t>(graph.shape.size());
        for (const auto node : nodes) {
            graph.shape.push_back(m_ways.places[node]);
        }
        graph.stretches.push_back(one);
        m_way_of.push_back(static_cast<std::uint32_t>(w));
    }

    const RoadWays& m_ways;
    std::vector<WaySpeeds> m_speeds;
    std::vector<std::uint8_t> m_uses;        ///< By place.
    std::vector<std::uint32_t> m_vertex_of;  ///< By place.
    std::vector<std::uint32_t> m_way_of;     ///< By stretch.
};

/// Columns of starts of \p lists lists over \p total elements.
bool is_partition(const std::vector<std::uint32_t>& start, std::size_t lists, std::size_t total) {
    return start.size() == lists + 1 && start.front() == 0 && start.back() == total &&
           std::is_sorted(start.begin(), start.end());
}

bool good_arcs(const RoadGraph& graph, const std::vector<Arc>& arcs,
               const std::vector<std::uint32_t>& along) {
    const bool same_size = arcs.size() == along.size();
    const bool vertices = std::all_of(arcs.begin(), arcs.end(), [&](const Arc& arc) {
        return arc.vertex < graph.vertex_count() && arc.time > 0 && arc.time <= graph.longest_arc;
    });
    return same_size && vertices && std::all_of(along.begin(), along.end(), [&](std::uint32_t a) {
               return a / 2 < graph.stretches.size();
           });
}

/// From any vertex in a tree there is a lower one, and so on down to the core.
bool good_trees(const RoadGraph& graph) {
    for (auto v = graph.core; v < graph.vertex_count(); ++v) {
        std::uint32_t lower = kNoVertex;
        for (const auto& [start, arcs] :
             {std::pair(&graph.out_start, &graph.out), {&graph.in_start, &graph.in}}) {
            for (auto a = (*start)[v]; a < (*start)[v + 1]; ++a) {
                const auto other = (*arcs)[a].vertex;
                if (other < v && lower != kNoVertex && other != lower) {
                    return false;
                }
                lower = other < v ? other : lower;
            }
        }
        if (lower == kNoVertex) {
            return false;
        }
    }
    return graph.core <= graph.vertex_count();
}

bool good_stretches(const RoadGraph& graph) {
    const auto vertices = graph.vertex_count();
    std::uint32_t before = 0;
    for (std::size_t s = 0; s < graph.stretches.size(); ++s) {
        const auto& one = graph.stretches[s];
        const auto next =
            s + 1 < graph.stretches.size() ? graph.stretches[s + 1].shape : graph.shape.size();
        if (one.first >= vertices || one.last >= vertices || one.first_in >= vertices ||
            one.last_in >= vertices || one.shape != before || next < one.shape + 2 ||
            next > graph.shape.size()) {
            return false;
        }
        before = static_cast<std::uint32_t>(next);
    }
    return before == graph.shape.size();
}

}  // namespace

double road_metres(RoadPlace a, RoadPlace b) {
    constexpr double kEarthRadius = 6'371'008.8;
    constexpr double kUnit = kRadians / kPlacesPerDegree;
    const double north = (static_cast<double>(b.lat) - a.lat) * kUnit;
    const double east = (static_cast<double>(b.lon) - a.lon) * kUnit;
    const double s = std::sin(north / 2.0);
    const double t = std::sin(east / 2.0);
    const double h = s * s + std::cos(a.lat * kUnit) * std::cos(b.lat * kUnit) * t * t;
    return 2.0 * kEarthRadius * std::asin(std::min(1.0, std::sqrt(h)));
}

Result<RoadGraph> build_road_graph(const RoadWays& ways, const RoadProfile& profile,
                                   const RoadGraphOptions& options, const Progress& progress) {
    RoadGraph graph;
    graph.mode = profile.mode;
    StretchMaker maker(ways, profile);
    if (!maker.run(graph, progress)) {
        return stopped();
    }
    if (graph.stretches.empty()) {
        return Error{Error::Code::kNotFound, {roads::kNoRoadOpen, {profile.name}}, ""};
    }
    std::vector<ExtraArc> extra;
    if (profile.obeys_turns) {
        extra = split_by_turns(graph, ways, profile, maker.way_of(), maker.vertex_of());
    }
    order_vertices(graph, extra);
    const auto before = order_stretches(graph, extra);
    make_arcs(graph, extra);
    if (progress.cancelled()) {
        return stopped();
    }
    find_pieces(graph, options.least_piece_km);
    std::vector<char> for_places;
    for_places.reserve(graph.stretches.size());
    for (const auto stretch : before) {
        const auto& way = ways.ways[maker.way_of()[stretch]];
        for_places.push_back(open_to_places(way.road) ? 1 : 0);
    }
    index_stretches(graph, for_places);
    return graph;
}

bool consistent(const RoadGraph& graph) {
    const auto vertices = graph.vertex_count();
    return vertices > 0 && static_cast<std::size_t>(graph.mode) < kRoadModes &&
           graph.longest_arc <= kLongestArc &&
           is_partition(graph.out_start, vertices, graph.out.size()) &&
           is_partition(graph.in_start, vertices, graph.in.size()) &&
           good_arcs(graph, graph.out, graph.out_stretch) &&
           good_arcs(graph, graph.in, graph.in_stretch) && good_trees(graph) &&
           good_stretches(graph) && graph.piece.size() == vertices &&
           graph.usable.size() == vertices &&
           std::all_of(graph.piece.begin(), graph.piece.end(),
                       [&](std::uint32_t p) { return p < graph.pieces.size(); }) &&
           graph.cell.size() == graph.cell_stretch.size() &&
           std::is_sorted(graph.cell.begin(), graph.cell.end()) &&
           std::all_of(graph.cell_stretch.begin(), graph.cell_stretch.end(),
                       [&](std::uint32_t s) { return s < graph.stretches.size(); });
}

}  // namespace maillage::access
