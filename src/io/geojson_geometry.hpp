// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The parts of GeoJSON that stand below a feature: geometries and the coordinate system. For this
/// folder only.

#include "io/json_layers.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace maillage::io {

/// Remarks on the feature that is being read.
class FeatureRemarks {
public:
    explicit FeatureRemarks(RemarkList& remarks) : m_remarks(remarks) {}
    void at(std::uint32_t line, std::int64_t number) {
        m_line = line;
        m_number = number;
    }
    std::uint32_t line() const { return m_line; }
    void add(MessageId id, bool is_error) {
        m_remarks.add(m_line, Message(id, {std::int64_t{m_line}, m_number}), is_error);
    }
    void add(MessageId id, std::string what, bool is_error) {
        m_remarks.add(m_line, Message(id, {std::int64_t{m_line}, m_number, std::move(what)}),
                      is_error);
    }

private:
    RemarkList& m_remarks;
    std::uint32_t m_line = 1;
    std::int64_t m_number = 1;
};

/// Members of one geometry, in whatever order they come.
struct GeoJsonShape {
    std::string type;
    LayerGeometry::Mark start;
    int depth = 0;
    bool regular = true;
};

/// Reads geometries into a layer.
class GeoJsonShapes {
public:
    GeoJsonShapes(LayerGeometry& geometry, FeatureRemarks& remarks)
        : m_geometry(geometry), m_remarks(remarks) {}

    /// An object with type and coordinates, or null. \p level: how many collections it stands in.
    simdjson::error_code read(simdjson::ondemand::value value, int level);
    /// "coordinates" or "geometries"; other members are read over.
    simdjson::error_code read_member(std::string_view key, simdjson::ondemand::value value,
                                     GeoJsonShape& shape, int level);
    /// What was read is complete.
    void add(const GeoJsonShape& shape);

private:
    simdjson::error_code read_coordinates(simdjson::ondemand::array& list, GeoJsonShape& shape,
                                          int& depth, int level);
    void close_list(GeoJsonShape& shape, int depth, std::size_t count, geo::Point point);

    LayerGeometry& m_geometry;
    FeatureRemarks& m_remarks;
};

/// Member "crs" of the standard of 2008, still written by many programs.
simdjson::error_code read_geojson_crs(simdjson::ondemand::value value, std::string& definition);

}  // namespace maillage::io
