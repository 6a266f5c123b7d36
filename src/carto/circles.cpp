// SPDX-License-Identifier: Apache-2.0
#include "carto/circles.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace maillage::carto {
namespace {

/// Radius of the largest circle as a share of the canvas's smaller side.
constexpr double kLargestWhole = 0.026;
constexpr double kLargestFocus = 0.044;
/// Circles of much the same size everywhere would bury the map: all of them together take at most
/// this share of the ground, unless that made them too small to be told apart.
constexpr double kMostInk = 0.2;
constexpr double kLeastShrunk = 0.3;
constexpr double kSmallestRadius = 0.8;
constexpr double kMaskedRadius = 2.6;

void add_unit_marks(const MapContent& content, CircleMarks& result) {
    for (std::size_t u = 0; u < content.units.rows.size(); ++u) {
        const auto& unit = content.units.rows[u];
        if (std::isnan(unit.place.x) || unit.range.total.high == 0) {
            continue;
        }
        CircleMark mark;
        mark.unit = static_cast<std::uint32_t>(u);
        mark.department = unit.department;
        const auto years = static_cast<double>(content.counts.years);
        mark.low = static_cast<double>(unit.range.total.low) / years;
        mark.high = static_cast<double>(unit.range.total.high) / years;
        mark.place = unit.place;
        mark.sheet = unit.sheet;
        result.marks.push_back(mark);
    }
}

void add_commune_marks(const SceneInput& input, const MapContent& content, CircleMarks& result) {
    const auto& geometry = *input.geometry;
    const auto years = static_cast<double>(content.counts.years);
    for (const auto commune : content.focus.communes) {
        const auto i = commune.value;
        const auto& count = content.counts.located[i];
        if (count.high == 0 || std::isnan(geometry.anchor[i].x)) {
            continue;
        }
        CircleMark mark;
        mark.commune = commune;
        mark.low = static_cast<double>(count.low) / years;
        mark.high = static_cast<double>(count.high) / years;
        mark.masked = content.counts.masked[i] != 0;
        mark.place = geometry.anchor[i];
        mark.sheet = geometry.sheet_of_commune[i];
        mark.cover = content.cover.empty() ? Cover::kOpen : content.cover[i];
        if (mark.masked) {
            ++result.masked_shown;
            if (content.counts.masked[i] == CommuneCounts::kMasked) {
                result.masked_high = std::max(result.masked_high, count.high);
            }
        }
        result.marks.push_back(mark);
    }
}

/// Square pixels of the rectangle around the territory where it fills the canvas.
double ground_of(const SceneInput& input, const FocusArea& focus, const Canvas& canvas) {
    const auto& sheet = input.geometry->sheets[static_cast<std::size_t>(focus.sheet)];
    auto box = sheet.box;
    if (!focus.whole && !sheet.levels.empty()) {
        box = {};
        for (const auto commune : focus.communes) {
            box.add(sheet.levels.back().mosaic.feature_box[commune.value]);
        }
    }
    if (box.empty() || box.width() <= 0.0 || box.height() <= 0.0) {
        return canvas.width * canvas.height;
    }
    const double metres = std::max(box.width() / canvas.width, box.height() / canvas.height);
    return box.width() * box.height() / (metres * metres);
}

/// What the radius of the largest circle is multiplied with so that the others leave the map to be
/// seen. \p area: of all circles with that radius.
double shrunk(double area, double ground) {
    const double most = kMostInk * ground;
    return area <= most ? 1.0 : std::max(kLeastShrunk, std::sqrt(most / area));
}

/// Thin around small circles, whose area it would eat.
LineStyle edge_of(const Pen& pen, double radius) {
    return pen.line(pen.colors.circle_edge, std::min(1.0, 0.3 * radius / pen.k));
}

class Adding {
public:
    Adding(const CircleMarks& marks, const MapRequest& request, const MapContent& content,
           const Pen& pen, MapScene& scene)
        : m_marks(marks), m_request(request), m_content(content), m_pen(pen), m_scene(scene) {}

    void frame(std::uint32_t number) {
        const auto& frame = m_scene.frames[number];
        for (const auto& mark : m_marks.marks) {
            if (mark.sheet == frame.sheet && visible(frame, mark)) {
                add(number, mark);
            }
        }
    }

private:
    /// Circles centred outside an inset would be cut by its edge.
    static bool visible(const Frame& frame, const CircleMark& mark) {
        return !frame.inset ||
               frame.viewport.holds(to_pixel(frame.camera, frame.viewport, mark.place));
    }

