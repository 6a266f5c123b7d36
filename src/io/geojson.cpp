// SPDX-License-Identifier: Apache-2.0
#include "io/geojson_geometry.hpp"
#include "io/json_layers.hpp"

#include <algorithm>
#include <utility>

namespace maillage::io {
namespace {

namespace od = simdjson::ondemand;
using simdjson::error_code;
using simdjson::SUCCESS;

/// Line numbers for rising offsets, each byte looked at once.
class LineCounter {
public:
    explicit LineCounter(std::string_view text) : m_text(text) {}
    std::uint32_t at(std::size_t offset) {
        offset = std::min(offset, m_text.size());
        if (offset > m_offset) {
            const auto begin = m_text.begin() + static_cast<std::ptrdiff_t>(m_offset);
            const auto end = m_text.begin() + static_cast<std::ptrdiff_t>(offset);
            m_line += static_cast<std::uint32_t>(std::count(begin, end, '\n'));
            m_offset = offset;
        }
        return m_line;
    }

private:
    std::string_view m_text;
    std::size_t m_offset = 0;
    std::uint32_t m_line = 1;
};

class GeoJsonReader {
public:
    GeoJsonReader(PaddedText text, const ReadOptions& options)
        : m_text(text.text),
          m_options(options),
          m_lines(text.text),
          m_remarks(m_layer.table.remarks),
          m_feature(m_remarks),
          m_rows(m_layer.table),
          m_geometry(m_layer, m_remarks, options.geometry),
          m_shapes(m_geometry, m_feature) {
        m_layer.table.encoding = "UTF-8";
        m_layer.crs.definition = geo::kWgs84;
    }

    Result<RawLayer> read(PaddedText text, std::string& type) {
        od::parser parser;
        const simdjson::padded_string_view padded(text.text.data(), text.text.size(),
                                                  text.capacity);
        error_code error = parser.iterate(padded).get(m_document);
        if (error != SUCCESS) {
            return json_error(error, m_text, 0);
        }
        error = read_root();
        if (error == SUCCESS && !m_failure && offset() < m_text.size()) {
            error = simdjson::TRAILING_CONTENT;
        }
        if (error != SUCCESS) {
            return json_error(error, m_text, offset());
        }
        type = m_root_type;
        return m_failure ? Result<RawLayer>(*m_failure) : finish();
    }

private:
    std::size_t offset() {
        const char* location = nullptr;
        if (m_document.current_location().get(location) != SUCCESS) {
            return m_text.size();
        }
        return static_cast<std::size_t>(location - m_text.data());
    }

    error_code read_root() {
        od::json_type type{};
        if (const auto error = m_document.type().get(type)) {
            return error;
        }
        if (type == od::json_type::array) {
            od::array list;
            const auto error = m_document.get_array().get(list);
            return error != SUCCESS ? error : read_objects(list);
        }
        if (type == od::json_type::object) {
            od::object root;
            const auto error = m_document.get_object().get(root);
            return error != SUCCESS ? error : read_root_object(root);
        }
        fail(not_geo(Message(MessageId::kJsonRootScalar)));
        return check_scalar(type);
    }

    /// A root that is a lone word may still be badly written.
    error_code check_scalar(od::json_type type) {
        std::string_view text;
        double number = 0.0;
        bool flag = false;
        switch (type) {
            case od::json_type::string:
                return m_document.get_string().get(text);
            case od::json_type::number:
                return m_document.get_double().get(number);
            case od::json_type::boolean:
                return m_document.get_bool().get(flag);
            default:
                if (const auto error = m_document.is_null().get(flag)) {
                    return error;
                }
                return flag ? SUCCESS : simdjson::N_ATOM_ERROR;
        }
    }

    static Error not_geo(Message reason) { return {Error::Code::kFormat, std::move(reason), {}}; }
    void fail(Error error) {
        if (!m_failure) {
            m_failure = std::move(error);
        }
    }

