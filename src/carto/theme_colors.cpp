// SPDX-License-Identifier: Apache-2.0
#include "carto/theme_colors.hpp"

#include <algorithm>
#include <cmath>

namespace maillage::carto {
namespace {

constexpr ThemeColors kLight{
    .ink = rgb(0x1B1F2A),
    .secondary = rgb(0x5B6274),
    .rule = rgb(0xD9DCE5),
    .ground = rgb(0xF4F5F8),
    .panel = rgb(0xFFFFFF),
    .primary = rgb(0x1F3A6E),
    .land = rgb(0xEFEAE0),
    .faded = rgb(0xEFF1F5),
    .faded_line = rgb(0xF9FAFC),
    .covered = rgb(0x8FB0DD),
    .planned = rgb(0x6A8FC7),
    .planned_low = rgb(0xEDF1F7),
    .circle_covered = rgb(0x1F3A6E),
    .circle_planned = rgb(0x3F6DB4),
    .circle_open = rgb(0xD0601C),
    .circle_edge = rgb(0xFFFFFF),
    .border = rgb(0xFFFFFF),
    .epci_line = rgb(0x8A90A2),
    .outline = rgb(0x3A4256),
    .unknown_dots = rgb(0x7D8496),
    .coast = rgb(0xC9C4B6),
};

constexpr ThemeColors kDark{
    .ink = rgb(0xF1F3F8),
    .secondary = rgb(0xAEB6C8),
    .rule = rgb(0x3A4357),
    .ground = rgb(0x12161F),
    .panel = rgb(0x1B2130),
    .primary = rgb(0x8FB0DD),
    .land = rgb(0x2A2D35),
    .faded = rgb(0x191E29),
    .faded_line = rgb(0x12161F),
    .covered = rgb(0x38609E),
    .planned = rgb(0x6A8FC7),
    .planned_low = rgb(0x202838),
    .circle_covered = rgb(0xC6DAF8),
    .circle_planned = rgb(0x86AEF0),
    .circle_open = rgb(0xF28B45),
    .circle_edge = rgb(0x12161F),
    .border = rgb(0x12161F),
    .epci_line = rgb(0x6B748A),
    .outline = rgb(0xC7CEDD),
    .unknown_dots = rgb(0x858DA1),
    .coast = rgb(0x4A5060),
};

/// White ground and stronger tones: a projector in a lit room washes light colours out.
constexpr ThemeColors kProjector{
    .ink = rgb(0x10131A),
    .secondary = rgb(0x3D4455),
    .rule = rgb(0xB9BFCC),
    .ground = rgb(0xFFFFFF),
    .panel = rgb(0xFFFFFF),
    .primary = rgb(0x163062),
    .land = rgb(0xE9E1D0),
    .faded = rgb(0xF1F2F5),
    .faded_line = rgb(0xFFFFFF),
    .covered = rgb(0x6F9AD6),
    .planned = rgb(0x3F6DB4),
    .planned_low = rgb(0xEDF1F7),
    .circle_covered = rgb(0x163062),
    .circle_planned = rgb(0x2F5CA6),
    .circle_open = rgb(0xC2500F),
    .circle_edge = rgb(0xFFFFFF),
    .border = rgb(0xFFFFFF),
    .epci_line = rgb(0x6B7285),
    .outline = rgb(0x1F2636),
    .unknown_dots = rgb(0x5B6274),
    .coast = rgb(0xB0A88F),
};

constexpr ThemeColors on_white(ThemeColors colors) {
    colors.ground = colors.panel;
    return colors;
}
constexpr ThemeColors kLightSlide = on_white(kLight);

double linear(std::uint8_t channel) {
    const double c = channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

}  // namespace

const ThemeColors& theme_colors(Theme theme) {
    switch (theme) {
        case Theme::kDark:
            return kDark;
        case Theme::kProjector:
            return kProjector;
        case Theme::kLight:
            break;
    }
    return kLight;
}

const ThemeColors& slide_colors(Theme theme) {
    return theme == Theme::kLight ? kLightSlide : theme_colors(theme);
}

double luminance(Color color) {
    return 0.2126 * linear(color.r) + 0.7152 * linear(color.g) + 0.0722 * linear(color.b);
}

double contrast(Color a, Color b) {
    const double first = luminance(a) + 0.05;
    const double second = luminance(b) + 0.05;
    return std::max(first, second) / std::min(first, second);
}

Color over(Color top, Color below) {
    const auto mix = [&](std::uint8_t t, std::uint8_t b) {
        return static_cast<std::uint8_t>((t * top.a + b * (255 - top.a) + 127) / 255);
    };
    return {mix(top.r, below.r), mix(top.g, below.g), mix(top.b, below.b), 255};
}

}  // namespace maillage::carto
