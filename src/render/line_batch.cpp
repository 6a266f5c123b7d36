// SPDX-License-Identifier: Apache-2.0
#include "render/line_batch.hpp"

#include <cmath>

namespace maillage::gl {
namespace {

// Below this cosine of the turn a mitre would be longer than 1.6 times the width.
constexpr double kSharpestMitre = -0.2;

}  // namespace

void LineBuilder::start(const carto::LineStyle& style) {
    m_half = static_cast<double>(style.width) / 2;
    m_reach = m_half + m_feather;
    m_dashed = style.dash > 0.0F;
    const double grown = 2 * m_reach;
    m_near = {m_visible.x - grown, m_visible.y - grown, m_visible.width + 2 * grown,
              m_visible.height + 2 * grown};
    m_batch.draws.push_back({style.color, style.width / 2, style.dash,
                             static_cast<std::uint32_t>(m_batch.indices.size()), 0});
}

void LineBuilder::finish() {
    auto& draw = m_batch.draws.back();
    draw.count = static_cast<std::uint32_t>(m_batch.indices.size()) - draw.first;
    if (draw.count == 0) {
        m_batch.draws.pop_back();
    }
}

bool LineBuilder::misses(carto::Pixel a, carto::Pixel b) const {
    return (a.x < m_near.x && b.x < m_near.x) || (a.y < m_near.y && b.y < m_near.y) ||
           (a.x > m_near.right() && b.x > m_near.right()) ||
           (a.y > m_near.bottom() && b.y > m_near.bottom());
}

void LineBuilder::thin(std::span<const carto::Pixel> line) {
    m_points.clear();
    m_points.push_back(line.front());
    const double square = m_step * m_step;
    for (std::size_t i = 1; i + 1 < line.size(); ++i) {
        const double dx = line[i].x - m_points.back().x;
        const double dy = line[i].y - m_points.back().y;
        if (dx * dx + dy * dy > square) {
            m_points.push_back(line[i]);
        }
    }
    if (m_points.size() == 1 || !(line.back() == m_points.back())) {
        m_points.push_back(line.back());
    }
}

void LineBuilder::add(std::span<const carto::Pixel> line, bool closed, double along) {
    if (line.size() < 2) {
        return;
    }
    thin(line);
    const std::size_t segments = m_points.size() - 1;
    m_directions.resize(segments);
    std::size_t first = 0;  // of the run of segments that may be seen
    double run_along = along;
    bool whole = closed && segments > 2;
    for (std::size_t i = 0; i < segments; ++i) {
        const auto a = m_points[i];
        const auto b = m_points[i + 1];
        const double length = std::hypot(b.x - a.x, b.y - a.y);
        m_directions[i] = length > 0.0
                              ? Direction{(b.x - a.x) / length, (b.y - a.y) / length, length}
                              : Direction{1.0, 0.0, 0.0};
        along += length;
        if (misses(a, b)) {
            add_run(first, i, false, run_along);
            first = i + 1;
            run_along = along;
            whole = false;
        }
    }
    add_run(first, segments, whole, run_along);
}

/// Segments [first, last).
void LineBuilder::add_run(std::size_t first, std::size_t last, bool closed, double along) {
    if (first >= last) {
        return;
    }
    const auto& begin = m_directions[first];
    const auto& end = m_directions[last - 1];
    if (closed) {
        join(m_points[first], end, begin, along);
    } else {
        const auto p = m_points[first];
        add_pair({p.x - begin.x * m_half, p.y - begin.y * m_half}, -begin.y, begin.x,
                 along - m_half);
    }
    for (std::size_t i = first; i + 1 < last; ++i) {
        along += m_directions[i].length;
        link();
        join(m_points[i + 1], m_directions[i], m_directions[i + 1], along);
    }
    along += end.length;
    link();
    if (closed) {
        join(m_points[last], end, begin, along);
    } else {
        const auto p = m_points[last];
        add_pair({p.x + end.x * m_half, p.y + end.y * m_half}, -end.y, end.x, along + m_half);
    }
}

/// The two triangles from the last pair of vertices to the one that is added next.
void LineBuilder::link() {
    const auto next = static_cast<std::uint32_t>(m_batch.vertices.size());
    const auto previous = next - 2;
    m_batch.indices.insert(m_batch.indices.end(),
                           {previous, previous + 1, next, next, previous + 1, next + 1});
}

void LineBuilder::add_pair(carto::Pixel p, double offset_x, double offset_y, double along,
                           double skew) {
    const auto reach = static_cast<float>(m_reach);
    m_batch.vertices.push_back({static_cast<float>(p.x + offset_x * m_reach),
                                static_cast<float>(p.y + offset_y * m_reach), reach,
                                static_cast<float>(along + skew)});
    m_batch.vertices.push_back({static_cast<float>(p.x - offset_x * m_reach),
                                static_cast<float>(p.y - offset_y * m_reach), -reach,
                                static_cast<float>(along - skew)});
}

void LineBuilder::join(carto::Pixel p, const Direction& before, const Direction& after,
                       double along) {
    const double cosine = before.x * after.x + before.y * after.y;
    if (cosine > kSharpestMitre) {
        const double scale = 1.0 / (1.0 + cosine);
        const double x = -(before.y + after.y) * scale;
        const double y = (before.x + after.x) * scale;
        if (m_dashed) {
            // The corner lies further along one segment than along the other.
            add_pair(p, x, y, along, (x * before.x + y * before.y) * m_reach);
            add_pair(p, x, y, along, (x * after.x + y * after.y) * m_reach);
        } else {
            add_pair(p, x, y, along);
        }
        return;
    }
    // A sharp turn: both segments end square, and overlap.
    add_pair({p.x + before.x * m_half, p.y + before.y * m_half}, -before.y, before.x, along);
    add_pair({p.x - after.x * m_half, p.y - after.y * m_half}, -after.y, after.x, along);
}

}  // namespace maillage::gl
