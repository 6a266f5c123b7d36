// SPDX-License-Identifier: Apache-2.0
#include "render/area_pass.hpp"

#include <algorithm>

namespace maillage::gl {
namespace {

constexpr std::size_t kRow = 1024;       // Features in a row of a texture, as in area.frag.glsl.
constexpr std::size_t kHatchLimit = 8;   // Different hatches in one scene, as in area.frag.glsl.

/// What the textures hold for one commune.
struct CommuneColors {
    carto::Color fill{0, 0, 0, 0};
    carto::Color mark{0, 0, 0, 0};
    std::uint8_t hatch = 0;  ///< 1 + place among the hatches.
};

carto::Color multiplied(carto::Color color) {
    const auto part = [&](std::uint8_t value) {
        return static_cast<std::uint8_t>((value * color.a + 127) / 255);
    };
    return {part(color.r), part(color.g), part(color.b), color.a};
}

void set_texture(GLuint texture, GLint internal, GLenum format, std::size_t rows, bool again,
                 const void* texels) {
    glBindTexture(GL_TEXTURE_2D, texture);
    const auto height = static_cast<GLsizei>(rows);
    if (again) {
        glTexSubImage2D(GL_TEXTURE_2D, 0, 0, 0, kRow, height, format, GL_UNSIGNED_BYTE, texels);
        return;
    }
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAX_LEVEL, 0);
    glTexImage2D(GL_TEXTURE_2D, 0, internal, kRow, height, 0, format, GL_UNSIGNED_BYTE, texels);
}

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

Result<AreaPass::Variant> AreaPass::load(const std::filesystem::path& folder,
                                         const char* defined) {
    auto program = Program::load(folder, "quad", "area", defined);
    if (!program) {
        return program.error();
    }
    Variant variant{std::move(program).value()};
    const auto& loaded = variant.program;
    variant.origin = loaded.uniform("u_origin");
    variant.height = loaded.uniform("u_height");
    variant.samples = loaded.uniform("u_samples");
    variant.hatches = loaded.uniform("u_hatches");
    variant.hatch_count = loaded.uniform("u_hatch_count");
    variant.ground = {loaded.uniform("u_ground_fill"), loaded.uniform("u_ground_mark"),
                      loaded.uniform("u_ground_hatch")};
    glUseProgram(loaded.get());
    GLint unit = 0;
    for (const char* texture : {"u_ids", "u_fill_of", "u_mark_of", "u_hatch_of"}) {
        glUniform1i(loaded.uniform(texture), unit++);
    }
    return variant;
}

Result<AreaPass> AreaPass::create(const std::filesystem::path& shader_folder) {
    auto plain = load(shader_folder, "");
    if (!plain) {
        return plain.error();
    }
    auto hatched = load(shader_folder, "HATCHED");
    if (!hatched) {
        return hatched.error();
    }
    auto full = load(shader_folder, "FULL");
    if (!full) {
        return full.error();
    }
    return AreaPass(std::move(plain).value(), std::move(hatched).value(), std::move(full).value());
}

AreaPass::AreaPass(Variant plain, Variant hatched, Variant full)
    : m_plain(std::move(plain)),
      m_hatched(std::move(hatched)),
      m_full(std::move(full)),
      m_no_vertices(VertexArray::make()) {
    for (auto& texture : m_of_commune) {
        texture = Texture::make();
    }
}

void AreaPass::set_styles(const carto::MapScene& scene) {
    if (m_texture_rows == 0 || scene.styles != m_styles ||
        scene.style_of_commune != m_style_of_commune) {
        upload(scene);
        m_styles = scene.styles;
        m_style_of_commune = scene.style_of_commune;
    }
}

void AreaPass::upload(const carto::MapScene& scene) {
    m_hatches.clear();
    std::vector<CommuneColors> colors(256);  // by style; styles that are not there are transparent
    for (std::size_t i = 0; i < std::min(scene.styles.size(), colors.size()); ++i) {
        const auto& style = scene.styles[i];
        colors[i] = {multiplied(style.fill), multiplied(style.hatch_color), 0};
        const auto hatch = style_row(style).hatch;
        if (hatch[0] == 0.0F) {
            continue;
        }
        const auto known = std::find(m_hatches.begin(), m_hatches.end(), hatch);
        const auto place = static_cast<std::size_t>(known - m_hatches.begin());
        if (place < kHatchLimit) {
            colors[i].hatch = static_cast<std::uint8_t>(place + 1);
            if (known == m_hatches.end()) {
                m_hatches.push_back(hatch);
            }
        }
    }
    const auto rows = scene.style_of_commune.size() / kRow + 1;  // texel 0: no commune
    std::vector<carto::Color> fills(rows * kRow, carto::Color{0, 0, 0, 0});
    auto marks = fills;
    std::vector<std::uint8_t> hatches(rows * kRow);
    for (std::size_t c = 0; c < scene.style_of_commune.size(); ++c) {
        const auto& of_style = colors[scene.style_of_commune[c]];
        fills[c + 1] = of_style.fill;
        marks[c + 1] = of_style.mark;
        hatches[c + 1] = of_style.hatch;
    }
    const bool again = rows == m_texture_rows;
    m_texture_rows = rows;
    set_texture(m_of_commune[0].get(), GL_RGBA8, GL_RGBA, rows, again, fills.data());
    set_texture(m_of_commune[1].get(), GL_RGBA8, GL_RGBA, rows, again, marks.data());
    set_texture(m_of_commune[2].get(), GL_R8UI, GL_RED_INTEGER, rows, again, hatches.data());
}

void AreaPass::draw(const carto::Frame& frame, const FrameIds& ids, int texture_height) const {
    const auto& window = ids.window();
    const auto ground = style_row(frame.ground);
    const bool simple = ids.samples() == 1 && !(frame.corner > 0.0F) && ground.hatch[0] == 0.0F;
    const auto& variant = !simple ? m_full : m_hatches.empty() ? m_plain : m_hatched;
    variant.program.use(window);
    glUniform2i(variant.origin, window.x, window.y);
    glUniform1i(variant.height, texture_height);
    glUniform1i(variant.samples, ids.samples());
    glUniform1i(variant.hatch_count, static_cast<GLint>(m_hatches.size()));
    if (!m_hatches.empty()) {
        glUniform4fv(variant.hatches, static_cast<GLsizei>(m_hatches.size()),
                     m_hatches.front().data());
    }
    glUniform4fv(variant.ground[0], 1, ground.fill.data());
    glUniform4fv(variant.ground[1], 1, ground.mark.data());
    glUniform4fv(variant.ground[2], 1, ground.hatch.data());
    GLenum unit = GL_TEXTURE1;
    for (const auto& texture : m_of_commune) {
        glActiveTexture(unit++);
        glBindTexture(GL_TEXTURE_2D, texture.get());
    }
    glActiveTexture(GL_TEXTURE0);
    glBindTexture(GL_TEXTURE_2D, ids.texture());
    glBindVertexArray(m_no_vertices.get());
    glDrawArrays(GL_TRIANGLE_STRIP, 0, 4);
}

}  // namespace maillage::gl
