// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Lines and areas in pixels of the canvas, as every medium takes them.

#include "carto/camera.hpp"

#include <cstddef>
#include <span>
#include <vector>

namespace maillage::report {

/// Parts (rings or lines) of points; areas are filled even-odd.
class Path {
public:
    void begin() { m_starts.push_back(m_points.size()); }
    void add(carto::Pixel p) { m_points.push_back(p); }

    bool empty() const noexcept { return m_points.empty(); }
    std::size_t part_count() const noexcept { return m_starts.size(); }
    std::span<const carto::Pixel> part(std::size_t i) const {
        const auto end = i + 1 < m_starts.size() ? m_starts[i + 1] : m_points.size();
        return std::span(m_points).subspan(m_starts[i], end - m_starts[i]);
    }
    /// Of all points; empty for an empty path.
    carto::Rect box() const;

private:
    std::vector<carto::Pixel> m_points;
    std::vector<std::size_t> m_starts;
};

/// A rectangle, its corners rounded by \p corner pixels.
Path rectangle(const carto::Rect& rect, double corner);
/// A regular polygon that a circle cannot be told from at its size.
void add_disc(Path& path, carto::Pixel centre, double radius);
/// The part of \p a that is in \p b.
carto::Rect common(const carto::Rect& a, const carto::Rect& b);

}  // namespace maillage::report
