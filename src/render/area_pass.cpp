// SPDX-License-Identifier: Apache-2.0
#include "render/area_pass.hpp"

#include <algorithm>

namespace maillage::gl {
namespace {

// The least a uniform block may hold is 16 KiB: 341 rows. 256 are styles, the others grounds.
constexpr std::size_t kStyleSlots = 320;
constexpr std::size_t kStyleLimit = 256;
constexpr std::size_t kRow = 1024;  // Features in a row of the texture, as in area.frag.glsl.

}  // namespace

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
      m_rows(Buffer::make()),
      m_style_of(Texture::make()) {
    glBindBuffer(GL_UNIFORM_BUFFER, m_rows.get());
    glBufferData(GL_UNIFORM_BUFFER, kStyleSlots * sizeof(StyleRow), nullptr, GL_DYNAMIC_DRAW);
    glUniformBlockBinding(m_program.get(), glGetUniformBlockIndex(m_program.get(), "Styles"), 0);
    glUseProgram(m_program.get());
    glUniform1i(m_program.uniform("u_ids"), 0);
    glUniform1i(m_program.uniform("u_style_of"), 1);
}

void AreaPass::set_styles(const carto::MapScene& scene) {
    const bool same_grounds =
        std::equal(scene.frames.begin(), scene.frames.end(), m_grounds.begin(), m_grounds.end(),
                   [](const carto::Frame& frame, const carto::AreaStyle& ground) {
                       return frame.ground == ground;
                   });
    if (!same_grounds || scene.styles != m_styles) {
        upload_rows(scene);
    }
    if (m_texture_rows == 0 || scene.style_of_commune != m_style_of_commune) {
        upload_communes(scene.style_of_commune);
    }
}

void AreaPass::upload_rows(const carto::MapScene& scene) {
    m_styles = scene.styles;
    m_grounds.clear();
    std::vector<StyleRow> rows(kStyleSlots);
    for (std::size_t i = 0; i < std::min(m_styles.size(), kStyleLimit); ++i) {
        rows[i] = style_row(m_styles[i]);
    }
    for (const auto& frame : scene.frames) {
        if (kStyleLimit + m_grounds.size() < kStyleSlots) {
            rows[kStyleLimit + m_grounds.size()] = style_row(frame.ground);
        }
        m_grounds.push_back(frame.ground);
    }
    glBindBuffer(GL_UNIFORM_BUFFER, m_rows.get());
    glBufferSubData(GL_UNIFORM_BUFFER, 0,
                    static_cast<GLsizeiptr>(rows.size() * sizeof(StyleRow)), rows.data());
}

void AreaPass::upload_communes(const std::vector<std::uint8_t>& style_of_commune) {
    m_style_of_commune = style_of_commune;
    const auto rows = std::max<std::size_t>(1, (style_of_commune.size() + kRow - 1) / kRow);
    auto whole_rows = style_of_commune;
    whole_rows.resize(rows * kRow);
    glBindTexture(GL_TEXTURE_2D, m_style_of.get());
    if (rows == m_texture_rows) {
        glTexSubImage2D(GL_TEXTURE_2D, 0, 0, 0, kRow, static_cast<GLsizei>(rows), GL_RED_INTEGER,
                        GL_UNSIGNED_BYTE, whole_rows.data());
        return;
    }
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAX_LEVEL, 0);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_R8UI, kRow, static_cast<GLsizei>(rows), 0, GL_RED_INTEGER,
                 GL_UNSIGNED_BYTE, whole_rows.data());
    m_texture_rows = rows;
}

void AreaPass::draw(std::size_t index, const FrameIds& ids, int texture_height) const {
    const auto& window = ids.window();
    m_program.use(window);
    glUniform2i(m_program.uniform("u_origin"), window.x, window.y);
    glUniform1i(m_program.uniform("u_height"), texture_height);
    glUniform1i(m_program.uniform("u_samples"), ids.samples());
    glUniform1i(m_program.uniform("u_ground"),
                static_cast<GLint>(std::min(kStyleLimit + index, kStyleSlots - 1)));
    glBindBufferBase(GL_UNIFORM_BUFFER, 0, m_rows.get());
    glActiveTexture(GL_TEXTURE1);
    glBindTexture(GL_TEXTURE_2D, m_style_of.get());
    glActiveTexture(GL_TEXTURE0);
    glBindTexture(GL_TEXTURE_2D, ids.texture());
    glBindVertexArray(m_no_vertices.get());
    glDrawArrays(GL_TRIANGLE_STRIP, 0, 4);
}

}  // namespace maillage::gl
