// SPDX-License-Identifier: Apache-2.0
#include "report/draw_parts.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace maillage::report {
namespace {

/// Whether a mark of this \p radius can be seen in the frame; false for a place that is not known.
bool in_view(const FrameView& view, carto::Pixel p, double radius) {
    const auto around = view.frame.viewport.inset(-radius - 2.0);
    return around.holds(p);
}

/// Corners on a circle, the first at the top; every second one at \p inner × radius.
Path star(carto::Pixel centre, double radius, int corners, double inner) {
    Path path;
    path.begin();
    for (int i = 0; i < corners; ++i) {
        const double angle = 2.0 * std::numbers::pi * i / corners - std::numbers::pi / 2;
        const double r = i % 2 == 0 ? radius : radius * inner;
        path.add({centre.x + r * std::cos(angle), centre.y + r * std::sin(angle)});
    }
    return path;
}

/// A plus of arms a third as wide as long.
Path plus(carto::Pixel c, double radius) {
    const double a = radius / 3.0;
    Path path;
    path.begin();
    for (const auto& [x, y] : {std::pair(-a, -radius),
                               {a, -radius},
                               {a, -a},
                               {radius, -a},
                               {radius, a},
                               {a, a},
                               {a, radius},
                               {-a, radius},
                               {-a, a},
                               {-radius, a},
                               {-radius, -a},
                               {-a, -a}}) {
        path.add({c.x + x, c.y + y});
    }
    return path;
}

Path marker_path(carto::MarkerShape shape, carto::Pixel centre, double radius) {
    switch (shape) {
        case carto::MarkerShape::kSquare:
            return rectangle({centre.x - radius, centre.y - radius, 2 * radius, 2 * radius}, 0.0);
        case carto::MarkerShape::kTriangle: {
            Path path;
            path.begin();
            path.add({centre.x, centre.y - radius});
            path.add({centre.x + radius, centre.y + radius});
            path.add({centre.x - radius, centre.y + radius});
            return path;
        }
        case carto::MarkerShape::kDiamond:
            return star(centre, radius, 4, 1.0);
        case carto::MarkerShape::kCross:
            return plus(centre, radius);
        case carto::MarkerShape::kStar:
            return star(centre, radius, 10, 0.45);
        case carto::MarkerShape::kDisc:
            break;
    }
    Path path;
    add_disc(path, centre, radius);
    return path;
}

}  // namespace

void draw_circles(Canvas& canvas, const FrameView& view) {
    canvas.begin_group("circles-" + std::to_string(view.number + 1));
    for (const auto& circle : view.scene.circles) {
        const auto centre = view.pixel(circle.centre);
        const auto radius = static_cast<double>(circle.radius);
        if (circle.frame == view.number && radius > 0.0 && in_view(view, centre, radius)) {
            canvas.circle(centre, radius, circle.fill, circle.edge);
        }
    }
    canvas.end_group();
}

namespace {

void draw_marker(Canvas& canvas, carto::MarkerShape shape, carto::Pixel centre, double radius,
                 carto::Color fill, const carto::LineStyle& edge) {
    if (shape == carto::MarkerShape::kDisc) {
        canvas.circle(centre, radius, fill, edge);
        return;
    }
    const auto path = marker_path(shape, centre, radius);
    if (fill.a != 0) {
        canvas.fill(path, fill);
    }
    if (edge.width > 0.0F) {
        canvas.stroke(path, edge, true);
    }
}

}  // namespace

void draw_markers(Canvas& canvas, const FrameView& view) {
    for (const auto& marker : view.scene.markers) {
        const auto centre = view.pixel(marker.centre);
        const double radius = static_cast<double>(marker.size) / 2.0;
        if (marker.frame == view.number && in_view(view, centre, radius)) {
            draw_marker(canvas, marker.shape, centre, radius, marker.fill, marker.edge);
        }
    }
}

void draw_decorations(Canvas& canvas, const carto::MapScene& scene) {
    const carto::Rect all{0.0, 0.0, scene.width, scene.height};
    for (const auto& decoration : scene.decorations) {
        const auto& box = decoration.box;
        if (decoration.kind == carto::Decoration::Kind::kLine) {
            Path line;
            line.begin();
            line.add({box.x, box.y});
            line.add({box.right(), box.bottom()});
            canvas.stroke(line, decoration.line, false);
            continue;
        }
        if (decoration.kind == carto::Decoration::Kind::kCircle) {
            const double radius = std::min(box.width, box.height) / 2;
            canvas.circle(box.centre(), radius, decoration.area.fill, decoration.line);
            continue;
        }
        if (decoration.kind == carto::Decoration::Kind::kMarker) {
            draw_marker(canvas, decoration.shape, box.centre(), std::min(box.width, box.height) / 2,
                        decoration.area.fill, decoration.line);
            continue;
        }
        const auto path = rectangle(box, static_cast<double>(decoration.corner));
        fill_area(canvas, path, decoration.area, all);
        if (decoration.line.width > 0.0F) {
            canvas.stroke(path, decoration.line, true);
        }
    }
}

void draw_texts(Canvas& canvas, const carto::MapScene& scene) {
    for (const auto& text : scene.texts) {
        if (text.text.empty() || !(text.size > 0.0F)) {
            continue;
        }
        auto anchor = text.place;
        if (text.map_frame >= 0 && static_cast<std::size_t>(text.map_frame) < scene.frames.size()) {
            const auto& frame = scene.frames[static_cast<std::size_t>(text.map_frame)];
            const auto at = carto::to_pixel(frame.camera, frame.viewport, text.map);
            // A label leaves with what it names.
            if (!frame.viewport.holds(at)) {
                continue;
            }
            anchor = {at.x + text.place.x, at.y + text.place.y};
        }
        canvas.text(text, anchor);
    }
}

}  // namespace maillage::report
