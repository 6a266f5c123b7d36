// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Where everything stands on the screen, as a pure function of its size.

#include "carto/camera.hpp"

namespace maillage::ui {

/// What the user folded away, and what stands over the map for a moment in a narrow window, where
/// the columns fold by themselves.
struct LayoutState {
    bool left_folded = false;
    bool right_folded = false;
    bool time_folded = false;
    bool time_wanted = true;  ///< There is something to show in it.
    bool left_peek = false;
    bool right_peek = false;
};

/// Screen pixels. A part that is not shown is empty. Columns over the map do not narrow it.
struct Layout {
    carto::Rect band;
    carto::Rect left;
    carto::Rect right;
    carto::Rect map;
    carto::Rect time;
    carto::Rect body;     ///< Everything below the band: the data screen.
    bool narrow = false;  ///< Columns stand over the map.
};

/// The largest scale up to \p wanted at which every part still has its place in a window of \p
/// width × \p height screen pixels, in tenths below \p wanted; never below 1.
double interface_scale(double wanted, double width, double height);

/// \p width, \p height of the display in screen pixels; \p scale screen pixels of a layout pixel.
Layout layout(double width, double height, double scale, const LayoutState& state);

}  // namespace maillage::ui
