// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// From the program's plain values to ImGui's. Only for the sources of this folder.

#include "carto/scene.hpp"

#include <imgui/imgui.h>

#include <cmath>
#include <string_view>

namespace maillage::ui {

constexpr ImU32 im(carto::Color c) { return IM_COL32(c.r, c.g, c.b, c.a); }
inline ImVec4 im4(carto::Color c) { return ImGui::ColorConvertU32ToFloat4(im(c)); }
inline const char* begin_of(std::string_view text) { return text.data(); }
inline const char* end_of(std::string_view text) { return text.data() + text.size(); }

/// \p part of \p to over \p from, opaque.
inline carto::Color mix(carto::Color from, carto::Color to, double part) {
    const auto one = [part](std::uint8_t a, std::uint8_t b) {
        return static_cast<std::uint8_t>(std::lround(a + (b - a) * part));
    };
    return {one(from.r, to.r), one(from.g, to.g), one(from.b, to.b), 255};
}

}  // namespace maillage::ui
