// SPDX-License-Identifier: Apache-2.0
#include "carto/isochrones.hpp"

#include "base/access_screen_messages.hpp"
#include "carto/access_titles.hpp"
#include "carto/outlines.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>

namespace maillage::carto {

bool has_bands(const MapContent& content) {
    return content.access != nullptr && content.access->bands != nullptr;
}

std::vector<BandSign> band_signs(const Pen& pen, const MapRequest& request,
                                 const MapContent& content) {
    const auto& minutes = content.access->bands->minutes;
    std::vector<BandSign> signs;
    for (std::size_t b = 0; b < minutes.size(); ++b) {
        BandSign sign;
        sign.filled = request.view == View::kAccess;
        sign.area.fill = sign.filled
                             ? content.scale.color(content.scale.class_of(minutes[b] * 60.0))
                             : with_alpha(sign.area.fill, 0);
        const bool asked = minutes[b] == content.access->threshold;
        sign.line = pen.line(pen.colors.ink, asked ? 2.0 : 0.5 + 0.25 * static_cast<double>(b));
        sign.words = render({reach::kBandUpTo, {std::int64_t{minutes[b]}}}, pen.language);
        signs.push_back(std::move(sign));
    }
    return signs;
}

Message bands_heading(const MapContent& content, Language language) {
    const auto& access = *content.access;
    const Message way(access.way);
    return {access.bands->of_point ? reach::kBandsOfPoint : reach::kBandsHeading,
            {render(of_direction(way, content, language), language)}};
}

void add_bands(const Pen& pen, const SceneInput& input, const MapRequest& request,
               const MapContent& content, MapScene& scene) {
    if (!has_bands(content)) {
        return;
    }
    const auto& areas = content.access->bands->areas;
    const auto signs = band_signs(pen, request, content);
    for (std::uint32_t f = 0; f < scene.frames.size(); ++f) {
        const auto sheet = static_cast<std::size_t>(scene.frames[f].sheet);
        std::shared_ptr<const Rings> within;
        if (!content.focus.whole) {
            auto edge = focus_edge(input, content.focus, scene, f);
            if (!edge) {
                continue;
            }
            within = std::make_shared<const Rings>(std::move(*edge));
        }
        for (auto b = areas.size(); b-- > 0;) {
            if (const auto& polygons = (*areas[b])[sheet].polygons) {
                scene.overlays.push_back(
                    {f, polygons, signs[b].area, signs[b].line, nullptr, within});
            }
        }
    }
}

}  // namespace maillage::carto
