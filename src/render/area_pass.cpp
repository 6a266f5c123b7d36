// SPDX-License-Identifier: Apache-2.0
#include "render/area_pass.hpp"

namespace maillage::gl {

std::array<float, 4> premultiplied(carto::Color color) {
    const float alpha = static_cast<float>(color.a) / 255.0F;
    const float unit = alpha / 255.0F;
    return {static_cast<float>(color.r) * unit, static_cast<float>(color.g) * unit,
            static_cast<float>(color.b) * unit, alpha};
}

StyleRow style_row(const carto::AreaStyle& style) {
    const bool hatched =
        style.hatch != carto::Hatch::kNone && style.spacing > 0.0F && style.width > 0.0F;
    const auto kind = hatched ? static_cast<float>(style.hatch) : 0.0F;
    return {premultiplied(style.fill),
            premultiplied(style.hatch_color),
            {kind, style.spacing, style.width, 0.0F}};
}

Result<AreaPass> AreaPass::create(const std::filesystem::path& shader_folder) {
    auto program = Program::load(shader_folder, "quad", "area");
    if (!program) {
        return program.error();
    }
    return AreaPass(std::move(program).value());
}

AreaPass::AreaPass(Program program)
    : m_program(std::move(program)),
      m_no_vertices(VertexArray::make()),
      m_texture(Texture::make()) {
    glBindTexture(GL_TEXTURE_2D, m_texture.get());
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAX_LEVEL, 0);
}

void AreaPass::paint(const carto::MapScene& scene, const carto::Frame& frame, const FrameIds& ids) {
    const auto& window = ids.window();
    paint_areas(scene, frame.ground, ids.raster(),
                {window.x, window.y, ids.samples(), window.ratio}, m_pixels);
}

void AreaPass::clear(const Window& window) {
    m_pixels.assign(
        static_cast<std::size_t>(window.width) * static_cast<std::size_t>(window.height), {});
}

void AreaPass::show(const Window& window, const Canvas& canvas, bool opaque) {
    const int bottom = canvas.height() - window.y - window.height;
    if (opaque) {
        glBindTexture(GL_TEXTURE_2D, canvas.texture());
        glTexSubImage2D(GL_TEXTURE_2D, 0, window.x, bottom, window.width, window.height, GL_BGRA,
                        GL_UNSIGNED_BYTE, m_pixels.data());
        return;
    }
    glBindTexture(GL_TEXTURE_2D, m_texture.get());
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, window.width, window.height, 0, GL_BGRA,
                 GL_UNSIGNED_BYTE, m_pixels.data());
    m_program.use(window);
    glUniform2i(m_program.uniform("u_origin"), window.x, bottom);
    glBindVertexArray(m_no_vertices.get());
    glDrawArrays(GL_TRIANGLE_STRIP, 0, 4);
}

}  // namespace maillage::gl
