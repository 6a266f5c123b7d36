// SPDX-License-Identifier: Apache-2.0
#include "workspace/map_engine.hpp"

#include "base/screen_messages.hpp"
#include "workspace/geometry_cache.hpp"

namespace maillage::workspace {
namespace {

Error not_there() { return {Error::Code::kRefused, {screen::kMapNotThere}, ""}; }

}  // namespace

MapEngine map_engine() {
    MapEngine engine;
    engine.geometry = [](const DatasetPtr& dataset, const std::filesystem::path& cache_folder,
                         const Progress& progress) {
        CacheOptions cache;
        cache.enabled = !cache_folder.empty();
        cache.folder = cache_folder;
        return open_geometry(*dataset, progress, cache);
    };
    engine.scene = [](const carto::SceneInput&, const carto::MapRequest&, const carto::Canvas&,
                      const Progress&) -> Result<carto::SceneResult> { return not_there(); };
    engine.write = [](const std::filesystem::path&, const carto::MapScene&) -> Result<Done> {
        return not_there();
    };
    return engine;
}

}  // namespace maillage::workspace
