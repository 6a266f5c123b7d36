// SPDX-License-Identifier: Apache-2.0
#include "geo/mosaic.hpp"

#include "geo/mosaic_build.hpp"
#include "geo/point_numbers.hpp"

#include <algorithm>

namespace maillage::geo {
namespace {

constexpr std::uint32_t kNoTwin = std::numeric_limits<std::uint32_t>::max();
/// Twin of an edge that one feature walks both ways: it borders nothing.
constexpr std::uint32_t kInner = kNoTwin - 1;

/// Rings as numbers of points, the feature on the left, without repeated points.
struct Walks {
    std::vector<std::uint32_t> point;
    std::vector<std::uint32_t> start{0};
    std::vector<std::uint32_t> feature;  ///< By walk.
};

/// Twice the area, relative to the first point: coordinates far from the origin lose no digits.
double signed_area(std::span<const Point> ring) {
    double twice = 0.0;
    const Point o = ring.front();
    for (std::size_t i = 1; i + 1 < ring.size(); ++i) {
        twice +=
            (ring[i].x - o.x) * (ring[i + 1].y - o.y) - (ring[i + 1].x - o.x) * (ring[i].y - o.y);
    }
    return twice;
}

void add_walk(std::span<const Point> ring, bool outside, std::uint32_t feature,
              PointNumbers& numbers, Walks& walks) {
    if (ring.empty()) {
        return;
    }
    const auto first = static_cast<std::ptrdiff_t>(walks.point.size());
    for (const auto& point : ring) {
        const auto number = numbers.number(point);
        if (static_cast<std::ptrdiff_t>(walks.point.size()) == first ||
            walks.point.back() != number) {
            walks.point.push_back(number);
        }
    }
    if (walks.point.back() == walks.point[static_cast<std::size_t>(first)]) {
        walks.point.pop_back();
    }
    // Files turn their rings either way.
    if ((signed_area(ring) > 0.0) != outside) {
        std::reverse(walks.point.begin() + first, walks.point.end());
    }
    walks.start.push_back(static_cast<std::uint32_t>(walks.point.size()));
    walks.feature.push_back(feature);
}

Walks number_rings(const PolygonSet& set, std::span<const std::uint8_t> wanted,
                   std::vector<Point>& points) {
    PointNumbers numbers(set, wanted);
    Walks walks;
    walks.point.reserve(numbers.capacity());
    for (std::size_t f = 0; f < set.feature_count(); ++f) {
        if (!wanted.empty() && wanted[f] == 0) {
            continue;
        }
        const auto polygons = set.polygons_of(f);
        for (auto p = polygons.first; p < polygons.last; ++p) {
            const auto rings = set.rings_of(p);
            for (auto r = rings.first; r < rings.last; ++r) {
                add_walk(set.ring(r), r == rings.first, static_cast<std::uint32_t>(f), numbers,
                         walks);
            }
        }
    }
    points = numbers.take_points();
    return walks;
}

/// Directed edges sorted by the point they leave: those of point p are [start[p], start[p + 1]).
struct HalfEdges {
    std::vector<std::uint32_t> start;
    std::vector<std::uint32_t> to;
    std::vector<std::uint32_t> feature;  ///< On the left.
    std::vector<std::uint32_t> twin;     ///< The same edge the other way, kNoTwin or kInner.

    std::uint32_t right_of(std::uint32_t h) const {
        return twin[h] < kInner ? feature[twin[h]] : kOutside;
    }
};

HalfEdges sort_edges(const Walks& walks, std::size_t point_count) {
    HalfEdges edges;
    edges.start.assign(point_count + 2, 0);
    for (const auto point : walks.point) {
        ++edges.start[point + 2];
    }
    for (std::size_t p = 2; p < edges.start.size(); ++p) {
        edges.start[p] += edges.start[p - 1];
    }
    edges.to.resize(walks.point.size());
    edges.feature.resize(walks.point.size());
    // start[p + 1] is where the next edge of p goes; once all are placed it is where p + 1 begins.
    for (std::size_t w = 0; w < walks.feature.size(); ++w) {
        for (auto i = walks.start[w]; i < walks.start[w + 1]; ++i) {
            const auto next = i + 1 < walks.start[w + 1] ? i + 1 : walks.start[w];
            const auto at = edges.start[walks.point[i] + 1]++;
            edges.to[at] = walks.point[next];
            edges.feature[at] = walks.feature[w];
        }
    }
    edges.start.pop_back();
    return edges;
}

void pair_edges(HalfEdges& edges) {
    edges.twin.assign(edges.to.size(), kNoTwin);
    const auto points = static_cast<std::uint32_t>(edges.start.size() - 1);
    for (std::uint32_t p = 0; p < points; ++p) {
        for (auto h = edges.start[p]; h < edges.start[p + 1]; ++h) {
            const auto q = edges.to[h];
            if (q == p) {
                edges.twin[h] = kInner;  // A ring of one point.
                continue;
            }
            if (edges.twin[h] != kNoTwin) {
                continue;
            }
            for (auto g = edges.start[q]; g < edges.start[q + 1]; ++g) {
                if (edges.to[g] == p && edges.twin[g] == kNoTwin) {
                    const bool inner = edges.feature[g] == edges.feature[h];
                    edges.twin[h] = inner ? kInner : g;
                    edges.twin[g] = inner ? kInner : h;
                    break;
                }
            }
        }
    }
}

struct Nodes {
    std::vector<std::uint8_t> is_node;  ///< By point.
    std::size_t mosaic_points = 0;      ///< That all arcs will have, rings without node aside.
};

/// Where arcs end: points where not exactly two edges meet, or the features beside them change.
Nodes find_nodes(const HalfEdges& edges) {
    const auto points = static_cast<std::uint32_t>(edges.start.size() - 1);
    Nodes nodes{std::vector<std::uint8_t>(points, 0), 0};
    for (std::uint32_t p = 0; p < points; ++p) {
        std::uint32_t out = 0;
        std::uint32_t paired = 0;
        std::uint32_t one = 0;
        std::uint32_t other = 0;
        for (auto h = edges.start[p]; h < edges.start[p + 1]; ++h) {
            if (edges.twin[h] != kInner) {
                ++out;
                paired += edges.twin[h] != kNoTwin ? 1U : 0U;
                one = other;
                other = h;
            }
        }
        // As many edges arrive as leave; a pair is one edge.
        const auto degree = 2 * out - paired;
        const bool changes = out == 2 && (edges.right_of(one) != edges.feature[other] ||
                                          edges.right_of(other) != edges.feature[one]);
        nodes.is_node[p] = degree != 0 && (degree != 2 || changes) ? 1 : 0;
        nodes.mosaic_points += degree == 2 && !changes ? 1 : degree;
    }
    return nodes;
}

class ArcWalker {
public:
    ArcWalker(const HalfEdges& edges, const Nodes& nodes, const std::vector<Point>& points,
              Mosaic& mosaic)
        : m_edges(edges),
          m_nodes(nodes),
          m_points(points),
          m_mosaic(mosaic),
          m_walked(edges.to.size(), 0) {}

