// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Brings what is painted of a frame onto the canvas: its areas, its borders.

#include "carto/scene.hpp"
#include "render/area_painter.hpp"
#include "render/canvas.hpp"
#include "render/frame_ids.hpp"

#include <array>
#include <vector>

namespace maillage::gl {

/// A premultiplied colour for uniforms.
std::array<float, 4> premultiplied(carto::Color color);

/// A style as the shaders know it: AreaStyle of frame.glsl.
struct StyleRow {
    std::array<float, 4> fill{};
    std::array<float, 4> mark{};
    std::array<float, 4> hatch{};
};
StyleRow style_row(const carto::AreaStyle& style);

class AreaPass {
public:
    static Result<AreaPass> create(const std::filesystem::path& shader_folder);

    /// The pixels of the frame that was painted last, the lowest row first.
    std::vector<Bgra>& pixels() noexcept { return m_pixels; }
    /// Fills pixels() with the areas of \p frame.
    void paint(const carto::MapScene& scene, const carto::Frame& frame, const FrameIds& ids);
    /// Makes pixels() transparent: a layer over what the canvas shows.
    void clear(const Window& window);

    /// Brings pixels() to the canvas, whose framebuffer is bound; scissor and blending are the
    /// caller's. \p opaque: no pixel lets anything through, and corners are square.
    void show(const Window& window, const Canvas& canvas, bool opaque);

private:
    explicit AreaPass(Program program);

    Program m_program;
    VertexArray m_no_vertices;
    Texture m_texture;  ///< Pixels that cannot be copied: round corners, layers.
    std::vector<Bgra> m_pixels;
};

}  // namespace maillage::gl
