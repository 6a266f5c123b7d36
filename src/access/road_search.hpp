// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Inside access: shortest paths over the arcs of a RoadGraph.
///
/// Dijkstra's algorithm with buckets instead of a heap (Dial 1969; of a width greater than the
/// shortest arc, as Meyer and Sanders 2003 do): a vertex may be taken up again when it gets nearer
/// within its bucket, in exchange for a queue without comparisons whose next elements are known and
/// can be fetched ahead from memory. What is found does not depend on the order: it is the least
/// label of every vertex.

#include "access/road_graph.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace maillage::access {

/// Arcs in one direction of search.
struct SearchArcs {
    std::span<const std::uint32_t> start;
    std::span<const Arc> arcs;
    /// Of the arcs, and at least the most that one seed is later than another.
    Milliseconds longest = 0;
    std::size_t vertex_count() const noexcept { return start.size() - 1; }
};
inline SearchArcs forward_arcs(const RoadGraph& graph) {
    return {graph.out_start, graph.out, graph.longest_arc};
}
inline SearchArcs backward_arcs(const RoadGraph& graph) {
    return {graph.in_start, graph.in, graph.longest_arc};
}

/// Time alone, or time and, below it, the number of the place it was counted from: the lower number
/// wins where times are equal.
using TimeLabel = std::uint32_t;
using SiteLabel = std::uint64_t;
inline constexpr TimeLabel kNoTime = ~TimeLabel{0};
inline constexpr SiteLabel kNoSite = ~SiteLabel{0};

inline Milliseconds time_in(TimeLabel label) { return label; }
inline Milliseconds time_in(SiteLabel label) { return static_cast<Milliseconds>(label >> 32U); }
inline TimeLabel later(TimeLabel label, Milliseconds time) { return label + time; }
inline SiteLabel later(SiteLabel label, Milliseconds time) {
    return label + (SiteLabel{time} << 32U);
}
inline SiteLabel site_label(Milliseconds time, std::uint32_t site) {
    return (SiteLabel{time} << 32U) | site;
}
inline std::uint32_t site_in(SiteLabel label) { return static_cast<std::uint32_t>(label); }

template <typename Label>
struct Seed {
    std::uint32_t vertex = 0;
    Label label{};
};

/// A queue of vertices by their time, in buckets that are used again and again.
class BucketQueue {
public:
    struct Item {
        std::uint32_t vertex = 0;
        Milliseconds time = 0;
    };

    /// \param longest_step Most that a time is later than the one it comes from.
    explicit BucketQueue(Milliseconds longest_step)
        : m_buckets(std::bit_ceil((std::size_t{longest_step} >> kShift) + 2)) {}

    void push(std::uint32_t vertex, Milliseconds time) {
        bucket(time >> kShift).push_back({vertex, time});
        ++m_waiting;
    }

    /// Calls take(item) for all in the order of their buckets, and for those that take() pushes;
    /// fetch(far, near) with vertices that come a while and soon after. \returns false where
    /// \p progress says stop.
    template <typename Fetch, typename Take>
    bool run(Milliseconds from, const Progress& progress, const Fetch& fetch, const Take& take) {
        for (std::size_t b = from >> kShift; m_waiting > 0; ++b) {
            auto& now = bucket(b);
            for (std::size_t i = 0; i < now.size(); ++i) {  // take() may add to this very bucket
                if (i + kFar < now.size()) {
                    fetch(now[i + kFar].vertex, now[i + kNear].vertex);
                }
                const auto item = now[i];
                take(item);
            }
            m_waiting -= now.size();
            now.clear();
            if (progress.cancelled()) {
                clear();
                return false;
            }
        }
        return true;
    }

private:
    /// Buckets of 2¹⁰ ms: 2¹⁰ to 2¹³ were measured to be as fast within the noise.
    static constexpr unsigned kShift = 10;
    static constexpr std::size_t kFar = 12;
    static constexpr std::size_t kNear = 6;

