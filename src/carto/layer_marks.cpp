// SPDX-License-Identifier: Apache-2.0
#include "carto/layer_marks.hpp"

#include "base/screen_messages.hpp"
#include "base/text.hpp"
#include "model/service_words.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace maillage::carto {
namespace {

// Neither the blues of coverage nor the orange of circles.
constexpr std::array kColors{rgb(0x8E1B6B), rgb(0x0B6E4F), rgb(0x5B2A86), rgb(0x7A4A12),
                             rgb(0xA31621), rgb(0x00667A), rgb(0x4F5D00), rgb(0x2B2B2B)};
constexpr std::array kDarkColors{rgb(0xF29AD3), rgb(0x6FDDB0), rgb(0xC9A6F5), rgb(0xE3B878),
                                 rgb(0xFF8A8F), rgb(0x6CD6EA), rgb(0xC9D870), rgb(0xEDEDED)};
constexpr std::array kShapes{MarkerShape::kSquare, MarkerShape::kTriangle, MarkerShape::kDiamond,
                             MarkerShape::kStar,   MarkerShape::kCross,    MarkerShape::kDisc};

/// The box of the focus on its sheet; nothing for the whole of France, where all of it counts.
std::optional<geo::Box> box_of(const SceneInput& input, const FocusArea& focus) {
    if (focus.whole) {
        return std::nullopt;
    }
    geo::Box box;
    const auto& levels = input.geometry->sheets[static_cast<std::size_t>(focus.sheet)].levels;
    for (const auto commune : focus.communes) {
        if (!levels.empty()) {
            box.add(levels.back().mosaic.feature_box[commune.value]);
        }
    }
    return box;
}

/// Where a map has things of layers.
class InFocus {
public:
    InFocus(const SceneInput& input, const FocusArea& focus)
        : m_focus(focus), m_box(box_of(input, focus)) {}

    bool sheet(std::size_t sheet) const {
        return m_focus.whole || sheet == static_cast<std::size_t>(m_focus.sheet);
    }
    bool holds(geo::Point p) const {
        return !m_box || (p.x >= m_box->min_x && p.x <= m_box->max_x && p.y >= m_box->min_y &&
                          p.y <= m_box->max_y);
    }
    bool meets(const geo::Box& box) const { return !m_box || m_box->meets(box); }

private:
    const FocusArea& m_focus;
    std::optional<geo::Box> m_box;
};

/// What gives points their look: the same type is the same thing in every layer.
std::string key_of(const MapLayer& layer, std::uint32_t type) {
    const auto key = fold_key(layer.types[type]);
    return key.empty() ? "layer " + layer.name : "type " + key;
}

class Looks {
public:
    explicit Looks(Theme theme) : m_theme(theme) {}
    LayerLook of(const std::string& key) {
        const auto found = std::find(m_keys.begin(), m_keys.end(), key);
        const auto number = static_cast<std::size_t>(found - m_keys.begin());
        if (found == m_keys.end()) {
            m_keys.push_back(key);
        }
        return layer_look(number, m_theme);
    }

private:
    Theme m_theme;
    std::vector<std::string> m_keys;
};

bool shows_points(const SceneInput& input, const MapRequest& request, const MapLayer& layer,
                  std::uint32_t type) {
    if (!is_access(request.view) || input.access == nullptr) {
        return is_shown(request, layer);
    }
    const bool asked =
        std::any_of(request.layers.begin(), request.layers.end(),
                    [&](const ShownLayer& one) { return one.source == layer.source && one.shown; });
    const auto& services = input.access->services;
    return asked || std::any_of(services.begin(), services.end(), [&](const std::string& one) {
               return fold_key(layer.types[type]) == fold_key(service_type(one));
           });
}

/// \p boxes Of what it looks for, on one sheet.
bool has_any(const PlacedLayer& placed, const InFocus& focus,
             std::vector<geo::Box> LayerSheet::*boxes_of) {
    for (std::size_t s = 0; s < placed.size(); ++s) {
        const auto& boxes = placed[s].*boxes_of;
        if (focus.sheet(s) && std::any_of(boxes.begin(), boxes.end(),
                                          [&](const geo::Box& box) { return focus.meets(box); })) {
            return true;
        }
    }
    return false;
}

std::vector<std::uint8_t> types_in(const MapLayer& layer, const PlacedLayer& placed,
                                   const InFocus& focus) {
    std::vector<std::uint8_t> found(layer.types.size(), 0);
    for (std::size_t s = 0; s < placed.size(); ++s) {
        for (const auto& point : placed[s].points) {
            if (focus.sheet(s) && focus.holds(point.place)) {
                found[layer.type[point.row]] = 1;
            }
        }
    }
    return found;
}

void add_overlay(const Pen& pen, std::uint32_t frame, const LayerSheet& placed,
                 const LayerEntry& entry, MapScene& scene) {
    if (entry.part == LayerEntry::Part::kLines) {
        if (placed.lines != nullptr) {
            AreaStyle outline_only;
            outline_only.fill = with_alpha(outline_only.fill, 0);
            scene.overlays.push_back(
                {frame, nullptr, outline_only, stroke_of(pen, entry.look), placed.lines});
        }
    } else if (placed.polygons != nullptr) {
        scene.overlays.push_back(
            {frame, placed.polygons, area_of(entry.look), line_of(pen, entry.look), nullptr});
    }
}

/// Smaller where there are many: thousands of large marks would hide the map.
double marker_size(const MapScene& scene, std::size_t frame) {
    std::size_t seen = 0;
    const auto& one = scene.frames[frame];
    for (const auto& marker : scene.markers) {
        seen += marker.frame == frame &&
                        one.viewport.holds(to_pixel(one.camera, one.viewport, marker.centre))
                    ? 1U
                    : 0U;
    }
    if (seen > 800) {
        return 0.5;
    }
    return seen > 200 ? 0.7 : 1.0;
}

}  // namespace

