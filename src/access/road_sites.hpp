// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Inside access: from many sites at once, which are nearest to every vertex.
///
/// The fronts around all sites grow together, all over the country: taken up in the order of time
/// alone, hardly a vertex would be found where the one before it lies, in memory that does not fit
/// the caches. So what lies near each other is searched for a while (a slice of time) before what
/// lies elsewhere, and what comes in from there is put right: on 5.4 million vertices 2 of 100 are
/// taken up twice, in half the time. The labels found do not depend on the order.

#include "access/road_search.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace maillage::access {

/// The least label of all.
struct OneSite {
    SiteLabel first = kNoSite;

    /// Takes \p label in if it is the least. \returns Whether it is.
    bool take(SiteLabel label) {
        if (label >= first) {
            return false;
        }
        first = label;
        return true;
    }
    /// Calls use(label) for each that has a site.
    template <typename Use>
    void each(const Use& use) const {
        if (first != kNoSite) {
            use(first);
        }
    }
};

/// The least labels of two different sites.
struct TwoSites {
    SiteLabel first = kNoSite;
    SiteLabel second = kNoSite;

    /// Takes \p label in if it is one of the two least. \returns Whether it is.
    bool take(SiteLabel label) {
        if (label >= second) {
            return false;
        }
        if (site_in(label) == site_in(first) && first != kNoSite) {
            if (label >= first) {
                return false;
            }
            first = label;
        } else if (label < first) {
            second = first;
            first = label;
        } else {
            second = label;
        }
        return true;
    }
    template <typename Use>
    void each(const Use& use) const {
        for (const auto label : {first, second}) {
            if (label != kNoSite) {
                use(label);
            }
        }
    }
};

/// OneSite or TwoSites of every vertex within a limit, in one search.
template <typename Sites>
class SitesSearch {
public:
    /// What is searched before anything else; the labels do not depend on it.
    struct Parts {
        /// Logarithm of the vertices in a block: 2¹⁵ with their arcs and labels fill a cache of 1
        /// MiB; 2¹³ to 2¹⁶ were measured to be as fast within the noise.
        unsigned block = 15;
        /// 17 minutes: with much less, blocks are come back to often; with much more, much is taken
        /// up again where sites are few.
        Milliseconds slice = Milliseconds{1} << 20U;
    };

    /// \param core Vertices from here on have labels only as seeds. \pre parts.slice > 0
    SitesSearch(SearchArcs graph, std::uint32_t core, Parts parts = {})
        : m_graph(graph),
          m_core(core),
          m_parts(parts),
          m_sites(graph.vertex_count()),
          m_queue(parts.slice),
          m_waiting((core >> parts.block) + 1) {}

    /// Times up to \p limit, inclusive; once. \returns false where \p progress says stop.
    bool run(std::span<const Seed<SiteLabel>> seeds, Milliseconds limit, const Progress& progress) {
        m_limit = limit;
        for (const auto& seed : seeds) {
            const auto time = time_in(seed.label);
            if (time <= limit && m_sites[seed.vertex].take(seed.label) && seed.vertex < m_core) {
                waiting_for(seed.vertex).push_back({seed.vertex, time});
            }
        }
        while (next_slice()) {
            while (sweep(progress)) {
            }
            if (progress.cancelled()) {
                return false;
            }
        }
        return true;
    }

    const Sites& at(std::uint32_t vertex) const { return m_sites[vertex]; }

private:
    using Items = std::vector<BucketQueue::Item>;

    Items& waiting_for(std::uint32_t vertex) { return m_waiting[vertex >> m_parts.block]; }

    /// The slice of the earliest that waits. \returns Whether anything does.
    bool next_slice() {
        auto first = kNever;
        for (const auto& items : m_waiting) {
            for (const auto& item : items) {
                first = std::min(first, item.time);
            }
        }
        m_slice_end = (std::uint64_t{first / m_parts.slice} + 1) * m_parts.slice;
        return first != kNever;
    }

    /// Every block in which something waits for this slice. \returns Whether there was one, and
    /// \p progress says go on.
    bool sweep(const Progress& progress) {
        bool any = false;
        for (std::uint32_t block = 0; block < m_waiting.size() && !progress.cancelled(); ++block) {
            const auto first = fill_queue(m_waiting[block]);
            if (first != kNever) {
                any = true;
                search(block, first, progress);
            }
        }
        return any && !progress.cancelled();
    }

    /// With what is of this slice. \returns The earliest time of it, or kNever.
    Milliseconds fill_queue(Items& waiting) {
        auto first = kNever;
        std::erase_if(waiting, [&](const BucketQueue::Item& item) {
            if (item.time >= m_slice_end) {
                return false;
            }
            m_queue.push(item.vertex, item.time);
            first = std::min(first, item.time);
            return true;
        });
        return first;
    }

    void search(std::uint32_t block, Milliseconds first, const Progress& progress) {
        m_queue.run(
            first, progress,
            [this](std::uint32_t far, std::uint32_t near) {
                fetch_vertices(m_graph, m_sites, far, near);
            },
            [this, block](const BucketQueue::Item& item) {
                const auto now = m_sites[item.vertex];
                now.each([&](SiteLabel label) {
                    if (time_in(label) == item.time) {  // Else it got nearer since.
                        go_on(block, item.vertex, label);
                    }
                });
            });
    }

    void go_on(std::uint32_t block, std::uint32_t vertex, SiteLabel label) {
        const auto last = m_graph.start[vertex + 1];
        for (auto a = m_graph.start[vertex]; a < last; ++a) {
            const auto& arc = m_graph.arcs[a];
            const auto next = later(label, arc.time);
            const auto time = time_in(next);
            if (arc.vertex >= m_core || time > m_limit || !m_sites[arc.vertex].take(next)) {
                continue;
            }
            if ((arc.vertex >> m_parts.block) == block && time < m_slice_end) {
                m_queue.push(arc.vertex, time);
            } else {
                waiting_for(arc.vertex).push_back({arc.vertex, time});
            }
        }
    }

    SearchArcs m_graph;
    std::uint32_t m_core;
    Parts m_parts;
    std::vector<Sites> m_sites;
    BucketQueue m_queue;           ///< Of one block and slice.
    std::vector<Items> m_waiting;  ///< By block, for another slice or come in from another block.
    std::uint64_t m_slice_end = 0;
    Milliseconds m_limit = 0;
};

}  // namespace maillage::access
