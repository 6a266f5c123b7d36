// SPDX-License-Identifier: Apache-2.0
#include "report/cairo_image.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace maillage::report {

/// Cairo's pixels are premultiplied, in the byte order of the machine.
Image straight_image(cairo_surface_t* surface) {
    cairo_surface_flush(surface);
    const int width = cairo_image_surface_get_width(surface);
    const int height = cairo_image_surface_get_height(surface);
    const int stride = cairo_image_surface_get_stride(surface);
    const bool opaque = cairo_image_surface_get_format(surface) == CAIRO_FORMAT_RGB24;
    const auto* data = cairo_image_surface_get_data(surface);
    Image image{width, height, {}};
    image.rgba.resize(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 4);
    auto* out = image.rgba.data();
    for (int y = 0; y < height; ++y) {
        const auto* row = data + static_cast<std::ptrdiff_t>(y) * stride;
        for (int x = 0; x < width; ++x, row += 4, out += 4) {
            std::uint32_t pixel = 0;
            std::copy_n(row, 4, reinterpret_cast<unsigned char*>(&pixel));
            const std::uint32_t alpha = opaque ? 255 : pixel >> 24U;
            for (const unsigned c : {0U, 1U, 2U}) {
                const std::uint32_t value = (pixel >> (16U - 8U * c)) & 0xFFU;
                out[c] = static_cast<std::uint8_t>(
                    alpha == 255 || alpha == 0 ? value : (value * 255 + alpha / 2) / alpha);
            }
            out[3] = static_cast<std::uint8_t>(alpha);
        }
    }
    return image;
}

}  // namespace maillage::report
