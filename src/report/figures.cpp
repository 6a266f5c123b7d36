// SPDX-License-Identifier: Apache-2.0
#include "report/figures.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>
#include <vector>

namespace maillage::report {
namespace {

/// Texts and rules of one figure, with the colours of its charter.
class FigurePen {
public:
    FigurePen(Canvas& canvas, const Charter& charter, double text_size)
        : m_canvas(canvas), m_charter(charter), m_size(text_size) {}

    void text(std::string words, carto::Pixel at, carto::Align align, carto::Color color,
              bool bold = false) const {
        carto::Text text;
        text.text = std::move(words);
        text.size = static_cast<float>(m_size);
        text.bold = bold;
        text.align = align;
        text.color = color;
        m_canvas.text(text, at);
    }
    void line(carto::Pixel from, carto::Pixel to, carto::Color color, double width,
              double dash = 0.0) const {
        Path path;
        path.begin();
        path.add(from);
        path.add(to);
        m_canvas.stroke(path, {color, static_cast<float>(width), static_cast<float>(dash)}, false);
    }
    void bar(const carto::Rect& box, carto::Color color, double corner = 0.0) const {
        if (box.width > 0.0) {
            m_canvas.fill(rectangle(box, corner), color);
        }
    }
    Canvas& canvas() const { return m_canvas; }
    const Charter& colors() const { return m_charter; }
    double size() const { return m_size; }

private:
    Canvas& m_canvas;
    const Charter& m_charter;
    double m_size;
};

std::string percent(double share, Language language) {
    const auto whole = static_cast<std::int64_t>(std::llround(share * 100.0));
    return group_digits(whole, language) + (language == Language::kFrench ? "\u00A0%" : "%");
}

/// Rules and words of a rate's axis on the left of \p plot.
void draw_axis(const FigurePen& pen, const carto::Rect& plot, const RateAxis& axis,
               Language language) {
    for (int i = 0; i * axis.step <= axis.top + axis.step / 2; ++i) {
        const double rate = i * axis.step;
        const double y = plot.bottom() - plot.height * rate / axis.top;
        pen.line({plot.x, y}, {plot.right(), y}, pen.colors().rule, 1.0);
        pen.text(percent(rate, language), {plot.x - 8.0, y + 0.35 * pen.size()},
                 carto::Align::kRight, pen.colors().quiet);
    }
}

double days_between(Date from, Date to) { return static_cast<double>((to - from).count()); }

/// Where dates and rates stand in a plot.
struct CurveScale {
    carto::Rect plot;
    Date first;
    double days = 1.0;
    double top = 1.0;

    double x(Date date) const {
        return plot.x + plot.width * std::clamp(days_between(first, date) / days, 0.0, 1.0);
    }
    double y(double rate) const {
        return plot.bottom() - plot.height * std::clamp(rate / top, 0.0, 1.0);
    }
};

/// The band between the lowest and the highest rate, and the lowest as a line.
void draw_steps(const FigurePen& pen, const Curve& curve, const CurveScale& scale) {
    Path band;
    Path line;
    line.begin();
    for (std::size_t i = 0; i < curve.points.size(); ++i) {
        const auto& point = curve.points[i];
        const double left = scale.x(point.date);
        const double right =
            i + 1 < curve.points.size() ? scale.x(curve.points[i + 1].date) : scale.x(curve.until);
        const double low = scale.y(point.low);
        const double high = scale.y(point.high);
        band.begin();
        for (const auto& p : std::array<carto::Pixel, 4>{
                 {{left, low}, {right, low}, {right, high}, {left, high}}}) {
            band.add(p);
        }
        line.add({left, low});
        line.add({right, low});
    }
    auto pale = pen.colors().primary;
    pale.a = 60;
    pen.canvas().fill(band, pale);
    pen.canvas().stroke(line, {pen.colors().primary, 2.0F, 0.0F}, false);
}

/// Words beside a curve: what each target is above or below its line, and under the line they
/// begin the causes for which there is room.
class CurveLabels {
public:
    CurveLabels(const FigurePen& pen, const Curve& curve, const CurveScale& scale,
                const carto::TextMeasure& measure)
        : m_pen(pen), m_curve(curve), m_scale(scale), m_measure(measure) {
        for (const auto& target : curve.targets) {
            m_targets.push_back(place(target));
        }
        for (const auto& point : curve.points) {
            if (!point.cause.empty()) {
                add(point);
            }
        }
    }

