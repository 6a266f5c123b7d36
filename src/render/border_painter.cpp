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

constexpr int kRows = 48;  // Of a band: its coverage stays in the processor's cache.

/// Metres of a sheet to pixels of a band of the window.
struct Place {
    double scale = 1.0;
    double x = 0.0;
    double y = 0.0;
    carto::Pixel pixel(geo::Point p) const { return {x + p.x * scale, y - p.y * scale}; }
};

Place place_of(const carto::Frame& frame, const Window& window) {
    const auto middle = frame.viewport.centre();
    const double scale = window.ratio / frame.camera.metres_per_pixel;
    return {scale, middle.x * window.ratio - window.x - frame.camera.centre.x * scale,
            middle.y * window.ratio - window.y + frame.camera.centre.y * scale};
}

/// The faded ranks, then the others.
constexpr std::size_t kStrokes = 2 * carto::kBorderRankCount;
/// What is drawn into one band.
using ArcsOfStrokes = std::array<std::vector<std::uint32_t>, kStrokes>;

class BorderPainter {
public:
    BorderPainter(const carto::SheetLevel& level, const carto::MapScene& scene,
                  const carto::Frame& frame, const Window& window, double step)
        : m_level(level),
          m_scene(scene),
          m_window(window),
          m_step(step),
          m_place(place_of(frame, window)) {
        std::copy(
            frame.borders.begin(), frame.borders.end(),
            std::copy(frame.faded_borders.begin(), frame.faded_borders.end(), m_styles.begin()));
        find_arcs();
    }

    std::size_t bands() const { return m_bands.size(); }

    std::uint32_t paint(std::size_t number, std::vector<Bgra>& pixels) const {
        const int first = static_cast<int>(number) * kRows;
        const int rows = std::min(kRows, m_window.height - first);
        StrokeBand band(m_window.width, rows);
        auto place = m_place;
        place.y -= first;
        auto* const row = pixels.data() +
                          static_cast<std::ptrdiff_t>(m_window.height - 1 - first) * m_window.width;
        std::uint32_t pieces = 0;
        for (std::size_t stroke = 0; stroke < kStrokes; ++stroke) {
            const auto& arcs = m_bands[number][stroke];
            if (arcs.empty()) {
                continue;
            }
            const auto& style = m_styles[stroke];
            band.start(static_cast<double>(style.width) * m_window.ratio,
                       static_cast<double>(style.dash) * m_window.ratio);
            for (const auto a : arcs) {
                pieces += add_arc(band, m_level.mosaic.arc(a), place);
            }
            band.paint(style.color, row, -m_window.width);
        }
        return pieces;
    }

private:
    void find_arcs() {
        m_bands.resize(static_cast<std::size_t>((m_window.height + kRows - 1) / kRows));
        std::array<double, kStrokes> reach{};
        double farthest = 0.0;
        for (std::size_t stroke = 0; stroke < reach.size(); ++stroke) {
            const auto& style = m_styles[stroke];
            const bool shown = style.width > 0.0F && style.color.a != 0;
            reach[stroke] =
                shown ? static_cast<double>(style.width) * m_window.ratio / 2 + 1.0 : 0.0;
            farthest = std::max(farthest, reach[stroke]);
        }
        const auto map_x = [&](double x) { return (x - m_place.x) / m_place.scale; };
        const auto map_y = [&](double y) { return (m_place.y - y) / m_place.scale; };
        geo::Box seen;
        seen.add(geo::Point{map_x(-farthest), map_y(-farthest)});
        seen.add(geo::Point{map_x(m_window.width + farthest), map_y(m_window.height + farthest)});
        const auto band_of = [&](double row) {
            const double last = static_cast<double>(m_bands.size() - 1);
            return static_cast<std::size_t>(std::clamp(row / kRows, 0.0, last));
        };
        for (std::uint32_t a = 0; a < m_level.mosaic.arc_count(); ++a) {
            const auto& box = m_level.mosaic.arc_box[a];
            if (!box.meets(seen)) {
                continue;
            }
            const bool faded = m_scene.is_faded(m_level.mosaic.left[a], m_level.mosaic.right[a]);
            const auto stroke =
                static_cast<std::size_t>(m_level.rank[a]) + (faded ? 0 : carto::kBorderRankCount);
            if (reach[stroke] > 0.0) {
                const auto last = band_of(m_place.pixel({0.0, box.min_y}).y + reach[stroke]);
                for (auto b = band_of(m_place.pixel({0.0, box.max_y}).y - reach[stroke]); b <= last;
                     ++b) {
                    m_bands[b][stroke].push_back(a);
                }
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
    const carto::MapScene& m_scene;
    const Window& m_window;
    double m_step;
    Place m_place;
    std::array<carto::LineStyle, kStrokes> m_styles;
    std::vector<ArcsOfStrokes> m_bands;
};

}  // namespace

std::uint32_t paint_borders(const carto::SheetLevel& level, const carto::MapScene& scene,
                            const carto::Frame& frame, const Window& window, double step,
                            std::vector<Bgra>& pixels) {
    const BorderPainter painter(level, scene, frame, window, step);
    std::atomic<std::uint32_t> pieces = 0;
    in_chunks(painter.bands(), 1, 0,
              [&](std::size_t band, std::size_t) { pieces += painter.paint(band, pixels); });
    return pieces;
}

}  // namespace maillage::gl
