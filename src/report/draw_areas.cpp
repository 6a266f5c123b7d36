// SPDX-License-Identifier: Apache-2.0
#include "report/draw_parts.hpp"

#include <algorithm>
#include <array>
#include <numeric>

namespace maillage::report {
namespace {

/// Styles drawn one over the other; rarer ones are drawn side by side.
constexpr std::size_t kLayers = 12;
constexpr std::size_t kMostStyles = 256;

/// The styles of the communes in view, the most frequent first.
class StyleAreas {
public:
    explicit StyleAreas(const FrameView& view) : m_view(view) {
        const auto& mosaic = view.level->mosaic;
        const auto known = std::min(mosaic.feature_count(), view.scene.style_of_commune.size());
        m_style.assign(mosaic.feature_count(), geo::kOutside);
        std::array<std::size_t, kMostStyles> uses{};
        for (std::size_t f = 0; f < known; ++f) {
            const auto style = view.scene.style_of_commune[f];
            const auto& box = mosaic.feature_box[f];
            if (style < view.scene.styles.size() && !box.empty() && box.meets(view.seen)) {
                m_style[f] = style;
                ++uses[style];
            }
        }
        for (std::uint32_t style = 0; style < kMostStyles; ++style) {
            if (uses[style] > 0) {
                m_order.push_back(style);
            }
        }
        std::stable_sort(m_order.begin(), m_order.end(),
                         [&](auto a, auto b) { return uses[a] > uses[b]; });
    }

    const std::vector<std::uint32_t>& order() const { return m_order; }

    /// The union of all communes whose style is one of \p styles.
    Path area(std::span<const std::uint32_t> styles) const {
        std::array<bool, kMostStyles> wanted{};
        for (const auto style : styles) {
            wanted[style] = true;
        }
        std::vector<std::uint32_t> group(m_style.size(), geo::kOutside);
        for (std::size_t f = 0; f < group.size(); ++f) {
            if (m_style[f] != geo::kOutside && wanted[m_style[f]]) {
                group[f] = 0;
            }
        }
        const auto& mosaic = m_view.level->mosaic;
        const auto rings = geo::dissolve(mosaic, group, 1);
        Path path;
        add_rings(path, m_view, mosaic, rings, rings.group_start[0], rings.group_start[1]);
        return path;
    }

private:
    const FrameView& m_view;
    std::vector<std::uint32_t> m_style;  ///< By commune; kOutside: not in view.
    std::vector<std::uint32_t> m_order;
};

}  // namespace

FrameView frame_view(const carto::MapScene& scene, std::size_t number, double scale) {
    const auto& frame = scene.frames[number];
    FrameView view{scene, frame, number, nullptr, nullptr, {}};
    constexpr double kMargin = 8.0;  // Pixels: the widest line beside a border out of view.
    const auto around = frame.viewport.inset(-kMargin);
    view.seen.add(carto::to_map(frame.camera, frame.viewport, {around.x, around.y}));
    view.seen.add(carto::to_map(frame.camera, frame.viewport, {around.right(), around.bottom()}));
    if (scene.geometry != nullptr) {
        const auto& sheet = scene.geometry->sheets[static_cast<std::size_t>(frame.sheet)];
        if (!sheet.levels.empty()) {
            view.sheet = &sheet;
            view.level = &sheet.level_for(frame.camera.metres_per_pixel / scale);
        }
    }
    return view;
}

void add_rings(Path& path, const FrameView& view, const geo::Mosaic& mosaic,
               const geo::GroupRings& rings, std::uint32_t first, std::uint32_t last) {
    for (auto r = first; r < last; ++r) {
        path.begin();
        for (auto i = rings.ring_start[r]; i < rings.ring_start[r + 1]; ++i) {
            const auto points = mosaic.arc(rings.refs[i].arc());
            // The last point of an arc is the first of the next.
            for (std::size_t k = 0; k + 1 < points.size(); ++k) {
                path.add(view.pixel(rings.refs[i].reversed() ? points[points.size() - 1 - k]
                                                             : points[k]));
            }
        }
    }
}

void draw_areas(Canvas& canvas, const FrameView& view) {
    if (view.level == nullptr) {
        return;
    }
    const auto& styles = view.scene.styles;
    const StyleAreas areas(view);
    canvas.begin_group("areas-" + std::to_string(view.number + 1));
    // Two antialiased areas side by side let the ground shine through between them. So each style
    // is filled below all that come after it, and only the last fill of a place is seen.
    auto opaque = areas.order();
    const auto translucent = std::stable_partition(
        opaque.begin(), opaque.end(), [&](auto style) { return styles[style].fill.a == 255; });
    const std::vector<std::uint32_t> alone(translucent, opaque.end());
    opaque.erase(translucent, opaque.end());
    for (std::size_t i = 0; i < opaque.size(); ++i) {
        const auto rest = std::span(opaque).subspan(i, i < kLayers ? opaque.size() - i : 1);
        canvas.fill(areas.area(rest), styles[opaque[i]].fill);
    }
    for (const auto style : alone) {
        if (styles[style].fill.a != 0) {
            canvas.fill(areas.area({&style, 1}), styles[style].fill);
        }
    }
    for (const auto style : areas.order()) {
        if (styles[style].hatch != carto::Hatch::kNone) {
            hatch_area(canvas, areas.area({&style, 1}), styles[style], view.frame.viewport);
        }
    }
    canvas.end_group();
}

}  // namespace maillage::report
