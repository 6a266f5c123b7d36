// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The colours of the map in each theme. Text has a contrast of at least 4.5:1, marks 3:1.

#include "carto/map_request.hpp"
#include "carto/scene.hpp"

namespace maillage::carto {

struct ThemeColors {
    Color ink;        ///< Titles, labels.
    Color secondary;  ///< Subtitles, sources.
    Color rule;       ///< Thin lines around panels.
    Color ground;     ///< Behind the map.
    Color panel;      ///< Legend, insets.
    Color primary;
    Color land;         ///< Not covered; the zero class.
    Color faded;        ///< Neighbours of the territory in focus.
    Color faded_line;   ///< Borders among them.
    Color covered;      ///< By a signed contract.
    Color planned;      ///< Lines of the hatching of contracts in negotiation…
    Color planned_low;  ///< …and what lies behind them.
    Color circle_covered;
    Color circle_planned;
    Color circle_open;   ///< Signatories not covered.
    Color circle_edge;   ///< Thin line around circles.
    Color border;        ///< Between communes, departments: on fills.
    Color epci_line;     ///< Around EPCI in a department.
    Color outline;       ///< Around the territory in focus; contracts.
    Color unknown_dots;  ///< Marks of what is not known.
    Color coast;         ///< Around the land.
};

const ThemeColors& theme_colors(Theme theme);
/// The same for a slide, whose paper is white in the light theme.
const ThemeColors& slide_colors(Theme theme);

/// Relative luminance (WCAG 2.1), 0 … 1; alpha is left out.
double luminance(Color color);
/// Contrast ratio (WCAG 2.1), 1 … 21.
double contrast(Color a, Color b);
/// \p top over \p below by its alpha; opaque.
Color over(Color top, Color below);

}  // namespace maillage::carto
