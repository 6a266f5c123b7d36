// SPDX-License-Identifier: Apache-2.0
#include "carto/layout.hpp"

#include "carto/department_words.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace maillage::carto {
namespace {

constexpr double kMargin = 18.0;
constexpr double kGap = 12.0;

/// Boxes of the communes in focus on one sheet; \p paris: those of the inner ring only.
std::vector<geo::Box> land_boxes(const SceneInput& input, const FocusArea& focus, SheetId sheet,
                                 bool paris) {
    std::vector<geo::Box> boxes;
    const auto& levels = input.geometry->sheets[static_cast<std::size_t>(sheet)].levels;
    if (levels.empty()) {
        return boxes;
    }
    const auto& all = input.dataset->territories;
    const auto& feature_box = levels.back().mosaic.feature_box;
    for (const auto commune : focus.communes) {
        const auto i = commune.value;
        if (feature_box[i].empty() ||
            (paris && !is_inner_ring(all.departments.code[all.communes.department[i].value]))) {
            continue;
        }
        boxes.push_back(feature_box[i]);
    }
    return boxes;
}

geo::Box around(std::span<const geo::Box> boxes) {
    geo::Box box;
    for (const auto& one : boxes) {
        box.add(one);
    }
    return box;
}

geo::Box on_map(const Camera& camera, const Rect& viewport, const Rect& rect) {
    geo::Box box;
    box.add(to_map(camera, viewport, {rect.x, rect.y}));
    box.add(to_map(camera, viewport, {rect.right(), rect.bottom()}));
    return box;
}

Rect grown(const Rect& rect, double by) {
    return {rect.x - by, rect.y - by, rect.width + 2 * by, rect.height + 2 * by};
}

/// The part of an inset above its name.
Rect map_part(const Pen& pen, const Rect& rect) {
    const double name = std::min(pen.px(17.0), rect.height / 3);
    return Rect{rect.x, rect.y, rect.width, rect.height - name}.inset(pen.px(4.0));
}

class Placing {
public:
    explicit Placing(const LayoutInput& in)
        : m_in(in),
          m_margin(in.pen.px(kMargin)),
          m_gap(in.pen.px(kGap)),
          m_canvas{0.0, 0.0, in.canvas.width, in.canvas.height},
          m_land(land_boxes(in.input, in.content.focus, in.content.focus.sheet, false)),
          m_occupancy(around(m_land), m_land) {}

    Layout run() {
        Layout layout;
        layout.viewport = m_canvas;
        if (m_in.content.focus.whole) {
            place_insets(layout);
        }
        for (const auto& inset : layout.insets) {
            m_obstacles.push_back(inset.rect);
        }
        for (const auto& fixed : {m_in.title, m_in.foot}) {
            if (fixed.height > 0.0) {
                m_obstacles.push_back(fixed);
            }
        }
        if (m_in.canvas.camera) {
            layout.camera = *m_in.canvas.camera;
            put_legend(layout, quiet_corner(layout));
            const auto on_land = [&](const Rect& rect) {
                return rect.height > 0.0 && !free_of_land(layout.camera, rect);
            };
            layout.title_on_land = on_land(m_in.title);
            layout.foot_on_land = on_land(m_in.foot);
        } else {
            place_map(layout);
        }
        return layout;
    }

private:
    double top_below_title() const {
        return m_in.title.height > 0.0 ? m_in.title.bottom() + m_gap : m_margin;
    }
    double bottom_above_foot() const {
        return m_in.foot.height > 0.0 ? m_in.foot.y - m_gap : m_canvas.height - m_margin;
    }
    /// Top of the right column: beside the title where that is short.
    double top_right(double width) const {
        const bool beside = m_in.title.right() + m_gap <= m_canvas.width - m_margin - width;
        return beside ? m_margin : top_below_title();
    }