    /// Arcs between nodes first, then the rings that have none.
    void walk_all() {
        m_mosaic.points.reserve(m_nodes.mosaic_points + m_nodes.mosaic_points / 64);
        for (const bool from_nodes : {true, false}) {
            for (std::uint32_t p = 0; p + 1 < m_edges.start.size(); ++p) {
                if (from_nodes && m_nodes.is_node[p] == 0) {
                    continue;
                }
                for (auto h = m_edges.start[p]; h < m_edges.start[p + 1]; ++h) {
                    if (m_walked[h] == 0 && m_edges.twin[h] != kInner) {
                        walk(p, h);
                    }
                }
            }
        }
    }

private:
    void walk(std::uint32_t origin, std::uint32_t first) {
        m_mosaic.left.push_back(m_edges.feature[first]);
        m_mosaic.right.push_back(m_edges.right_of(first));
        m_mosaic.points.push_back(m_points[origin]);
        auto h = first;
        while (h != kNoTwin) {
            m_walked[h] = 1;
            if (m_edges.twin[h] < kInner) {
                m_walked[m_edges.twin[h]] = 1;
            }
            const auto at = m_edges.to[h];
            m_mosaic.points.push_back(m_points[at]);
            h = m_nodes.is_node[at] != 0 || at == origin ? kNoTwin : next(at);
        }
        m_mosaic.arc_start.push_back(static_cast<std::uint32_t>(m_mosaic.points.size()));
    }

    std::uint32_t next(std::uint32_t point) const {
        for (auto h = m_edges.start[point]; h < m_edges.start[point + 1]; ++h) {
            if (m_walked[h] == 0 && m_edges.twin[h] != kInner) {
                return h;
            }
        }
        return kNoTwin;
    }

    const HalfEdges& m_edges;
    const Nodes& m_nodes;
    const std::vector<Point>& m_points;
    Mosaic& m_mosaic;
    std::vector<std::uint8_t> m_walked;
};

Error cancelled() { return {Error::Code::kCancelled, {MessageId::kCancelled}, ""}; }

}  // namespace

void update_boxes(Mosaic& mosaic) {
    mosaic.arc_box.assign(mosaic.arc_count(), {});
    std::size_t first = mosaic.feature_count();
    std::size_t end = 0;
    for (const auto* side : {&mosaic.left, &mosaic.right}) {
        for (const std::size_t feature : *side) {
            if (feature != kOutside) {
                first = std::min(first, feature);
                end = std::max(end, feature + 1);
            }
        }
    }
    std::vector<Box> boxes(first < end ? end - first : 0);
    for (std::size_t a = 0; a < mosaic.arc_count(); ++a) {
        auto& box = mosaic.arc_box[a];
        for (const auto& point : mosaic.arc(a)) {
            box.add(point);
        }
        for (const auto feature : {mosaic.left[a], mosaic.right[a]}) {
            if (feature != kOutside) {
                boxes[feature - first].add(box);
            }
        }
    }
    mosaic.feature_box = {mosaic.feature_count(), first, std::move(boxes)};
}

Result<Mosaic> build_mosaic(const PolygonSet& polygons, const Progress& progress) {
    return build_mosaic(polygons, {}, progress);
}

Result<Mosaic> build_mosaic(const PolygonSet& polygons, std::span<const std::uint8_t> wanted,
                            const Progress& progress) {
    return build_mosaic(polygons, wanted, progress, [] {});
}

Result<Mosaic> build_mosaic(const PolygonSet& polygons, std::span<const std::uint8_t> wanted,
                            const Progress& progress, const std::function<void()>& numbered) {
    const auto features = polygons.feature_count();
    const auto crs = polygons.crs;
    std::vector<Point> points;
    auto walks = number_rings(polygons, wanted, points);
    numbered();
    if (progress.cancelled()) {
        return cancelled();
    }
    auto edges = sort_edges(walks, points.size());
    walks = {};
    pair_edges(edges);
    if (progress.cancelled()) {
        return cancelled();
    }
    const auto nodes = find_nodes(edges);
    Mosaic mosaic;
    mosaic.crs = crs;
    mosaic.feature_box = FeatureBoxes(features);
    ArcWalker(edges, nodes, points, mosaic).walk_all();
    update_boxes(mosaic);
    return mosaic;
}

}  // namespace maillage::geo
