// SPDX-License-Identifier: Apache-2.0
#include "geo/mosaic.hpp"

#include <algorithm>
#include <tuple>

namespace maillage::geo {
namespace {

struct Side {
    std::uint32_t group = 0;
    ArcRef ref;
    Point from;
};

std::uint32_t group_at(std::span<const std::uint32_t> groups, std::uint32_t feature) {
    return feature == kOutside ? kOutside : groups[feature];
}

/// Arcs between two groups, once for each of them, its group on the left; by group and start.
std::vector<Side> sides(const Mosaic& mosaic, std::span<const std::uint32_t> groups) {
    std::vector<Side> result;
    for (std::uint32_t a = 0; a < mosaic.arc_count(); ++a) {
        const auto left = group_at(groups, mosaic.left[a]);
        const auto right = group_at(groups, mosaic.right[a]);
        if (left == right) {
            continue;
        }
        if (left != kOutside) {
            result.push_back({left, ArcRef{a << 1U}, mosaic.arc(a).front()});
        }
        if (right != kOutside) {
            result.push_back({right, ArcRef{(a << 1U) | 1U}, mosaic.arc(a).back()});
        }
    }
    std::sort(result.begin(), result.end(), [](const Side& a, const Side& b) {
        return std::tie(a.group, a.from.x, a.from.y, a.ref.value) <
               std::tie(b.group, b.from.x, b.from.y, b.ref.value);
    });
    return result;
}

}  // namespace

GroupRings dissolve(const Mosaic& mosaic, std::span<const std::uint32_t> group_of_feature,
                    std::size_t group_count) {
    const auto all = sides(mosaic, group_of_feature);
    std::vector<bool> used(all.size());
    const auto from = [&](std::uint32_t group, Point p) {
        const auto first =
            std::lower_bound(all.begin(), all.end(), std::tie(group, p.x, p.y),
                             [](const Side& side, const auto& key) {
                                 return std::tie(side.group, side.from.x, side.from.y) < key;
                             });
        auto i = static_cast<std::size_t>(first - all.begin());
        while (i < all.size() && used[i] && all[i].group == group && all[i].from == p) {
            ++i;
        }
        return i;
    };
    GroupRings rings;
    std::size_t next = 0;
    for (std::uint32_t group = 0; group < group_count; ++group) {
        for (; next < all.size() && all[next].group == group; ++next) {
            const auto start = all[next].from;
            for (auto i = next; !used[i];) {
                used[i] = true;
                const auto ref = all[i].ref;
                rings.refs.push_back(ref);
                const auto points = mosaic.arc(ref.arc());
                const auto end = ref.reversed() ? points.front() : points.back();
                if (end == start) {
                    rings.ring_start.push_back(static_cast<std::uint32_t>(rings.refs.size()));
                    break;
                }
                i = from(group, end);
            }
        }
        rings.group_start.push_back(static_cast<std::uint32_t>(rings.ring_start.size() - 1));
    }
    return rings;
}

}  // namespace maillage::geo