    void place_insets(Layout& layout) const {
        if (!m_in.request.furniture.insets) {
            return;
        }
        std::vector<InsetPlace> overseas;
        for (const auto& sheet : m_in.input.geometry->sheets) {
            if (!sheet.box.empty() && sheet.id != m_in.content.focus.sheet) {
                const auto boxes = land_boxes(m_in.input, m_in.content.focus, sheet.id, false);
                overseas.push_back({sheet.id, false, {}, {}, around(boxes)});
            }
        }
        const double height = bottom_above_foot() - top_below_title();
        if (!overseas.empty()) {
            const auto count = static_cast<double>(overseas.size());
            const double space = std::min(m_gap * 0.6, height * 0.02);
            const double each = std::min(m_in.pen.px(98.0), (height - space * (count - 1)) / count);
            const double width = std::clamp(each * 0.92, m_in.pen.px(70.0), m_in.pen.px(92.0));
            double y = top_below_title();
            for (auto& inset : overseas) {
                inset.rect = {m_margin, y, width, each};
                inset.map = map_part(m_in.pen, inset.rect);
                layout.insets.push_back(inset);
                y += each + space;
            }
        }
        place_paris(layout);
    }

    void place_paris(Layout& layout) const {
        const auto boxes =
            m_in.content.focus.sheet == SheetId::kMetropole
                ? land_boxes(m_in.input, m_in.content.focus, SheetId::kMetropole, true)
                : std::vector<geo::Box>{};
        if (boxes.empty()) {
            return;
        }
        const double width = std::max(m_in.legend.width, m_in.pen.px(150.0));
        const double top = top_right(width);
        const double room = bottom_above_foot() - top - m_in.legend.height - m_gap;
        const double height = std::min(m_in.pen.px(140.0), room);
        if (height < m_in.pen.px(64.0)) {
            return;  // No place: the region stays small on the map itself.
        }
        InsetPlace paris{SheetId::kMetropole, true, {}, {}, around(boxes)};
        paris.rect = {m_canvas.width - m_margin - width, top, width, height};
        paris.map = map_part(m_in.pen, paris.rect);
        layout.insets.push_back(paris);
    }

    struct LegendPlace {
        Rect rect;
        bool low = false;
    };
    static void put_legend(Layout& layout, const LegendPlace& place) {
        layout.legend = place.rect;
        layout.legend_stands_low = place.low;
    }

    /// Where the legend may stand, best first.
    std::vector<LegendPlace> legend_places(const Layout& layout) const {
        const double w = m_in.legend.width;
        const double h = m_in.legend.height;
        const double right = m_canvas.width - m_margin - w;
        const double low = bottom_above_foot() - h;
        if (m_in.content.focus.whole) {
            double top = top_right(w);
            for (const auto& inset : layout.insets) {
                if (inset.paris) {
                    top = inset.rect.bottom() + m_gap;
                }
            }
            const double y = std::max(m_margin, std::min(top, low));
            return {{{right, y, w, h}, low < top && low >= m_margin}};
        }
        // Beside the foot, where that is short, a corner goes down to the margin.
        const bool beside = m_in.foot.height <= 0.0 || m_in.foot.right() + m_gap <= right;
        const double lowest = beside ? m_canvas.height - m_margin - h : low;
        return {{{right, lowest, w, h}, true},
                {{right, top_right(w), w, h}, false},
                {{m_margin, low, w, h}, true},
                {{m_margin, top_below_title(), w, h}, false}};
    }

    bool free_of_land(const Camera& camera, const Rect& rect) const {
        return !m_occupancy.any(on_map(camera, m_canvas, grown(rect, m_gap / 2)));
    }

    /// As large as it is in \p free, moved by \p push of what that leaves to the lower right.
    Camera pushed(Camera camera, const Rect& free, double push) const {
        const auto& box = m_occupancy.box();
        camera.centre.x -= push * (free.width * camera.metres_per_pixel - box.width());
        camera.centre.y += push * (free.height * camera.metres_per_pixel - box.height());
        return camera;
    }

