// SPDX-License-Identifier: Apache-2.0
#include "workspace/map_engine.hpp"

#include "report/draw_scene.hpp"
#include "workspace/geometry_cache.hpp"

namespace maillage::workspace {

MapEngine map_engine() {
    MapEngine engine;
    engine.geometry = [](const DatasetPtr& dataset, const std::filesystem::path& cache_folder,
                         const Progress& progress) {
        CacheOptions cache;
        cache.enabled = !cache_folder.empty();
        cache.folder = cache_folder;
        return open_geometry(*dataset, progress, cache);
    };
    engine.scene = carto::build_scene;
    engine.write = [](const std::filesystem::path& path, const carto::MapScene& scene) {
        return report::write_map(scene, path, {});
    };
    return engine;
}

}  // namespace maillage::workspace
