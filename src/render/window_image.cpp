// SPDX-License-Identifier: Apache-2.0
#include "render/window_image.hpp"

#include <epoxy/gl.h>

#include <algorithm>
#include <cstddef>

namespace maillage::gl {

Image read_window(int width, int height) {
    Image image{width, height, {}};
    const auto row = static_cast<std::size_t>(width) * 4;
    image.rgba.resize(row * static_cast<std::size_t>(height));
    glPixelStorei(GL_PACK_ALIGNMENT, 1);
    glReadPixels(0, 0, width, height, GL_RGBA, GL_UNSIGNED_BYTE, image.rgba.data());
    // OpenGL's first row is the lowest.
    for (std::size_t top = 0, bottom = static_cast<std::size_t>(height); top + 1 < bottom--;
         ++top) {
        std::swap_ranges(image.rgba.begin() + static_cast<std::ptrdiff_t>(top * row),
                         image.rgba.begin() + static_cast<std::ptrdiff_t>((top + 1) * row),
                         image.rgba.begin() + static_cast<std::ptrdiff_t>(bottom * row));
    }
    // A window is opaque, whatever its alpha channel says.
    for (std::size_t i = 3; i < image.rgba.size(); i += 4) {
        image.rgba[i] = 255;
    }
    return image;
}

void finish() { glFinish(); }

}  // namespace maillage::gl
