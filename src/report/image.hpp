// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Pixels, and PNG files made of them.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::report {

/// Rows from the top, four bytes a pixel: red, green, blue, alpha (not premultiplied).
struct Image {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> rgba;
};

struct PngText {
    std::string keyword;  ///< Latin letters: "Title", "Description".
    std::string text;     ///< UTF-8.
};

/// A PNG of 8 bits a channel (no alpha channel where every pixel is opaque), the same bytes for the
/// same image. \p pixels_per_metre is its size on paper.
std::string to_png(const Image& image, double pixels_per_metre, const std::vector<PngText>& texts);

}  // namespace maillage::report
