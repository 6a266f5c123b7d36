// SPDX-License-Identifier: Apache-2.0
#include "base/format.hpp"
#include "io/json_layers.hpp"

#include <array>
#include <utility>

namespace maillage::io {
namespace {

namespace dom = simdjson::dom;
using simdjson::SUCCESS;

/// Neighbours share an arc, and objects repeat each other at most a few times.
constexpr std::size_t kMostRepeats = 64;
constexpr std::size_t kAlwaysAllowed = 1'000'000;

Error no_objects() { return {Error::Code::kFormat, Message(MessageId::kTopoNoObjects), {}}; }

/// Arcs as flat points, quantised deltas undone.
class Arcs {
public:
    static std::optional<Arcs> read(const dom::object& root) {
        Arcs arcs;
        arcs.read_transform(root);
        dom::array list;
        if (root["arcs"].get(list) != SUCCESS) {
            return std::nullopt;
        }
        for (const auto item : list) {
            dom::array points;
            if (item.get(points) != SUCCESS || !arcs.read_arc(points)) {
                return std::nullopt;
            }
        }
        return arcs;
    }
    std::size_t count() const { return m_starts.size() - 1; }
    std::size_t point_count() const { return m_points.size(); }
    std::span<const geo::Point> arc(std::size_t i) const {
        return std::span(m_points).subspan(m_starts[i], m_starts[i + 1] - m_starts[i]);
    }
    /// A point geometry is quantised too, but not a delta.
    geo::Point place(double x, double y) const {
        return {x * m_scale[0] + m_translate[0], y * m_scale[1] + m_translate[1]};
    }

private:
    void read_transform(const dom::object& root) {
        dom::object transform;
        if (root["transform"].get(transform) != SUCCESS) {
            return;
        }
        m_quantised = read_pair(transform, "scale", m_scale) &&
                      read_pair(transform, "translate", m_translate);
    }
    static bool read_pair(const dom::object& object, std::string_view key,
                          std::array<double, 2>& pair) {
        dom::array list;
        if (object[key].get(list) != SUCCESS || list.size() < 2) {
            return false;
        }
        return list.at(0).get(pair[0]) == SUCCESS && list.at(1).get(pair[1]) == SUCCESS;
    }
    bool read_arc(const dom::array& points) {
        double x = 0.0;
        double y = 0.0;
        for (const auto item : points) {
            dom::array pair;
            std::array<double, 2> delta{};
            if (item.get(pair) != SUCCESS || pair.at(0).get(delta[0]) != SUCCESS ||
                pair.at(1).get(delta[1]) != SUCCESS) {
                return false;
            }
            x = m_quantised ? x + delta[0] : delta[0];
            y = m_quantised ? y + delta[1] : delta[1];
            m_points.push_back(place(x, y));
        }
        m_starts.push_back(m_points.size());
        return true;
    }

    std::array<double, 2> m_scale{1.0, 1.0};
    std::array<double, 2> m_translate{0.0, 0.0};
    bool m_quantised = false;
    std::vector<geo::Point> m_points;
    std::vector<std::size_t> m_starts{0};
};

std::string number_text(const dom::element& element) {
    switch (element.type()) {
        case dom::element_type::INT64:
            return format("{}", element.get_int64().value_unsafe());
        case dom::element_type::UINT64:
            return format("{}", element.get_uint64().value_unsafe());
        default:
            return format("{}", element.get_double().value_unsafe());
    }
}

std::string_view cell_text(const dom::element& element, AttributeRows& rows) {
    switch (element.type()) {
        case dom::element_type::STRING:
            return element.get_string().value_unsafe();
        case dom::element_type::BOOL:
            return element.get_bool().value_unsafe() ? "true" : "false";
        case dom::element_type::NULL_VALUE:
            return {};
        case dom::element_type::ARRAY:
        case dom::element_type::OBJECT:
            return rows.keep(simdjson::minify(element));
        default:
            return rows.keep(number_text(element));
    }
}

/// One object of the topology → one layer.
class ObjectReader {
public:
    ObjectReader(const Arcs& arcs, std::size_t& budget, std::string_view name, bool keep)
        : m_arcs(arcs),
          m_budget(budget),
          m_remarks(m_layer.table.remarks),
          m_rows(m_layer.table),
          m_geometry(m_layer, m_remarks, keep) {
        m_layer.table.layer = name;
        m_layer.table.encoding = "UTF-8";
        m_layer.crs.definition = geo::kWgs84;
    }

