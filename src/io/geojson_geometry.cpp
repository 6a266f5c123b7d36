// SPDX-License-Identifier: Apache-2.0
#include "io/geojson_geometry.hpp"

#include <algorithm>

namespace maillage::io {
namespace {

namespace od = simdjson::ondemand;
using simdjson::error_code;
using simdjson::SUCCESS;

/// "urn:ogc:def:crs:EPSG::2154", "EPSG:2154", "urn:ogc:def:crs:OGC:1.3:CRS84" as PROJ knows them.
std::string crs_of_name(std::string_view name) {
    if (name.ends_with("CRS84")) {
        return geo::kWgs84;
    }
    const auto epsg = name.find("EPSG");
    const auto colon = name.rfind(':');
    if (epsg == std::string_view::npos || colon == std::string_view::npos || colon < epsg) {
        return std::string(name);
    }
    return "EPSG:" + std::string(name.substr(colon + 1));
}

error_code read_crs_members(od::value value, std::string& kind, std::string& name) {
    for (auto member : value.get_object()) {
        od::field field;
        if (const auto error = std::move(member).get(field)) {
            return error;
        }
        std::string_view key;
        if (const auto error = field.unescaped_key().get(key)) {
            return error;
        }
        od::json_type type{};
        if (const auto error = field.value().type().get(type)) {
            return error;
        }
        error_code error = SUCCESS;
        if (key == "type") {
            error = read_word(field.value(), kind);
        } else if (key == "properties" && type == od::json_type::object) {
            std::string ignored;
            error = read_crs_members(field.value(), ignored, name);
        } else if (key == "name") {
            error = read_word(field.value(), name);
        } else if (key == "code" && type == od::json_type::number) {
            std::int64_t code = 0;
            error = field.value().get_int64().get(code);
            name = std::to_string(code);
        } else {
            error = walk(field.value(), 1);
        }
        if (error != SUCCESS) {
            return error;
        }
    }
    return SUCCESS;
}

}  // namespace

error_code GeoJsonShapes::read(od::value value, int level) {
    od::json_type type{};
    if (const auto error = value.type().get(type)) {
        return error;
    }
    if (type == od::json_type::null) {
        return check_null(value);
    }
    if (type != od::json_type::object) {
        m_remarks.add(MessageId::kGeoUnknownGeometry, "?", true);
        return walk(value, 1);
    }
    if (level > kMaxJsonDepth) {
        return simdjson::DEPTH_ERROR;
    }
    GeoJsonShape shape;
    shape.start = m_geometry.mark();
    for (auto member : value.get_object()) {
        od::field field;
        if (const auto error = std::move(member).get(field)) {
            return error;
        }
        std::string_view key;
        if (const auto error = field.unescaped_key().get(key)) {
            return error;
        }
        const auto error = key == "type" ? read_word(field.value(), shape.type)
                                         : read_member(key, field.value(), shape, level);
        if (error != SUCCESS) {
            return error;
        }
    }
    add(shape);
    return SUCCESS;
}

void GeoJsonShapes::add(const GeoJsonShape& shape) {
    const auto type = parse_shape_type(shape.type);
    if (type == ShapeType::kUnknown) {
        m_remarks.add(MessageId::kGeoUnknownGeometry, shape.type, true);
        m_geometry.add_shape(shape.start, type, 0);
    } else if (!m_geometry.add_shape(shape.start, type, shape.regular ? shape.depth : -1)) {
        m_remarks.add(MessageId::kGeoBadCoordinates, shape.type, true);
    }
}

error_code GeoJsonShapes::read_member(std::string_view key, od::value value, GeoJsonShape& shape,
                                      int level) {
    od::json_type type{};
    if (const auto error = value.type().get(type)) {
        return error;
    }
    if (key == "coordinates") {
        if (type != od::json_type::array) {
            shape.regular = false;
            return walk(value, 1);
        }
        od::array list;
        const auto error = value.get_array().get(list);
        return error != SUCCESS ? error : read_coordinates(list, shape, shape.depth, 1);
    }
    if (key == "geometries" && type == od::json_type::array) {
        for (auto item : value.get_array()) {
            od::value child;
            if (const auto error = item.get(child)) {
                return error;
            }
            if (const auto error = read(child, level + 1)) {
                return error;
            }
        }
        return SUCCESS;
    }
    return walk(value, 1);
}

/// Nested lists down to points; \p depth is 1 for a point, 2 for a list of points…
error_code GeoJsonShapes::read_coordinates(od::array& list, GeoJsonShape& shape, int& depth,
                                           int level) {
    if (level > kMaxJsonDepth) {
        return simdjson::DEPTH_ERROR;
    }
    depth = 0;
    std::size_t count = 0;
    geo::Point point;
    for (auto item : list) {
        od::value value;
        if (const auto error = item.get(value)) {
            return error;
        }
        od::json_type type{};
        if (const auto error = value.type().get(type)) {
            return error;
        }
        if (type == od::json_type::number) {
            double ignored = 0.0;
            double& target = count == 0 ? point.x : count == 1 ? point.y : ignored;
            if (const auto error = value.get_double().get(target)) {
                return error;
            }
            shape.regular = shape.regular && depth <= 1;
            depth = 1;
        } else if (type == od::json_type::array) {
            od::array child;
            if (const auto error = value.get_array().get(child)) {
                return error;
            }
            int child_depth = 0;
            if (const auto error = read_coordinates(child, shape, child_depth, level + 1)) {
                return error;
            }
            const int mine = child_depth == 0 ? 0 : child_depth + 1;
            shape.regular = shape.regular && (mine == 0 || depth == 0 || depth == mine);
            depth = std::max(depth, mine);
        } else {
            shape.regular = false;
            if (const auto error = walk(value, level)) {
                return error;
            }
        }
        ++count;
    }
    close_list(shape, depth, count, point);
    return SUCCESS;
}

void GeoJsonShapes::close_list(GeoJsonShape& shape, int depth, std::size_t count,
                               geo::Point point) {
    switch (depth) {
        case 1:
            shape.regular = shape.regular && count >= 2;
            m_geometry.add_point(point);
            break;
        case 2:
            m_geometry.close_ring();
            break;
        case 3:
            m_geometry.close_polygon();
            break;
        default:
            break;
    }
}

error_code read_geojson_crs(od::value value, std::string& definition) {
    od::json_type type{};
    if (const auto error = value.type().get(type)) {
        return error;
    }
    if (type != od::json_type::object) {
        definition.clear();  // null: not known, by the old standard
        return walk(value, 1);
    }
    std::string kind;
    std::string name;
    if (const auto error = read_crs_members(value, kind, name)) {
        return error;
    }
    definition = kind == "EPSG" ? "EPSG:" + name : crs_of_name(name);
    return SUCCESS;
}

}  // namespace maillage::io
