// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Draws batches of lines, and overlays through the stencil.

#include "render/area_pass.hpp"
#include "render/line_batch.hpp"

namespace maillage::gl {

/// A batch in the memory of the graphics system.
class LineMesh {
public:
    LineMesh();
    /// Keeps the draws of \p batch; its vertices go to buffers.
    void upload(const LineBatch& batch);
    const std::vector<LineDraw>& draws() const noexcept { return m_draws; }
    void bind() const { glBindVertexArray(m_array.get()); }

private:
    VertexArray m_array;
    Buffer m_vertices;
    Buffer m_indices;
    std::vector<LineDraw> m_draws;
};

class LinePass {
public:
    static Result<LinePass> create(const std::filesystem::path& shader_folder);

    /// Draws [first, last) of the mesh's draws.
    void draw(const LineMesh& mesh, std::size_t first, std::size_t last,
              const Window& window) const;
    /// Fills with \p style what draw \p fan of the mesh (see add_fans) goes round. Needs a cleared
    /// stencil and leaves it cleared; \p within: one that begin_within() made, and leaves it.
    void fill(const LineMesh& mesh, std::size_t fan, const carto::AreaStyle& style,
              const Window& window, bool within) const;

    /// Until end_within() lines and fills are seen only in what draw \p fan of the mesh goes round.
    /// Needs a cleared stencil.
    void begin_within(const LineMesh& mesh, std::size_t fan, const Window& window) const;
    /// Clears the stencil in the scissor's rectangle.
    static void end_within();

private:
    /// Counts in the stencil how often a fan goes round each pixel, below the mark of what is
    /// within.
    void count_turns(const LineMesh& mesh, std::size_t fan, const Window& window) const;

    LinePass(Program lines, Program cover);

    Program m_lines;
    Program m_cover;
    VertexArray m_no_vertices;
    GLint m_color = -1;
    GLint m_half = -1;
    GLint m_dash = -1;
};

}  // namespace maillage::gl
