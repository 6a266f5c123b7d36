// SPDX-License-Identifier: Apache-2.0
#include "access/road_build.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

namespace maillage::access {
namespace {

/// Arcs and their stretches by the vertex they are found from, in the order of \p along.
struct ArcColumns {
    std::vector<std::uint32_t>& start;
    std::vector<Arc>& arcs;
    std::vector<std::uint32_t>& stretch;
};

template <typename EachArc>
void fill_columns(std::size_t vertices, ArcColumns columns, const EachArc& each_arc) {
    columns.start.assign(vertices + 1, 0);
    each_arc([&](std::uint32_t vertex, Arc, std::uint32_t) { ++columns.start[vertex + 1]; });
    std::partial_sum(columns.start.begin(), columns.start.end(), columns.start.begin());
    columns.arcs.resize(columns.start.back());
    columns.stretch.resize(columns.start.back());
    auto next = columns.start;
    each_arc([&](std::uint32_t vertex, Arc arc, std::uint32_t along) {
        columns.arcs[next[vertex]] = arc;
        columns.stretch[next[vertex]] = along;
        ++next[vertex];
    });
}

/// By vertex, how many of a tree are between it and the core, itself included; 0: of the core.
/// Leaves are taken off until there are none: each has one neighbour, and as every neighbour is
/// added to a sum without carries, the sum of those that are left is that one.
std::vector<std::uint32_t> depths_in_trees(const RoadGraph& graph,
                                           const std::vector<ExtraArc>& extra) {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
    const auto add = [&](std::uint32_t along, std::uint32_t tail) {
        const auto& one = graph.stretches[along / 2];
        const auto head = head_of(one, along);
        if (time_of(one, along) != kNever && head != tail) {
            pairs.emplace_back(std::min(tail, head), std::max(tail, head));
        }
    };
    pairs.reserve(2 * graph.stretches.size() + extra.size());
    for (std::uint32_t along = 0; along < 2 * graph.stretches.size(); ++along) {
        add(along, tail_of(graph.stretches[along / 2], along));
    }
    for (const auto& arc : extra) {
        add(arc.along, arc.vertex);
    }
    std::sort(pairs.begin(), pairs.end());
    pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());

    struct Neighbours {
        std::uint32_t count = 0;
        std::uint32_t sum = 0;
    };
    std::vector<Neighbours> left(graph.vertex_count());
    for (const auto& [a, b] : pairs) {
        left[a] = {left[a].count + 1, left[a].sum ^ b};
        left[b] = {left[b].count + 1, left[b].sum ^ a};
    }
    std::vector<std::pair<std::uint32_t, std::uint32_t>> taken;  // A leaf, and what it hung on.
    for (std::uint32_t v = 0; v < left.size(); ++v) {
        auto leaf = v;
        while (left[leaf].count == 1) {
            const auto on = left[leaf].sum;
            taken.emplace_back(leaf, on);
            left[leaf].count = 0;
            left[on] = {left[on].count - 1, left[on].sum ^ leaf};
            leaf = on;
        }
    }
    std::vector<std::uint32_t> depth(left.size(), 0);
    for (auto i = taken.size(); i-- > 0;) {
        depth[taken[i].first] = depth[taken[i].second] + 1;
    }
    return depth;
}

}  // namespace

std::uint64_t hilbert_position(RoadPlace place) {
    constexpr std::uint32_t kMiddle = 0x80000000U;
    auto x = static_cast<std::uint32_t>(place.lon) ^ kMiddle;
    auto y = static_cast<std::uint32_t>(place.lat) ^ kMiddle;
    std::uint64_t position = 0;
    for (std::uint32_t bit = kMiddle; bit != 0; bit >>= 1U) {
        const std::uint32_t right = (x & bit) != 0 ? 1 : 0;
        const std::uint32_t upper = (y & bit) != 0 ? 1 : 0;
        position = (position << 2U) | ((3U * right) ^ upper);
        if (upper == 0) {
            if (right != 0) {
                x = ~x;
                y = ~y;
            }
            std::swap(x, y);
        }
    }
    return position;
}

