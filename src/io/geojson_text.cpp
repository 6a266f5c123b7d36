// SPDX-License-Identifier: Apache-2.0
#include "io/geojson_text.hpp"

#include "geo/projection.hpp"
#include "io/json_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <vector>

namespace maillage::io {
namespace {

constexpr int kDecimals = 7;

/// Fixed decimals without trailing zeros: "2.35", "-0.0000001" → "0".
void append_coordinate(std::string& json, double value) {
    std::array<char, 40> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value,
                                   std::chars_format::fixed, kDecimals)
                         .ptr;
    std::string_view text(digits.data(), static_cast<std::size_t>(end - digits.data()));
    text = text.substr(0, text.find_last_not_of('0') + 1);
    if (text.ends_with('.')) {
        text.remove_suffix(1);
    }
    json += text == "-0" ? "0" : text;
}

double twice_area(std::span<const geo::Point> ring) {
    double area = 0.0;
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
        area += ring[i].x * ring[i + 1].y - ring[i + 1].x * ring[i].y;
    }
    return area;
}

void append_ring(std::string& json, std::span<const geo::Point> ring, bool outside) {
    const bool backwards = (twice_area(ring) > 0) != outside;
    json += '[';
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const auto& point = ring[backwards ? ring.size() - 1 - i : i];
        json += i > 0 ? ",[" : "[";
        append_coordinate(json, point.x);
        json += ',';
        append_coordinate(json, point.y);
        json += ']';
    }
    json += ']';
}

void append_geometry(std::string& json, const geo::PolygonSet& set, std::size_t feature) {
    const auto polygons = set.polygons_of(feature);
    if (polygons.size() == 0) {
        json += "null";
        return;
    }
    json += R"({"type":"MultiPolygon","coordinates":[)";
    for (auto p = polygons.first; p < polygons.last; ++p) {
        json += p > polygons.first ? ",[" : "[";
        const auto rings = set.rings_of(p);
        for (auto r = rings.first; r < rings.last; ++r) {
            json += r > rings.first ? "," : "";
            append_ring(json, set.ring(r), r == rings.first);
        }
        json += ']';
    }
    json += "]}";
}

void append_feature(std::string& json, const OutputTable& table, const geo::PolygonSet* polygons,
                    std::size_t row) {
    json += R"({"type":"Feature","properties":{)";
    const auto& values = table.rows[row];
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        json += i > 0 ? "," : "";
        append_json_text(json, table.columns[i]);
        json += ':';
        append_json_value(json, i < values.size() ? values[i] : Value());
    }
    json += R"(},"geometry":)";
    if (polygons != nullptr && row < polygons->feature_count()) {
        append_geometry(json, *polygons, row);
    } else {
        json += "null";
    }
    json += '}';
}

}  // namespace

Result<std::string> to_geojson(const OutputTable& table, std::string_view about) {
    const geo::PolygonSet* polygons = table.polygons;
    geo::PolygonSet projected;
    const bool other = polygons != nullptr && !polygons->crs.definition.empty() &&
                       polygons->crs.definition != geo::kWgs84;
    if (other) {
        const auto projection = geo::Projection::make(polygons->crs, geo::Crs{geo::kWgs84});
        if (!projection) {
            return projection.error();
        }
        projected = *polygons;
        projection->apply(projected.points());
        polygons = &projected;
    }
    std::string json = R"({"type":"FeatureCollection","name":)";
    append_json_text(json, table.name);
    if (!table.description.empty()) {
        json += R"(,"description":)";
        append_json_text(json, table.description);
    }
    if (!table.attribution.empty()) {
        json += R"(,"attribution":)";
        append_json_text(json, table.attribution);
    }
    if (!about.empty()) {
        json += ",\"maillage\":";
        json += about;
    }
    json += ",\"features\":[\n";
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        append_feature(json, table, polygons, row);
        json += row + 1 < table.rows.size() ? ",\n" : "\n";
    }
    json += "]}\n";
    return json;
}

}  // namespace maillage::io
