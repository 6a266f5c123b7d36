// SPDX-License-Identifier: Apache-2.0
#include "io/layer_builder.hpp"

#include <array>
#include <limits>
#include <span>
#include <utility>

namespace maillage::io {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t kShortestRing = 4;
constexpr std::size_t kShortestLine = 2;

/// Depth of the lists of coordinates of each type.
constexpr std::array<int, 6> kDepths = {1, 2, 2, 3, 3, 4};

}  // namespace

ShapeType parse_shape_type(std::string_view name) {
    static constexpr auto kNames = std::to_array<std::pair<std::string_view, ShapeType>>({
        {"Polygon", ShapeType::kPolygon},
        {"MultiPolygon", ShapeType::kMultiPolygon},
        {"Point", ShapeType::kPoint},
        {"MultiPoint", ShapeType::kMultiPoint},
        {"LineString", ShapeType::kLineString},
        {"MultiLineString", ShapeType::kMultiLineString},
        {"GeometryCollection", ShapeType::kCollection},
    });
    for (const auto& [known, type] : kNames) {
        if (name == known) {
            return type;
        }
    }
    return ShapeType::kUnknown;
}

std::size_t AttributeRows::column_of(std::string_view key) {
    auto& names = m_table.field_names;
    if (m_next < names.size() && names[m_next] == key) {
        return m_next;
    }
    const auto [found, added] = m_columns.try_emplace(std::string(key), names.size());
    if (added) {
        names.emplace_back(key);
        m_cells.emplace_back();
        m_filled.push_back(false);
    }
    return found->second;
}

AttributeRows::Set AttributeRows::set(std::string_view key, std::string_view text) {
    if (m_table.field_names.size() >= kMaxColumns && !has(key)) {
        return Set::kNoRoom;
    }
    const auto column = column_of(key);
    m_next = column + 1;
    m_used = std::max(m_used, m_next);
    const bool again = m_filled[column];
    m_cells[column] = text;
    m_filled[column] = true;
    return again ? Set::kAgain : Set::kFirst;
}

bool AttributeRows::has(std::string_view key) const { return m_columns.contains(std::string(key)); }

std::string_view AttributeRows::keep(std::string text) {
    return m_kept.emplace_back(std::move(text));
}

void AttributeRows::end_row(std::uint32_t line) {
    for (std::size_t i = 0; i < m_used; ++i) {
        m_table.add_cell(m_cells[i]);
        m_cells[i] = {};
        m_filled[i] = false;
    }
    m_table.close_row(line);
    m_kept.clear();
    m_next = 0;
    m_used = 0;
}

void LayerGeometry::begin_feature(std::uint32_t line, std::int64_t number) {
    m_line = line;
    m_number = number;
    drop_feature();
}

void LayerGeometry::drop_feature() {
    m_points.clear();
    m_ring_ends.clear();
    m_polygon_ends.clear();
    m_line_points.clear();
    m_line_ends.clear();
    m_point = {kNone, kNone};
}

void LayerGeometry::rewind(const Mark& start) {
    m_points.resize(start.points);
    m_ring_ends.resize(start.rings);
    m_polygon_ends.resize(start.polygons);
}

void LayerGeometry::take_point(const Mark& start, bool single) {
    m_any_point = true;
    if (m_points.size() == start.points) {
        return;
    }
    if (m_point.x != m_point.x) {
        m_point = m_points[start.points];
    } else {
        single = false;
    }
    if (!single && (m_points.size() > start.points + 1 || m_point != m_points[start.points])) {
        m_remarks.add(m_line, Message(MessageId::kGeoManyPoints, {std::int64_t{m_line}, m_number}),
                      false);
    }
}

bool LayerGeometry::take_lines(const Mark& start) {
    const auto ends = std::span(m_ring_ends).subspan(start.rings);
    auto first = start.points;
    for (const auto last : ends) {
        if (last - first < kShortestLine) {
            return false;
        }
        first = last;
    }
    m_any_line = true;
    first = start.points;
    for (const auto last : ends) {
        m_line_points.insert(m_line_points.end(),
                             m_points.begin() + static_cast<std::ptrdiff_t>(first),
                             m_points.begin() + static_cast<std::ptrdiff_t>(last));
        m_line_ends.push_back(m_line_points.size());
        first = last;
    }
    return true;
}

