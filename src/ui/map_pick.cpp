// SPDX-License-Identifier: Apache-2.0
#include "base/text.hpp"
#include "carto/layer_marks.hpp"
#include "carto/units.hpp"
#include "geo/projection.hpp"
#include "model/lookup.hpp"
#include "ui/numbers.hpp"
#include "ui/panels/access_lines.hpp"
#include "ui/parts.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace maillage::ui {
namespace {

using carto::MapLevel;
using indicators::Level;

/// Circles up to this radius are easier to hit than the commune below them.
constexpr float kSmallCircle = 14.0F;

/// The smallest circle under the pixel: they are drawn large to small.
const carto::Circle* circle_at(const carto::MapScene& scene, carto::Pixel pixel) {
    for (auto circle = scene.circles.rbegin(); circle != scene.circles.rend(); ++circle) {
        if (circle->radius > kSmallCircle || circle->frame >= scene.frames.size()) {
            continue;
        }
        const auto& frame = scene.frames[circle->frame];
        const auto at = carto::to_pixel(frame.camera, frame.viewport, circle->centre);
        if (frame.viewport.holds(pixel) &&
            std::hypot(at.x - pixel.x, at.y - pixel.y) <= static_cast<double>(circle->radius)) {
            return &*circle;
        }
    }
    return nullptr;
}

constexpr double kMarkerReach = 3.0;  ///< Pixels beyond its rim: small marks are hard to hit.

/// The marker nearest to the pixel; \p camera is that of the map frame as it is seen now.
const carto::Marker* marker_at(const carto::MapScene& scene, const carto::Camera& camera,
                               carto::Pixel pixel) {
    const carto::Marker* nearest = nullptr;
    double least = 0.0;
    for (const auto& marker : scene.markers) {
        const auto& frame = scene.frames[marker.frame];
        const auto at = carto::to_pixel(marker.frame == 0 ? camera : frame.camera, frame.viewport,
                                        marker.centre);
        const double far = std::hypot(at.x - pixel.x, at.y - pixel.y);
        const bool hit = frame.viewport.holds(pixel) &&
                         far <= static_cast<double>(marker.size) / 2 + kMarkerReach;
        if (hit && (nearest == nullptr || far <= least)) {
            nearest = &marker;
            least = far;
        }
    }
    return nearest;
}

/// Whether an inset covers this pixel of the map frame.
bool below_inset(const carto::MapScene& scene, const carto::Marker& marker, carto::Pixel pixel) {
    return marker.frame == 0 &&
           std::any_of(scene.frames.begin() + 1, scene.frames.end(),
                       [&](const carto::Frame& frame) { return frame.viewport.holds(pixel); });
}

bool in_focus(const Territories& all, const carto::Focus& focus, Index<Commune> commune) {
    const auto department = all.communes.department[commune.value];
    if (const auto* region = std::get_if<RegionCode>(&focus)) {
        return all.departments.parent[department.value] == find(all, *region);
    }
    if (const auto* code = std::get_if<DepartmentCode>(&focus)) {
        return department == find(all, *code);
    }
    if (const auto* epci = std::get_if<EpciCode>(&focus)) {
        return all.communes.epci[commune.value] == find(all, *epci);
    }
    return true;
}

std::optional<Place> unit_of(const Territories& all, MapLevel level, Index<Commune> commune) {
    const auto department = all.communes.department[commune.value];
    switch (level) {
        case MapLevel::kDepartment:
            return Place{Level::kDepartment, department.value};
        case MapLevel::kRegion: {
            const auto region = all.departments.parent[department.value];
            return region.valid() ? std::optional(Place{Level::kRegion, region.value})
                                  : std::nullopt;
        }
        case MapLevel::kEpci: {
            const auto epci = all.communes.epci[commune.value];
            return epci.valid() ? Place{Level::kEpci, epci.value}
                                : Place{Level::kCommune, commune.value};
        }
        case MapLevel::kCommune:
            break;
    }
    return Place{Level::kCommune, commune.value};
}

/// Of times the communes are the units, but a click on France opens a department.
MapLevel level_under(const PanelContext& context) {
    const auto& map = context.view.map;
    const bool wide = std::holds_alternative<carto::WholeFrance>(map.focus) ||
                      std::holds_alternative<RegionCode>(map.focus);
    return carto::is_access(map.view) && !wide ? MapLevel::kCommune : map.level;
}

/// What the map of access says of a commune.
std::string access_words(const PanelContext& context, Index<Commune> commune) {
    const auto& map = *context.snapshot.access;
    if (context.view.map.view == carto::View::kAccessGaps) {
        return gap_text(map.communes[commune.value].gap, context.language);
    }
    return time_words(map, commune, context.language);
}

carto::Focus department_focus(const Territories& all, Index<Commune> commune) {
    return all.departments.code[all.communes.department[commune.value].value];
}

/// The legend stands on the map: what lies below it is not pointed at.
bool on_furniture(const carto::MapScene& scene, carto::Pixel pixel) {
    return std::any_of(scene.decorations.begin(), scene.decorations.end(),
                       [&](const carto::Decoration& one) {
                           return one.kind == carto::Decoration::Kind::kRect &&
                                  one.area.fill.a != 0 && one.box.holds(pixel);
                       });
}

std::string signatories(const PanelContext& context, const indicators::CoverageRow& row) {
    return context.text(screen::kSignatories,
                        {count_text(row.range.total, row.years, context.language),
                         indicators::shown_count(row.range.total.high, row.years)});
}

bool crosses(carto::Pixel a, carto::Pixel b, carto::Pixel p) {
    return (a.y > p.y) != (b.y > p.y) && p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x;
}

bool inside(const std::vector<carto::Pixel>& line, carto::Pixel p) {
    bool odd = false;
    for (std::size_t i = 0, j = line.size() - 1; i < line.size(); j = i++) {
        odd = odd != crosses(line[i], line[j], p);
    }
    return odd;
}

}  // namespace

