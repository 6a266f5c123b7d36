// SPDX-License-Identifier: Apache-2.0
#include "report/map_tips.hpp"

#include "geo/mosaic.hpp"
#include "report/draw_parts.hpp"

namespace maillage::report {

void add_tips(SvgCanvas& canvas, const carto::MapScene& scene, const MapTips& tips) {
    for (std::size_t number = 0; number < scene.frames.size(); ++number) {
        const auto view = frame_view(scene, number, 1.0);
        if (view.level == nullptr) {
            continue;
        }
        const auto& mosaic = view.level->mosaic;
        auto units = tips.unit_of_commune;
        units.resize(mosaic.feature_count(), geo::kOutside);
        const auto rings = geo::dissolve(mosaic, units, tips.words.size());
        canvas.begin_clip(rectangle(view.frame.viewport, static_cast<double>(view.frame.corner)));
        for (std::size_t unit = 0; unit < rings.group_count(); ++unit) {
            Path area;
            add_rings(area, view, mosaic, rings, rings.group_start[unit],
                      rings.group_start[unit + 1]);
            if (!area.empty() && common(area.box(), view.frame.viewport).width > 0.0) {
                canvas.tip(area, tips.words[unit]);
            }
        }
        canvas.end_clip();
    }
}

}  // namespace maillage::report
