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

/// A style as the shaders hold it (std140).
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
    /// The areas of frame \p index; scissor and blending are the caller's.
    void draw(std::size_t index, const FrameIds& ids, int texture_height) const;

private:
    explicit AreaPass(Program program);
    void upload_rows(const carto::MapScene& scene);
    void upload_communes(const std::vector<std::uint8_t>& style_of_commune);

    Program m_program;
    VertexArray m_no_vertices;
    Buffer m_rows;
    Texture m_style_of;
    std::vector<carto::AreaStyle> m_styles;   ///< As uploaded.
    std::vector<carto::AreaStyle> m_grounds;  ///< By frame, as uploaded.
    std::vector<std::uint8_t> m_style_of_commune;
    std::size_t m_texture_rows = 0;
};

}  // namespace maillage::gl