std::optional<Under> under(const PanelContext& context, const MapPort& port, carto::Pixel pixel) {
    const auto& scene = *context.snapshot.scene->scene;
    if (on_furniture(scene, pixel)) {
        return std::nullopt;
    }
    const auto hit = port.pick ? port.pick(pixel) : std::nullopt;
    const auto* circle = circle_at(scene, pixel);
    Under what;
    what.frame = circle != nullptr ? circle->frame : hit ? hit->frame : 0;
    what.commune = hit ? hit->commune : Index<Commune>{};
    const auto& all = context.snapshot.results->dataset->territories;
    if (circle != nullptr && circle->commune.valid()) {
        what.commune = circle->commune;
    }
    if (circle != nullptr && circle->department.valid()) {
        what.unit = Place{Level::kDepartment, circle->department.value};
    }
    if (!what.commune.valid() || what.commune.value >= all.communes.size()) {
        what.commune = {};
        return what.unit ? std::optional(what) : std::nullopt;
    }
    what.outside = !in_focus(all, context.view.map.focus, what.commune);
    if (!what.unit) {
        what.unit = what.outside ? Place{Level::kDepartment,
                                         all.communes.department[what.commune.value].value}
                                 : unit_of(all, level_under(context), what.commune);
    }
    return what;
}

std::optional<carto::Focus> focus_of_click(const PanelContext& context, const Under& what,
                                           bool twice) {
    const auto& all = context.snapshot.results->dataset->territories;
    const auto& focus = context.view.map.focus;
    const bool wide = std::holds_alternative<carto::WholeFrance>(focus) ||
                      std::holds_alternative<RegionCode>(focus);
    if (!what.unit) {
        return std::nullopt;
    }
    if (what.unit->level == Level::kRegion) {
        return all.regions.code[what.unit->row];
    }
    if (what.unit->level == Level::kDepartment && (wide || twice)) {
        return all.departments.code[what.unit->row];
    }
    if (twice && wide && what.commune.valid()) {
        return department_focus(all, what.commune);
    }
    return std::nullopt;
}

std::vector<std::string> tooltip_lines(const PanelContext& context, const Under& what) {
    const auto& results = *context.snapshot.results;
    const auto& all = results.dataset->territories;
    const auto row = results.coverage->row(what.unit->level, what.unit->row);
    std::vector<std::string> lines{name_of(*results.dataset, *what.unit, context.language)};
    if (what.unit->level == Level::kCommune) {
        const auto department = all.communes.department[what.unit->row].value;
        lines.push_back(all.departments.name[department] + " (" +
                        all.departments.code[department].string() + ")");
    }
    lines.push_back(row.has_counts ? signatories(context, row)
                                   : context.text(screen::kMapUnknownValue));
    if (what.unit->level == Level::kCommune) {
        const bool covered = results.coverage->covered(what.commune);
        lines.push_back(context.text(covered ? screen::kCovered : screen::kMapNotCovered));
    } else if (row.has_counts) {
        lines.push_back(context.text(screen::kRateIs, {percent_text(row.rate, context.language)}));
    }
    if (carto::is_access(context.view.map.view) && context.snapshot.access_current &&
        what.unit->level == Level::kCommune) {
        lines.push_back(access_words(context, what.commune));
    }
    if (focus_of_click(context, what, false)) {
        lines.push_back(context.text(screen::kClickToOpen));
    }
    return lines;
}

