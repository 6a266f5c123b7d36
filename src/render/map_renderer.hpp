// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Draws a MapScene with OpenGL 3.3 into a texture that is kept: showing it again costs one copy.
///
/// Which commune a pixel shows is found on the CPU (carto/id_raster.hpp), for picking too, and so
/// are its colour and the borders (render/area_painter.hpp, border_painter.hpp). OpenGL draws
/// other lines, overlays and marks. Texts and decorations of the scene are left to whoever draws
/// over the map.
///
/// The namespace is gl: maillage::render() is the function that writes messages.

#include "base/index.hpp"
#include "base/result.hpp"
#include "carto/scene.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace maillage::gl {

/// kMoving: as fast as possible, fills have hard edges. kStill: fills are smooth too.
enum class Quality : std::uint8_t { kMoving, kStill };

/// What is under a point of the canvas.
struct Pick {
    std::uint32_t frame = 0;
    Index<Commune> commune;  ///< Not valid: the frame's ground.
    friend bool operator==(const Pick&, const Pick&) = default;
};

/// Rows from the top, four bytes a pixel: red, green, blue, alpha (multiplied in).
struct Image {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> rgba;
};

/// Of one draw(), in milliseconds of this thread; the graphics system may go on after it.
struct Timings {
    double raster = 0.0;   ///< Which commune each pixel shows.
    double areas = 0.0;    ///< Colouring them, and bringing the colours to the canvas.
    double borders = 0.0;  ///< Painting them.
    double lines = 0.0;    ///< Rings and overlays made ready.
    double marks = 0.0;
    double commands = 0.0;  ///< Handing the drawing over.
    double total = 0.0;
    std::uint32_t frames_rastered = 0;  ///< 0: nothing moved.
    std::uint32_t border_pieces = 0;    ///< Straight ones.
};

/// Made, used and destroyed on one thread with the same OpenGL context current.
class MapRenderer {
public:
    /// \p shader_folder holds the files of shaders/. Errors: no context is current or it is too
    /// old (3.3 is needed), a shader is missing or refused.
    static Result<std::unique_ptr<MapRenderer>> create(const std::filesystem::path& shader_folder);
    ~MapRenderer();
    MapRenderer(const MapRenderer&) = delete;
    MapRenderer& operator=(const MapRenderer&) = delete;

    /// Draws next to nothing with the next of its shaders: graphics systems translate one when it
    /// is first drawn with, in tens of milliseconds, which nobody need wait for with a map at hand.
    /// Only before the first draw(). \returns Whether there is more to get ready.
    Result<bool> get_ready();

    /// Draws all of \p scene again, reusing what has not changed. \p pixel_ratio texture pixels for
    /// each layout pixel (HiDPI). The framebuffer and viewport bound before are bound after; other
    /// OpenGL state is left as it falls.
    /// \pre Cameras have metres_per_pixel > 0; style_of_commune covers all communes.
    /// Errors: the canvas is larger than the graphics system can hold; an OpenGL error, after
    /// which the texture may be incomplete; the context was lost.
    Result<Done> draw(const carto::MapScene& scene, double pixel_ratio, Quality quality);

    /// The drawn map, RGBA with the first row at the bottom (show it with v from 1 to 0); 0 before
    /// the first draw(). Drawing again may change it.
    unsigned texture() const noexcept;
    int width() const noexcept;   ///< Pixels of the texture.
    int height() const noexcept;  ///< Pixels of the texture.

    /// Copies the map pixel by pixel into \p framebuffer (0: the window) with its bottom left
    /// corner at \p x, \p y, y up: cheaper than drawing the texture.
    void blit(unsigned framebuffer, int x, int y) const;

    /// What the last draw() shows at \p pixel (layout pixels); nothing outside all frames.
    std::optional<Pick> pick(carto::Pixel pixel) const;

    /// The drawn map as an image. Errors: an OpenGL error.
    Result<Image> read_back() const;

    const Timings& last() const noexcept;
    /// The graphics system's name and version, for reports of problems: "llvmpipe (…) 4.5 …".
    std::string description() const;

private:
    struct Impl;
    explicit MapRenderer(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

}  // namespace maillage::gl
