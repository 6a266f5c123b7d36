// SPDX-License-Identifier: Apache-2.0
#include "geo/mosaic.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <tuple>

namespace maillage::geo {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

/// Position \p i of an arc as it is walked.
Point walked(const Mosaic& mosaic, ArcRef ref, std::size_t i) {
    const auto arc = mosaic.arc(ref.arc());
    return ref.reversed() ? arc[arc.size() - 1 - i] : arc[i];
}
Point first_of(const Mosaic& mosaic, ArcRef ref) { return walked(mosaic, ref, 0); }
Point last_of(const Mosaic& mosaic, ArcRef ref) { return walked(mosaic, {ref.value ^ 1U}, 0); }

/// Borders of every group, with the group on their left: those of group g are
/// [start[g], start[g + 1]).
struct Borders {
    std::vector<std::uint32_t> start;
    std::vector<ArcRef> refs;
};

Borders sort_borders(const Mosaic& mosaic, std::span<const std::uint32_t> group_of_feature,
                     std::size_t group_count) {
    const auto group = [&](std::uint32_t feature) {
        return feature == kOutside ? kOutside : group_of_feature[feature];
    };
    const auto each_border = [&](const auto& visit) {
        for (std::size_t a = 0; a < mosaic.arc_count(); ++a) {
            const auto left = group(mosaic.left[a]);
            const auto right = group(mosaic.right[a]);
            if (left == right) {
                continue;
            }
            const auto ref = static_cast<std::uint32_t>(a) << 1U;
            if (left != kOutside) {
                visit(left, ArcRef{ref});
            }
            if (right != kOutside) {
                visit(right, ArcRef{ref | 1U});
            }
        }
    };
    Borders borders;
    borders.start.assign(group_count + 2, 0);
    each_border([&](std::uint32_t g, ArcRef) { ++borders.start[g + 2]; });
    for (std::size_t g = 2; g < borders.start.size(); ++g) {
        borders.start[g] += borders.start[g - 1];
    }
    borders.refs.resize(borders.start.back());
    each_border([&](std::uint32_t g, ArcRef ref) { borders.refs[borders.start[g + 1]++] = ref; });
    borders.start.pop_back();
    return borders;
}

/// Joins the borders of one group end to end.
class RingJoiner {
public:
    RingJoiner(const Mosaic& mosaic, GroupRings& rings) : m_mosaic(mosaic), m_rings(rings) {}

    void join(std::span<const ArcRef> borders) {
        m_ends.clear();
        for (const auto ref : borders) {
            m_ends.push_back({first_of(m_mosaic, ref), ref, false});
        }
        std::sort(m_ends.begin(), m_ends.end(), [](const End& a, const End& b) {
            return std::tie(a.at.x, a.at.y, a.ref.value) < std::tie(b.at.x, b.at.y, b.ref.value);
        });
        for (std::size_t i = 0; i < m_ends.size(); ++i) {
            if (!m_ends[i].used) {
                walk(i);
            }
        }
    }

private:
    struct End {
        Point at;
        ArcRef ref;
        bool used = false;
    };
    static constexpr std::size_t kNone = std::numeric_limits<std::size_t>::max();

    void walk(std::size_t first) {
        auto now = first;
        do {
            m_ends[now].used = true;
            m_rings.refs.push_back(m_ends[now].ref);
            now = next(m_ends[now].ref, first);
        } while (now != first && now != kNone);
        m_rings.ring_start.push_back(static_cast<std::uint32_t>(m_rings.refs.size()));
    }

