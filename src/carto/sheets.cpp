// SPDX-License-Identifier: Apache-2.0
#include "carto/map_geometry.hpp"

namespace maillage::carto {

SheetId sheet_of(DepartmentCode department) {
    const auto code = department.text();
    if (code == "971") {
        return SheetId::kGuadeloupe;
    }
    if (code == "972") {
        return SheetId::kMartinique;
    }
    if (code == "973") {
        return SheetId::kGuyane;
    }
    if (code == "974") {
        return SheetId::kReunion;
    }
    if (code == "976") {
        return SheetId::kMayotte;
    }
    return SheetId::kMetropole;
}

const char* sheet_crs(SheetId sheet) {
    switch (sheet) {
        case SheetId::kGuadeloupe:
        case SheetId::kMartinique:
            return "EPSG:5490";
        case SheetId::kGuyane:
            return "EPSG:2972";
        case SheetId::kReunion:
            return "EPSG:2975";
        case SheetId::kMayotte:
            return "EPSG:4471";
        case SheetId::kMetropole:
            break;
    }
    return geo::kLambert93;
}

const SheetLevel& Sheet::level_for(double metres_per_pixel) const {
    std::size_t chosen = 0;
    while (chosen + 1 < levels.size() && levels[chosen + 1].tolerance <= metres_per_pixel / 2) {
        ++chosen;
    }
    return levels[chosen];
}

}  // namespace maillage::carto
