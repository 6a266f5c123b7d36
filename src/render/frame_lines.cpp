// SPDX-License-Identifier: Apache-2.0
#include "render/frame_lines.hpp"

#include <algorithm>
#include <cmath>

namespace maillage::gl {
namespace {

constexpr double kRingStep = 0.3;  // Layout pixels: rings are few, and drawn wide.
constexpr double kFeather = 0.75;  // Texture pixels.

/// What a frame shows of its sheet, grown by \p margin layout pixels.
geo::Box seen_box(const carto::Frame& frame, double margin) {
    const auto& viewport = frame.viewport;
    geo::Box box;
    box.add(to_map(frame.camera, viewport, {viewport.x - margin, viewport.y - margin}));
    box.add(
        to_map(frame.camera, viewport, {viewport.right() + margin, viewport.bottom() + margin}));
    return box;
}

void to_pixels(std::span<const geo::Point> points, const carto::Frame& frame,
               std::vector<carto::Pixel>& pixels) {
    const auto middle = frame.viewport.centre();
    const double scale = 1.0 / frame.camera.metres_per_pixel;
    const auto centre = frame.camera.centre;
    pixels.reserve(pixels.size() + points.size());
    for (const auto& p : points) {
        pixels.push_back(
            {middle.x + (p.x - centre.x) * scale, middle.y - (p.y - centre.y) * scale});
    }
}

double length_of(std::span<const geo::Point> points) {
    double length = 0.0;
    for (std::size_t i = 1; i < points.size(); ++i) {
        length += std::hypot(points[i].x - points[i - 1].x, points[i].y - points[i - 1].y);
    }
    return length;
}

bool is_closed(std::span<const geo::Point> points) {
    return points.size() > 2 && points.front() == points.back();
}

/// One ring, cut where its arcs are out of sight; dashes go on across the cuts.
void add_ring(LineBuilder& builder, const geo::Mosaic& mosaic, std::span<const geo::ArcRef> refs,
              const carto::Frame& frame, const geo::Box& seen, bool dashed) {
    std::vector<carto::Pixel> line;
    double along = 0.0;
    double line_along = 0.0;
    bool whole = true;
    for (const auto ref : refs) {
        const auto arc = mosaic.arc(ref.arc());
        const bool visible = mosaic.arc_box[ref.arc()].meets(seen);
        if (!visible) {
            builder.add(line, false, line_along);
            line.clear();
            whole = false;
        } else {
            if (line.empty()) {
                line_along = along;
            } else {
                line.pop_back();  // where the last arc ended and this one begins
            }
            const auto before = static_cast<std::ptrdiff_t>(line.size());
            to_pixels(arc, frame, line);
            if (ref.reversed()) {
                std::reverse(line.begin() + before, line.end());
            }
        }
        along += dashed ? length_of(arc) / frame.camera.metres_per_pixel : 0.0;
    }
    builder.add(line, whole, line_along);
}

void add_groups(LineBuilder& builder, const geo::Mosaic& mosaic, const carto::Rings& rings,
                const carto::Frame& frame, const carto::LineStyle& style) {
    const auto seen = seen_box(frame, static_cast<double>(style.width));
    const auto& all = *rings.rings;
    builder.start(style);
    for (const auto group : rings.groups) {
        if (group >= all.group_count()) {
            continue;
        }
        for (auto r = all.group_start[group]; r < all.group_start[group + 1]; ++r) {
            const auto refs = std::span(all.refs).subspan(
                all.ring_start[r], all.ring_start[r + 1] - all.ring_start[r]);
            add_ring(builder, mosaic, refs, frame, seen, style.dash > 0.0F);
        }
    }
    builder.finish();
}

double signed_area(std::span<const carto::Pixel> ring) {
    double area = 0.0;
    for (std::size_t i = 1; i < ring.size(); ++i) {
        area += ring[i - 1].x * ring[i].y - ring[i].x * ring[i - 1].y;
    }
    return area;
}

void add_fan(LineBatch& batch, std::span<const carto::Pixel> ring, bool turned) {
    const auto hub = static_cast<std::uint32_t>(batch.vertices.size());
    for (const auto& p : ring) {
        batch.vertices.push_back({static_cast<float>(p.x), static_cast<float>(p.y), 0.0F, 0.0F});
    }
    const auto count = static_cast<std::uint32_t>(ring.size());
    for (std::uint32_t i = 1; i + 2 < count; ++i) {
        const auto a = hub + i + (turned ? 1U : 0U);
        const auto b = hub + i + (turned ? 0U : 1U);
        batch.indices.insert(batch.indices.end(), {hub, a, b});
    }
}

}  // namespace

void add_rings(LineBatch& batch, const carto::Sheet& sheet, const carto::Rings& rings,
               const carto::Frame& frame, const Window& window) {
    if (rings.rings == nullptr || rings.detail >= sheet.levels.size()) {
        return;
    }
    const auto& mosaic = sheet.levels[rings.detail].mosaic;
    LineBuilder builder(batch, frame.viewport, kFeather / window.ratio, kRingStep / window.ratio);
    for (const auto& style : {rings.casing, rings.line}) {
        if (style.width > 0.0F) {
            add_groups(builder, mosaic, rings, frame, style);
        }
    }
}

void add_outlines(LineBatch& batch, const carto::Overlay& overlay, const carto::Frame& frame,
                  const Window& window) {
    if (!(overlay.line.width > 0.0F)) {
        return;
    }
    LineBuilder builder(batch, frame.viewport, kFeather / window.ratio, kRingStep / window.ratio);
    builder.start(overlay.line);
    std::vector<carto::Pixel> line;
    const auto rings = overlay.polygons != nullptr ? overlay.polygons->ring_count() : 0;
    for (std::size_t r = 0; r < rings; ++r) {
        line.clear();
        to_pixels(overlay.polygons->ring(r), frame, line);
        builder.add(line, is_closed(overlay.polygons->ring(r)));
    }
    builder.finish();
}

void add_lines(LineBatch& batch, const carto::Overlay& overlay, const carto::Frame& frame,
               const Window& window) {
    if (overlay.lines == nullptr || !(overlay.line.width > 0.0F)) {
        return;
    }
    LineBuilder builder(batch, frame.viewport, kFeather / window.ratio, kRingStep / window.ratio);
    builder.start(overlay.line);
    std::vector<carto::Pixel> line;
    for (std::size_t l = 0; l < overlay.lines->line_count(); ++l) {
        line.clear();
        to_pixels(overlay.lines->line(l), frame, line);
        builder.add(line, is_closed(overlay.lines->line(l)));
    }
    builder.finish();
}

void add_fans(LineBatch& batch, const geo::PolygonSet& polygons, const carto::Frame& frame) {
    LineDraw draw;
    draw.first = static_cast<std::uint32_t>(batch.indices.size());
    std::vector<carto::Pixel> ring;
    for (std::size_t p = 0; p < polygons.polygon_count(); ++p) {
        const auto rings = polygons.rings_of(p);
        for (auto r = rings.first; r < rings.last; ++r) {
            ring.clear();
            to_pixels(polygons.ring(r), frame, ring);
            const bool outside = r == rings.first;
            add_fan(batch, ring, (signed_area(ring) > 0.0) != outside);
        }
    }
    draw.count = static_cast<std::uint32_t>(batch.indices.size()) - draw.first;
    batch.draws.push_back(draw);
}

void add_fans(LineBatch& batch, const carto::Sheet& sheet, const carto::Rings& rings,
              const carto::Frame& frame) {
    LineDraw draw;
    draw.first = static_cast<std::uint32_t>(batch.indices.size());
    if (rings.rings != nullptr && rings.detail < sheet.levels.size()) {
        const auto& mosaic = sheet.levels[rings.detail].mosaic;
        const auto& all = *rings.rings;
        std::vector<carto::Pixel> ring;
        for (const auto group : rings.groups) {
            for (auto r = all.group_start[group]; r < all.group_start[group + 1]; ++r) {
                ring.clear();
                for (auto i = all.ring_start[r]; i < all.ring_start[r + 1]; ++i) {
                    const auto before = static_cast<std::ptrdiff_t>(ring.size());
                    to_pixels(mosaic.arc(all.refs[i].arc()), frame, ring);
                    if (all.refs[i].reversed()) {
                        std::reverse(ring.begin() + before, ring.end());
                    }
                }
                add_fan(batch, ring, false);  // Holes are the other way round as they stand.
            }
        }
    }
    draw.count = static_cast<std::uint32_t>(batch.indices.size()) - draw.first;
    batch.draws.push_back(draw);
}

}  // namespace maillage::gl
