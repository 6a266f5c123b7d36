// SPDX-License-Identifier: Apache-2.0
#include "carto/id_raster.hpp"

#include "base/parallel.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

namespace maillage::carto {
namespace {

constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

/// A border met on the way east along the centres of a row of pixels.
struct Crossing {
    std::uint32_t next = kNone;  ///< Further one that takes effect at the same pixel.
    std::uint32_t west = geo::kOutside;
    std::uint32_t east = geo::kOutside;
};

/// A crossing before it is put into its row.
struct Found {
    std::uint32_t cell = 0;  ///< (row - first row) × columns + column - first column.
    std::uint32_t west = geo::kOutside;
    std::uint32_t east = geo::kOutside;
};

/// Pixels [x0, x1) × [y0, y1) of the raster.
struct Window {
    int x0 = 0;
    int y0 = 0;
    int x1 = 0;
    int y1 = 0;
    bool empty() const { return x0 >= x1 || y0 >= y1; }
};

/// Metres to raster pixels.
struct Transform {
    double scale = 1.0;
    double x = 0.0;
    double y = 0.0;
    double column(double map_x) const { return x + map_x * scale; }
    double row(double map_y) const { return y - map_y * scale; }
};

/// First whole number at or after \p low whose pixel has its centre beyond \p at, at most \p high.
/// NaN: \p low.
int first_beyond(double at, int low, int high) {
    const double from_low = at - low + 0.5;
    const double bounded = from_low > 0.0 ? std::min(from_low, static_cast<double>(high - low)) : 0;
    return low + static_cast<int>(bounded);
}

/// Features whose outlines lie around the place of the sweep: one, nearly always; several where
/// outlines overlap. Counts, for at one pixel a border may be left before it is entered.
class Inside {
public:
    void add(std::uint32_t feature, int change) {
        if (feature == geo::kOutside) {
            return;
        }
        for (auto& entry : m_entries) {
            if (entry.feature == feature) {
                entry.count += change;
                if (entry.count == 0) {
                    entry = m_entries.back();
                    m_entries.pop_back();
                }
                return;
            }
        }
        m_entries.push_back({feature, change});
    }
    /// As the raster writes it: the lowest of overlapping features, so that their order in memory
    /// does not matter.
    std::uint32_t shown() const {
        std::uint32_t best = kNone;
        for (const auto& entry : m_entries) {
            if (entry.count > 0) {
                best = std::min(best, entry.feature);
            }
        }
        return best == kNone ? 0 : best + 1;
    }
    void clear() { m_entries.clear(); }

private:
    struct Entry {
        std::uint32_t feature = 0;
        int count = 0;
    };
    std::vector<Entry> m_entries;
};

/// One band of rows of the window.
class Band {
public:
    Band(const geo::Mosaic& mosaic, const Transform& transform, const Window& window)
        : m_mosaic(mosaic),
          m_transform(transform),
          m_window(window),
          m_columns(static_cast<std::size_t>(window.x1 - window.x0)) {
        const auto map_x = [&](double column) { return (column - transform.x) / transform.scale; };
        const auto map_y = [&](double row) { return (transform.y - row) / transform.scale; };
        m_box.add(geo::Point{map_x(window.x0), map_y(window.y0)});
        m_box.add(geo::Point{map_x(window.x1), map_y(window.y1)});
    }

    void draw(IdRaster& raster) {
        find_crossings();
        sort_by_row();
        for (int row = m_window.y0; row < m_window.y1; ++row) {
            fill(row, raster);
        }
    }

private:
    /// A feature that does not reach the band is no feature: arcs between two of them are not
    /// looked at, however many lie to the west.
    std::uint32_t if_seen(std::uint32_t feature) const {
        return feature != geo::kOutside && m_mosaic.feature_box[feature].meets(m_box)
                   ? feature
                   : geo::kOutside;
    }

    void find_crossings() {
        for (std::size_t a = 0; a < m_mosaic.arc_count(); ++a) {
            const auto& box = m_mosaic.arc_box[a];
            if (box.min_y > m_box.max_y || box.max_y < m_box.min_y || box.min_x > m_box.max_x) {
                continue;
            }
            const auto left = if_seen(m_mosaic.left[a]);
            const auto right = if_seen(m_mosaic.right[a]);
            if (left != right) {
                follow(m_mosaic.arc(a), left, right);
            }
        }
    }

    void follow(std::span<const geo::Point> arc, std::uint32_t left, std::uint32_t right) {
        int from = row_of(arc.front());
        for (std::size_t i = 1; i < arc.size(); ++i) {
            const int to = row_of(arc[i]);
            if (to != from) {
                cross(arc[i - 1], arc[i], from, to, left, right);
                from = to;
            }
        }
    }

    /// The first row whose centre lies below the point: rows between those of two points are the
    /// ones their segment crosses, each exactly once for a chain of segments.
    int row_of(const geo::Point& p) const {
        return first_beyond(m_transform.row(p.y), m_window.y0, m_window.y1);
    }

