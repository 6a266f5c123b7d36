// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Polygons that share their borders, cut into arcs: each border is stored once and knows the
/// feature on either side. Union, simplification, drawing and picking all work on arcs, so
/// neighbours never come apart.

#include "base/progress.hpp"
#include "base/result.hpp"
#include "geo/polygon_set.hpp"

#include <cstdint>
#include <limits>
#include <span>
#include <utility>
#include <vector>

namespace maillage::geo {

/// No feature: the sea, another country.
inline constexpr std::uint32_t kOutside = std::numeric_limits<std::uint32_t>::max();

/// Axis-parallel rectangle. Default-made: empty.
struct Box {
    double min_x = std::numeric_limits<double>::infinity();
    double min_y = std::numeric_limits<double>::infinity();
    double max_x = -std::numeric_limits<double>::infinity();
    double max_y = -std::numeric_limits<double>::infinity();

    bool empty() const noexcept { return !(min_x <= max_x && min_y <= max_y); }
    double width() const noexcept { return empty() ? 0.0 : max_x - min_x; }
    double height() const noexcept { return empty() ? 0.0 : max_y - min_y; }
    Point centre() const noexcept { return {(min_x + max_x) / 2, (min_y + max_y) / 2}; }
    void add(Point p) noexcept {
        min_x = p.x < min_x ? p.x : min_x;
        min_y = p.y < min_y ? p.y : min_y;
        max_x = p.x > max_x ? p.x : max_x;
        max_y = p.y > max_y ? p.y : max_y;
    }
    void add(const Box& other) noexcept {
        if (!other.empty()) {
            add(Point{other.min_x, other.min_y});
            add(Point{other.max_x, other.max_y});
        }
    }
    bool meets(const Box& other) const noexcept {
        return min_x <= other.max_x && other.min_x <= max_x && min_y <= other.max_y &&
               other.min_y <= max_y;
    }
    friend bool operator==(const Box&, const Box&) = default;
};

/// A box for each feature. Only the range of features that have one takes room: a sheet of one
/// overseas department holds a hundredth of the communes it counts.
class FeatureBoxes {
public:
    /// \param features How many there are, whether they have a box or not.
    explicit FeatureBoxes(std::size_t features = 0) noexcept : m_features(features) {}
    /// Box b is of feature \p first + b; the other features have none. \pre they are features
    FeatureBoxes(std::size_t features, std::size_t first, std::vector<Box> boxes)
        : m_features(features), m_first(first), m_boxes(std::move(boxes)) {}

    std::size_t size() const noexcept { return m_features; }
    /// Empty: the feature has no polygon. \pre feature < size()
    const Box& operator[](std::size_t feature) const noexcept {
        // Those before the first wrap around to beyond the last.
        const auto b = feature - m_first;
        return b < m_boxes.size() ? m_boxes[b] : kNone;
    }
    friend bool operator==(const FeatureBoxes&, const FeatureBoxes&) = default;

private:
    static constexpr Box kNone{};
    std::size_t m_features;
    std::size_t m_first = 0;
    std::vector<Box> m_boxes;
};

/// Arc number and direction of walking it.
struct ArcRef {
    std::uint32_t value = 0;
    std::uint32_t arc() const noexcept { return value >> 1U; }
    bool reversed() const noexcept { return (value & 1U) != 0; }
    friend bool operator==(const ArcRef&, const ArcRef&) = default;
};

/// Arc a has points [arc_start[a], arc_start[a+1]), at least two; a closed border without a node
/// (an island, an enclave) is one arc whose first point is its last. Walking it, feature left[a] is
/// on the left and right[a] on the right; kOutside where there is none. The number of features is
/// that of the polygons it was made from.
struct Mosaic {
    Crs crs;
    std::vector<Point> points;
    std::vector<std::uint32_t> arc_start{0};
    std::vector<std::uint32_t> left;
    std::vector<std::uint32_t> right;
    std::vector<Box> arc_box;
    FeatureBoxes feature_box;

    std::size_t arc_count() const noexcept { return left.size(); }
    std::size_t feature_count() const noexcept { return feature_box.size(); }
    std::span<const Point> arc(std::size_t a) const {
        return std::span(points).subspan(arc_start[a], arc_start[a + 1] - arc_start[a]);
    }
};

/// Cuts \p polygons (planar coordinates, shared borders with equal points) into arcs. Points that
/// are equal are one; an edge used twice is a border between two features; of three uses or more
/// (overlapping features) each further one is an arc of its own. Invalid rings are kept as they
/// are; an edge that one feature walks both ways borders nothing and is left out.
/// \returns kCancelled.
Result<Mosaic> build_mosaic(const PolygonSet& polygons, const Progress& progress);
/// Only of the features whose \p wanted is not 0; the others have no arc and an empty box.
/// Empty: all.
Result<Mosaic> build_mosaic(const PolygonSet& polygons, std::span<const std::uint8_t> wanted,
                            const Progress& progress);

/// Sets arc_box and feature_box from the points, after these were moved in place.
void update_boxes(Mosaic& mosaic);

/// Closed rings of arcs around groups of features, the union of each group. Ring r of group g are
/// refs [ring_start[r], ring_start[r+1]) for r in [group_start[g], group_start[g+1]). Outsides run
/// with the group on their left, holes too; fill them even-odd or non-zero alike.
struct GroupRings {
    std::vector<std::uint32_t> group_start{0};
    std::vector<std::uint32_t> ring_start{0};
    std::vector<ArcRef> refs;
    std::size_t group_count() const noexcept { return group_start.size() - 1; }
};

/// \p group_of_feature holds numbers below \p group_count, or kOutside for features left out.
GroupRings dissolve(const Mosaic& mosaic, std::span<const std::uint32_t> group_of_feature,
                    std::size_t group_count);

/// The rings of each feature. They stay what they are while arcs are simplified.
GroupRings feature_rings(const Mosaic& mosaic);

/// Fewer points: no point of a removed run lies further than \p tolerance (units of the crs) from
/// the line that replaces it. Nodes stay, so there is no gap; runs that would cross another arc or
/// themselves, or make a ring vanish or turn over, keep more of their points: no crossing that was
/// not there before, no feature lost.
/// \param rings Those of the features.
Result<Mosaic> simplify(const Mosaic& mosaic, const GroupRings& rings, double tolerance,
                        const Progress& progress);
Result<Mosaic> simplify(const Mosaic& mosaic, double tolerance, const Progress& progress);

/// Area and centroid of every group (the sum of its rings); a group without area has its centroid
/// at NaN. Areas in square units of the crs.
struct GroupMeasure {
    double area = 0.0;
    Point centroid;
    Box box;
};
std::vector<GroupMeasure> measure(const Mosaic& mosaic, const GroupRings& rings);

/// For each feature a point well inside its largest polygon: where its circle and label stand.
/// No other point is farther from the border by more than \p precision (units of the crs) or 8 %
/// of the size of the polygon (pole of inaccessibility). NaN without polygon.
/// \param rings Those of the features.
std::vector<Point> inner_points(const Mosaic& mosaic, const GroupRings& rings, double precision);
std::vector<Point> inner_points(const Mosaic& mosaic, double precision);

}  // namespace maillage::geo