    /// Beside the land that \p camera shows. Nothing: some furniture would stand on it.
    std::optional<LegendPlace> clear_place(const Camera& camera,
                                           std::span<const LegendPlace> places) const {
        const bool clear =
            std::all_of(m_obstacles.begin(), m_obstacles.end(),
                        [&](const Rect& rect) { return free_of_land(camera, rect); });
        const auto place = std::find_if(places.begin(), places.end(), [&](const LegendPlace& one) {
            return m_in.legend.height <= 0.0 || free_of_land(camera, one.rect);
        });
        return clear && place != places.end() ? std::optional(*place) : std::nullopt;
    }

    /// The largest map that nothing stands on; with each column, band and corner given up only as
    /// far as it must be.
    void place_map(Layout& layout) {
        const auto places = legend_places(layout);
        double left_column = 0.0;
        for (const auto& inset : layout.insets) {
            left_column = inset.paris ? left_column : inset.rect.width + m_gap;
        }
        const double right_column = m_in.legend.width > 0.0 ? m_in.legend.width + m_gap : 0.0;
        const double title_band = top_below_title() - m_margin;
        const double foot_band = m_canvas.height - m_margin - bottom_above_foot();
        std::optional<double> best;
        // Bits: give up the left column, the right one, the band of the title, of the foot; of each
        // as many quarters as the others let it: a corner needs no whole column.
        constexpr unsigned kSteps = 16;
        constexpr unsigned kQuarters = 4;
        for (unsigned step = 0; step < kSteps * kQuarters; ++step) {
            const unsigned given = step / kQuarters;
            const double share = static_cast<double>(step % kQuarters + 1) / kQuarters;
            const auto part = [&](unsigned bit) { return (given >> bit & 1U) != 0 ? share : 0.0; };
            const double left = m_margin + part(0) * left_column;
            const double right = m_canvas.width - m_margin - part(1) * right_column;
            const double top = m_margin + part(2) * title_band;
            const double bottom = m_canvas.height - m_margin - part(3) * foot_band;
            const Rect free{left, top, std::max(1.0, right - left), std::max(1.0, bottom - top)};
            const auto fitted = fit_within(m_occupancy.box(), m_canvas, free);
            for (const double push : {0.0, 0.5, -0.5}) {
                if (best && fitted.metres_per_pixel >= *best) {
                    break;
                }
                const auto camera = pushed(fitted, free, push);
                if (const auto place = clear_place(camera, places)) {
                    best = camera.metres_per_pixel;
                    layout.camera = camera;
                    put_legend(layout, *place);
                }
            }
            if (!best) {  // A canvas too small for all of it: the map gives way.
                layout.camera = fitted;
                put_legend(layout, places.front());
            }
        }
    }

    /// For a view the user has moved: the first corner that no other furniture holds, over the
    /// least land.
    LegendPlace quiet_corner(const Layout& layout) const {
        const auto places = legend_places(layout);
        const auto usable = [&](const LegendPlace& place) {
            return std::none_of(m_obstacles.begin(), m_obstacles.end(),
                                [&](const Rect& other) { return other.meets(place.rect); });
        };
        for (const auto& place : places) {
            if (usable(place) && free_of_land(layout.camera, place.rect)) {
                return place;
            }
        }
        const auto found = std::find_if(places.begin(), places.end(), usable);
        return found != places.end() ? *found : places.front();
    }

    const LayoutInput& m_in;
    double m_margin;
    double m_gap;
    Rect m_canvas;
    std::vector<geo::Box> m_land;
    Occupancy m_occupancy;
    std::vector<Rect> m_obstacles;
};

}  // namespace

