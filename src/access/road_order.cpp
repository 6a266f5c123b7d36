// SPDX-License-Identifier: Apache-2.0
#include "access/road_build.hpp"

#include <algorithm>
#include <numeric>
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
    std::vector<std::pair<std::uint64_t, std::uint32_t>> order(count);
    for (std::uint32_t v = 0; v < count; ++v) {
        order[v] = {hilbert_position(graph.place[v]), v};
    }
    std::sort(order.begin(), order.end());
    std::vector<std::uint32_t> renamed(count);
    std::vector<RoadPlace> place(count);
    for (std::uint32_t i = 0; i < count; ++i) {
        renamed[order[i].second] = i;
        place[i] = graph.place[order[i].second];
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
