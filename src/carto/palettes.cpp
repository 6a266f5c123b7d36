// SPDX-License-Identifier: Apache-2.0
// The stops of blues … rdylbu are colour specifications of ColorBrewer, © 2002 Cynthia Brewer, Mark
// Harrower and The Pennsylvania State University, Apache License 2.0 (colorbrewer2.org). Those of
// viridis and cividis are of matplotlib (Smith, van der Walt; Nuñez, Anderton, Renslow), CC0.
#include "carto/palettes.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace maillage::carto {
namespace {

using Stops = std::array<std::uint32_t, 9>;
using WideStops = std::array<std::uint32_t, 11>;

constexpr std::array<std::uint32_t, 5> kBleus{0xD3E0F3, 0xA9C4EA, 0x6F99D3, 0x3F6DB4, 0x1F3A6E};
constexpr Stops kBlues{0xF7FBFF, 0xDEEBF7, 0xC6DBEF, 0x9ECAE1, 0x6BAED6,
                       0x4292C6, 0x2171B5, 0x08519C, 0x08306B};
constexpr Stops kGreens{0xF7FCF5, 0xE5F5E0, 0xC7E9C0, 0xA1D99B, 0x74C476,
                        0x41AB5D, 0x238B45, 0x006D2C, 0x00441B};
constexpr Stops kOranges{0xFFF5EB, 0xFEE6CE, 0xFDD0A2, 0xFDAE6B, 0xFD8D3C,
                         0xF16913, 0xD94801, 0xA63603, 0x7F2704};
constexpr Stops kPurples{0xFCFBFD, 0xEFEDF5, 0xDADAEB, 0xBCBDDC, 0x9E9AC8,
                         0x807DBA, 0x6A51A3, 0x54278F, 0x3F007D};
constexpr Stops kGreys{0xFFFFFF, 0xF0F0F0, 0xD9D9D9, 0xBDBDBD, 0x969696,
                       0x737373, 0x525252, 0x252525, 0x000000};
constexpr Stops kYlGnBu{0xFFFFD9, 0xEDF8B1, 0xC7E9B4, 0x7FCDBB, 0x41B6C4,
                        0x1D91C0, 0x225EA8, 0x253494, 0x081D58};
constexpr Stops kYlOrBr{0xFFFFE5, 0xFFF7BC, 0xFEE391, 0xFEC44F, 0xFE9929,
                        0xEC7014, 0xCC4C02, 0x993404, 0x662506};
constexpr Stops kBuPu{0xF7FCFD, 0xE0ECF4, 0xBFD3E6, 0x9EBCDA, 0x8C96C6,
                      0x8C6BB1, 0x88419D, 0x810F7C, 0x4D004B};
constexpr Stops kViridis{0x440154, 0x472D7B, 0x3B528B, 0x2C728E, 0x21918C,
                         0x28AE80, 0x5EC962, 0xADDC30, 0xFDE725};
constexpr WideStops kCividis{0x00224E, 0x083370, 0x35456C, 0x4F576C, 0x666970, 0x7D7C78,
                             0x948E77, 0xAEA371, 0xC8B866, 0xE5CF52, 0xFEE838};
constexpr WideStops kBrBg{0x543005, 0x8C510A, 0xBF812D, 0xDFC27D, 0xF6E8C3, 0xF5F5F5,
                          0xC7EAE5, 0x80CDC1, 0x35978F, 0x01665E, 0x003C30};
constexpr WideStops kPuOr{0x7F3B08, 0xB35806, 0xE08214, 0xFDB863, 0xFEE0B6, 0xF7F7F7,
                          0xD8DAEB, 0xB2ABD2, 0x8073AC, 0x542788, 0x2D004B};
constexpr WideStops kRdBu{0x67001F, 0xB2182B, 0xD6604D, 0xF4A582, 0xFDDBC7, 0xF7F7F7,
                          0xD1E5F0, 0x92C5DE, 0x4393C3, 0x2166AC, 0x053061};
constexpr WideStops kRdYlBu{0xA50026, 0xD73027, 0xF46D43, 0xFDAE61, 0xFEE090, 0xFFFFBF,
                            0xE0F3F8, 0xABD9E9, 0x74ADD1, 0x4575B4, 0x313695};

constexpr double kPale = 0.14;
constexpr std::array kPalettes{
    Palette{"bleus", false, kBleus, 0.0},       Palette{"blues", false, kBlues, kPale},
    Palette{"greens", false, kGreens, kPale},   Palette{"oranges", false, kOranges, kPale},
    Palette{"purples", false, kPurples, kPale}, Palette{"greys", false, kGreys, kPale},
    Palette{"ylgnbu", false, kYlGnBu, 0.08},    Palette{"ylorbr", false, kYlOrBr, 0.08},
    Palette{"bupu", false, kBuPu, kPale},       Palette{"viridis", false, kViridis, 0.0},
    Palette{"cividis", false, kCividis, 0.0},   Palette{"brbg", true, kBrBg, 0.0},
    Palette{"puor", true, kPuOr, 0.0},          Palette{"rdbu", true, kRdBu, 0.0},
    Palette{"rdylbu", true, kRdYlBu, 0.0},
};

/// OKLab (Ottosson 2020): equal steps look equal.
struct Lab {
    double l = 0.0;
    double a = 0.0;
    double b = 0.0;
};

double to_linear(std::uint32_t channel) {
    const double c = channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}
std::uint8_t from_linear(double c) {
    const double coded = c <= 0.0031308 ? 12.92 * c : 1.055 * std::pow(c, 1 / 2.4) - 0.055;
    return static_cast<std::uint8_t>(std::lround(std::clamp(coded, 0.0, 1.0) * 255));
}

Lab to_lab(Color color) {
    const double r = to_linear(color.r);
    const double g = to_linear(color.g);
    const double b = to_linear(color.b);
    const double l = std::cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
    const double m = std::cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
    const double s = std::cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
    return {0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
            1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
            0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s};
}

Color from_lab(const Lab& lab) {
    const double l = std::pow(lab.l + 0.3963377774 * lab.a + 0.2158037573 * lab.b, 3);
    const double m = std::pow(lab.l - 0.1055613458 * lab.a - 0.0638541728 * lab.b, 3);
    const double s = std::pow(lab.l - 0.0894841775 * lab.a - 1.2914855480 * lab.b, 3);
    return {from_linear(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
            from_linear(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
            from_linear(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s), 255};
}

Color at(const Palette& palette, double where) {
    const double place = where * static_cast<double>(palette.stops.size() - 1);
    const auto below = std::min(static_cast<std::size_t>(place), palette.stops.size() - 2);
    const double part = place - static_cast<double>(below);
    if (part < 1e-9) {
        return rgb(palette.stops[below]);
    }
    if (part > 1 - 1e-9) {
        return rgb(palette.stops[below + 1]);
    }
    const Lab low = to_lab(rgb(palette.stops[below]));
    const Lab high = to_lab(rgb(palette.stops[below + 1]));
    return from_lab({std::lerp(low.l, high.l, part), std::lerp(low.a, high.a, part),
                     std::lerp(low.b, high.b, part)});
}

}  // namespace

std::span<const Palette> palettes() { return kPalettes; }

const Palette* find_palette(std::string_view name) {
    const auto* const found = std::find_if(kPalettes.begin(), kPalettes.end(),
                                           [&](const Palette& one) { return one.name == name; });
    return found == kPalettes.end() ? nullptr : &*found;
}

const Palette& palette(std::string_view name) {
    const auto* found = find_palette(name);
    return found == nullptr ? kPalettes.front() : *found;
}

const Palette& palette_for(std::string_view name, bool diverging) {
    const auto& chosen = palette(name);
    return diverging && !chosen.diverging ? palette("puor") : chosen;
}

std::vector<Color> palette_colors(const Palette& palette, int classes, bool reversed) {
    std::vector<Color> colors;
    // A diverging palette keeps off its nearly black ends, which look alike.
    const double edge = palette.diverging ? 0.8 / (classes + 1.0) : palette.first;
    const double last = palette.diverging ? 1.0 - edge : 1.0;
    for (int i = 0; i < classes; ++i) {
        const double share = classes == 1 ? (palette.diverging ? 0.5 : 0.6) : i / (classes - 1.0);
        colors.push_back(at(palette, edge + (last - edge) * share));
    }
    if (reversed) {
        std::reverse(colors.begin(), colors.end());
    }
    return colors;
}

double lightness(Color color) { return to_lab(color).l; }

double color_distance(Color a, Color b) {
    const Lab x = to_lab(a);
    const Lab y = to_lab(b);
    return std::hypot(x.l - y.l, x.a - y.a, x.b - y.b);
}

}  // namespace maillage::carto
