// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Lines as triangles, without OpenGL: what the line shader is given.

#include "carto/scene.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace maillage::gl {

/// Layout pixels.
struct LineVertex {
    float x = 0.0F;
    float y = 0.0F;
    float across = 0.0F;  ///< Signed distance from the middle of the line.
    float along = 0.0F;   ///< From where the dashes start.
};

/// Triangles of one style.
struct LineDraw {
    carto::Color color;
    float half_width = 0.0F;
    float dash = 0.0F;
    std::uint32_t first = 0;  ///< Of LineBatch::indices.
    std::uint32_t count = 0;
};

struct LineBatch {
    std::vector<LineVertex> vertices;
    std::vector<std::uint32_t> indices;
    std::vector<LineDraw> draws;
    void clear() {
        vertices.clear();
        indices.clear();
        draws.clear();
    }
};

/// Makes strips with mitred joins and square ends. What lies outside \p visible is left out, so
/// the cost is that of what is seen.
class LineBuilder {
public:
    /// \p feather how far beyond its width a line is drawn, for smooth edges; \p step points
    /// nearer to the last one are left out. All in layout pixels.
    LineBuilder(LineBatch& batch, const carto::Rect& visible, double feather, double step)
        : m_batch(batch), m_visible(visible), m_feather(feather), m_step(step) {}

    /// Lines that follow have this style, until finish().
    void start(const carto::LineStyle& style);
    /// \p closed: the first point is the last. Dashes count on from \p along.
    void add(std::span<const carto::Pixel> line, bool closed, double along = 0.0);
    void finish();

private:
    struct Direction {
        double x = 0.0;
        double y = 0.0;
        double length = 0.0;
    };
    bool misses(carto::Pixel a, carto::Pixel b) const;
    void thin(std::span<const carto::Pixel> line);
    void add_run(std::size_t first, std::size_t last, bool closed, double along);
    /// \p skew what is added to the distance along on the left and taken away on the right.
    void add_pair(carto::Pixel p, double offset_x, double offset_y, double along,
                  double skew = 0.0);
    void join(carto::Pixel p, const Direction& before, const Direction& after, double along);
    void link();

    LineBatch& m_batch;
    carto::Rect m_visible;
    double m_feather;
    double m_step;
    carto::Rect m_near;         ///< Visible, grown by the style's width.
    bool m_dashed = false;
    double m_half = 0.0;        ///< Half the width.
    double m_reach = 0.0;       ///< Half the width and the feather.
    std::vector<carto::Pixel> m_points;    ///< Scratch: the line, thinned.
    std::vector<Direction> m_directions;  ///< Scratch: from point i to the next.
};

}  // namespace maillage::gl
