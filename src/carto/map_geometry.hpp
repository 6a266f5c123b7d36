// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The outlines of all communes made ready for drawing, at several levels of detail.

#include "base/progress.hpp"
#include "base/result.hpp"
#include "geo/mosaic.hpp"
#include "model/dataset.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

namespace maillage::carto {

/// A part of France with a projection of its own.
enum class SheetId : std::uint8_t {
    kMetropole,   ///< Lambert-93, EPSG:2154.
    kGuadeloupe,  ///< UTM 20N, EPSG:5490; Martinique too.
    kMartinique,
    kGuyane,   ///< UTM 22N, EPSG:2972.
    kReunion,  ///< UTM 40S, EPSG:2975.
    kMayotte,  ///< UTM 38S, EPSG:4471.
};
inline constexpr std::size_t kSheetCount = 6;
/// The sheet a department is drawn on: 971 → Guadeloupe…
SheetId sheet_of(DepartmentCode department);
const char* sheet_crs(SheetId sheet);

/// What a border separates: the coarsest of these that differ on its two sides.
enum class BorderRank : std::uint8_t { kCommune, kEpci, kDepartment, kRegion, kOutline };
inline constexpr std::size_t kBorderRankCount = 5;

/// One level of detail. Features are the communes of the dataset, by row; those of other sheets
/// have no border here.
struct SheetLevel {
    geo::Mosaic mosaic;
    double tolerance = 0.0;        ///< Metres; 0 = as read.
    std::vector<BorderRank> rank;  ///< By arc.
};

struct Sheet {
    SheetId id = SheetId::kMetropole;
    geo::Box box;                    ///< Metres; empty: the dataset has no outline here.
    std::vector<SheetLevel> levels;  ///< Finest first; none where the box is empty.
    /// The coarsest level whose tolerance is at most half a pixel.
    const SheetLevel& level_for(double metres_per_pixel) const;
};

/// Immutable; built once for a dataset (or read back from the cache), shared with jobs and
/// back ends.
struct MapGeometry {
    std::array<Sheet, kSheetCount> sheets;
    std::vector<SheetId> sheet_of_commune;  ///< By commune.
    std::vector<geo::Point> anchor;  ///< By commune, in its sheet's metres: circles and labels.
                                     ///< NaN: no outline.
    std::vector<double> area;        ///< By commune, m²; 0: no outline.
    /// By commune, on its outline as read, in longitude and latitude (access/origins.hpp): where
    /// its people set out from. NaN: no outline.
    std::vector<geo::Point> surface;
    bool schematic = false;
    std::size_t commune_count() const noexcept { return anchor.size(); }
};
using MapGeometryPtr = std::shared_ptr<const MapGeometry>;

/// Lets go of \p outlines as soon as their borders are found, to save memory. Sheets are built side
/// by side on all cores. \pre \p outlines, of the communes of \p dataset, are not null
Result<MapGeometryPtr> build_geometry(const Dataset& dataset,
                                      std::shared_ptr<const Outlines> outlines,
                                      const Progress& progress);
/// With the outlines of the dataset. \pre they are not null
Result<MapGeometryPtr> build_geometry(const Dataset& dataset, const Progress& progress);

}  // namespace maillage::carto
