// SPDX-License-Identifier: Apache-2.0
#include "render/area_painter.hpp"

#include "base/parallel.hpp"

#include <algorithm>
#include <cmath>

namespace maillage::gl {
namespace {

constexpr unsigned kFull = 255;
constexpr std::size_t kStyles = 256;
constexpr std::size_t kNoCommune = kStyles;  // The slot of pixels without commune.
constexpr std::size_t kRows = 16;            // Rows that one thread takes at a time.

constexpr std::size_t place(int at) { return static_cast<std::size_t>(at); }

/// Share of [d - 0.5, d + 0.5] inside [-half, half], of 255.
std::uint8_t line_share(double d, double half) {
    const double covered = std::min(d + 0.5, half) - std::max(d - 0.5, -half);
    return static_cast<std::uint8_t>(std::lround(255.0 * std::clamp(covered, 0.0, 1.0)));
}

/// One kind of marks, at the raster's cells. Lines are the same along a diagonal: one table for
/// x + y, one for x − y.
class Marks {
public:
    Marks(const carto::AreaStyle& style, const PaintWindow& window, const carto::IdRaster& raster)
        : m_kind(style.width > 0.0F && style.spacing > 0.0F ? style.hatch : carto::Hatch::kNone),
          m_spacing(static_cast<double>(style.spacing)),
          m_width(static_cast<double>(style.width)),
          m_scale(window.ratio * window.samples),
          m_x(window.x * window.samples),
          m_y(window.y * window.samples),
          m_height(raster.height) {
        const bool forward = m_kind == carto::Hatch::kDiagonal || m_kind == carto::Hatch::kCross;
        const bool back = m_kind == carto::Hatch::kBackDiagonal || m_kind == carto::Hatch::kCross;
        const auto cells = place(raster.width) + place(raster.height);
        m_forward.resize(forward ? cells : 0);
        m_back.resize(back ? cells : 0);
        for (std::size_t i = 0; i < m_forward.size(); ++i) {
            m_forward[i] = stripe((static_cast<double>(i) + m_x + m_y + 1.0) / m_scale);
        }
        for (std::size_t i = 0; i < m_back.size(); ++i) {
            m_back[i] = stripe((static_cast<double>(i) - m_height + m_x - m_y) / m_scale);
        }
    }

    bool any() const { return m_kind != carto::Hatch::kNone; }
    /// How much of cell (x, y) of the raster is marked, of 255.
    std::uint8_t at(int x, int y) const {
        switch (m_kind) {
            case carto::Hatch::kNone:
                return 0;
            case carto::Hatch::kDiagonal:
                return m_forward[place(x + y)];
            case carto::Hatch::kBackDiagonal:
                return m_back[place(x - y + m_height)];
            case carto::Hatch::kCross:
                return std::max(m_forward[place(x + y)], m_back[place(x - y + m_height)]);
            case carto::Hatch::kDots:
                break;
        }
        return dot(x, y);
    }

private:
    /// Distance of \p at from the nearest of the places middle + n × spacing.
    double nearest(double at, double middle) const {
        return std::abs(std::remainder(at - middle, m_spacing));
    }
    std::uint8_t stripe(double along) const {
        const double across = m_scale * std::sqrt(0.5);
        return line_share(nearest(along, m_width / 2) * across, m_width / 2 * across);
    }
    std::uint8_t dot(int x, int y) const {
        const double from_dot = std::hypot(nearest((x + m_x + 0.5) / m_scale, m_spacing / 2),
                                           nearest((y + m_y + 0.5) / m_scale, m_spacing / 2));
        return static_cast<std::uint8_t>(
            std::lround(255.0 * std::clamp((m_width / 2 - from_dot) * m_scale + 0.5, 0.0, 1.0)));
    }

    carto::Hatch m_kind;
    double m_spacing;
    double m_width;
    double m_scale;
    int m_x;
    int m_y;
    int m_height;
    std::vector<std::uint8_t> m_forward;
    std::vector<std::uint8_t> m_back;
};

/// A style over the frame's ground.
struct Paint {
    Bgra fill;   ///< Alone.
    Bgra whole;  ///< Over the ground's fill.
    Bgra mark;
    const Marks* marks = nullptr;  ///< Null: the whole area has one colour.
    std::vector<Bgra> marked;      ///< `whole` with 0…255 of a mark; empty without marks.
    bool ground_shows = false;     ///< Marks of the ground are seen through it.
    bool even() const { return marks == nullptr && !ground_shows; }
};

class Painter {
public:
    Painter(const carto::MapScene& scene, const carto::AreaStyle& ground,
            const carto::IdRaster& raster, const PaintWindow& window)
        : m_style_of(scene.style_of_commune),
          m_raster(raster),
          m_samples(window.samples),
          m_ground(multiplied(ground.fill)),
          m_ground_mark(multiplied(ground.hatch_color)),
          m_ground_marks(ground, window, raster) {
        m_marks.reserve(scene.styles.size());
        m_paints.resize(kStyles + 1);
        for (std::size_t i = 0; i < m_paints.size(); ++i) {
            auto& paint = m_paints[i];
            const auto style = i < scene.styles.size() ? scene.styles[i] : nothing();
            paint.fill = multiplied(style.fill);
            paint.whole = over(paint.fill, m_ground);
            paint.mark = multiplied(style.hatch_color);
            paint.ground_shows = m_ground_marks.any() && paint.fill.a < 255;
            if (style.hatch != carto::Hatch::kNone) {
                m_marks.emplace_back(style, window, raster);
                paint.marks = m_marks.back().any() ? &m_marks.back() : nullptr;
            }
            for (unsigned share = 0; paint.marks != nullptr && share <= kFull; ++share) {
                paint.marked.push_back(over(faded(paint.mark, share), paint.whole));
            }
        }
    }

