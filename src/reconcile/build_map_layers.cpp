// SPDX-License-Identifier: Apache-2.0
#include "reconcile/build_map_layers.hpp"

#include "geo/projection.hpp"
#include "reconcile/build_lookup.hpp"
#include "reconcile/cell_readers.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <string_view>

namespace maillage::reconcile {
namespace {

constexpr geo::Point kNowhere{std::numeric_limits<double>::quiet_NaN(),
                              std::numeric_limits<double>::quiet_NaN()};

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

/// Longitude and latitude of columns; nothing where they are no place on Earth.
class ColumnPlaces {
public:
    explicit ColumnPlaces(const TypedTable& table)
        : m_table(table), m_lon(table.field("lon")), m_lat(table.field("lat")) {}

    bool any() const { return m_table.has(m_lon) && m_table.has(m_lat); }
    geo::Point at(std::size_t row) const {
        const auto lon = parse_number(m_table.text(row, m_lon));
        const auto lat = parse_number(m_table.text(row, m_lat));
        const bool good = lon && lat && std::abs(*lon) <= 180.0 && std::abs(*lat) <= 90.0;
        return good ? geo::Point{*lon, *lat} : kNowhere;
    }

private:
    const TypedTable& m_table;
    FieldId m_lon;
    FieldId m_lat;
};

std::optional<MapLayer> services_of(const TableInput& input, LedgerBuilder& ledger) {
    const auto& table = input.table;
    const auto& points = input.layer->points;
    const ColumnPlaces columns(table);
    MapLayer layer;
    layer.source = input.source;
    layer.role = Role::kServices;
    layer.name = input.name;
    layer.points_crs = columns.any() ? geo::Crs{geo::kWgs84} : input.layer->crs;
    if (!can_be_placed(layer.points_crs, input.source, ledger)) {
        return std::nullopt;
    }
    // Points of the file stand in for columns only where both are of one system.
    const bool same = layer.points_crs == input.layer->crs || !columns.any();
    const auto type = table.field("type");
    const auto name = table.field("nom");
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        if (table.is_blank(row) || table.is_total_or_note(row)) {
            continue;
        }
        auto place = columns.any() ? columns.at(row) : kNowhere;
        const auto raw = table.raw_row(row);
        if (!is_place(place) && same && raw < points.size()) {
            place = points[raw];
        }
        if (is_place(place)) {
            add_point(layer, place, {}, table.text(row, type), table.text(row, name));
        }
    }
    return layer.point_count() > 0 ? std::optional(std::move(layer)) : std::nullopt;
}

/// The seat of each department, then those of the other arrondissements.
class Seats {
public:
    explicit Seats(const BuildContext& context) : m_context(context) {
        m_layer.role = Role::kNames;
        m_layer.name = kSeatsLayer;
        m_layer.shown = false;
        m_layer.built_in = true;
    }

    void add(const TableInput& input, std::string_view code, const char* type) {
        const auto& table = input.table;
        const auto seat = table.field("chef_lieu");
        if (!table.has(seat) || !table.has(table.field(code))) {
            return;
        }
        if (m_layer.point_count() == 0) {
            m_layer.source = input.source;
        }
        CommunePlacer placer(m_context,
                             input.spec->vintage.value_or(m_context.territories.vintage));
        for (std::size_t row = 0; row < table.row_count(); ++row) {
            const auto commune = read_commune_code(table.text(row, seat));
            const auto placed = commune ? placer.place(commune->value) : Placed{};
            if (placed.communes.size() == 1) {
                add(placed.communes.front(), type);
            }
        }
    }

    MapLayer take() && { return std::move(m_layer); }

private:
    void add(Index<Commune> commune, const char* type) {
        const auto& known = m_layer.commune;
        if (std::find(known.begin(), known.end(), commune) == known.end()) {
            add_point(m_layer, kNowhere, commune, type,
                      m_context.territories.communes.name[commune.value]);
        }
    }

    const BuildContext& m_context;
    MapLayer m_layer;
};

MapLayer seats_of(std::span<const TableInput> names, const BuildContext& context) {
    Seats seats(context);
    const auto narrow = [](const TableInput& input) {
        return input.table.has(input.table.field("code_arrondissement"));
    };
    for (const auto& input : names) {
        if (!narrow(input)) {
            seats.add(input, "code_departement", kPrefectureType);
        }
    }
    for (const auto& input : names) {
        if (narrow(input)) {
            seats.add(input, "code_arrondissement", kSubPrefectureType);
        }
    }
    return std::move(seats).take();
}

}  // namespace

std::vector<MapLayer> build_map_layers(std::span<const LayerInput> layers,
                                       std::span<const TableInput> services,
                                       std::span<const TableInput> names,
                                       const BuildContext& context) {
    std::vector<MapLayer> made;
    if (auto seats = seats_of(names, context); seats.point_count() > 0) {
        made.push_back(std::move(seats));
    }
    for (const auto& input : layers) {
        if (auto layer = layer_of(input, context.ledger)) {
            made.push_back(std::move(*layer));
        }
    }
    for (const auto& input : services) {
        if (auto layer = services_of(input, context.ledger)) {
            made.push_back(std::move(*layer));
        }
    }
    std::stable_sort(made.begin(), made.end(),
                     [](const MapLayer& a, const MapLayer& b) { return a.source < b.source; });
    return made;
}

}  // namespace maillage::reconcile
