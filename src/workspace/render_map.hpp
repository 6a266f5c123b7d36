// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// One map written to a file, without a window or a display.

#include "base/progress.hpp"
#include "carto/map_request.hpp"
#include "workspace/geometry_cache.hpp"
#include "workspace/travel_sources.hpp"
#include "workspace/verbs.hpp"
#include "workspace/view_state.hpp"

#include <filesystem>
#include <optional>

namespace maillage::workspace {

/// What `maillage render` is asked for.
struct MapOrder {
    carto::MapRequest map;
    std::optional<carto::MapLevel> level;  ///< Empty: communes of a department, else departments.
    double width = 1920.0;                 ///< Layout pixels, 1/96 inch on paper.
    double height = 1080.0;
    double scale = 1.0;    ///< Pixels of a PNG for each of them.
    AccessAsked access{};  ///< Of the views of access…
    TravelFiles travel{};  ///< …and what they are travelled on.
};

/// Draws the scene the viewer would show, as .png, .svg or .pdf by the ending of \p path.
/// \pre dataset was opened with outlines and with \p known, which has its geometry or what to
/// make it from. \returns kRefused for another ending, kNotFound for an unknown department, region
/// or year.
Result<Asked> render_map(const DatasetPtr& dataset, GeometryLookup& known, const MapOrder& order,
                         const CoverageRequest& request, const std::filesystem::path& path,
                         Date today, const Progress& progress);

}  // namespace maillage::workspace