LayerLook layer_look(std::size_t number, Theme theme) {
    const auto& colors = theme == Theme::kDark ? kDarkColors : kColors;
    return {colors[number % colors.size()], kShapes[number % kShapes.size()]};
}

AreaStyle area_of(const LayerLook& look) {
    AreaStyle area;
    area.fill = with_alpha(look.color, 0x48);
    return area;
}

LineStyle line_of(const Pen& pen, const LayerLook& look) { return pen.line(look.color, 1.2); }

LineStyle stroke_of(const Pen& pen, const LayerLook& look) { return pen.line(look.color, 2.0); }

bool is_shown(const MapRequest& request, const MapLayer& layer) {
    const auto asked =
        std::find_if(request.layers.begin(), request.layers.end(),
                     [&](const ShownLayer& one) { return one.source == layer.source; });
    return asked != request.layers.end() ? asked->shown : layer.shown;
}

std::vector<LayerEntry> layer_entries(const SceneInput& input, const MapRequest& request,
                                      const FocusArea& focus) {
    std::vector<LayerEntry> entries;
    const auto& layers = input.dataset->layers;
    if (input.layers == nullptr || input.layers->size() != layers.size()) {
        return entries;
    }
    const InFocus in_focus(input, focus);
    Looks looks(request.theme);
    for (std::uint32_t i = 0; i < layers.size(); ++i) {
        const auto& layer = layers[i];
        const auto& placed = (*input.layers)[i];
        const bool shown = is_shown(request, layer);
        if (layer.polygons != nullptr || layer.lines != nullptr) {
            const auto look = looks.of("layer " + layer.name);
            const auto words = layer_words(layer, request.language);
            if (shown && has_any(placed, in_focus, &LayerSheet::boxes)) {
                entries.push_back({i, 0, LayerEntry::Part::kPolygons, look, words});
            }
            if (shown && has_any(placed, in_focus, &LayerSheet::line_boxes)) {
                entries.push_back({i, 0, LayerEntry::Part::kLines, look, words});
            }
        }
        const auto found = types_in(layer, placed, in_focus);
        for (std::uint32_t type = 0; type < layer.types.size(); ++type) {
            const auto look = looks.of(key_of(layer, type));
            if (found[type] != 0 && shows_points(input, request, layer, type)) {
                entries.push_back({i, type, LayerEntry::Part::kPoints, look,
                                   type_words(layer, type, request.language)});
            }
        }
    }
    return entries;
}

void add_layers(const Pen& pen, const SceneInput& input, const FocusArea& focus,
                std::span<const LayerEntry> entries, MapScene& scene) {
    const InFocus in_focus(input, focus);
    for (std::uint32_t f = 0; f < scene.frames.size(); ++f) {
        const auto sheet = static_cast<std::size_t>(scene.frames[f].sheet);
        const auto first = scene.markers.size();
        for (const auto& entry : entries) {
            const auto& placed = (*input.layers)[entry.layer][sheet];
            if (entry.part != LayerEntry::Part::kPoints) {
                add_overlay(pen, f, placed, entry, scene);
                continue;
            }
            const auto& type = input.dataset->layers[entry.layer].type;
            for (const auto& point : placed.points) {
                if (type[point.row] == entry.type && in_focus.holds(point.place)) {
                    scene.markers.push_back({f,
                                             point.place,
                                             entry.look.shape,
                                             0.0F,
                                             entry.look.color,
                                             {},
                                             entry.layer,
                                             point.row});
                }
            }
        }
        const double size = marker_size(scene, f);
        for (auto m = first; m < scene.markers.size(); ++m) {
            scene.markers[m].size = static_cast<float>(pen.px(kMarkerSize * size));
            scene.markers[m].edge = pen.line(pen.colors.circle_edge, kMarkerEdge * size);
        }
    }
}

LayerLook tried_look(const Pen& pen) { return {pen.colors.ink, MarkerShape::kStar}; }

LineStyle route_line(const Pen& pen) { return pen.line(pen.colors.ink, 3.0); }

void add_access_marks(const Pen& pen, const SceneInput& input, const MapContent& content,
                      MapScene& scene) {
    constexpr double kTriedSize = 26.0;
    for (std::uint32_t f = 0; f < scene.frames.size(); ++f) {
        const auto sheet = static_cast<std::size_t>(scene.frames[f].sheet);
        if (content.route && (*input.route)[sheet].lines != nullptr) {
            AreaStyle outline_only;
            outline_only.fill = with_alpha(outline_only.fill, 0);
            const auto& lines = (*input.route)[sheet].lines;
            // Twice, for contrast with whatever it crosses.
            scene.overlays.push_back(
                {f, nullptr, outline_only, pen.line(pen.colors.panel, 6.0), lines});
            scene.overlays.push_back({f, nullptr, outline_only, route_line(pen), lines});
        }
        if (content.access == nullptr || content.access->tried == nullptr) {
            continue;
        }
        const auto look = tried_look(pen);
        for (const auto& point : (*content.access->tried)[sheet].points) {
            scene.markers.push_back({f, point.place, look.shape,
                                     static_cast<float>(pen.px(kTriedSize)), look.color,
                                     pen.line(pen.colors.panel, 2.0), kNoLayer, 0});
        }
    }
}

std::string layer_words(const MapLayer& layer, Language language) {
    return layer.built_in ? render({screen::kMapSeats}, language) : layer.name;
}

std::string type_words(const MapLayer& layer, std::uint32_t type, Language language) {
    const auto& text = layer.types[type];
    return fold_key(text).empty() ? layer_words(layer, language) : service_words(text, language);
}

}  // namespace maillage::carto