Occupancy::Occupancy(const geo::Box& box, std::span<const geo::Box> land)
    : m_box(box), m_sum(static_cast<std::size_t>((kCells + 1) * (kCells + 1))) {
    // Differences at the corners of each box, summed twice: how many boxes lie on each cell.
    const auto at = [](int c, int r) {
        return static_cast<std::size_t>(r) * (kCells + 1) + static_cast<std::size_t>(c);
    };
    std::vector<std::int32_t> boxes(m_sum.size());
    for (const auto& one : land) {
        const int c0 = column(one.min_x);
        const int c1 = column(one.max_x) + 1;
        const int r0 = row(one.min_y);
        const int r1 = row(one.max_y) + 1;
        ++boxes[at(c0, r0)];
        --boxes[at(c1, r0)];
        --boxes[at(c0, r1)];
        ++boxes[at(c1, r1)];
    }
    for (int r = 0; r < kCells; ++r) {
        for (int c = 0; c < kCells; ++c) {
            boxes[at(c, r)] += (c > 0 ? boxes[at(c - 1, r)] : 0) +
                               (r > 0 ? boxes[at(c, r - 1)] : 0) -
                               (c > 0 && r > 0 ? boxes[at(c - 1, r - 1)] : 0);
        }
    }
    for (int r = 0; r < kCells; ++r) {
        for (int c = 0; c < kCells; ++c) {
            m_sum[at(c + 1, r + 1)] = (boxes[at(c, r)] > 0 ? 1U : 0U) + m_sum[at(c, r + 1)] +
                                      m_sum[at(c + 1, r)] - m_sum[at(c, r)];
        }
    }
}

int Occupancy::column(double x) const {
    const double place = m_box.width() > 0.0 ? (x - m_box.min_x) / m_box.width() * kCells : 0.0;
    return static_cast<int>(std::clamp(std::floor(place), 0.0, kCells - 1.0));
}
int Occupancy::row(double y) const {
    const double place = m_box.height() > 0.0 ? (y - m_box.min_y) / m_box.height() * kCells : 0.0;
    return static_cast<int>(std::clamp(std::floor(place), 0.0, kCells - 1.0));
}

bool Occupancy::any(const geo::Box& where) const {
    if (m_box.empty() || !m_box.meets(where)) {
        return false;
    }
    const auto at = [&](int c, int r) {
        return m_sum[static_cast<std::size_t>(r) * (kCells + 1) + static_cast<std::size_t>(c)];
    };
    const int c0 = column(where.min_x);
    const int c1 = column(where.max_x) + 1;
    const int r0 = row(where.min_y);
    const int r1 = row(where.max_y) + 1;
    return at(c1, r1) + at(c0, r0) - at(c0, r1) - at(c1, r0) > 0;
}

Camera fit_within(const geo::Box& box, const Rect& viewport, const Rect& free) {
    if (box.empty()) {
        return {};
    }
    auto camera = fit(box, free, 0.0);
    const auto from = viewport.centre();
    const auto to = free.centre();
    camera.centre.x -= (to.x - from.x) * camera.metres_per_pixel;
    camera.centre.y += (to.y - from.y) * camera.metres_per_pixel;
    return camera;
}

double scale_of(const Canvas& canvas, double text_scale, bool slide) {
    constexpr double kLeast = 0.78;
    constexpr double kLegible = 0.92;
    // Shares of the size of the drawings: from the first on there is room for legible words, up to
    // the second there is none to spare.
    constexpr double kRoomy = 0.72;
    constexpr double kSmall = 0.57;
    constexpr double kMost = 4.0;
    const double share = std::min(canvas.width / 920.0, canvas.height / 700.0);
    const double least =
        slide ? kLeast
              : kLeast + (kLegible - kLeast) *
                             std::clamp((share - kSmall) / (kRoomy - kSmall), 0.0, 1.0);
    return std::clamp(share, least, kMost) * std::clamp(text_scale, 0.5, 3.0);
}

Layout make_layout(const LayoutInput& input) { return Placing(input).run(); }

}  // namespace maillage::carto
