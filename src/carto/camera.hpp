// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// From metres on a sheet to pixels on a canvas, and back.

#include "geo/mosaic.hpp"

#include <algorithm>

namespace maillage::carto {

/// Pixels of the canvas, y down. Layout pixels: a back end multiplies by its own scale (HiDPI).
struct Pixel {
    double x = 0.0;
    double y = 0.0;
    friend bool operator==(const Pixel&, const Pixel&) = default;
};

struct Rect {
    double x = 0.0;
    double y = 0.0;
    double width = 0.0;
    double height = 0.0;

    double right() const noexcept { return x + width; }
    double bottom() const noexcept { return y + height; }
    Pixel centre() const noexcept { return {x + width / 2, y + height / 2}; }
    bool holds(Pixel p) const noexcept {
        return p.x >= x && p.x < right() && p.y >= y && p.y < bottom();
    }
    bool meets(const Rect& other) const noexcept {
        return x < other.right() && other.x < right() && y < other.bottom() && other.y < bottom();
    }
    Rect inset(double margin) const noexcept {
        return {x + margin, y + margin, std::max(0.0, width - 2 * margin),
                std::max(0.0, height - 2 * margin)};
    }
    friend bool operator==(const Rect&, const Rect&) = default;
};

/// What a viewport looks at.
struct Camera {
    geo::Point centre;              ///< Metres; shown at the middle of the viewport.
    double metres_per_pixel = 1.0;  ///< Of layout pixels.
    friend bool operator==(const Camera&, const Camera&) = default;
};

inline Pixel to_pixel(const Camera& camera, const Rect& viewport, geo::Point p) noexcept {
    const auto middle = viewport.centre();
    return {middle.x + (p.x - camera.centre.x) / camera.metres_per_pixel,
            middle.y - (p.y - camera.centre.y) / camera.metres_per_pixel};
}
inline geo::Point to_map(const Camera& camera, const Rect& viewport, Pixel p) noexcept {
    const auto middle = viewport.centre();
    return {camera.centre.x + (p.x - middle.x) * camera.metres_per_pixel,
            camera.centre.y - (p.y - middle.y) * camera.metres_per_pixel};
}
/// The camera that shows all of \p box in \p viewport, with a \p margin in pixels.
inline Camera fit(const geo::Box& box, const Rect& viewport, double margin) noexcept {
    const auto free = viewport.inset(margin);
    const double scale = std::max(box.width() / std::max(1.0, free.width),
                                  box.height() / std::max(1.0, free.height));
    return {box.centre(), std::max(scale, 1e-3)};
}

}  // namespace maillage::carto
