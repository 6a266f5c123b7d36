// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Where everything stands on a slide, as a pure function of its words and the window's size. All
/// sizes are in pixels of a window 720 high; a larger one is larger in every part.

#include "carto/camera.hpp"
#include "carto/text_measure.hpp"

#include <string>
#include <vector>

namespace maillage::ui {

/// What a slide says. Empty: it does not say it.
struct SlideText {
    std::string title;     ///< The finding.
    std::string place;     ///< "Loiret, au 31 décembre 2024"
    std::string trying;    ///< That a hypothesis is shown, and which.
    std::string figure;    ///< "66,8 %"
    std::string sentence;  ///< What the figure is of.
    std::string note;      ///< Its interval.
    bool gauge = false;
    std::string target;  ///< Below the gauge: what remains.
    std::string foot;    ///< Sources; after a line break the notices.
    std::string number;  ///< "COPIL intégration · 3"
    bool with_notes = false;
    std::string notes;  ///< For the presenter, below the slide.
    friend bool operator==(const SlideText&, const SlideText&) = default;
};

enum class SlideInk : unsigned char { kInk, kSecondary, kPrimary, kTarget };

/// One line; its box begins at the top left of the text.
struct SlideLine {
    std::string text;
    double size = 20.0;  ///< Of the em square.
    bool bold = false;
    SlideInk ink = SlideInk::kInk;
    carto::Rect box;
};

struct SlideLayout {
    std::vector<SlideLine> lines;
    carto::Rect gauge;   ///< Empty: none.
    carto::Rect map;     ///< Fades into the ground along its left, upper and lower edge.
    carto::Rect legend;  ///< Empty: there is no room for it.
    double legend_scale = 1.0;
    carto::Rect mode;   ///< Where the badge ends on the right and begins above.
    carto::Rect timer;  ///< Its lower right corner.
    carto::Rect strip;  ///< Behind the notes; empty: they are not shown.
};

/// Sizes of text on a slide.
inline constexpr double kSlideTitleSize = 38.0;
inline constexpr double kSlideFigureSize = 104.0;
inline constexpr double kSlideTextSize = 20.0;
inline constexpr double kSlideSmallSize = 17.0;
inline constexpr double kSlideFootSize = 13.0;
/// Of the bold names on its map.
inline constexpr double kSlideLabelSize = 15.5;

/// Screen pixels of one of a slide, in a window of that size.
double slide_scale(double width, double height);

/// \param width, height Of the window, in pixels of a slide. \param legend_width, legend_height Of
/// the legend as it is built. \pre \p measure knows the sizes above.
SlideLayout lay_out_slide(const SlideText& text, double legend_width, double legend_height,
                          double width, double height, const carto::TextMeasure& measure);

}  // namespace maillage::ui
