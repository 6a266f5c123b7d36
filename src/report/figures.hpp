// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The figures of a document drawn on any Canvas, so that paper and HTML show the same.

#include "carto/text_measure.hpp"
#include "report/canvas.hpp"
#include "report/document.hpp"

namespace maillage::report {

/// What a figure is drawn with and where.
struct FigureArea {
    carto::Rect box;
    double text_size = 14.0;
};

/// Height that a gauge takes, and that a curve or a frontier is best drawn with at that width.
double gauge_height(double text_size);
double curve_height(double width, double text_size);

void draw_gauge(Canvas& canvas, const Gauge& gauge, const FigureArea& area, const Charter& charter);
/// Steps with their causes where there is room, targets as short lines in their year.
void draw_curve(Canvas& canvas, const Curve& curve, const FigureArea& area, const Charter& charter,
                const carto::TextMeasure& measure, Language language);
void draw_frontier(Canvas& canvas, const FrontierCurve& curve, const FigureArea& area,
                   const Charter& charter, Language language);

/// The axis of a rate: steps of 10, 20 or 25 points up to what holds \p highest.
struct RateAxis {
    double top = 1.0;
    double step = 0.25;
};
RateAxis rate_axis(double highest);

}  // namespace maillage::report
