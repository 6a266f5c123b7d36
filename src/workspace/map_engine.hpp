// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// The three things the application has made of its maps.

#include "carto/build_scene.hpp"

#include <filesystem>
#include <functional>

namespace maillage::workspace {

struct MapEngine {
    /// From the dataset's outlines or the cache; \p cache_folder may be empty: no cache.
    std::function<Result<carto::MapGeometryPtr>(
        const DatasetPtr& dataset, const std::filesystem::path& cache_folder, const Progress&)>
        geometry;
    std::function<Result<carto::SceneResult>(const carto::SceneInput&, const carto::MapRequest&,
                                             const carto::Canvas&, const Progress&)>
        scene;
    /// Writes a scene as .png, .svg or .pdf by its ending.
    std::function<Result<Done>(const std::filesystem::path& path, const carto::MapScene& scene)>
        write;
};

/// The program's own.
MapEngine map_engine();

}  // namespace maillage::workspace
