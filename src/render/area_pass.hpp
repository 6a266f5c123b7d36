// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Colours communes by their style, from the raster of a frame.

#include "carto/scene.hpp"
#include "render/frame_ids.hpp"

#include <array>
#include <cstdint>
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

    /// Takes over the scene's styles: uploads what differs from what is there.
    void set_styles(const carto::MapScene& scene);
    /// The areas of \p frame; scissor and blending are the caller's.
    void draw(const carto::Frame& frame, const FrameIds& ids, int texture_height) const;

private:
    /// A way of compiling area.frag.glsl.
    struct Variant {
        Program program;
        GLint origin = -1;
        GLint height = -1;
        GLint samples = -1;
        GLint hatches = -1;
        GLint hatch_count = -1;
        std::array<GLint, 3> ground{-1, -1, -1};
    };
    static Result<Variant> load(const std::filesystem::path& folder, const char* defined);
    AreaPass(Variant plain, Variant hatched, Variant full);
    void upload(const carto::MapScene& scene);

    Variant m_plain;
    Variant m_hatched;
    Variant m_full;
    VertexArray m_no_vertices;
    std::array<Texture, 3> m_of_commune;  ///< Fill, mark, hatch.
    std::size_t m_texture_rows = 0;
    std::vector<std::array<float, 4>> m_hatches;  ///< Those in use, each once.
    std::vector<carto::AreaStyle> m_styles;       ///< As uploaded.
    std::vector<std::uint8_t> m_style_of_commune;
};

}  // namespace maillage::gl
