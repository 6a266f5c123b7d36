// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Many lines (roads, rivers, routes of buses) as flat columns, with their coordinate system.

#include "geo/polygon_set.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace maillage::geo {

/// Features → lines → points. Feature f has lines [line_start[f], line_start[f+1]), line l has
/// points [point_start[l], point_start[l+1]), at least two. A feature may have no line.
class LineSet {
public:
    Crs crs;

    std::size_t feature_count() const noexcept { return m_line_start.size() - 1; }
    std::size_t line_count() const noexcept { return m_point_start.size() - 1; }
    std::size_t point_count() const noexcept { return m_points.size(); }

    PolygonSet::Range lines_of(std::size_t feature) const {
        return {m_line_start[feature], m_line_start[feature + 1]};
    }
    std::span<const Point> line(std::size_t line) const {
        return std::span(m_points).subspan(m_point_start[line],
                                           m_point_start[line + 1] - m_point_start[line]);
    }
    std::span<Point> points() noexcept { return m_points; }  ///< All of them, to project in place.

    // Building, in order: points, then the line they make, then the feature.
    void add_point(Point point) { m_points.push_back(point); }
    void close_line() { m_point_start.push_back(static_cast<std::uint32_t>(m_points.size())); }
    void close_feature() { m_line_start.push_back(static_cast<std::uint32_t>(line_count())); }
    /// Copies feature \p feature of \p other (same crs) to the end.
    void add_feature(const LineSet& other, std::size_t feature) {
        const auto lines = other.lines_of(feature);
        for (auto l = lines.first; l < lines.last; ++l) {
            const auto line_points = other.line(l);
            m_points.insert(m_points.end(), line_points.begin(), line_points.end());
            close_line();
        }
        close_feature();
    }

private:
    std::vector<Point> m_points;
    std::vector<std::uint32_t> m_point_start{0};
    std::vector<std::uint32_t> m_line_start{0};
};

}  // namespace maillage::geo