    Result<RawLayer> read(const dom::element& element, const ReadOptions& options) {
        dom::object object;
        if (element.get(object) != SUCCESS) {
            return no_objects();
        }
        dom::array list;
        std::string_view type;
        const bool collection = object["type"].get(type) == SUCCESS &&
                                type == "GeometryCollection" &&
                                object["geometries"].get(list) == SUCCESS;
        if (!collection) {
            read_feature(element);
        } else {
            for (const auto item : list) {
                if (m_layer.table.row_count() >= options.max_rows) {
                    return too_many_rows(options.max_rows);
                }
                read_feature(item);
            }
        }
        if (m_exhausted) {
            return Error{
                Error::Code::kRefused,
                Message(MessageId::kTopoTooManyPoints, {static_cast<std::int64_t>(kMostRepeats)}),
                {}};
        }
        m_geometry.finish();
        m_remarks.finish();
        return std::move(m_layer);
    }

private:
    std::int64_t number() const { return static_cast<std::int64_t>(m_layer.table.row_count()) + 1; }

    void read_feature(const dom::element& element) {
        const auto line = static_cast<std::uint32_t>(number());
        m_geometry.begin_feature(line, number());
        dom::object object;
        if (element.get(object) == SUCCESS) {
            read_attributes(object);
            read_geometry(object);
        } else if (!element.is_null()) {
            m_remarks.add(line, Message(MessageId::kGeoNotFeature, {number(), number()}), true);
        }
        m_geometry.end_feature();
        m_rows.end_row(line);
    }

    void read_attributes(const dom::object& object) {
        dom::element id;
        if (object["id"].get(id) == SUCCESS) {
            m_rows.set("id", cell_text(id, m_rows));
        }
        dom::object properties;
        if (object["properties"].get(properties) != SUCCESS) {
            return;
        }
        for (const auto member : properties) {
            m_rows.set(member.key, cell_text(member.value, m_rows));
        }
    }

    void read_geometry(const dom::object& object) {
        const auto start = m_geometry.mark();
        std::string_view name;
        if (object["type"].get(name) != SUCCESS) {
            return;  // null geometry
        }
        const auto type = parse_shape_type(name);
        if (type == ShapeType::kCollection) {
            dom::array list;
            if (object["geometries"].get(list) == SUCCESS) {
                for (const auto item : list) {
                    dom::object child;
                    if (item.get(child) == SUCCESS) {
                        read_geometry(child);
                    }
                }
            }
            m_geometry.add_shape(start, type, 0);
            return;
        }
        int depth = 0;
        const bool points = type == ShapeType::kPoint || type == ShapeType::kMultiPoint;
        dom::element content;
        const auto error = object[points ? "coordinates" : "arcs"].get(content);
        const bool readable =
            error == SUCCESS && (points ? read_points(content, depth) : read_arcs(content, depth));
        if (!readable || !m_geometry.add_shape(start, type, depth)) {
            m_geometry.add_shape(start, ShapeType::kUnknown, 0);
            m_remarks.add(static_cast<std::uint32_t>(number()),
                          Message(MessageId::kTopoBadArc, {number()}), true);
        }
    }

