// SPDX-License-Identifier: Apache-2.0
#include "workspace/map_places.hpp"

#include "geo/projection.hpp"

#include <cmath>
#include <cstddef>
#include <limits>

namespace maillage::workspace {

Result<std::vector<geo::Point>> commune_places(const carto::MapGeometry& geometry,
                                               const std::vector<bool>& wanted) {
    constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
    auto places = geometry.anchor;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (!wanted[i]) {
            places[i] = {kNaN, kNaN};
        }
    }
    for (std::size_t s = 0; s < carto::kSheetCount; ++s) {
        const auto sheet = static_cast<carto::SheetId>(s);
        std::vector<std::size_t> rows;
        std::vector<geo::Point> here;
        for (std::size_t i = 0; i < places.size(); ++i) {
            if (geometry.sheet_of_commune[i] == sheet && std::isfinite(places[i].x)) {
                rows.push_back(i);
                here.push_back(places[i]);
            }
        }
        if (rows.empty()) {
            continue;
        }
        const auto way = geo::Projection::make({carto::sheet_crs(sheet)}, {geo::kWgs84});
        if (!way) {
            return way.error();
        }
        way->apply(here);
        for (std::size_t k = 0; k < rows.size(); ++k) {
            places[rows[k]] = here[k];
        }
    }
    return places;
}

}  // namespace maillage::workspace
