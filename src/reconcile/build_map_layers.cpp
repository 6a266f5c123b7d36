// SPDX-License-Identifier: Apache-2.0
#include "reconcile/build_map_layers.hpp"

#include "base/text.hpp"
#include "geo/projection.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string_view>

namespace maillage::reconcile {
namespace {

bool is_place(geo::Point point) { return std::isfinite(point.x) && std::isfinite(point.y); }

std::uint32_t type_row(MapLayer& layer, std::string_view type) {
    const auto found = std::find(layer.types.begin(), layer.types.end(), type);
    const auto row = found - layer.types.begin();
    if (found == layer.types.end()) {
        layer.types.emplace_back(type);
    }
    return static_cast<std::uint32_t>(row);
}

void add_point(MapLayer& layer, geo::Point place, Index<Commune> commune, std::string_view type,
               std::string_view name) {
    layer.place.push_back(place);
    layer.commune.push_back(commune);
    layer.type.push_back(type_row(layer, type));
    layer.point_name.emplace_back(name);
}

/// Whether the coordinates can be brought to a map.
bool can_be_placed(const geo::Crs& crs, std::uint32_t source, LedgerBuilder& ledger) {
    if (crs.definition.empty()) {
        return true;  // Taken as they are, degrees or metres.
    }
    const auto way = geo::Projection::make(crs, {geo::kLambert93});
    if (!way) {
        ledger.note(Severity::kError, {source, 0}, "", way.error().message);
    }
    return way.has_value();
}

/// The column that names the features of a layer: "nom_qp" or "NOM", the shortest first.
std::optional<std::size_t> name_column(const io::RawTable& table) {
    std::optional<std::size_t> best;
    for (std::size_t c = 0; c < table.field_names.size(); ++c) {
        const auto key = fold_key(table.field_names[c]);
        if (!key.starts_with("nom") && !key.starts_with("lib") && key != "name") {
            continue;
        }
        if (!best || table.field_names[c].size() < table.field_names[*best].size()) {
            best = c;
        }
    }
    return best;
}

std::optional<MapLayer> layer_of(const LayerInput& input, LedgerBuilder& ledger) {
    const auto& raw = *input.layer;
    MapLayer layer;
    layer.source = input.source;
    layer.name = raw.table.layer.empty() ? input.stem : raw.table.layer;
    auto crs = raw.polygons.crs.definition.empty() ? raw.crs : raw.polygons.crs;
    if (!can_be_placed(crs, input.source, ledger)) {
        return std::nullopt;
    }
    if (raw.polygons.polygon_count() > 0) {
        auto polygons = std::make_shared<geo::PolygonSet>(raw.polygons);
        polygons->crs = crs;
        layer.polygons = std::move(polygons);
    }
    if (raw.lines.line_count() > 0) {
        auto lines = std::make_shared<geo::LineSet>(raw.lines);
        lines->crs = crs;
        layer.lines = std::move(lines);
    }
    layer.points_crs = std::move(crs);
    const auto names = name_column(raw.table);
    for (std::size_t i = 0; i < raw.points.size(); ++i) {
        if (is_place(raw.points[i])) {
            add_point(layer, raw.points[i], {}, {}, names ? raw.table.cell(i, *names) : "");
        }
    }
    if (layer.polygons == nullptr && layer.lines == nullptr && layer.point_count() == 0) {
        ledger.note(Severity::kWarning, {input.source, 0}, "", {MessageId::kLayerNothingToDraw});
        return std::nullopt;
    }
    return layer;
}

/// The services of one source, each once.
std::optional<MapLayer> services_of(const TableInput& input, std::span<const Service> services) {
    MapLayer layer;
    layer.source = input.source;
    layer.role = Role::kServices;
    layer.name = input.name;
    layer.points_crs = {geo::kWgs84};
    for (const auto& service : services) {
        if (service.built_in || service.origin.source != input.source) {
            continue;
        }
        // Where it has a place of its own, its commune draws nothing.
        const auto commune = is_place(service.place) ? Index<Commune>() : service.commune;
        add_point(layer, service.place, commune, service.type, service.name);
    }
    return layer.point_count() > 0 ? std::optional(std::move(layer)) : std::nullopt;
}

/// The built-in seats of prefectures.
MapLayer seats_of(std::span<const Service> services) {
    MapLayer layer;
    layer.role = Role::kNames;
    layer.name = kSeatsLayer;
    layer.shown = false;
    layer.built_in = true;
    for (const auto& service : services) {
        if (!service.built_in) {
            continue;
        }
        if (layer.point_count() == 0) {
            layer.source = service.origin.source;
        }
        add_point(layer, service.place, service.commune, service.type, service.name);
    }
    return layer;
}

}  // namespace

std::vector<MapLayer> build_map_layers(std::span<const LayerInput> layers,
                                       std::span<const TableInput> tables,
                                       std::span<const Service> services, LedgerBuilder& ledger) {
    std::vector<MapLayer> made;
    if (auto seats = seats_of(services); seats.point_count() > 0) {
        made.push_back(std::move(seats));
    }
    for (const auto& input : layers) {
        if (auto layer = layer_of(input, ledger)) {
            made.push_back(std::move(*layer));
        }
    }
    for (const auto& input : tables) {
        if (auto layer = services_of(input, services)) {
            made.push_back(std::move(*layer));
        }
    }
    std::stable_sort(made.begin(), made.end(),
                     [](const MapLayer& a, const MapLayer& b) { return a.source < b.source; });
    return made;
}

}  // namespace maillage::reconcile