    bool read_points(const dom::element& element, int& depth) {
        dom::array list;
        if (element.get(list) != SUCCESS) {
            return false;
        }
        double x = 0.0;
        double y = 0.0;
        if (list.at(0).get(x) == SUCCESS && list.at(1).get(y) == SUCCESS) {
            m_geometry.add_point(m_arcs.place(x, y));
            depth = 1;
            return true;
        }
        for (const auto item : list) {
            int child = 0;
            if (!item.is_array() || !read_points(item, child) || child != 1) {
                return false;
            }
        }
        depth = 2;
        return true;
    }

    /// Lists of arc numbers are rings or lines (depth 2), lists of these polygons (3)…
    bool read_arcs(const dom::element& element, int& depth) {
        dom::array list;
        if (element.get(list) != SUCCESS) {
            return false;
        }
        depth = 0;
        bool first = true;
        for (const auto item : list) {
            std::int64_t number = 0;
            int child = 0;
            const bool is_number = item.get(number) == SUCCESS;
            if (is_number ? !add_arc(number, first) : !read_arcs(item, child)) {
                return false;
            }
            const int mine = is_number ? 2 : child == 0 ? 0 : child + 1;
            if (depth != 0 && mine != depth) {
                return false;
            }
            depth = mine;
            first = false;
        }
        if (depth == 2) {
            m_geometry.close_ring();
        } else if (depth == 3) {
            m_geometry.close_polygon();
        }
        return true;
    }

    /// Arc ~i is arc i backwards. An arc begins where the one before it ended.
    bool add_arc(std::int64_t number, bool first) {
        const bool backwards = number < 0;
        const auto index = static_cast<std::uint64_t>(backwards ? ~number : number);
        if (index >= m_arcs.count()) {
            return false;
        }
        const auto arc = m_arcs.arc(index);
        if (arc.size() > m_budget) {
            m_exhausted = true;
            return false;
        }
        m_budget -= arc.size();
        for (std::size_t i = first ? 0 : 1; i < arc.size(); ++i) {
            m_geometry.add_point(arc[backwards ? arc.size() - 1 - i : i]);
        }
        return true;
    }

    const Arcs& m_arcs;
    std::size_t& m_budget;  ///< Points that may still be made, of all objects together.
    RawLayer m_layer;
    RemarkList m_remarks;
    AttributeRows m_rows;
    LayerGeometry m_geometry;
    bool m_exhausted = false;
};

Result<std::vector<RawLayer>> read_topology(const dom::object& root, const ReadOptions& options) {
    const auto arcs = Arcs::read(root);
    dom::object objects;
    if (!arcs || root["objects"].get(objects) != SUCCESS || objects.size() == 0) {
        return no_objects();
    }
    std::size_t budget = arcs->point_count() * kMostRepeats + kAlwaysAllowed;
    std::vector<RawLayer> layers;
    std::vector<std::string> names;
    for (const auto member : objects) {
        names.emplace_back(member.key);
        if (!options.layer.empty() && member.key != options.layer) {
            continue;
        }
        auto layer =
            ObjectReader(*arcs, budget, member.key, options.geometry).read(member.value, options);
        if (!layer) {
            return layer.error();
        }
        layers.push_back(std::move(layer).value());
    }
    if (layers.empty()) {
        return Error{Error::Code::kNotFound,
                     Message(MessageId::kLayerNotFound, {options.layer, "TopoJSON", listed(names)}),
                     {}};
    }
    return layers;
}

}  // namespace

Result<std::vector<RawLayer>> parse_topojson(PaddedText text, const ReadOptions& options) {
    dom::parser parser;
    dom::element root;
    const bool copy = text.capacity < text.text.size() + simdjson::SIMDJSON_PADDING;
    const auto error = parser.parse(text.text.data(), text.text.size(), copy).get(root);
    if (error != SUCCESS) {
        return json_error(error, text.text, text.text.size());
    }
    dom::object object;
    std::string_view type;
    if (root.get(object) != SUCCESS || object["type"].get(type) != SUCCESS || type != "Topology") {
        return no_objects();
    }
    return read_topology(object, options);
}

}  // namespace maillage::io
