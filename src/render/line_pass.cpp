// SPDX-License-Identifier: Apache-2.0
#include "render/line_pass.hpp"

#include <cstddef>

namespace maillage::gl {
namespace {

const void* offset_of(std::size_t bytes) {
    // OpenGL takes offsets into buffers as pointers.
    return reinterpret_cast<const void*>(bytes);  // NOLINT(performance-no-int-to-ptr)
}

// Bits of the stencil.
constexpr GLuint kTurns = 0x7F;   ///< How often fans go round a pixel.
constexpr GLuint kWithin = 0x80;  ///< It is within what an overlay is seen in.

/// From now on only what is within is drawn.
void see_within() {
    glStencilFunc(GL_EQUAL, static_cast<GLint>(kWithin), kWithin);
    glStencilOp(GL_KEEP, GL_KEEP, GL_KEEP);
}

void draw_triangles(const LineDraw& draw) {
    glDrawElements(GL_TRIANGLES, static_cast<GLsizei>(draw.count), GL_UNSIGNED_INT,
                   offset_of(draw.first * sizeof(std::uint32_t)));
}

}  // namespace

LineMesh::LineMesh()
    : m_array(VertexArray::make()), m_vertices(Buffer::make()), m_indices(Buffer::make()) {
    glBindVertexArray(m_array.get());
    glBindBuffer(GL_ARRAY_BUFFER, m_vertices.get());
    glBindBuffer(GL_ELEMENT_ARRAY_BUFFER, m_indices.get());
    glEnableVertexAttribArray(0);
    glVertexAttribPointer(0, 2, GL_FLOAT, GL_FALSE, sizeof(LineVertex),
                          offset_of(offsetof(LineVertex, x)));
    glEnableVertexAttribArray(1);
    glVertexAttribPointer(1, 2, GL_FLOAT, GL_FALSE, sizeof(LineVertex),
                          offset_of(offsetof(LineVertex, across)));
    glBindVertexArray(0);
}

void LineMesh::upload(const LineBatch& batch) {
    m_draws = batch.draws;
    glBindVertexArray(m_array.get());
    glBindBuffer(GL_ARRAY_BUFFER, m_vertices.get());
    glBufferData(GL_ARRAY_BUFFER,
                 static_cast<GLsizeiptr>(batch.vertices.size() * sizeof(LineVertex)),
                 batch.vertices.data(), GL_STREAM_DRAW);
    glBufferData(GL_ELEMENT_ARRAY_BUFFER,
                 static_cast<GLsizeiptr>(batch.indices.size() * sizeof(std::uint32_t)),
                 batch.indices.data(), GL_STREAM_DRAW);
    glBindVertexArray(0);
}

Result<LinePass> LinePass::create(const std::filesystem::path& shader_folder) {
    auto lines = Program::load(shader_folder, "line", "line");
    if (!lines) {
        return lines.error();
    }
    auto cover = Program::load(shader_folder, "quad", "cover");
    if (!cover) {
        return cover.error();
    }
    return LinePass(std::move(lines).value(), std::move(cover).value());
}

LinePass::LinePass(Program lines, Program cover)
    : m_lines(std::move(lines)),
      m_cover(std::move(cover)),
      m_no_vertices(VertexArray::make()),
      m_color(m_lines.uniform("u_color")),
      m_half(m_lines.uniform("u_half")),
      m_dash(m_lines.uniform("u_dash")) {}

void LinePass::draw(const LineMesh& mesh, std::size_t first, std::size_t last,
                    const Window& window) const {
    if (first >= last) {
        return;
    }
    m_lines.use(window);
    mesh.bind();
    for (std::size_t i = first; i < last; ++i) {
        const auto& draw = mesh.draws()[i];
        glUniform4fv(m_color, 1, premultiplied(draw.color).data());
        glUniform1f(m_half, draw.half_width);
        glUniform1f(m_dash, draw.dash);
        draw_triangles(draw);
    }
}

void LinePass::count_turns(const LineMesh& mesh, std::size_t fan, const Window& window) const {
    glEnable(GL_STENCIL_TEST);
    glStencilMask(kTurns);
    glColorMask(GL_FALSE, GL_FALSE, GL_FALSE, GL_FALSE);
    glStencilFunc(GL_ALWAYS, 0, 0xFF);
    glStencilOpSeparate(GL_FRONT, GL_KEEP, GL_KEEP, GL_INCR_WRAP);
    glStencilOpSeparate(GL_BACK, GL_KEEP, GL_KEEP, GL_DECR_WRAP);
    m_lines.use(window);
    mesh.bind();
    draw_triangles(mesh.draws()[fan]);
}

void LinePass::fill(const LineMesh& mesh, std::size_t fan, const carto::AreaStyle& style,
                    const Window& window, bool within) const {
    count_turns(mesh, fan, window);
    glColorMask(GL_TRUE, GL_TRUE, GL_TRUE, GL_TRUE);
    if (within) {
        // More than the mark alone: marked, and gone round.
        glStencilFunc(GL_LESS, static_cast<GLint>(kWithin), kWithin | kTurns);
    } else {
        glStencilFunc(GL_NOTEQUAL, 0, kTurns);
    }
    // Turns outside the mark have to go too, or the next fan would count on from them.
    glStencilOp(GL_ZERO, GL_KEEP, GL_ZERO);
    m_cover.use(window);
    const auto row = style_row(style);
    glUniform4fv(m_cover.uniform("u_fill"), 1, row.fill.data());
    glUniform4fv(m_cover.uniform("u_mark"), 1, row.mark.data());
    glUniform4fv(m_cover.uniform("u_hatch"), 1, row.hatch.data());
    glBindVertexArray(m_no_vertices.get());
    glDrawArrays(GL_TRIANGLE_STRIP, 0, 4);
    if (within) {
        see_within();
    } else {
        glDisable(GL_STENCIL_TEST);
    }
}

void LinePass::begin_within(const LineMesh& mesh, std::size_t fan, const Window& window) const {
    count_turns(mesh, fan, window);
    // Any number of turns becomes the mark.
    glStencilMask(kWithin | kTurns);
    glStencilFunc(GL_NOTEQUAL, static_cast<GLint>(kWithin), kTurns);
    glStencilOp(GL_KEEP, GL_KEEP, GL_REPLACE);
    m_cover.use(window);
    glBindVertexArray(m_no_vertices.get());
    glDrawArrays(GL_TRIANGLE_STRIP, 0, 4);
    glColorMask(GL_TRUE, GL_TRUE, GL_TRUE, GL_TRUE);
    see_within();
}

void LinePass::end_within() {
    glStencilMask(kWithin | kTurns);
    glClear(GL_STENCIL_BUFFER_BIT);
    glDisable(GL_STENCIL_TEST);
}

}  // namespace maillage::gl
