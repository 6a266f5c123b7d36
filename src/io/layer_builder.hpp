// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Collects attributes and geometries feature by feature into a RawLayer, whatever the reader.

#include "io/file_error.hpp"
#include "io/raw_layer.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace maillage::io {

/// Geometry types as GeoJSON names them.
enum class ShapeType : std::uint8_t {
    kPoint,
    kMultiPoint,
    kLineString,
    kMultiLineString,
    kPolygon,
    kMultiPolygon,
    kCollection,
    kUnknown,
};
ShapeType parse_shape_type(std::string_view name);

/// Columns are the union of the keys in order of first appearance; a row is as long as its last
/// filled column. Texts given to set() must live until end_row().
class AttributeRows {
public:
    static constexpr std::size_t kMaxColumns = 2000;  ///< More would be an attack on memory.

    explicit AttributeRows(RawTable& table) : m_table(table) {}
    enum class Set : std::uint8_t { kFirst, kAgain, kNoRoom };
    Set set(std::string_view key, std::string_view text);
    bool has(std::string_view key) const;
    /// Keeps a text until the end of the row.
    std::string_view keep(std::string text);
    void end_row(std::uint32_t line);

private:
    std::size_t column_of(std::string_view key);

    RawTable& m_table;
    std::unordered_map<std::string, std::size_t> m_columns;
    std::vector<std::string_view> m_cells;
    std::vector<bool> m_filled;
    std::deque<std::string> m_kept;
    std::size_t m_next = 0;  ///< Where the next key is expected: features repeat their order.
    std::size_t m_used = 0;  ///< Columns of this row so far.
};

/// Geometries of one layer. Coordinates come as nested lists: points, lists of points (rings),
/// lists of rings (polygons); their type is told when they are complete.
class LayerGeometry {
public:
    /// \param keep false: geometries are judged, not kept.
    LayerGeometry(RawLayer& layer, RemarkList& remarks, bool keep)
        : m_layer(layer), m_remarks(remarks), m_keep(keep) {}

    /// Where remarks on the coming feature point to.
    void begin_feature(std::uint32_t line, std::int64_t number);
    void drop_feature();  ///< Forgets what this feature got so far (a key written twice).
    void end_feature();

    /// The state before a geometry, to go back to when it turns out wrong.
    struct Mark {
        std::size_t points = 0;
        std::size_t rings = 0;
        std::size_t polygons = 0;
    };
    Mark mark() const { return {m_points.size(), m_ring_ends.size(), m_polygon_ends.size()}; }
    void add_point(geo::Point point) { m_points.push_back(point); }
    void close_ring() { m_ring_ends.push_back(m_points.size()); }
    void close_polygon() { m_polygon_ends.push_back(m_ring_ends.size()); }
    /// The coordinates since \p start are a \p type. \p depth is how deep the lists were (0 =
    /// empty). \returns false when depth and type do not go together, or a line has fewer than two
    /// points; nothing is kept then.
    bool add_shape(const Mark& start, ShapeType type, int depth);

    /// Settles the kind of the layer.
    void finish();

private:
    void rewind(const Mark& start);
    void take_point(const Mark& start, bool single);
    bool take_lines(const Mark& start);
    void commit_polygons();
    bool commit_ring(std::size_t first, std::size_t last);

    RawLayer& m_layer;
    RemarkList& m_remarks;
    bool m_keep;
    std::vector<geo::Point> m_points;
    std::vector<std::size_t> m_ring_ends;
    std::vector<std::size_t> m_polygon_ends;
    std::vector<geo::Point> m_line_points;  ///< Of the lines of the feature.
    std::vector<std::size_t> m_line_ends;
    geo::Point m_point;  ///< Of the feature; NaN = none.
    std::uint32_t m_line = 0;
    std::int64_t m_number = 0;
    bool m_any_point = false;
    bool m_any_line = false;
    bool m_any_polygon = false;
    bool m_any_collection = false;
};

}  // namespace maillage::io
