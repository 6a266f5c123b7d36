// SPDX-License-Identifier: Apache-2.0
#include "workspace/map_engine.hpp"

#include "carto/scene_builder.hpp"
#include "report/draw_scene.hpp"
#include "workspace/geometry_cache.hpp"

#include <utility>

namespace maillage::workspace {

MapEngine map_engine() {
    MapEngine engine;
    engine.geometry = [](const DatasetPtr& dataset, std::shared_ptr<const Outlines> outlines,
                         const std::filesystem::path& cache_folder, const Progress& progress) {
        auto options = cache_in(cache_folder);
        options.store = false;
        return open_geometry(*dataset, std::move(outlines), progress, options);
    };
    engine.keep = [](const DatasetPtr& dataset, const carto::MapGeometryPtr& geometry,
                     const std::filesystem::path& cache_folder) {
        store_geometry(*dataset, *geometry, cache_in(cache_folder));
    };
    engine.scene = carto::SceneBuilder();
    engine.colours = carto::style_of_communes;
    engine.write = [](const std::filesystem::path& path, const carto::MapScene& scene) {
        return report::write_map(scene, path, {});
    };
    return engine;
}

}  // namespace maillage::workspace