    std::vector<Item>& bucket(std::size_t number) {
        return m_buckets[number & (m_buckets.size() - 1)];
    }
    void clear() {
        for (auto& one : m_buckets) {
            one.clear();
        }
        m_waiting = 0;
    }

    std::vector<std::vector<Item>> m_buckets;
    std::size_t m_waiting = 0;
};

/// Asks for the cache lines of vertices before they are needed: first where its arcs are, then
/// these.
template <typename Label>
void fetch_vertices(const SearchArcs& graph, const std::vector<Label>& labels, std::uint32_t far,
                    std::uint32_t near) {
    __builtin_prefetch(&labels[far]);
    __builtin_prefetch(&graph.start[far]);
    __builtin_prefetch(graph.arcs.data() + graph.start[near]);
}

template <typename Label>
Milliseconds earliest(std::span<const Seed<Label>> seeds) {
    Milliseconds first = kNever;
    for (const auto& seed : seeds) {
        first = std::min(first, time_in(seed.label));
    }
    return first;
}

/// By vertex: then every bucket holds some ascending runs of vertices, and the fronts around all
/// the seeds sweep through memory instead of jumping about.
template <typename Label>
std::vector<Seed<Label>> in_order(std::span<const Seed<Label>> seeds) {
    std::vector<Seed<Label>> sorted(seeds.begin(), seeds.end());
    std::ranges::sort(sorted, {}, &Seed<Label>::vertex);
    return sorted;
}

/// The least label of every vertex within a limit. Used again for search after search: only what
/// the last one touched is cleared.
class RoadSearch {
public:
    static constexpr TimeLabel kNone = kNoTime;

    explicit RoadSearch(SearchArcs graph)
        : m_graph(graph), m_labels(graph.vertex_count(), kNone), m_queue(graph.longest) {}

    /// Times up to \p limit, inclusive. \pre no seed is later than another by more than
    /// SearchArcs::longest \returns false where \p progress says stop.
    bool run(std::span<const Seed<TimeLabel>> seeds, Milliseconds limit, const Progress& progress) {
        clear();
        for (const auto& seed : in_order(seeds)) {
            reach(seed.vertex, seed.label, limit);
        }
        return m_queue.run(
            earliest(seeds), progress,
            [this](std::uint32_t far, std::uint32_t near) {
                fetch_vertices(m_graph, m_labels, far, near);
            },
            [this, limit](const BucketQueue::Item& item) {
                const auto label = m_labels[item.vertex];
                if (time_in(label) != item.time) {
                    return;  // It got nearer since.
                }
                const auto last = m_graph.start[item.vertex + 1];
                for (auto a = m_graph.start[item.vertex]; a < last; ++a) {
                    const auto& arc = m_graph.arcs[a];
                    reach(arc.vertex, later(label, arc.time), limit);
                }
            });
    }

    TimeLabel at(std::uint32_t vertex) const { return m_labels[vertex]; }
    std::span<const TimeLabel> labels() const { return m_labels; }
    std::span<const std::uint32_t> touched() const { return m_touched; }

private:
    void clear() {
        constexpr std::size_t kMuch = 8;  // From here on all is faster than one by one.
        if (m_touched.size() > m_labels.size() / kMuch) {
            std::fill(m_labels.begin(), m_labels.end(), kNone);
        } else {
            for (const auto vertex : m_touched) {
                m_labels[vertex] = kNone;
            }
        }
        m_touched.clear();
    }

    void reach(std::uint32_t vertex, TimeLabel label, Milliseconds limit) {
        auto& known = m_labels[vertex];
        if (label >= known || time_in(label) > limit) {
            return;
        }
        if (known == kNone) {
            m_touched.push_back(vertex);
        }
        known = label;
        m_queue.push(vertex, time_in(label));
    }

    SearchArcs m_graph;
    std::vector<TimeLabel> m_labels;
    std::vector<std::uint32_t> m_touched;
    BucketQueue m_queue;
};

}  // namespace maillage::access
