// SPDX-License-Identifier: Apache-2.0
#include "render/mark_pass.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace maillage::gl {
namespace {

constexpr std::size_t kCorners = 4;
constexpr std::size_t kIndices = 6;  // Two triangles.

const void* offset_of(std::size_t bytes) {
    // OpenGL takes offsets into buffers as pointers.
    return reinterpret_cast<const void*>(bytes);  // NOLINT(performance-no-int-to-ptr)
}

struct Mark {
    carto::Pixel centre;
    double radius = 0.0;
    carto::MarkerShape shape = carto::MarkerShape::kDisc;
    carto::Color fill;
    carto::LineStyle edge;
};

/// Four corners, unless nothing of the mark can be seen.
void add_quad(std::vector<MarkVertex>& vertices, const Mark& mark, const carto::Rect& viewport,
              double ratio) {
    const double half_edge = static_cast<double>(mark.edge.width) / 2;
    const double reach = mark.radius + 2 * half_edge + 1.0 / ratio;
    const carto::Rect box{mark.centre.x - reach, mark.centre.y - reach, 2 * reach, 2 * reach};
    // The comparison also drops centres that are not a number (communes without outline).
    if (!(mark.radius > 0.0) || !box.meets(viewport)) {
        return;
    }
    MarkVertex vertex;
    vertex.centre = {static_cast<float>(mark.centre.x), static_cast<float>(mark.centre.y)};
    vertex.radius = static_cast<float>(mark.radius);
    vertex.half_edge = static_cast<float>(half_edge);
    vertex.kind = static_cast<float>(mark.shape);
    vertex.fill = mark.fill;
    vertex.edge = mark.edge.color;
    const auto r = static_cast<float>(reach);
    for (const auto& corner :
         {std::array{-r, -r}, std::array{r, -r}, std::array{-r, r}, std::array{r, r}}) {
        vertex.offset = corner;
        vertices.push_back(vertex);
    }
}

}  // namespace

Result<MarkPass> MarkPass::create(const std::filesystem::path& shader_folder) {
    auto program = Program::load(shader_folder, "mark", "mark");
    if (!program) {
        return program.error();
    }
    return MarkPass(std::move(program).value());
}

MarkPass::MarkPass(Program program)
    : m_program(std::move(program)),
      m_array(VertexArray::make()),
      m_vertices(Buffer::make()),
      m_indices(Buffer::make()) {
    glBindVertexArray(m_array.get());
    glBindBuffer(GL_ARRAY_BUFFER, m_vertices.get());
    glBindBuffer(GL_ELEMENT_ARRAY_BUFFER, m_indices.get());
    constexpr GLsizei kStride = sizeof(MarkVertex);
    const auto attribute = [](GLuint place, GLint size, GLenum type, std::size_t at) {
        glEnableVertexAttribArray(place);
        glVertexAttribPointer(place, size, type, type == GL_UNSIGNED_BYTE ? GL_TRUE : GL_FALSE,
                              kStride, offset_of(at));
    };
    attribute(0, 2, GL_FLOAT, offsetof(MarkVertex, centre));
    attribute(1, 2, GL_FLOAT, offsetof(MarkVertex, offset));
    attribute(2, 3, GL_FLOAT, offsetof(MarkVertex, radius));
    attribute(3, 4, GL_UNSIGNED_BYTE, offsetof(MarkVertex, fill));
    attribute(4, 4, GL_UNSIGNED_BYTE, offsetof(MarkVertex, edge));
    glBindVertexArray(0);
}

void MarkPass::set_marks(const carto::MapScene& scene, double ratio) {
    std::vector<MarkVertex> vertices;
    m_frame_start.assign(1, 0);
    for (std::size_t f = 0; f < scene.frames.size(); ++f) {
        const auto& frame = scene.frames[f];
        for (const auto& circle : scene.circles) {
            if (circle.frame == f) {
                add_quad(vertices,
                         {to_pixel(frame.camera, frame.viewport, circle.centre),
                          static_cast<double>(circle.radius), carto::MarkerShape::kDisc,
                          circle.fill, circle.edge},
                         frame.viewport, ratio);
            }
        }
        for (const auto& marker : scene.markers) {
            if (marker.frame == f) {
                add_quad(
                    vertices,
                    {to_pixel(frame.camera, frame.viewport, marker.centre),
                     static_cast<double>(marker.size) / 2, marker.shape, marker.fill, marker.edge},
                    frame.viewport, ratio);
            }
        }
        m_frame_start.push_back(vertices.size() / kCorners);
    }
    upload(vertices);
}

void MarkPass::upload(const std::vector<MarkVertex>& vertices) {
    glBindVertexArray(m_array.get());
    glBindBuffer(GL_ARRAY_BUFFER, m_vertices.get());
    glBufferData(GL_ARRAY_BUFFER, static_cast<GLsizeiptr>(vertices.size() * sizeof(MarkVertex)),
                 vertices.data(), GL_STREAM_DRAW);
    const auto quads = vertices.size() / kCorners;
    if (quads > m_index_capacity) {
        m_index_capacity = std::max<std::size_t>(quads, 2 * m_index_capacity);
        std::vector<std::uint32_t> indices;
        indices.reserve(m_index_capacity * kIndices);
        for (std::uint32_t q = 0; q < m_index_capacity; ++q) {
            const auto v = static_cast<std::uint32_t>(q * kCorners);
            indices.insert(indices.end(), {v, v + 1, v + 2, v + 2, v + 1, v + 3});
        }
        glBufferData(GL_ELEMENT_ARRAY_BUFFER,
                     static_cast<GLsizeiptr>(indices.size() * sizeof(std::uint32_t)),
                     indices.data(), GL_STATIC_DRAW);
    }
    glBindVertexArray(0);
}

void MarkPass::draw(std::size_t index, const Window& window) const {
    const auto first = m_frame_start[index];
    const auto count = m_frame_start[index + 1] - first;
    if (count == 0) {
        return;
    }
    m_program.use(window);
    glBindVertexArray(m_array.get());
    glDrawElements(GL_TRIANGLES, static_cast<GLsizei>(count * kIndices), GL_UNSIGNED_INT,
                   offset_of(first * kIndices * sizeof(std::uint32_t)));
}

}  // namespace maillage::gl
