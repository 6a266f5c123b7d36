// SPDX-License-Identifier: Apache-2.0
#include "report/path.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace maillage::report {

carto::Rect Path::box() const {
    if (m_points.empty()) {
        return {};
    }
    geo::Box box;
    for (const auto& p : m_points) {
        box.add(geo::Point{p.x, p.y});
    }
    return {box.min_x, box.min_y, box.width(), box.height()};
}

Path rectangle(const carto::Rect& rect, double corner) {
    Path path;
    path.begin();
    const double radius = std::clamp(corner, 0.0, std::min(rect.width, rect.height) / 2);
    if (radius <= 0.0) {
        path.add({rect.x, rect.y});
        path.add({rect.right(), rect.y});
        path.add({rect.right(), rect.bottom()});
        path.add({rect.x, rect.bottom()});
        return path;
    }
    constexpr int kSteps = 8;  // Off the true arc by 0.5 % of the radius: less than 0.1 pixel.
    for (int quarter = 0; quarter < 4; ++quarter) {
        const double x = quarter == 0 || quarter == 3 ? rect.right() - radius : rect.x + radius;
        const double y = quarter < 2 ? rect.bottom() - radius : rect.y + radius;
        for (int step = 0; step <= kSteps; ++step) {
            const double angle =
                (quarter + static_cast<double>(step) / kSteps) * std::numbers::pi / 2;
            path.add({x + radius * std::cos(angle), y + radius * std::sin(angle)});
        }
    }
    return path;
}

void add_disc(Path& path, carto::Pixel centre, double radius) {
    const int sides = std::clamp(static_cast<int>(std::lround(4.0 + 4.0 * radius)), 8, 64);
    path.begin();
    for (int i = 0; i < sides; ++i) {
        const double angle = 2.0 * std::numbers::pi * i / sides;
        path.add({centre.x + radius * std::cos(angle), centre.y + radius * std::sin(angle)});
    }
}

carto::Rect common(const carto::Rect& a, const carto::Rect& b) {
    const double x = std::max(a.x, b.x);
    const double y = std::max(a.y, b.y);
    return {x, y, std::max(0.0, std::min(a.right(), b.right()) - x),
            std::max(0.0, std::min(a.bottom(), b.bottom()) - y)};
}

}  // namespace maillage::report
