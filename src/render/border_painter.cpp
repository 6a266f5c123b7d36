// SPDX-License-Identifier: Apache-2.0
#include "render/border_painter.hpp"

#include "base/parallel.hpp"
#include "render/stroke_band.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>

namespace maillage::gl {
namespace {

constexpr std::size_t kRows = 48;  // Of a band: its coverage stays in the processor's cache.

/// Metres of a sheet to pixels of a band of the window.
struct Place {
    double scale = 1.0;
    double x = 0.0;
    double y = 0.0;
    carto::Pixel pixel(geo::Point p) const { return {x + p.x * scale, y - p.y * scale}; }
    double map_y(double row) const { return (y - row) / scale; }
};

Place place_of(const carto::Frame& frame, const Window& window) {
    const auto middle = frame.viewport.centre();
    const double scale = window.ratio / frame.camera.metres_per_pixel;
    return {scale, middle.x * window.ratio - window.x - frame.camera.centre.x * scale,
            middle.y * window.ratio - window.y + frame.camera.centre.y * scale};
}

using ArcsOfRanks = std::array<std::vector<std::uint32_t>, carto::kBorderRankCount>;

class BorderPainter {
public:
    BorderPainter(const carto::SheetLevel& level, const carto::Frame& frame, const Window& window,
                  double step)
        : m_level(level),
          m_frame(frame),
          m_window(window),
          m_step(step),
          m_place(place_of(frame, window)) {
        find_arcs();
    }

    /// Rows [first, last) of the window, from its top.
    std::uint32_t paint(int first, int last, std::vector<Bgra>& pixels) const {
        StrokeBand band(m_window.width, last - first);
        auto place = m_place;
        place.y -= first;
        auto* const row = pixels.data() +
                          static_cast<std::ptrdiff_t>(m_window.height - 1 - first) * m_window.width;
        std::uint32_t pieces = 0;
        for (std::size_t rank = 0; rank < m_arcs.size(); ++rank) {
            const auto& style = m_frame.borders[rank];
            band.start(static_cast<double>(style.width) * m_window.ratio,
                       static_cast<double>(style.dash) * m_window.ratio);
            const double below = place.map_y(last - first + band.reach());
            const double above = place.map_y(-band.reach());
            const auto before = pieces;
            for (const auto a : m_arcs[rank]) {
                const auto& box = m_level.mosaic.arc_box[a];
                if (box.max_y >= below && box.min_y <= above) {
                    pieces += add_arc(band, m_level.mosaic.arc(a), place);
                }
            }
            if (pieces != before) {
                band.paint(style.color, row, -m_window.width);
            }
        }
        return pieces;
    }

private:
    void find_arcs() {
        double widest = 0.0;
        for (const auto& style : m_frame.borders) {
            widest = std::max(widest, static_cast<double>(style.width));
        }
        const double margin = widest * m_window.ratio + 1.0;
        const auto map_x = [&](double x) { return (x - m_place.x) / m_place.scale; };
        geo::Box seen;
        seen.add(geo::Point{map_x(-margin), m_place.map_y(-margin)});
        seen.add(
            geo::Point{map_x(m_window.width + margin), m_place.map_y(m_window.height + margin)});
        for (std::size_t a = 0; a < m_level.mosaic.arc_count(); ++a) {
            const auto rank = static_cast<std::size_t>(m_level.rank[a]);
            const auto& style = m_frame.borders[rank];
            if (style.width > 0.0F && style.color.a != 0 && m_level.mosaic.arc_box[a].meets(seen)) {
                m_arcs[rank].push_back(static_cast<std::uint32_t>(a));
            }
        }
    }

    std::uint32_t add_arc(StrokeBand& band, std::span<const geo::Point> arc,
                          const Place& place) const {
        auto from = place.pixel(arc.front());
        std::uint32_t pieces = 0;
        double along = 0.0;
        for (std::size_t i = 1; i < arc.size(); ++i) {
            const auto to = place.pixel(arc[i]);
            const double dx = to.x - from.x;
            const double dy = to.y - from.y;
            const double square = dx * dx + dy * dy;
            if (square <= m_step * m_step && i + 1 < arc.size()) {
                continue;
            }
            band.add(from, to, along);
            along += std::sqrt(square);
            from = to;
            ++pieces;
        }
        return pieces;
    }

    const carto::SheetLevel& m_level;
    const carto::Frame& m_frame;
    const Window& m_window;
    double m_step;
    Place m_place;
    ArcsOfRanks m_arcs;
};

}  // namespace

std::uint32_t paint_borders(const carto::SheetLevel& level, const carto::Frame& frame,
                            const Window& window, double step, std::vector<Bgra>& pixels) {
    const BorderPainter painter(level, frame, window, step);
    std::atomic<std::uint32_t> pieces = 0;
    in_chunks(static_cast<std::size_t>(window.height), kRows, 0,
              [&](std::size_t first, std::size_t last) {
                  pieces += painter.paint(static_cast<int>(first), static_cast<int>(last), pixels);
              });
    return pieces;
}

}  // namespace maillage::gl
