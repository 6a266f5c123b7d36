// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Circles and markers.

#include "carto/scene.hpp"
#include "render/gl_program.hpp"

#include <array>
#include <cstdint>
#include <vector>

namespace maillage::gl {

/// A corner of the quad around one mark; layout pixels.
struct MarkVertex {
    std::array<float, 2> centre{};
    std::array<float, 2> offset{};
    float radius = 0.0F;
    float half_edge = 0.0F;
    float kind = 0.0F;  ///< carto::MarkerShape.
    carto::Color fill;
    carto::Color edge;
};

class MarkPass {
public:
    static Result<MarkPass> create(const std::filesystem::path& shader_folder);

    /// Takes over all marks of \p scene that are seen: circles, then markers, frame by frame.
    void set_marks(const carto::MapScene& scene, double ratio);
    /// Those of frame \p index.
    void draw(std::size_t index, const Window& window) const;

private:
    explicit MarkPass(Program program);
    void upload(const std::vector<MarkVertex>& vertices);

    Program m_program;
    VertexArray m_array;
    Buffer m_vertices;
    Buffer m_indices;
    std::size_t m_index_capacity = 0;        ///< Quads.
    std::vector<std::size_t> m_frame_start;  ///< Quads; one more than frames.
};

}  // namespace maillage::gl
