// SPDX-License-Identifier: Apache-2.0
#include "workspace/map_engine.hpp"

#include "base/screen_messages.hpp"

namespace maillage::workspace {
namespace {

Error not_there() { return {Error::Code::kRefused, {screen::kMapNotThere}, ""}; }

}  // namespace

MapEngine map_engine() {
    MapEngine engine;
    engine.geometry = [](const DatasetPtr&, const std::filesystem::path&,
                         const Progress&) -> Result<carto::MapGeometryPtr> { return not_there(); };
    engine.scene = [](const carto::SceneInput&, const carto::MapRequest&, const carto::Canvas&,
                      const Progress&) -> Result<carto::SceneResult> { return not_there(); };
    engine.write = [](const std::filesystem::path&, const carto::MapScene&) -> Result<Done> {
        return not_there();
    };
    return engine;
}

}  // namespace maillage::workspace