    void draw() const {
        const auto& colors = m_pen.colors();
        for (std::size_t i = 0; i < m_targets.size(); ++i) {
            const auto& target = m_targets[i];
            m_pen.line({target.line.x, target.line.y}, {target.line.right(), target.line.y},
                       colors.target, 2.0, 4.0);
            put(m_curve.targets[i].label, is_free(target.above) ? target.above : target.below,
                colors.target);
        }
        for (const auto& cause : m_causes) {
            put(cause.words, cause.box, colors.ink);
        }
    }

private:
    struct TargetPlace {
        carto::Rect line;
        carto::Rect above;
        carto::Rect below;
    };
    struct CausePlace {
        std::string words;
        carto::Rect box;
    };

    /// A line of text whose letters stand on \p base.
    carto::Rect box(const std::string& words, double x, double base) const {
        return {x, base - 0.9 * m_pen.size(), m_measure.measure(words, m_pen.size(), false).width,
                1.15 * m_pen.size()};
    }
    void put(const std::string& words, const carto::Rect& at, carto::Color color) const {
        m_pen.text(words, {at.x, at.y + 0.9 * m_pen.size()}, carto::Align::kLeft, color);
    }

    TargetPlace place(const CurveTarget& target) const {
        const double y = m_scale.y(target.rate);
        const double x = m_scale.x(make_date(target.year, 1, 1));
        return {{x, y, m_scale.x(make_date(target.year, 12, 31)) - x, 2.0},
                box(target.label, x, y - 0.5 * m_pen.size()),
                box(target.label, x, y + 1.3 * m_pen.size())};
    }

    bool is_free(const carto::Rect& place) const {
        return std::none_of(m_causes.begin(), m_causes.end(),
                            [&](const CausePlace& one) { return one.box.meets(place); });
    }
    /// Whether the rate falls through a place below its line.
    bool is_crossed(const carto::Rect& place) const {
        return std::any_of(m_curve.points.begin(), m_curve.points.end(), [&](const auto& point) {
            const double x = m_scale.x(point.date);
            return x > place.x && x < place.right() && m_scale.y(point.low) > place.y;
        });
    }

    void add(const CurvePoint& point) {
        CausePlace cause{point.cause, box(point.cause, m_scale.x(point.date) + 5.0,
                                          m_scale.y(point.low) + 1.3 * m_pen.size())};
        const bool on_paper = cause.box.right() <= m_scale.plot.right() &&
                              cause.box.bottom() <= m_scale.plot.bottom() + m_pen.size();
        if (!on_paper || !is_free(cause.box) || is_crossed(cause.box)) {
            return;
        }
        m_causes.push_back(std::move(cause));
        const bool leaves_room =
            std::all_of(m_targets.begin(), m_targets.end(), [&](const TargetPlace& target) {
                return is_free(target.line) && (is_free(target.above) || is_free(target.below));
            });
        if (!leaves_room) {
            m_causes.pop_back();
        }
    }