    void add(std::uint32_t number, const CircleMark& mark) {
        Circle circle;
        circle.frame = number;
        circle.centre = mark.place;
        circle.commune = mark.commune;
        circle.department = mark.department;
        const auto color = circle_color(m_pen.colors, m_content, mark.cover);
        if (mark.masked) {
            circle.radius = static_cast<float>(m_pen.px(kMaskedRadius));
            circle.fill = with_alpha(m_pen.colors.panel, 0);
            circle.edge = m_pen.line(color, 1.1);
            m_scene.circles.push_back(circle);
            return;
        }
        const double low = m_marks.scale.radius(mark.low);
        const double high = m_marks.scale.radius(mark.high);
        if (high < kSmallestRadius) {
            return;
        }
        if (high - low > m_pen.px(0.75)) {
            circle.radius = static_cast<float>(high);
            circle.fill = with_alpha(color, 0);
            circle.edge = m_pen.line(color, 1.0, 3.0);
            m_scene.circles.push_back(circle);
        }
        if (low > 0.0) {
            circle.radius = static_cast<float>(low);
            circle.fill = color;
            circle.edge = edge_of(m_pen, low);
            m_scene.circles.push_back(circle);
        }
    }

    const CircleMarks& m_marks;
    const MapRequest& m_request;
    const MapContent& m_content;
    const Pen& m_pen;
    MapScene& m_scene;
};

}  // namespace

double CircleScale::radius(double count) const { return factor * std::sqrt(std::max(0.0, count)); }

Color circle_color(const ThemeColors& colors, const MapContent& content, Cover cover) {
    // Over a choropleth the fill says the coverage; circles let it through.
    constexpr std::uint8_t kOverClasses = 0xB4;
    constexpr std::uint8_t kOverCommunes = 0xE6;
    if (content.choropleth || content.cover.empty()) {
        return with_alpha(colors.circle_open, kOverClasses);
    }
    switch (cover) {
        case Cover::kCovered:
            return with_alpha(colors.circle_covered, kOverCommunes);
        case Cover::kPlanned:
        case Cover::kSupposed:
            return with_alpha(colors.circle_planned, kOverCommunes);
        case Cover::kLost:
        case Cover::kOther:
        case Cover::kOpen:
            break;
    }
    return with_alpha(colors.circle_open, kOverCommunes);
}

CircleMarks make_marks(const SceneInput& input, const MapRequest& request, const Canvas& canvas,
                       const MapContent& content) {
    CircleMarks result;
    if (request.view == View::kPopulation || request.view == View::kContracts ||
        is_access(request.view) || (!request.circles && request.view != View::kSignatories)) {
        return result;
    }
    if (content.by_commune) {
        add_commune_marks(input, content, result);
    } else {
        add_unit_marks(content, result);
    }
    if (result.masked_shown > kMostMaskedCircles) {
        std::erase_if(result.marks, [](const CircleMark& mark) { return mark.masked; });
        result.masked_hidden = std::exchange(result.masked_shown, 0);
    }
    double largest = 0.0;
    double smallest = std::numeric_limits<double>::infinity();
    double sum = 0.0;
    for (const auto& mark : result.marks) {
        if (!mark.masked) {
            largest = std::max(largest, mark.high);
            smallest = std::min(smallest, mark.high);
            sum += mark.sheet == content.focus.sheet ? mark.high : 0.0;
        }
    }
    if (largest > 0.0) {
        const double share = content.focus.whole ? kLargestWhole : kLargestFocus;
        const double full = share * std::min(canvas.width * 0.7, canvas.height);
        const double area = std::numbers::pi * full * full * (sum / largest);
        const double radius = full * shrunk(area, ground_of(input, content.focus, canvas));
        result.scale = {radius / std::sqrt(largest), largest, smallest};
    }
    std::stable_sort(result.marks.begin(), result.marks.end(),
                     [](const CircleMark& a, const CircleMark& b) {
                         return a.masked != b.masked ? b.masked : a.high > b.high;
                     });
    result.intervals = std::any_of(result.marks.begin(), result.marks.end(), [&](const auto& mark) {
        return !mark.masked &&
               result.scale.radius(mark.high) - result.scale.radius(mark.low) > 0.75;
    });
    return result;
}

void add_circles(const CircleMarks& marks, const MapRequest& request, const MapContent& content,
                 const Pen& pen, MapScene& scene) {
    Adding adding(marks, request, content, pen, scene);
    for (std::uint32_t i = 0; i < scene.frames.size(); ++i) {
        adding.frame(i);
    }
}

}  // namespace maillage::carto