    /// Where a group touches itself in a point, the sharpest turn to the left: each ring then runs
    /// around one piece.
    std::size_t next(ArcRef ref, std::size_t first) const {
        const auto at = last_of(m_mosaic, ref);
        auto candidate =
            std::lower_bound(m_ends.begin(), m_ends.end(), at, [](const End& end, Point p) {
                return std::tie(end.at.x, end.at.y) < std::tie(p.x, p.y);
            });
        if (candidate == m_ends.end() || !(candidate->at == at)) {
            return kNone;
        }
        const auto only = candidate + 1 == m_ends.end() || !((candidate + 1)->at == at);
        if (only) {
            const auto i = static_cast<std::size_t>(candidate - m_ends.begin());
            return candidate->used && i != first ? kNone : i;
        }
        const auto before = walked(m_mosaic, {ref.value ^ 1U}, 1);
        const double back = std::atan2(before.y - at.y, before.x - at.x);
        std::size_t best = kNone;
        double best_turn = std::numeric_limits<double>::infinity();
        for (; candidate != m_ends.end() && candidate->at == at; ++candidate) {
            const auto i = static_cast<std::size_t>(candidate - m_ends.begin());
            if (candidate->used && i != first) {
                continue;
            }
            const auto after = walked(m_mosaic, candidate->ref, 1);
            double turn = back - std::atan2(after.y - at.y, after.x - at.x);
            constexpr double kFullTurn = 6.283185307179586;
            turn = turn > 0.0 ? turn : turn + kFullTurn;
            if (best == kNone || turn < best_turn) {
                best = i;
                best_turn = turn;
            }
        }
        return best;
    }

    const Mosaic& m_mosaic;
    GroupRings& m_rings;
    std::vector<End> m_ends;
};

/// Sums of one ring relative to a point near it: coordinates far from the origin lose no digits.
struct RingSums {
    double twice_area = 0.0;
    double x = 0.0;
    double y = 0.0;
};

void add_arc(const Mosaic& mosaic, ArcRef ref, Point o, RingSums& sums) {
    const auto arc = mosaic.arc(ref.arc());
    const double sign = ref.reversed() ? -1.0 : 1.0;
    for (std::size_t i = 0; i + 1 < arc.size(); ++i) {
        const Point a{arc[i].x - o.x, arc[i].y - o.y};
        const Point b{arc[i + 1].x - o.x, arc[i + 1].y - o.y};
        const double cross = sign * (a.x * b.y - b.x * a.y);
        sums.twice_area += cross;
        sums.x += (a.x + b.x) * cross;
        sums.y += (a.y + b.y) * cross;
    }
}

}  // namespace

GroupRings dissolve(const Mosaic& mosaic, std::span<const std::uint32_t> group_of_feature,
                    std::size_t group_count) {
    const auto borders = sort_borders(mosaic, group_of_feature, group_count);
    GroupRings rings;
    rings.refs.reserve(borders.refs.size());
    rings.group_start.reserve(group_count + 1);
    RingJoiner joiner(mosaic, rings);
    for (std::size_t g = 0; g < group_count; ++g) {
        joiner.join(std::span(borders.refs)
                        .subspan(borders.start[g], borders.start[g + 1] - borders.start[g]));
        rings.group_start.push_back(static_cast<std::uint32_t>(rings.ring_start.size() - 1));
    }
    return rings;
}

GroupRings feature_rings(const Mosaic& mosaic) {
    std::vector<std::uint32_t> own(mosaic.feature_count());
    std::iota(own.begin(), own.end(), 0U);
    return dissolve(mosaic, own, own.size());
}

std::vector<GroupMeasure> measure(const Mosaic& mosaic, const GroupRings& rings) {
    std::vector<GroupMeasure> measures(rings.group_count());
    for (std::size_t g = 0; g < measures.size(); ++g) {
        auto& result = measures[g];
        const auto first = rings.ring_start[rings.group_start[g]];
        const auto last = rings.ring_start[rings.group_start[g + 1]];
        const auto refs = std::span(rings.refs).subspan(first, last - first);
        for (const auto ref : refs) {
            result.box.add(mosaic.arc_box[ref.arc()]);
        }
        RingSums sums;
        const auto origin = result.box.empty() ? Point{} : result.box.centre();
        for (const auto ref : refs) {
            add_arc(mosaic, ref, origin, sums);
        }
        result.area = sums.twice_area / 2;
        result.centroid = result.area != 0.0 ? Point{origin.x + sums.x / (3 * sums.twice_area),
                                                     origin.y + sums.y / (3 * sums.twice_area)}
                                             : Point{kNaN, kNaN};
    }
    return measures;
}

}  // namespace maillage::geo