    error_code read_root_object(od::object& root) {
        m_geometry.begin_feature(1, 1);
        for (auto member : root) {
            od::field field;
            if (const auto error = std::move(member).get(field)) {
                return error;
            }
            std::string_view key;
            if (const auto error = field.unescaped_key().get(key)) {
                return error;
            }
            m_root_keys.emplace_back(key);
            if (const auto error = read_root_member(key, field.value())) {
                return error;
            }
            if (m_failure) {
                return SUCCESS;
            }
        }
        return SUCCESS;
    }

    error_code read_root_member(std::string_view key, od::value value) {
        if (key == "features") {
            return read_features(value);
        }
        if (key == "crs") {
            return read_geojson_crs(value, m_layer.crs.definition);
        }
        if (key == "type") {
            const auto error = read_word(value, m_root_type);
            if (m_root_type == "Topology") {
                m_failure = not_geo(Message(MessageId::kJsonRootUnknownType, {m_root_type}));
            }
            return error;
        }
        if (key == "geometry" || key == "properties" || key == "id") {
            return read_feature_member(key, value);
        }
        if (key == "coordinates" || key == "geometries") {
            m_bare.emplace();
            return m_shapes.read_member(key, value, *m_bare, 0);
        }
        return walk(value, 1);
    }

    error_code read_features(od::value value) {
        m_has_features = true;
        od::json_type type{};
        if (const auto error = value.type().get(type)) {
            return error;
        }
        if (type != od::json_type::array) {
            fail({Error::Code::kFormat,
                  Message(MessageId::kJsonFeaturesNotList, {std::int64_t{m_lines.at(offset())}}),
                  {}});
            return SUCCESS;
        }
        for (auto item : value.get_array()) {
            od::value feature;
            if (const auto error = item.get(feature)) {
                return error;
            }
            if (too_many()) {
                return SUCCESS;
            }
            if (const auto error = read_feature(feature)) {
                return error;
            }
        }
        return SUCCESS;
    }

    bool too_many() {
        if (m_layer.table.row_count() < m_options.max_rows) {
            return false;
        }
        fail(too_many_rows(m_options.max_rows));
        return true;
    }

    std::int64_t number() const { return static_cast<std::int64_t>(m_layer.table.row_count()) + 1; }

    void end_feature() {
        m_geometry.end_feature();
        m_rows.end_row(static_cast<std::uint32_t>(number()));
    }

    error_code read_feature(od::value value) {
        m_feature.at(m_lines.at(offset()), number());
        m_geometry.begin_feature(m_feature.line(), number());
        m_has_geometry = false;
        m_has_properties = false;
        od::json_type type{};
        if (const auto error = value.type().get(type)) {
            return error;
        }
        if (type != od::json_type::object) {
            m_feature.add(MessageId::kGeoNotFeature, true);
            end_feature();
            return walk(value, 1);
        }
        std::string kind;
        for (auto member : value.get_object()) {
            od::field field;
            if (const auto error = std::move(member).get(field)) {
                return error;
            }
            std::string_view key;
            if (const auto error = field.unescaped_key().get(key)) {
                return error;
            }
            const auto error = key == "type" ? read_word(field.value(), kind)
                                             : read_feature_member(key, field.value());
            if (error != SUCCESS) {
                return error;
            }
        }
        if (kind != "Feature" && !m_has_geometry && !m_has_properties) {
            m_feature.add(MessageId::kGeoNotFeature, true);
        }
        end_feature();
        return SUCCESS;
    }

    error_code read_feature_member(std::string_view key, od::value value) {
        if (key == "geometry") {
            if (std::exchange(m_has_geometry, true)) {
                m_feature.add(MessageId::kGeoDuplicateKey, "geometry", false);
                m_geometry.drop_feature();
            }
            return m_shapes.read(value, 0);
        }
        if (key == "properties") {
            if (std::exchange(m_has_properties, true)) {
                m_feature.add(MessageId::kGeoDuplicateKey, "properties", false);
            }
            return read_properties(value);
        }
        if (key == "id") {
            return read_id(value);
        }
        return walk(value, 1);
    }

    error_code read_id(od::value value) {
        od::json_type type{};
        if (const auto error = value.type().get(type)) {
            return error;
        }
        if (type != od::json_type::string && type != od::json_type::number) {
            return walk(value, 1);
        }
        std::string_view text;
        const auto error = cell_text(value, m_rows, text);
        if (error == SUCCESS) {
            m_rows.set("id", text);
        }
        return error;
    }

