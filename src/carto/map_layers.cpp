// SPDX-License-Identifier: Apache-2.0
#include "carto/map_layers.hpp"

#include "geo/projection.hpp"

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>

namespace maillage::carto {
namespace {

/// Around the communes of a sheet: places at sea or just across the frontier are on the map too.
constexpr double kReach = 30'000.0;

geo::Box reach_of(const Sheet& sheet) {
    auto box = sheet.box;
    if (!box.empty()) {
        box.add(geo::Point{box.min_x - kReach, box.min_y - kReach});
        box.add(geo::Point{box.max_x + kReach, box.max_y + kReach});
    }
    return box;
}

bool in_degrees(std::span<const geo::Point> points) {
    return std::all_of(points.begin(), points.end(), [](geo::Point p) {
        return !(std::abs(p.x) > 180.0) && !(std::abs(p.y) > 90.0);
    });
}

/// In place. \returns false where there is no way to the sheet.
bool project(std::span<geo::Point> points, geo::Crs from, SheetId sheet) {
    if (from.definition.empty() && in_degrees(points)) {
        from.definition = geo::kWgs84;
    }
    const geo::Crs to{sheet_crs(sheet)};
    if (from.definition.empty() || from == to) {
        return true;  // Metres without a system are taken as they are.
    }
    const auto way = geo::Projection::make(from, to);
    if (way) {
        way->apply(points);
    }
    return way.has_value();
}

/// The box of a feature; empty where a point of it is no number.
geo::Box box_of(const geo::PolygonSet& set, std::size_t feature) {
    geo::Box box;
    const auto polygons = set.polygons_of(feature);
    for (auto p = polygons.first; p < polygons.last; ++p) {
        const auto rings = set.rings_of(p);
        for (auto r = rings.first; r < rings.last; ++r) {
            for (const auto& point : set.ring(r)) {
                if (!std::isfinite(point.x) || !std::isfinite(point.y)) {
                    return {};
                }
                box.add(point);
            }
        }
    }
    return box;
}

geo::Box box_of(const geo::LineSet& set, std::size_t feature) {
    geo::Box box;
    const auto lines = set.lines_of(feature);
    for (auto l = lines.first; l < lines.last; ++l) {
        for (const auto& point : set.line(l)) {
            if (!std::isfinite(point.x) || !std::isfinite(point.y)) {
                return {};
            }
            box.add(point);
        }
    }
    return box;
}

class Placing {
public:
    Placing(const MapLayer& layer, const MapGeometry& geometry)
        : m_layer(layer),
          m_geometry(geometry),
          m_feature_placed(layer.polygons ? layer.polygons->feature_count() : 0, 0),
          m_line_placed(layer.lines ? layer.lines->feature_count() : 0, 0),
          m_point_placed(layer.point_count(), 0) {}

    PlacedLayer run() {
        for (const auto& sheet : m_geometry.sheets) {
            const auto reach = reach_of(sheet);
            if (!reach.empty()) {
                auto& sheets = on(sheet.id);
                place_features(sheet.id, reach, m_layer.polygons, m_feature_placed, sheets.polygons,
                               sheets.boxes);
                place_features(sheet.id, reach, m_layer.lines, m_line_placed, sheets.lines,
                               sheets.line_boxes);
                place_points(sheet.id, reach);
            }
        }
        place_at_communes();
        return std::move(m_placed);
    }

private:
    LayerSheet& on(SheetId sheet) { return m_placed[static_cast<std::size_t>(sheet)]; }

    /// Of polygons or of lines.
    template <typename Set>
    static void place_features(SheetId sheet, const geo::Box& reach,
                               const std::shared_ptr<const Set>& from,
                               std::vector<std::uint8_t>& placed, std::shared_ptr<const Set>& found,
                               std::vector<geo::Box>& boxes) {
        if (std::find(placed.begin(), placed.end(), 0) == placed.end()) {
            return;
        }
        auto moved = *from;
        if (!project(moved.points(), moved.crs, sheet)) {
            return;
        }
        auto here = std::make_shared<Set>();
        here->crs.definition = sheet_crs(sheet);
        for (std::size_t f = 0; f < moved.feature_count(); ++f) {
            const auto box = placed[f] != 0 ? geo::Box{} : box_of(moved, f);
            if (!box.empty() && box.meets(reach)) {
                placed[f] = 1;
                here->add_feature(moved, f);
                boxes.push_back(box);
            }
        }
        if (here->feature_count() > 0) {
            found = std::move(here);
        }
    }

    void place_points(SheetId sheet, const geo::Box& reach) {
        std::vector<std::uint32_t> rows;
        std::vector<geo::Point> points;
        for (std::uint32_t i = 0; i < m_layer.point_count(); ++i) {
            if (m_point_placed[i] == 0 && !m_layer.commune[i].valid()) {
                rows.push_back(i);
                points.push_back(m_layer.place[i]);
            }
        }
        if (points.empty() || !project(points, m_layer.points_crs, sheet)) {
            return;
        }
        for (std::size_t i = 0; i < points.size(); ++i) {
            const auto p = points[i];
            if (p.x >= reach.min_x && p.x <= reach.max_x && p.y >= reach.min_y &&
                p.y <= reach.max_y) {
                m_point_placed[rows[i]] = 1;
                on(sheet).points.push_back({rows[i], p});
            }
        }
    }

    void place_at_communes() {
        for (std::uint32_t i = 0; i < m_layer.point_count(); ++i) {
            const auto commune = m_layer.commune[i];
            if (!commune.valid() || commune.value >= m_geometry.commune_count()) {
                continue;
            }
            const auto anchor = m_geometry.anchor[commune.value];
            if (std::isfinite(anchor.x)) {
                on(m_geometry.sheet_of_commune[commune.value]).points.push_back({i, anchor});
            }
        }
    }

    const MapLayer& m_layer;
    const MapGeometry& m_geometry;
    std::vector<std::uint8_t> m_feature_placed;
    std::vector<std::uint8_t> m_line_placed;
    std::vector<std::uint8_t> m_point_placed;
    PlacedLayer m_placed;
};

}  // namespace

PlacedLayer place_layer(const MapLayer& layer, const MapGeometry& geometry) {
    return Placing(layer, geometry).run();
}

MapLayersPtr place_layers(const Dataset& dataset, const MapGeometry& geometry,
                          const Progress& progress) {
    auto layers = std::make_shared<MapLayers>(dataset.layers.size());
    for (std::size_t i = 0; i < layers->size() && !progress.cancelled(); ++i) {
        (*layers)[i] = Placing(dataset.layers[i], geometry).run();
    }
    return layers;
}

}  // namespace maillage::carto
