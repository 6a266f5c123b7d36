// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Many polygons as flat columns, with their coordinate system.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace maillage::geo {

/// x, y in the units of the set's Crs: longitude and latitude in degrees, or metres.
struct Point {
    double x = 0.0;
    double y = 0.0;
    friend bool operator==(const Point&, const Point&) = default;
};

/// Coordinate reference system as PROJ understands it: "EPSG:4326", or WKT read from a file.
/// Empty = not known. x is always east (longitude), y north, whatever the authority's order.
struct Crs {
    std::string definition;
    friend bool operator==(const Crs&, const Crs&) = default;
};
inline const char* const kWgs84 = "EPSG:4326";
inline const char* const kLambert93 = "EPSG:2154";

/// Features → polygons → rings → points. Feature f has polygons [polygon_start[f],
/// polygon_start[f+1]), polygon p has rings [ring_start[p], ring_start[p+1]) (the first is its
/// outside), ring r has points [point_start[r], point_start[r+1]), first = last. A feature may have
/// no polygon.
class PolygonSet {
public:
    Crs crs;

    std::size_t feature_count() const noexcept { return m_polygon_start.size() - 1; }
    std::size_t polygon_count() const noexcept { return m_ring_start.size() - 1; }
    std::size_t ring_count() const noexcept { return m_point_start.size() - 1; }
    std::size_t point_count() const noexcept { return m_points.size(); }

    /// First and past-the-last polygon of a feature, ring of a polygon.
    struct Range {
        std::uint32_t first = 0;
        std::uint32_t last = 0;
        std::uint32_t size() const noexcept { return last - first; }
    };
    Range polygons_of(std::size_t feature) const {
        return {m_polygon_start[feature], m_polygon_start[feature + 1]};
    }
    Range rings_of(std::size_t polygon) const {
        return {m_ring_start[polygon], m_ring_start[polygon + 1]};
    }
    std::span<const Point> ring(std::size_t ring) const {
        return std::span(m_points).subspan(m_point_start[ring],
                                           m_point_start[ring + 1] - m_point_start[ring]);
    }
    std::span<Point> points() noexcept { return m_points; }  ///< All of them, to project in place.

    // Building, in order: points, then the ring they make, then the polygon, then the feature.
    void add_point(Point point) { m_points.push_back(point); }
    void close_ring() { m_point_start.push_back(static_cast<std::uint32_t>(m_points.size())); }
    void close_polygon() { m_ring_start.push_back(static_cast<std::uint32_t>(ring_count())); }
    void close_feature() { m_polygon_start.push_back(static_cast<std::uint32_t>(polygon_count())); }
    /// Room for so many in all, where it is known before: growing by halves takes twice the memory.
    void reserve(std::size_t features, std::size_t polygons, std::size_t rings,
                 std::size_t points) {
        m_polygon_start.reserve(features + 1);
        m_ring_start.reserve(polygons + 1);
        m_point_start.reserve(rings + 1);
        m_points.reserve(points);
    }
    /// Copies feature \p feature of \p other (same crs) to the end.
    void add_feature(const PolygonSet& other, std::size_t feature) {
        const auto polygons = other.polygons_of(feature);
        for (auto p = polygons.first; p < polygons.last; ++p) {
            const auto rings = other.rings_of(p);
            for (auto r = rings.first; r < rings.last; ++r) {
                const auto ring_points = other.ring(r);
                m_points.insert(m_points.end(), ring_points.begin(), ring_points.end());
                close_ring();
            }
            close_polygon();
        }
        close_feature();
    }

private:
    std::vector<Point> m_points;
    std::vector<std::uint32_t> m_point_start{0};
    std::vector<std::uint32_t> m_ring_start{0};
    std::vector<std::uint32_t> m_polygon_start{0};
};

}  // namespace maillage::geo
