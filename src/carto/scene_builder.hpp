// SPDX-License-Identifier: Apache-2.0
#pragma once
/// \file
/// Scenes of a map that is looked at while a scenario is edited.

#include "carto/build_scene.hpp"

#include <memory>

namespace maillage::carto {

/// build_scene(), which lays out the furniture twice under a scenario: with it, and without it to
/// know where the map stands. This remembers the second, from one edit to the next and from the map
/// that was looked at before. The scenes are the same. Copies remember together, and may be called
/// on several threads; what is remembered keeps nothing alive.
class SceneBuilder {
public:
    SceneBuilder();
    Result<SceneResult> operator()(const SceneInput& input, const MapRequest& request,
                                   const Canvas& canvas, const Progress& progress) const;

private:
    struct Memory;
    std::shared_ptr<Memory> m_memory;
};

}  // namespace maillage::carto
