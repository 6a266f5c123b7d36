// SPDX-License-Identifier: Apache-2.0
#include "report/canvas.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace maillage::report {
namespace {

std::int64_t stripe(double at) { return static_cast<std::int64_t>(std::floor(at)); }

/// Stripes (x + sign·y) mod spacing < width over \p box, as parallelograms.
void add_stripes(Path& path, const carto::Rect& box, const carto::AreaStyle& style, double sign) {
    const double top = sign * box.y;
    const double bottom = sign * box.bottom();
    const auto first = stripe((box.x + std::min(top, bottom)) / style.spacing);
    const auto last = stripe((box.right() + std::max(top, bottom)) / style.spacing);
    for (auto k = first; k <= last; ++k) {
        const double from = static_cast<double>(k) * style.spacing;
        const double to = from + style.width;
        path.begin();
        path.add({from - top, box.y});
        path.add({to - top, box.y});
        path.add({to - bottom, box.bottom()});
        path.add({from - bottom, box.bottom()});
    }
}

Path dots(const carto::Rect& box, const carto::AreaStyle& style) {
    Path path;
    const auto index = [&](double at) { return stripe(at / style.spacing); };
    const auto middle = [&](std::int64_t i) {
        return (static_cast<double>(i) + 0.5) * style.spacing;
    };
    for (auto row = index(box.y); row <= index(box.bottom()); ++row) {
        for (auto column = index(box.x); column <= index(box.right()); ++column) {
            add_disc(path, {middle(column), middle(row)}, style.width / 2.0);
        }
    }
    return path;
}

}  // namespace

void hatch_area(Canvas& canvas, const Path& area, const carto::AreaStyle& style,
                const carto::Rect& visible) {
    const auto box = common(area.box(), visible);
    if (style.hatch == carto::Hatch::kNone || style.spacing <= 0.0F || style.width <= 0.0F ||
        style.hatch_color.a == 0 || box.width <= 0.0 || box.height <= 0.0) {
        return;
    }
    canvas.begin_clip(area);
    if (style.hatch == carto::Hatch::kDots) {
        canvas.fill(dots(box, style), style.hatch_color);
    }
    // A cross is two fills: in one, even-odd would leave its crossings empty.
    if (style.hatch == carto::Hatch::kDiagonal || style.hatch == carto::Hatch::kCross) {
        Path stripes;
        add_stripes(stripes, box, style, 1.0);
        canvas.fill(stripes, style.hatch_color);
    }
    if (style.hatch == carto::Hatch::kBackDiagonal || style.hatch == carto::Hatch::kCross) {
        Path stripes;
        add_stripes(stripes, box, style, -1.0);
        canvas.fill(stripes, style.hatch_color);
    }
    canvas.end_clip();
}

void fill_area(Canvas& canvas, const Path& area, const carto::AreaStyle& style,
               const carto::Rect& visible) {
    if (area.empty()) {
        return;
    }
    if (style.fill.a != 0) {
        canvas.fill(area, style.fill);
    }
    hatch_area(canvas, area, style, visible);
}

}  // namespace maillage::report
