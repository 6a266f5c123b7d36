// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// What the application has made of its maps, and by whom.

#include "carto/build_scene.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <vector>

namespace maillage::workspace {

struct MapEngine {
    /// From the outlines or the cache; \p cache_folder may be empty: no cache.
    std::function<Result<carto::MapGeometryPtr>(
        const DatasetPtr& dataset, std::shared_ptr<const Outlines> outlines,
        const std::filesystem::path& cache_folder, const Progress&)>
        geometry;
    /// Keeps what `geometry` has built for the next start; takes its time. May be empty.
    std::function<void(const DatasetPtr& dataset, const carto::MapGeometryPtr& geometry,
                       const std::filesystem::path& cache_folder)>
        keep;
    std::function<Result<carto::SceneResult>(const carto::SceneInput&, const carto::MapRequest&,
                                             const carto::Canvas&, const Progress&)>
        scene;
    /// The colours of a scene that is shown, after an edit. May be empty: they come with the scene.
    std::function<std::vector<std::uint8_t>(const carto::SceneInput&, const carto::MapRequest&,
                                            const carto::MapScene& shown)>
        colours;
    /// Writes a scene as .png, .svg or .pdf by its ending.
    std::function<Result<Done>(const std::filesystem::path& path, const carto::MapScene& scene)>
        write;
};

/// The program's own.
MapEngine map_engine();

}  // namespace maillage::workspace