    /// Row \p y of pixels, from the top.
    void row(int y, Bgra* out) const {
        if (m_samples == 1) {
            plain_row(y, out);
        } else {
            smooth_row(y, out);
        }
    }

private:
    static carto::AreaStyle nothing() {
        carto::AreaStyle style;
        style.fill.a = 0;
        return style;
    }

    const Paint& paint_of(std::uint32_t id) const {
        return m_paints[id == 0 || id > m_style_of.size() ? kNoCommune : m_style_of[id - 1]];
    }

    Bgra color(const Paint& paint, int x, int y) const {
        const unsigned share = paint.marks != nullptr ? paint.marks->at(x, y) : 0U;
        if (!paint.ground_shows) {
            return paint.marks != nullptr ? paint.marked[share] : paint.whole;
        }
        const auto ground = over(faded(m_ground_mark, m_ground_marks.at(x, y)), m_ground);
        return over(faded(paint.mark, share), over(paint.fill, ground));
    }

    void plain_row(int y, Bgra* out) const {
        const auto width = m_raster.width;
        const auto* ids =
            &m_raster.ids[static_cast<std::size_t>(y) * static_cast<std::size_t>(width)];
        for (int x = 0; x < width;) {
            const auto id = ids[x];
            int end = x + 1;
            while (end < width && ids[end] == id) {
                ++end;
            }
            const auto& paint = paint_of(id);
            if (paint.even()) {
                std::fill(out + x, out + end, paint.whole);
            } else {
                for (int i = x; i < end; ++i) {
                    out[i] = color(paint, i, y);
                }
            }
            x = end;
        }
    }

    void smooth_row(int y, Bgra* out) const {
        const int width = m_raster.width / m_samples;
        std::uint32_t known_id = 0;
        const auto* known = &paint_of(0);
        for (int x = 0; x < width; ++x) {
            const auto id = m_raster.at(x * m_samples, y * m_samples);
            if (id != known_id) {
                known_id = id;
                known = &paint_of(id);
            }
            out[x] = known->even() && is_one(id, x, y) ? known->whole : mean(x, y);
        }
    }

    bool is_one(std::uint32_t id, int x, int y) const {
        for (int j = 0; j < m_samples; ++j) {
            for (int i = 0; i < m_samples; ++i) {
                if (m_raster.at(x * m_samples + i, y * m_samples + j) != id) {
                    return false;
                }
            }
        }
        return true;
    }

    Bgra mean(int x, int y) const {
        std::array<unsigned, 4> sum{};
        for (int j = 0; j < m_samples; ++j) {
            for (int i = 0; i < m_samples; ++i) {
                const int at_x = x * m_samples + i;
                const int at_y = y * m_samples + j;
                const auto c = color(paint_of(m_raster.at(at_x, at_y)), at_x, at_y);
                sum = {sum[0] + c.b, sum[1] + c.g, sum[2] + c.r, sum[3] + c.a};
            }
        }
        const auto cells = static_cast<unsigned>(m_samples * m_samples);
        const auto part = [cells](unsigned value) {
            return static_cast<std::uint8_t>((value + cells / 2) / cells);
        };
        return {part(sum[0]), part(sum[1]), part(sum[2]), part(sum[3])};
    }

    const std::vector<std::uint8_t>& m_style_of;
    const carto::IdRaster& m_raster;
    int m_samples;
    Bgra m_ground;
    Bgra m_ground_mark;
    Marks m_ground_marks;
    std::vector<Marks> m_marks;  ///< Reserved: its elements do not move.
    std::vector<Paint> m_paints;
};

}  // namespace

void paint_areas(const carto::MapScene& scene, const carto::AreaStyle& ground,
                 const carto::IdRaster& raster, const PaintWindow& window,
                 std::vector<Bgra>& pixels) {
    const auto width = static_cast<std::size_t>(raster.width / window.samples);
    const auto height = static_cast<std::size_t>(raster.height / window.samples);
    pixels.resize(width * height);
    const Painter painter(scene, ground, raster, window);
    in_chunks(height, kRows, 0, [&](std::size_t first, std::size_t last) {
        for (auto y = first; y < last; ++y) {
            painter.row(static_cast<int>(y), pixels.data() + (height - 1 - y) * width);
        }
    });
}

}  // namespace maillage::gl
