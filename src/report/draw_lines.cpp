// SPDX-License-Identifier: Apache-2.0
#include "report/arc_chains.hpp"
#include "report/draw_parts.hpp"

#include <algorithm>

namespace maillage::report {
namespace {

bool shown(const carto::LineStyle& line) { return line.width > 0.0F && line.color.a != 0; }

Path border_path(const FrameView& view, const std::vector<std::uint32_t>& arcs) {
    const auto& mosaic = view.level->mosaic;
    Path path;
    for (const auto& chain : chain_arcs(mosaic, arcs)) {
        path.begin();
        bool first = true;
        for (const auto ref : chain) {
            add_arc(path, view, mosaic, ref, first ? ArcPoints::kAll : ArcPoints::kAllButFirst);
            first = false;
        }
    }
    return path;
}

Path line_path(const FrameView& view, std::span<const geo::Point> points) {
    Path path;
    path.begin();
    for (const auto& point : points) {
        path.add(view.pixel(point));
    }
    return path;
}

Path polygon_path(const FrameView& view, const geo::PolygonSet& set, std::uint32_t polygon) {
    Path path;
    const auto rings = set.rings_of(polygon);
    for (auto r = rings.first; r < rings.last; ++r) {
        const auto points = set.ring(r);
        path.begin();
        for (std::size_t k = 0; k + 1 < points.size(); ++k) {
            path.add(view.pixel(points[k]));
        }
    }
    return path;
}

bool is_on(const FrameView& view, const carto::Rings& rings) {
    return rings.rings != nullptr && view.sheet != nullptr &&
           rings.detail < view.sheet->levels.size();
}

/// \pre is_on()
Path groups_path(const FrameView& view, const carto::Rings& rings) {
    const auto& mosaic = view.sheet->levels[rings.detail].mosaic;
    Path path;
    for (const auto group : rings.groups) {
        add_rings(path, view, mosaic, *rings.rings, rings.rings->group_start[group],
                  rings.rings->group_start[group + 1]);
    }
    return path;
}

/// \pre it has polygons
void draw_polygons(Canvas& canvas, const FrameView& view, const carto::Overlay& overlay,
                   const carto::Rect& around) {
    for (std::uint32_t p = 0; p < overlay.polygons->polygon_count(); ++p) {
        const auto path = polygon_path(view, *overlay.polygons, p);
        if (!path.box().meets(around)) {
            continue;
        }
        fill_area(canvas, path, overlay.area, view.frame.viewport);
        if (shown(overlay.line)) {
            canvas.stroke(path, overlay.line, true);
        }
    }
}

}  // namespace

void draw_borders(Canvas& canvas, const FrameView& view) {
    if (view.level == nullptr) {
        return;
    }
    const auto& mosaic = view.level->mosaic;
    canvas.begin_group("borders-" + std::to_string(view.number + 1));
    for (const bool faded : {true, false}) {
        const auto& lines = faded ? view.frame.faded_borders : view.frame.borders;
        for (std::size_t rank = 0; rank < lines.size(); ++rank) {
            if (!shown(lines[rank])) {
                continue;
            }
            std::vector<std::uint32_t> arcs;
            for (std::uint32_t a = 0; a < mosaic.arc_count(); ++a) {
                if (static_cast<std::size_t>(view.level->rank[a]) == rank &&
                    mosaic.arc_box[a].meets(view.seen) &&
                    view.scene.is_faded(mosaic.left[a], mosaic.right[a]) == faded) {
                    arcs.push_back(a);
                }
            }
            if (!arcs.empty()) {
                canvas.stroke(border_path(view, arcs), lines[rank], false);
            }
        }
    }
    canvas.end_group();
}

void draw_overlays(Canvas& canvas, const FrameView& view) {
    const auto around = view.frame.viewport.inset(-8.0);
    for (const auto& overlay : view.scene.overlays) {
        if (overlay.frame != view.number || overlay.polygons == nullptr) {
            continue;
        }
        if (overlay.within == nullptr) {
            draw_polygons(canvas, view, overlay, around);
        } else if (is_on(view, *overlay.within)) {
            canvas.begin_clip(groups_path(view, *overlay.within));
            draw_polygons(canvas, view, overlay, around);
            canvas.end_clip();
        }
    }
}

void draw_overlay_lines(Canvas& canvas, const FrameView& view) {
    const auto around = view.frame.viewport.inset(-8.0);
    for (const auto& overlay : view.scene.overlays) {
        if (overlay.frame != view.number || overlay.lines == nullptr || !shown(overlay.line)) {
            continue;
        }
        for (std::size_t l = 0; l < overlay.lines->line_count(); ++l) {
            const auto points = overlay.lines->line(l);
            const bool closed = points.front() == points.back();
            const auto path = line_path(view, closed ? points.first(points.size() - 1) : points);
            if (path.box().meets(around)) {
                canvas.stroke(path, overlay.line, closed);
            }
        }
    }
}

void draw_rings(Canvas& canvas, const FrameView& view) {
    for (const auto& rings : view.scene.rings) {
        if (rings.frame != view.number || !is_on(view, rings)) {
            continue;
        }
        const auto path = groups_path(view, rings);
        for (const auto& line : {rings.casing, rings.line}) {
            if (shown(line) && !path.empty()) {
                canvas.stroke(path, line, true);
            }
        }
    }
}

}  // namespace maillage::report
