// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Brings the painted areas of a frame onto the canvas.

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

    /// The areas of \p frame; the canvas' framebuffer is bound, scissor and blending are the
    /// caller's.
    void draw(const carto::MapScene& scene, const carto::Frame& frame, const FrameIds& ids,
              const Canvas& canvas);

private:
    explicit AreaPass(Program program);

    Program m_program;
    VertexArray m_no_vertices;
    Texture m_texture;           ///< Frames that cannot be copied: round corners, glass grounds.
    std::vector<Bgra> m_pixels;  ///< Scratch.
};

}  // namespace maillage::gl
