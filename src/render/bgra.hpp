// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Colours laid over each other without OpenGL.

#include "carto/scene.hpp"

#include <bit>
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

/// All four channels of \p color times \p share of 255, rounded as scaled() does: two channels at a
/// time, each in 16 bits, for most of what is painted goes through here.
constexpr std::uint32_t scaled_channels(std::uint32_t color, std::uint32_t share) noexcept {
    constexpr std::uint32_t kEven = 0x00FF00FFU;
    constexpr std::uint32_t kHalf = 0x00800080U;
    const auto pair = [share](std::uint32_t two) {
        const std::uint32_t product = two * share + kHalf;
        return (product + ((product >> 8U) & kEven)) >> 8U & kEven;
    };
    return pair(color & kEven) | pair(color >> 8U & kEven) << 8U;
}

constexpr Bgra over(Bgra top, Bgra bottom) noexcept {
    // Premultiplied: no sum is above 255, nothing is carried from channel to channel.
    return std::bit_cast<Bgra>(std::bit_cast<std::uint32_t>(top) +
                               scaled_channels(std::bit_cast<std::uint32_t>(bottom), 255U - top.a));
}

constexpr Bgra faded(Bgra color, unsigned share) noexcept {
    return std::bit_cast<Bgra>(scaled_channels(std::bit_cast<std::uint32_t>(color), share));
}

}  // namespace maillage::gl