    error_code read_properties(od::value value) {
        od::json_type type{};
        if (const auto error = value.type().get(type)) {
            return error;
        }
        if (type != od::json_type::object) {
            return walk(value, 1);
        }
        od::object object;
        if (const auto error = value.get_object().get(object)) {
            return error;
        }
        AttributeTrouble trouble;
        const auto error = read_attributes(object, m_rows, trouble);
        if (!trouble.again.empty() && trouble.again != "id") {
            m_feature.add(MessageId::kGeoDuplicateKey, trouble.again, false);
        }
        if (trouble.no_room && !std::exchange(m_said_columns, true)) {
            m_remarks.add(m_feature.line(),
                          Message(MessageId::kTooManyColumns,
                                  {static_cast<std::int64_t>(AttributeRows::kMaxColumns)}),
                          true);
        }
        return error;
    }

    /// [{"code": "45001", …}, …] is a table, as geo.api.gouv.fr and others publish.
    error_code read_objects(od::array& list) {
        m_is_list = true;
        for (auto item : list) {
            od::value value;
            if (const auto error = item.get(value)) {
                return error;
            }
            od::json_type type{};
            if (const auto error = value.type().get(type)) {
                return error;
            }
            if (type != od::json_type::object) {
                fail(not_geo(Message(MessageId::kJsonRootArray)));
                if (const auto error = walk(value, 1)) {
                    return error;
                }
                continue;
            }
            if (too_many()) {
                return SUCCESS;
            }
            m_feature.at(m_lines.at(offset()), number());
            if (const auto error = read_properties(value)) {
                return error;
            }
            m_rows.end_row(static_cast<std::uint32_t>(number()));
        }
        if (m_layer.table.row_count() == 0) {
            fail(not_geo(Message(MessageId::kJsonRootArray)));
        }
        return SUCCESS;
    }

    Result<RawLayer> finish() {
        if (m_is_list) {
            m_layer.crs.definition.clear();
        } else if (!m_has_features) {
            if (auto error = finish_single()) {
                return *error;
            }
        }
        if (m_layer.table.row_count() == 0) {
            m_remarks.add(0, Message(MessageId::kLayerEmpty), false);
        }
        m_geometry.finish();
        m_remarks.finish();
        return std::move(m_layer);
    }

    /// A root without "features": one feature, one bare geometry, or nothing of ours.
    std::optional<Error> finish_single() {
        if (m_root_type == "FeatureCollection") {
            return Error{Error::Code::kFormat, Message(MessageId::kJsonFeaturesMissing), {}};
        }
        m_feature.at(1, number());
        if (m_bare && parse_shape_type(m_root_type) != ShapeType::kUnknown) {
            m_bare->type = m_root_type;
            m_shapes.add(*m_bare);
        } else if (m_root_type != "Feature" && !m_has_geometry) {
            return not_geo(m_root_type.empty()
                               ? Message(MessageId::kJsonRootNoType, {listed(m_root_keys, 8)})
                               : Message(MessageId::kJsonRootUnknownType, {m_root_type}));
        }
        end_feature();
        return std::nullopt;
    }

    std::string_view m_text;
    const ReadOptions& m_options;
    od::document m_document;
    LineCounter m_lines;
    RawLayer m_layer;
    RemarkList m_remarks;
    FeatureRemarks m_feature;
    AttributeRows m_rows;
    LayerGeometry m_geometry;
    GeoJsonShapes m_shapes;
    std::optional<Error> m_failure;
    std::string m_root_type;
    std::vector<std::string> m_root_keys;
    std::optional<GeoJsonShape> m_bare;
    bool m_has_features = false;
    bool m_is_list = false;
    bool m_has_geometry = false;
    bool m_has_properties = false;
    bool m_said_columns = false;
};

}  // namespace

Result<RawLayer> parse_geojson(PaddedText text, const ReadOptions& options, std::string& type) {
    return GeoJsonReader(text, options).read(text, type);
}

}  // namespace maillage::io