    void cross(const geo::Point& a, const geo::Point& b, int from, int to, std::uint32_t left,
               std::uint32_t right) {
        const double ax = m_transform.column(a.x);
        const double ay = m_transform.row(a.y);
        const double bx = m_transform.column(b.x);
        const double slope = (bx - ax) / (m_transform.row(b.y) - ay);
        // Rows run down: from < to walks south and has its left in the east.
        const auto west = from < to ? right : left;
        const auto east = from < to ? left : right;
        for (int row = std::min(from, to); row < std::max(from, to); ++row) {
            const double at = ax + (row + 0.5 - ay) * slope;
            const int column = first_beyond(at, m_window.x0, m_window.x1);
            if (column < m_window.x1) {
                const auto line = static_cast<std::size_t>(row - m_window.y0);
                const auto place = static_cast<std::size_t>(column - m_window.x0);
                m_found.push_back(
                    {static_cast<std::uint32_t>(line * m_columns + place), west, east});
            }
        }
    }

    void sort_by_row() {
        const auto rows = static_cast<std::size_t>(m_window.y1 - m_window.y0);
        m_row_start.assign(rows + 2, 0);
        for (const auto& found : m_found) {
            ++m_row_start[found.cell / m_columns + 2];
        }
        for (std::size_t r = 2; r < m_row_start.size(); ++r) {
            m_row_start[r] += m_row_start[r - 1];
        }
        m_sorted.resize(m_found.size());
        for (const auto& found : m_found) {
            m_sorted[m_row_start[found.cell / m_columns + 1]++] = found;
        }
        m_found = {};
        m_head.assign(m_columns, kNone);
        m_marked.assign((m_columns + 63) / 64, 0);
    }

    void fill(int row, IdRaster& raster) {
        const auto line = static_cast<std::size_t>(row - m_window.y0);
        m_crossings.clear();
        for (auto i = m_row_start[line]; i < m_row_start[line + 1]; ++i) {
            const auto column = m_sorted[i].cell % m_columns;
            m_crossings.push_back({m_head[column], m_sorted[i].west, m_sorted[i].east});
            m_head[column] = static_cast<std::uint32_t>(m_crossings.size() - 1);
            m_marked[column / 64] |= std::uint64_t{1} << (column % 64);
        }
        auto* const pixels = raster.ids.data() +
                             static_cast<std::size_t>(row) * static_cast<std::size_t>(raster.width) +
                             static_cast<std::size_t>(m_window.x0);
        m_inside.clear();
        std::uint32_t shown = 0;
        std::size_t filled = 0;
        for (std::size_t word = 0; word < m_marked.size(); ++word) {
            for (auto marks = m_marked[word]; marks != 0; marks &= marks - 1) {
                const auto column = word * 64 + static_cast<std::size_t>(std::countr_zero(marks));
                std::fill(pixels + filled, pixels + column, shown);
                filled = column;
                for (auto c = m_head[column]; c != kNone; c = m_crossings[c].next) {
                    m_inside.add(m_crossings[c].east, 1);
                    m_inside.add(m_crossings[c].west, -1);
                }
                m_head[column] = kNone;
                shown = m_inside.shown();
            }
            m_marked[word] = 0;
        }
        std::fill(pixels + filled, pixels + m_columns, shown);
    }

    const geo::Mosaic& m_mosaic;
    const Transform& m_transform;
    Window m_window;
    std::size_t m_columns;
    geo::Box m_box;  ///< Of the band, in metres.
    std::vector<Found> m_found;
    std::vector<Found> m_sorted;
    std::vector<std::size_t> m_row_start;
    std::vector<Crossing> m_crossings;  ///< Of one row.
    std::vector<std::uint32_t> m_head;  ///< By column, into m_crossings.
    std::vector<std::uint64_t> m_marked;  ///< Columns with a crossing, one bit each.
    Inside m_inside;
};

/// The pixels whose centres Rect::holds: those on its left and upper edge too.
Window pixels_of(const Rect& viewport, double scale, const IdRaster& raster) {
    const auto first = [](double edge, int size) {
        const double pixel = std::ceil(edge - 0.5);
        return pixel > 0.0 ? static_cast<int>(std::min(pixel, static_cast<double>(size))) : 0;
    };
    return {first(viewport.x * scale, raster.width), first(viewport.y * scale, raster.height),
            first(viewport.right() * scale, raster.width),
            first(viewport.bottom() * scale, raster.height)};
}

}  // namespace

void draw_ids(const geo::Mosaic& mosaic, const Camera& camera, const Rect& viewport, double scale,
              IdRaster& raster, unsigned threads) {
    const auto window = pixels_of(viewport, scale, raster);
    if (window.empty()) {
        return;
    }
    const auto middle = viewport.centre();
    const double pixels_per_metre = scale / camera.metres_per_pixel;
    const Transform transform{pixels_per_metre,
                              middle.x * scale - camera.centre.x * pixels_per_metre,
                              middle.y * scale + camera.centre.y * pixels_per_metre};
    // Small enough for several cores to share the work evenly, large enough that looking at every
    // arc's box does not matter.
    constexpr std::size_t kRowsOfBand = 180;
    const auto rows = static_cast<std::size_t>(window.y1 - window.y0);
    in_chunks(rows, kRowsOfBand, threads, [&](std::size_t first, std::size_t last) {
        Band(mosaic, transform,
             {window.x0, window.y0 + static_cast<int>(first), window.x1,
              window.y0 + static_cast<int>(last)})
            .draw(raster);
    });
}

}  // namespace maillage::carto