bool LayerGeometry::add_shape(const Mark& start, ShapeType type, int depth) {
    if (type == ShapeType::kCollection) {
        m_any_collection = true;
        return true;
    }
    const bool fits = type != ShapeType::kUnknown &&
                      (depth == 0 || depth == kDepths.at(static_cast<std::size_t>(type)));
    if (!fits) {
        rewind(start);
        return false;
    }
    bool good = true;
    switch (type) {
        case ShapeType::kPolygon:
        case ShapeType::kMultiPolygon:
            m_any_polygon = true;
            if (depth == 0) {
                rewind(start);
            }
            return true;
        case ShapeType::kPoint:
        case ShapeType::kMultiPoint:
            take_point(start, type == ShapeType::kPoint);
            break;
        default:
            good = take_lines(start);
    }
    rewind(start);
    return good;
}

bool LayerGeometry::commit_ring(std::size_t first, std::size_t last) {
    const bool open = last > first && m_points[first] != m_points[last - 1];
    if (last - first + (open ? 1 : 0) < kShortestRing) {
        m_remarks.add(m_line, Message(MessageId::kGeoRingShort, {std::int64_t{m_line}, m_number}),
                      true);
        return false;
    }
    if (open) {
        m_remarks.add(m_line, Message(MessageId::kGeoRingClosed, {std::int64_t{m_line}, m_number}),
                      false);
    }
    if (!m_keep) {
        return true;
    }
    auto& polygons = m_layer.polygons;
    for (auto i = first; i < last; ++i) {
        polygons.add_point(m_points[i]);
    }
    if (open) {
        polygons.add_point(m_points[first]);
    }
    polygons.close_ring();
    return true;
}

void LayerGeometry::commit_polygons() {
    std::size_t ring = 0;
    for (const auto polygon_end : m_polygon_ends) {
        const std::size_t first_ring = ring;
        bool outside = false;
        for (; ring < polygon_end; ++ring) {
            const auto first = ring == 0 ? 0 : m_ring_ends[ring - 1];
            if (ring == first_ring) {
                outside = commit_ring(first, m_ring_ends[ring]);
            } else if (outside) {
                commit_ring(first, m_ring_ends[ring]);
            }
        }
        if (outside && m_keep) {
            m_layer.polygons.close_polygon();
        }
    }
}

void LayerGeometry::end_feature() {
    commit_polygons();
    if (!m_keep) {
        return;
    }
    m_layer.polygons.close_feature();
    m_layer.points.push_back(m_point);
    auto& lines = m_layer.lines;
    std::size_t i = 0;
    for (const auto end : m_line_ends) {
        for (; i < end; ++i) {
            lines.add_point(m_line_points[i]);
        }
        lines.close_line();
    }
    lines.close_feature();
}

void LayerGeometry::finish() {
    const int kinds = (m_any_point ? 1 : 0) + (m_any_line ? 1 : 0) + (m_any_polygon ? 1 : 0);
    if (kinds > 1 || m_any_collection) {
        m_layer.kind = GeometryKind::kMixed;
    } else if (m_any_polygon) {
        m_layer.kind = GeometryKind::kPolygon;
    } else if (m_any_point) {
        m_layer.kind = GeometryKind::kPoint;
    } else if (m_any_line) {
        m_layer.kind = GeometryKind::kLine;
    }
    m_layer.polygons.crs = m_layer.crs;
    if (m_layer.kind != GeometryKind::kPolygon && m_layer.kind != GeometryKind::kMixed) {
        const auto crs = m_layer.crs;
        m_layer.polygons = {};
        m_layer.polygons.crs = crs;
    }
    if (m_layer.kind != GeometryKind::kLine && m_layer.kind != GeometryKind::kMixed) {
        m_layer.lines = {};
    }
    m_layer.lines.crs = m_layer.crs;
    if (m_layer.kind != GeometryKind::kPoint && m_layer.kind != GeometryKind::kMixed) {
        m_layer.points.clear();
    }
}

}  // namespace maillage::io