void order_vertices(RoadGraph& graph, std::vector<ExtraArc>& extra) {
    const auto count = graph.place.size();
    const auto depth = depths_in_trees(graph, extra);
    graph.core = static_cast<std::uint32_t>(std::ranges::count(depth, 0U));
    struct Rank {
        std::uint64_t position = 0;
        std::uint32_t depth = 0;
        std::uint32_t vertex = 0;
    };
    std::vector<Rank> order(count);
    for (std::uint32_t v = 0; v < count; ++v) {
        order[v] = {hilbert_position(graph.place[v]), depth[v], v};
    }
    std::ranges::sort(
        order, {}, [](const Rank& one) { return std::tuple(one.depth, one.position, one.vertex); });
    std::vector<std::uint32_t> renamed(count);
    std::vector<RoadPlace> place(count);
    for (std::uint32_t i = 0; i < count; ++i) {
        renamed[order[i].vertex] = i;
        place[i] = graph.place[order[i].vertex];
    }
    graph.place = std::move(place);
    for (auto& one : graph.stretches) {
        one.first = renamed[one.first];
        one.last = renamed[one.last];
        one.first_in = renamed[one.first_in];
        one.last_in = renamed[one.last_in];
    }
    for (auto& arc : extra) {
        arc.vertex = renamed[arc.vertex];
    }
}

std::vector<std::uint32_t> order_stretches(RoadGraph& graph, std::vector<ExtraArc>& extra) {
    std::vector<std::uint32_t> order(graph.stretches.size());
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::sort(order, {}, [&](std::uint32_t s) {
        const auto& one = graph.stretches[s];
        return std::pair(std::min(one.first, one.last), s);
    });
    std::vector<std::uint32_t> renamed(order.size());
    std::vector<Stretch> stretches;
    std::vector<RoadPlace> shape;
    stretches.reserve(order.size());
    shape.reserve(graph.shape.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) {
        renamed[order[i]] = i;
        const auto points = graph.shape_of(order[i]);
        stretches.push_back(graph.stretches[order[i]]);
        stretches.back().shape = static_cast<std::uint32_t>(shape.size());
        shape.insert(shape.end(), points.begin(), points.end());
    }
    graph.stretches = std::move(stretches);
    graph.shape = std::move(shape);
    for (auto& arc : extra) {
        arc.along = 2 * renamed[arc.along / 2] + (arc.along & 1U);
    }
    return order;
}

void make_arcs(RoadGraph& graph, const std::vector<ExtraArc>& extra) {
    /// Calls take(tail, along) for every arc.
    const auto each = [&](const auto& take) {
        for (std::uint32_t s = 0; s < graph.stretches.size(); ++s) {
            const auto& one = graph.stretches[s];
            for (std::uint32_t along = 2 * s; along < 2 * s + 2; ++along) {
                if (time_of(one, along) != kNever) {
                    graph.longest_arc = std::max(graph.longest_arc, time_of(one, along));
                    take(tail_of(one, along), along);
                }
            }
        }
        for (const auto& arc : extra) {
            take(arc.vertex, arc.along);
        }
    };
    fill_columns(graph.vertex_count(), {graph.out_start, graph.out, graph.out_stretch},
                 [&](const auto& take) {
                     each([&](std::uint32_t tail, std::uint32_t along) {
                         const auto& one = graph.stretches[along / 2];
                         take(tail, Arc{head_of(one, along), time_of(one, along)}, along);
                     });
                 });
    fill_columns(graph.vertex_count(), {graph.in_start, graph.in, graph.in_stretch},
                 [&](const auto& take) {
                     each([&](std::uint32_t tail, std::uint32_t along) {
                         const auto& one = graph.stretches[along / 2];
                         take(head_of(one, along), Arc{tail, time_of(one, along)}, along);
                     });
                 });
}

}  // namespace maillage::access