    const FigurePen& m_pen;
    const Curve& m_curve;
    const CurveScale& m_scale;
    const carto::TextMeasure& m_measure;
    std::vector<TargetPlace> m_targets;
    std::vector<CausePlace> m_causes;
};

}  // namespace

RateAxis rate_axis(double highest) {
    for (const auto& axis : {RateAxis{0.1, 0.02}, RateAxis{0.2, 0.05}, RateAxis{0.5, 0.1}}) {
        if (highest <= axis.top) {
            return axis;
        }
    }
    return {1.0, 0.25};
}

double gauge_height(double text_size) { return 3.4 * text_size; }

double curve_height(double width, double text_size) {
    return std::min(width * 0.3, 17.0 * text_size);
}

void draw_gauge(Canvas& canvas, const Gauge& gauge, const FigureArea& area,
                const Charter& charter) {
    const FigurePen pen(canvas, charter, 0.86 * area.text_size);
    const double thick = 0.9 * area.text_size;
    const carto::Rect bar{area.box.x, area.box.y + 0.6 * area.text_size, area.box.width, thick};
    const double corner = thick / 2;
    pen.bar(bar, charter.rule, corner);
    auto possible = bar;
    possible.width *= std::clamp(gauge.high, 0.0, 1.0);
    auto pale = charter.primary;
    pale.a = 110;
    pen.bar(possible, pale, std::min(corner, possible.width / 2));
    auto sure = bar;
    sure.width *= std::clamp(gauge.low, 0.0, 1.0);
    pen.bar(sure, charter.primary, std::min(corner, sure.width / 2));
    if (gauge.target) {
        const double x = bar.x + bar.width * std::clamp(*gauge.target, 0.0, 1.0);
        pen.line({x, bar.y - 0.4 * area.text_size}, {x, bar.bottom() + 0.4 * area.text_size},
                 charter.target, 2.5);
        const bool right_half = *gauge.target > 0.5;
        pen.text(gauge.target_label, {x, bar.bottom() + 1.5 * area.text_size},
                 right_half ? carto::Align::kRight : carto::Align::kLeft, charter.target, true);
    }
}

void draw_curve(Canvas& canvas, const Curve& curve, const FigureArea& area, const Charter& charter,
                const carto::TextMeasure& measure, Language language) {
    const FigurePen pen(canvas, charter, 0.86 * area.text_size);
    double highest = 0.0;
    for (const auto& point : curve.points) {
        highest = std::max(highest, point.high);
    }
    for (const auto& target : curve.targets) {
        highest = std::max(highest, target.rate);
    }
    const auto axis = rate_axis(highest);
    const double left = 4.0 * pen.size();
    const carto::Rect plot{area.box.x + left, area.box.y + 0.8 * pen.size(), area.box.width - left,
                           area.box.height - 2.8 * pen.size()};
    draw_axis(pen, plot, axis, language);
    auto last = curve.until;
    for (const auto& target : curve.targets) {
        last = std::max(last, make_date(target.year, 12, 31));
    }
    const CurveScale scale{plot, curve.points.front().date,
                           std::max(1.0, days_between(curve.points.front().date, last)), axis.top};
    for (int year = year_of(scale.first) + 1; year <= year_of(last); ++year) {
        const double x = scale.x(make_date(year, 1, 1));
        pen.line({x, plot.bottom()}, {x, plot.bottom() + 5.0}, charter.quiet, 1.0);
        const bool room = x + 2.5 * pen.size() < plot.right();
        if (room) {
            pen.text(std::to_string(year), {x, plot.bottom() + 1.6 * pen.size()},
                     carto::Align::kLeft, charter.quiet);
        }
    }
    draw_steps(pen, curve, scale);
    CurveLabels(pen, curve, scale, measure).draw();
}

void draw_frontier(Canvas& canvas, const FrontierCurve& curve, const FigureArea& area,
                   const Charter& charter, Language language) {
    if (curve.points.empty()) {
        return;
    }
    const FigurePen pen(canvas, charter, 0.86 * area.text_size);
    double highest = curve.target.value_or(0.0);
    for (const auto& point : curve.points) {
        highest = std::max(highest, point.rate);
    }
    const auto axis = rate_axis(highest);
    const double left = 4.0 * pen.size();
    const carto::Rect plot{area.box.x + left, area.box.y + 0.8 * pen.size(),
                           area.box.width - left - pen.size(), area.box.height - 4.2 * pen.size()};
    draw_axis(pen, plot, axis, language);
    const auto most = std::max<std::int64_t>(1, curve.points.back().contracts);
    const auto at = [&](const FrontierCurve::Point& point) {
        return carto::Pixel{
            plot.x + plot.width * static_cast<double>(point.contracts) / static_cast<double>(most),
            plot.bottom() - plot.height * std::clamp(point.rate / axis.top, 0.0, 1.0)};
    };
    const auto step = std::max<std::int64_t>(1, (most + 11) / 12);
    for (std::int64_t n = 0; n <= most; n += step) {
        const double x = plot.x + plot.width * static_cast<double>(n) / static_cast<double>(most);
        pen.text(group_digits(n, language), {x, plot.bottom() + 1.5 * pen.size()},
                 carto::Align::kCentre, charter.quiet);
    }
    pen.text(curve.axis, {plot.right(), plot.bottom() + 3.0 * pen.size()}, carto::Align::kRight,
             charter.quiet);
    if (curve.target) {
        const double y = plot.bottom() - plot.height * *curve.target / axis.top;
        pen.line({plot.x, y}, {plot.right(), y}, charter.target, 2.0, 4.0);
    }
    Path line;
    line.begin();
    for (const auto& point : curve.points) {
        line.add(at(point));
    }
    canvas.stroke(line, {charter.primary, 2.0F, 0.0F}, false);
    for (const auto& point : curve.points) {
        canvas.circle(at(point), 3.5, charter.primary, {carto::rgb(0xFFFFFF), 1.0F, 0.0F});
    }
}

}  // namespace maillage::report
