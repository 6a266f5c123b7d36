// SPDX-License-Identifier: Apache-2.0
#include "ui/layout.hpp"

#include <algorithm>
#include <cmath>

namespace maillage::ui {
namespace {

constexpr double kBand = 84.0;
constexpr double kLeft = 268.0;
constexpr double kRight = 412.0;
constexpr double kTime = 96.0;
constexpr double kNarrow = 1280.0;
/// Below this the time band would leave the map less than its own legend needs.
constexpr double kTimeNeeds = 560.0;

/// Layout pixels below which the band's figures and buttons no longer stand beside each other.
constexpr double kLeastWidth = 760.0;
constexpr double kLeastHeight = 420.0;

}  // namespace

double interface_scale(double wanted, double width, double height) {
    constexpr double kTenths = 10.0;
    const double fits = std::min(width / kLeastWidth, height / kLeastHeight);
    if (wanted <= fits) {
        return wanted;
    }
    return std::min(wanted, std::max(1.0, std::floor(fits * kTenths) / kTenths));
}

Layout layout(double width, double height, double scale, const LayoutState& state) {
    const auto px = [scale](double layout_pixels) { return std::floor(layout_pixels * scale); };
    width = std::max(width, 0.0);
    height = std::max(height, 0.0);
    Layout result;
    result.narrow = width < kNarrow * scale;
    const double band = std::min(px(kBand), height);
    const double below = height - band;
    result.band = {0, 0, width, band};
    result.body = {0, band, width, below};

    const bool left = result.narrow ? state.left_peek : !state.left_folded;
    const bool right = result.narrow ? state.right_peek : !state.right_folded;
    const double left_width = left ? std::min(px(kLeft), width) : 0.0;
    const double right_width = right ? std::min(px(kRight), width) : 0.0;
    if (left) {
        result.left = {0, band, left_width, below};
    }
    if (right) {
        result.right = {width - right_width, band, right_width, below};
    }
    const double from = result.narrow ? 0.0 : left_width;
    const double to = result.narrow ? width : width - right_width;
    const bool time = state.time_wanted && !state.time_folded && height >= kTimeNeeds * scale;
    const double time_height = time ? px(kTime) : 0.0;
    result.map = {from, band, to - from, below - time_height};
    if (time) {
        result.time = {from, height - time_height, to - from, time_height};
    }
    return result;
}

}  // namespace maillage::ui
