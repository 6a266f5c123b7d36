// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Colours laid over each other without OpenGL.

#include "carto/scene.hpp"

#include <cstdint>

namespace maillage::gl {

/// A premultiplied colour, as windows order its bytes.
struct Bgra {
    std::uint8_t b = 0;
    std::uint8_t g = 0;
    std::uint8_t r = 0;
    std::uint8_t a = 0;
    friend bool operator==(const Bgra&, const Bgra&) = default;
};

/// \p share of \p value, of 255, rounded.
constexpr std::uint8_t scaled(unsigned value, unsigned share) noexcept {
    return static_cast<std::uint8_t>((value * share + 127U) / 255U);
}

constexpr Bgra multiplied(carto::Color color) noexcept {
    return {scaled(color.b, color.a), scaled(color.g, color.a), scaled(color.r, color.a), color.a};
}

constexpr Bgra over(Bgra top, Bgra bottom) noexcept {
    const unsigned rest = 255U - top.a;
    const auto part = [rest](unsigned above, unsigned below) {
        return static_cast<std::uint8_t>(above + scaled(below, rest));
    };
    return {part(top.b, bottom.b), part(top.g, bottom.g), part(top.r, bottom.r),
            part(top.a, bottom.a)};
}

constexpr Bgra faded(Bgra color, unsigned share) noexcept {
    return {scaled(color.b, share), scaled(color.g, share), scaled(color.r, share),
            scaled(color.a, share)};
}

}  // namespace maillage::gl