std::optional<std::string> place_of_pixel(const carto::MapScene& scene, const carto::Camera& camera,
                                          carto::Pixel pixel) {
    // Insets stand on the map: the last one that holds the pixel.
    for (std::size_t f = scene.frames.size(); f-- > 0;) {
        const auto& frame = scene.frames[f];
        if (!frame.viewport.holds(pixel)) {
            continue;
        }
        const auto way = geo::Projection::make({carto::sheet_crs(frame.sheet)}, {geo::kWgs84});
        if (!way) {
            return std::nullopt;
        }
        std::vector points{carto::to_map(f == 0 ? camera : frame.camera, frame.viewport, pixel)};
        way->apply(points);
        const auto degrees = [](double value) {
            constexpr std::int64_t kParts = 100'000;
            const auto parts = std::llround(value * static_cast<double>(kParts));
            return (parts < 0 ? "-" : "") + fixed_ratio(std::abs(parts), kParts, 5, '.');
        };
        return std::isfinite(points[0].x) && std::isfinite(points[0].y)
                   ? std::optional(degrees(points[0].x) + "," + degrees(points[0].y))
                   : std::nullopt;
    }
    return std::nullopt;
}

std::vector<std::string> marker_lines(const PanelContext& context, const carto::Camera& camera,
                                      carto::Pixel pixel) {
    const auto& scene = *context.snapshot.scene->scene;
    const auto& layers = context.snapshot.results->dataset->layers;
    const auto* marker = marker_at(scene, camera, pixel);
    // A scene may be of the dataset before this one for a moment.
    if (marker == nullptr || below_inset(scene, *marker, pixel) || marker->layer >= layers.size() ||
        marker->point >= layers[marker->layer].point_count()) {
        return {};
    }
    const auto& layer = layers[marker->layer];
    const auto type = carto::type_words(layer, layer.type[marker->point], context.language);
    const auto& name = layer.point_name[marker->point];
    return name.empty() ? std::vector<std::string>{type} : std::vector<std::string>{name, type};
}

std::vector<workspace::ThingRef> communes_inside(const PanelContext& context,
                                                 const carto::Camera& camera,
                                                 const std::vector<carto::Pixel>& line) {
    std::vector<workspace::ThingRef> found;
    const auto& scene = *context.snapshot.scene->scene;
    const auto& all = context.snapshot.results->dataset->territories;
    if (scene.geometry == nullptr || line.size() < 3) {
        return found;
    }
    const auto& geometry = *scene.geometry;
    const auto count = std::min(geometry.commune_count(), all.communes.size());
    for (std::size_t f = 0; f < scene.frames.size(); ++f) {
        const auto& frame = scene.frames[f];
        const auto& seen = f == 0 ? camera : frame.camera;
        for (std::size_t i = 0; i < count; ++i) {
            const auto anchor = geometry.anchor[i];
            if (geometry.sheet_of_commune[i] != frame.sheet || std::isnan(anchor.x)) {
                continue;
            }
            const auto pixel = carto::to_pixel(seen, frame.viewport, anchor);
            const auto commune = index_of<Commune>(i);
            if (frame.viewport.holds(pixel) && inside(line, pixel) &&
                in_focus(all, context.view.map.focus, commune)) {
                found.push_back(
                    {workspace::ThingRef::Kind::kCommune, all.communes.code[i].string()});
            }
        }
    }
    // The Paris inset shows communes of the map a second time.
    std::sort(found.begin(), found.end(),
              [](const auto& a, const auto& b) { return a.code < b.code; });
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

void draw_trail(std::span<const carto::Pixel> outline, bool filled, const carto::Rect& place,
                const Look& look) {
    auto& list = *ImGui::GetWindowDrawList();
    std::vector<ImVec2> points;
    points.reserve(outline.size());
    for (const auto& one : outline) {
        points.emplace_back(static_cast<float>(place.x + one.x * look.scale),
                            static_cast<float>(place.y + one.y * look.scale));
    }
    if (filled) {
        list.AddRectFilled(points[0], points[2], im(carto::with_alpha(look.colors.primary, 30)));
    }
    list.AddPolyline(points.data(), static_cast<int>(points.size()), im(look.colors.primary),
                     ImDrawFlags_Closed, look.px(1.5));
}

}  // namespace maillage::ui
